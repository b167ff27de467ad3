// From a kiosk to one's own account at a messenger: whoever sends the code that stands on the screen has the conversation there, once.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PersonId } from '#kit/ids';
import { arrive, merge } from '#people';
import { eventually } from '#test/house';
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
});
afterAll(() => shop.house.stop());

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
  const third = await offer(ada, 'whatsapp');
  await ada.call('proveAddressAtKiosk', { body: { code: await shop.codeFor('ada@example.com') } });
  expect(await takes(third.code, 'whatsapp')).toBe(false);
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
  await shop.prove(ada, 'ada.known@example.com');
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
