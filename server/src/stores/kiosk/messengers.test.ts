// From a kiosk to one's own account at a messenger: whoever sends the code that stands on the screen has the conversation there, once.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PersonId } from '#kit/ids';
import { arrive, merge } from '#people';
import { eventually } from '#test/house';
import { inDatabase } from '#test/in-database';
import { messenger } from '#test/meta';
import { codeOf, openStore } from '#test/store-house';

let shop: Awaited<ReturnType<typeof openStore>>;
const inboxes = new Map<string, string>();
const channels = [
  ['whatsapp', /^https:\/\/wa\.me\/\d{5,15}\?text=(.+)$/, '+12025550110'],
  ['telegram', /^https:\/\/t\.me\/\w+\?start=(.+)$/, '5000000000000111'],
  ['messenger', /^https:\/\/m\.me\/\d+\?text=([^&]+)&ref=/, '+12025550112'],
  ['viber', /^viber:\/\/pa\?chatURI=\w+&context=[^&]+&text=(.+)$/, '+12025550113'],
  ['line', /^https:\/\/line\.me\/R\/oaMessage\/%40\w+\/\?(.+)$/, '+12025550114'],
] as const;

beforeAll(async () => {
  shop = await openStore();
  for (const [channel] of channels) {
    const made = await shop.staff.call('addChannel', { body: { channel, name: channel, settings: { provider: 'sandbox' } } });
    inboxes.set(channel, made.inbox.id);
  }
  await play(true);
});
afterAll(() => shop.house.stop());

const play = (isOn: boolean) => shop.staff.call('moveSandboxSwitch', { body: { isOn } });
/** Codes that prove an address leave only while nothing is played. */
async function prove(sitting: Sitting, address: string): Promise<void> {
  await play(false);
  await shop.prove(sitting, address);
  await play(true);
}
const inboxOf = (channel: string): string => inboxes.get(channel) ?? '';
type Sitting = Awaited<ReturnType<typeof shop.sit>>;
const offer = (sitting: Sitting, channel: string) => sitting.call('goOnByMessenger', { body: { inbox: inboxOf(channel) } });
const send = (channel: string, from: string, text: string) =>
  shop.staff.call('writeInSandbox', { params: { inbox: inboxOf(channel) }, body: { from, text } });
const all = async () => (await shop.staff.call('listConversations', { query: { view: 'all', limit: 100 } })).items;
const textsOf = async (conversation: string) =>
  (await shop.staff.call('listMessages', { params: { conversation } })).items
    .filter(({ kind }) => kind === 'message')
    .map(({ text }) => text);
const holding = (text: string) =>
  eventually(`a conversation that ends with ${text}`, async () => (await all()).find(({ excerpt }) => excerpt === text));

test.each(channels)(
  '%s: the link brings the code, and the conversation goes on where it was sent from',
  { timeout: 60_000 },
  async (channel, link, from) => {
    const sitting = await shop.sit();
    const question = `Do you mend old lamps, asked for ${channel}?`;
    await shop.ask(sitting, question);
    const begun = await holding(question);
    expect((await sitting.call('readSitting', { query: {} })).messengers).toContainEqual({ inbox: inboxOf(channel), channel });
    const { code, url } = await offer(sitting, channel);
    expect(decodeURIComponent(link.exec(url)?.[1] ?? '')).toBe(code);
    await send(channel, from, channel === 'telegram' ? `/start ${code}` : `Here I am: ${code.toLowerCase()}`);
    const moved = await eventually('it goes on there', async () =>
      (await all()).find(({ id, inbox }) => id === begun.id && inbox.channel === channel),
    );
    const [asked, proof = ''] = await textsOf(moved.id);
    expect([asked, proof.toUpperCase().includes(code)]).toEqual([question, true]);
    expect(await codeOf(sitting.call('readSitting', { query: {} }))).toBe('not-signed-in');
    const { person } = await shop.staff.call('readConversation', { params: { conversation: moved.id } });
    const { merges, identities } = await shop.staff.call('readPerson', { params: { person: person.id } });
    expect([merges, identities.find(({ kind }) => kind === 'account')]).toMatchObject([[{ proof: 'code' }], { proof: 'code' }]);
    const { id } = await shop.staff.call('addMessage', {
      params: { conversation: moved.id },
      body: { kind: 'message', text: `Yes, by ${channel}` },
    });
    await eventually('the answer is taken there', async () => {
      const sent = (await shop.staff.call('listMessages', { params: { conversation: moved.id } })).items.find((each) => each.id === id);
      return sent?.delivery === 'sent' || sent?.delivery === 'delivered';
    });
    const { items } = await shop.staff.call('readSandbox', { params: { inbox: inboxOf(channel) } });
    expect(items.some(({ text, direction }) => direction === 'out' && text.startsWith(`Yes, by ${channel}`))).toBe(true);

    await send(channel, from.replace(/1(.)$/, '2$1'), `Once more ${code}`); // by somebody else: it is spent
    const other = await holding(`Once more ${code}`);
    expect([other.id === moved.id, other.person.id === moved.person.id]).toEqual([false, false]);
  },
);

test('a code is worth nothing at another inbox, after ten minutes, after another one, after the end, and once an address was given', {
  timeout: 60_000,
}, async () => {
  let sender = 12_025_550_150;
  const takes = async (code: string, channel: string): Promise<boolean> => {
    sender += 1;
    await send(channel, `+${sender}`, `${sender} ${code}`);
    const came = await holding(`${sender} ${code}`);
    return (await textsOf(came.id)).length > 1;
  };
  const asked = async () => {
    const sitting = await shop.sit();
    await shop.ask(sitting, 'Do you mend old lamps?');
    return sitting;
  };
  const ada = await asked();
  const [first, second] = [await offer(ada, 'whatsapp'), await offer(ada, 'whatsapp')];
  expect([await takes(first.code, 'whatsapp'), await takes(second.code, 'viber')]).toEqual([false, false]);
  await ada.call('giveAddressAtKiosk', { body: { kind: 'email', value: 'ada@example.com' } });
  expect(await takes(second.code, 'whatsapp')).toBe(false);
  expect(await codeOf(offer(ada, 'whatsapp'))).toBe('conflict');
  expect((await ada.call('readSitting', { query: {} })).messengers).toEqual([]);
  await prove(ada, 'ada@example.com');
  expect(await codeOf(offer(ada, 'whatsapp'))).toBe('conflict');
  expect((await ada.call('readSitting', { query: {} })).messengers).toEqual([]);
  const boris = await asked();
  const fourth = await offer(boris, 'whatsapp');
  await boris.call('endSitting');
  expect(await takes(fourth.code, 'whatsapp')).toBe(false);
  const carol = await asked();
  const fifth = await offer(carol, 'whatsapp');
  shop.house.passTime(600_001);
  expect(await takes(fifth.code, 'whatsapp')).toBe(false);
  const dora = await asked();
  expect(
    await codeOf(
      dora.call('goOnByMessenger', {
        body: { inbox: (await shop.staff.call('listChannels')).items.find(({ inbox }) => inbox.channel === 'email')?.inbox.id ?? '' },
      }),
    ),
  ).toBe('not-found');
  expect(await takes((await offer(dora, 'whatsapp')).code, 'whatsapp')).toBe(true);
});

test('of a code that is shown nothing stands in the database but a keyed hash', async () => {
  const sitting = await shop.sit();
  const { code } = await offer(sitting, 'line');
  const rows = await shop.house.act((ctx) =>
    ctx.db.all<{ row: string }>(
      { name: 'test.sittings', text: 'SELECT kiosk_sittings::text AS row FROM kiosk_sittings WHERE workspace_id = $1' },
      [ctx.workspace],
    ),
  );
  expect(rows.some(({ row }) => row.includes(code) || row.includes(code.replace('-', '')))).toBe(false);
  expect(shop.house.log.join('')).not.toContain(code);
});

test('who is known by one address is known by no screen, whatever address was typed since, and whoever joined them', {
  timeout: 60_000,
}, async () => {
  const ada = await shop.sit();
  await shop.ask(ada, 'Is my order on its way?');
  const [before, link] = [await offer(ada, 'whatsapp'), await shop.linkOf(ada)];
  await prove(ada, 'ada.known@example.com');
  await ada.call('giveAddressAtKiosk', { body: { kind: 'email', value: 'other@example.com' } });
  expect(await ada.call('readSitting', { query: {} })).toMatchObject({ address: { proved: false }, handOverUrl: null, messengers: [] });
  expect(await codeOf(offer(ada, 'whatsapp'))).toBe('conflict');
  expect(await codeOf(shop.takeUp(link))).toBe('expired');
  await send('whatsapp', '+12025550171', `Not hers ${before.code}`);
  const stranger = await holding(`Not hers ${before.code}`);
  expect(stranger.person.id).not.toBe(await shop.personAt('ada.known@example.com'));

  const boris = await shop.sit();
  await shop.ask(boris, 'Boris asks about his order');
  const [shown, shownLink] = [await offer(boris, 'whatsapp'), await shop.linkOf(boris)];
  const { person } = await holding('Boris asks about his order');
  await shop.house.act(async (ctx) => {
    const known = await arrive(ctx, { kind: 'email', value: 'boris@example.com' });
    const [into, from] = [known.person, person.id as PersonId].toSorted();
    if (into && from) await merge(ctx, into, from, 'agent-decision', 'He says so');
  });
  await send('whatsapp', '+12025550172', `Not his ${shown.code}`);
  expect((await textsOf((await holding(`Not his ${shown.code}`)).id)).length).toBe(1);
  expect(await codeOf(shop.takeUp(shownLink))).toBe('expired');
});

test('an answer that nobody fetched before the code was sent stands among the undelivered, and leaves by the messenger when it is sent again; whoever looked after it is let go of it on record', {
  timeout: 60_000,
}, async () => {
  const sitting = await shop.sit();
  await shop.ask(sitting, 'Is the blue lamp still there?');
  const begun = await holding('Is the blue lamp still there?');
  const { id: message } = await shop.staff.call('addMessage', {
    params: { conversation: begun.id },
    body: { kind: 'message', text: 'Yes, one is left' },
  });
  await shop.staff.call('changeConversation', {
    params: { conversation: begun.id },
    body: { assignee: (await shop.staff.call('me')).staff.id },
  });
  const stand = async () =>
    (await shop.staff.call('listMessages', { params: { conversation: begun.id } })).items.find(({ id }) => id === message);
  await eventually('it waits in the chat', async () => (await stand())?.delivery === 'sent');
  await send('whatsapp', '+12025550173', `It is me ${(await offer(sitting, 'whatsapp')).code}`);
  await eventually('it goes on there', async () => (await all()).find(({ id, inbox }) => id === begun.id && inbox.channel === 'whatsapp'));
  expect(await stand()).toMatchObject({ delivery: 'failed', deliveryBecause: 'chat-over' });
  const { items } = await shop.staff.call('listConversations', { query: { view: 'undelivered' } });
  expect(items.map(({ id, assignee }) => [id, assignee])).toContainEqual([begun.id, null]);
  const entries = (await shop.staff.call('listLedger', { query: { kind: 'conversation.changed' } })).items.map(({ facts }) => facts);
  const letGo = { conversation: begun.id, assignee: null, because: 'goes-on-elsewhere', inbox: inboxOf('whatsapp') };
  expect(entries).toContainEqual(expect.objectContaining(letGo));
  await shop.staff.call('tryMessageAgain', { params: { message } });
  await eventually('the messenger has it', async () =>
    (await shop.staff.call('readSandbox', { params: { inbox: inboxOf('whatsapp') } })).items.some(
      ({ text, direction }) => direction === 'out' && text.startsWith('Yes, one is left'),
    ),
  );
});

test('no messenger is offered by which no answer could leave: one without an agreement, or an emulator where all else is real', {
  timeout: 60_000,
}, async () => {
  const sitting = await shop.sit();
  await shop.ask(sitting, 'By which way do you answer?');
  const offered = async () => (await sitting.call('readSitting', { query: {} })).messengers.map(({ channel }) => channel);
  expect(await offered()).toContain('viber');
  await play(false);
  const { inbox } = await shop.staff.call('addChannel', { body: { channel: 'messenger', name: 'Page', settings: messenger } });
  expect(await offered()).toEqual([]);
  expect(await codeOf(offer(sitting, 'viber'))).toBe('not-found');
  expect(await codeOf(sitting.call('goOnByMessenger', { body: { inbox: inbox.id } }))).toBe('not-found');
  const vendor = (await shop.staff.call('listVendors')).items.find(({ code }) => code === 'meta');
  const agreement = { reference: 'DPA 2026', signedOn: '2026-01-05', expiresOn: null };
  await shop.staff.call('changeVendor', { params: { vendor: vendor?.id ?? '' }, body: { agreement, transfer: 'A45-3' } });
  expect(await sitting.call('readSitting', { query: {} })).toMatchObject({ messengers: [{ inbox: inbox.id, channel: 'messenger' }] });
  await play(true);
});

test('what waits while a sitting is taken does nothing to it', { timeout: 60_000 }, async () => {
  const sitting = await shop.sit();
  await shop.ask(sitting, 'Ada asks while somebody takes it');
  let late: Promise<string | undefined> = Promise.resolve(undefined);
  await shop.house.act(async (ctx) => {
    const end = 'UPDATE kiosk_sittings SET ended_at = $2 WHERE workspace_id = $1 AND ended_at IS NULL';
    await ctx.db.run({ name: 'test.take', text: end }, [ctx.workspace, ctx.now]);
    late = codeOf(shop.ask(sitting, 'Too late for this'));
    await eventually('it waits', async () => (await inDatabase(shop.house.adminUrl, 'SELECT 1 FROM pg_locks WHERE NOT granted')) > 0);
  });
  expect(await late).toBe('not-signed-in');
});
