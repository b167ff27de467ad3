// A yes in two steps by the doors of the centre, with the worker running: what is mailed, what the gate says meanwhile, and what proof remains.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addressOfYes, confirmationTried, stateOf } from '#consent';
import { receive } from '#conversations';
import { replaceInstance } from '#keys';
import type { InboxId, PersonId } from '#kit/ids';
import { addIdentity, arrive, findIdentity, forgetIdentity, identitiesOf, prove } from '#people';
import { type ChannelKind, currentNotice } from '#purposes';
import { eventually, openHouse } from '#test/house';
import { email } from '../channels/adapters/email/adapter.ts';
import { leaveLinks } from '../channels/choice-link.ts';
import { reach } from '../channels/reach.ts';
import { agree, forgetUnconfirmed } from '../consent/agree.ts';
import { openSession } from './sessions.ts';

let house: Awaited<ReturnType<typeof openHouse>>;
let carol: Awaited<ReturnType<typeof house.staffClient>>;
let marketing = '';
let anyone: ReturnType<typeof house.publicClient>;

beforeAll(async () => {
  house = await openHouse();
  anyone = house.publicClient();
  carol = await house.staffClient();
  await carol.call('changeWorkspace', {
    body: { address: '1 Quay Street, 12345 Hafen', contactEmail: 'hello@example.com', authority: 'Authority of Hafen' },
  });
  await carol.call('publishNotice', { body: {} });
  await carol.call('addChannel', {
    body: { channel: 'email', name: 'Support', settings: { address: 'support@shop.example.com', fromName: 'Shop' } },
  });
  marketing = (await carol.call('listPurposes')).items.find(({ code }) => code === 'marketing')?.id ?? '';
  await change({ active: true, reason: 'a spring letter' });
});
afterAll(() => house.stop());

const days = async (count: number) => {
  house.passTime(count * 86_400_000);
  carol = await house.staffClient(); // her session ended
};
const change = (body: object) => carol.call('changePurpose', { params: { purpose: marketing }, body });
async function known(name: string, isProved = true) {
  const value = `${name}@example.com`;
  const { person, identity } = await house.act((ctx) =>
    isProved ? arrive(ctx, { kind: 'email', value }) : arrive(ctx, { kind: 'visitor', value: `vst_${name}`, proof: 'device' }),
  );
  if (isProved) await house.act((ctx) => prove(ctx, identity, 'code'));
  const { token } = await house.act((ctx) => openSession(ctx, person, identity));
  return { person, value, me: house.personClient(token) };
}
type Me = Awaited<ReturnType<typeof known>>['me'];
const say = (me: Me, given: boolean, more: object = {}, channel: ChannelKind = 'email') =>
  me.call('changeMyConsent', { body: { purpose: 'marketing', channel, given, language: 'en', ...more } });
const standOf = (person: PersonId, channel: ChannelKind = 'email') => house.act((ctx) => stateOf(ctx, [person], 'marketing', channel));
const verdict = async (person: string, channel = 'email') =>
  (await carol.call('readAllowances', { params: { person } })).items.find(
    (each) => each.purpose === 'marketing' && each.channel === channel,
  )?.decision;
const linkTo = async (address: string, subject: RegExp) => {
  const mail = await eventually(`mail to ${address}`, async () =>
    (await carol.call('listCaptured')).items.find(({ to, subject: line }) => to.includes(address) && subject.test(line)),
  );
  return { mail, params: { token: /\/privacy\/confirm\/(\S+)/.exec(mail.text)?.[1] ?? '' } };
};

it('a yes by email counts only when it is confirmed from there; looking at the link confirms nothing, and both steps are proof', async () => {
  const { person, value, me } = await known('ada');
  await say(me, true);
  expect(await standOf(person)).toBe('pending');
  expect(await verdict(person)).toMatchObject({ allowed: false, because: 'consent-pending', article: '7(1)' });
  const { mail, params } = await linkTo(value, /Please confirm/);
  expect(mail.text).not.toMatch(/offer you|discount|unsubscribe/i);
  expect(await anyone.call('readConfirmation', { params, query: {} })).toMatchObject({
    state: 'open',
    from: 'self',
    channel: 'email',
  });
  expect(await standOf(person)).toBe('pending');
  expect(await anyone.call('answerConfirmation', { params, body: { given: true } })).toEqual({ state: 'given' });
  expect(await anyone.call('answerConfirmation', { params, body: { given: true } })).toEqual({ state: 'given' });
  expect(await verdict(person)).toMatchObject({ allowed: true, because: 'consent-given' });
  const { history } = await me.call('readMyConsents', { query: {} });
  expect(history.map(({ state }) => state)).toEqual(['given', 'pending']);
  expect(history[0]).toMatchObject({
    method: 'confirmed-link',
    confirms: history[1]?.id,
    wording: history[1]?.wording,
    notice: { version: 1 },
  });
});

it('a message that could not leave is sent again by another yes, and one that left is not', async () => {
  const { person, value, me } = await known('ada-unsent');
  await say(me, true);
  await linkTo(value, /Please confirm/);
  const mails = async () => (await carol.call('listCaptured')).items.filter(({ to }) => to.includes(value)).length;
  const state = async () =>
    (await me.call('readMyConsents', { query: {} })).states.find((each) => each.purpose === 'marketing' && each.channel === 'email');
  const tried = () =>
    eventually('it was tried', async () => {
      const [row] = await house.act((ctx) => ctx.db.all<{ state: string; tries: number }>(tries, [ctx.workspace, person]));
      return row?.state === 'sent' && row;
    });
  expect(await tried()).toEqual({ state: 'sent', tries: 1 });
  await say(me, true);
  expect(await state()).toMatchObject({ state: 'pending', unsent: false });
  const event = (await me.call('readMyConsents', { query: {} })).history[0]?.id as never;
  await house.act((ctx) => confirmationTried(ctx, { event, person }, 'unreachable'));
  expect(await state()).toMatchObject({ state: 'pending', unsent: true });
  await say(me, true);
  await say(me, true);
  expect(await tried()).toEqual({ state: 'sent', tries: 2 });
  expect(await mails()).toBe(2);
  const again = () => carol.call('resendConfirmation', { params: { person }, body: { purpose: 'marketing', channel: 'email' } });
  await expect(again()).rejects.toMatchObject({ status: 409, problem: { because: 'just-sent' } });
  for (let round = 3; round <= 5; round += 1) {
    await house.act((ctx) => confirmationTried(ctx, { event, person }, 'unreachable'));
    await again();
    expect(await tried()).toEqual({ state: 'sent', tries: round });
  }
  await house.act((ctx) => confirmationTried(ctx, { event, person }, 'unreachable'));
  expect(await state()).toMatchObject({ unsent: true, again: 'no-more' });
  await expect(again()).rejects.toMatchObject({ status: 409, problem: { because: 'sent-too-often' } });
  expect(await mails()).toBe(5);
  const { params } = await linkTo(value, /Please confirm/);
  expect(await anyone.call('answerConfirmation', { params, body: { given: true } })).toEqual({ state: 'given' });
  await expect(again()).rejects.toMatchObject({ status: 409, problem: { because: 'nothing-waits' } });
});

it('what rests on a confirmed yes goes to the address that confirmed it, and to no other of theirs', async () => {
  const { person, value, me } = await known('ada-two');
  await say(me, true);
  const { params } = await linkTo(value, /Please confirm/);
  await anyone.call('answerConfirmation', { params, body: { given: true } });
  const [first] = await house.act((ctx) => identitiesOf(ctx, person));
  await house.act((ctx) => addIdentity(ctx, person, { kind: 'email', value: 'ada-second@example.com', proof: 'code' }));
  expect(await house.act((ctx) => addressOfYes(ctx, person, 'marketing', 'email'))).toBe(first?.id);
  const inbox = (await carol.call('listChannels')).items.find((each) => each.inbox.channel === 'email')?.inbox.id as InboxId;
  const goesTo = (purpose: string) =>
    house.act(async (ctx) => {
      const { conversation } = await receive(ctx, { inbox, person, text: 'Hello?', continues: true });
      return (await reach(ctx, email, { conversation, person, inbox, purpose }))?.id;
    });
  expect(await goesTo('marketing')).toBe(first?.id);
  await house.act((ctx) => forgetIdentity(ctx, first?.id as never));
  expect(await goesTo('marketing')).toBeUndefined();
  expect(await goesTo('service-conversation')).toBeDefined();
});

const tries = { name: 'test.tries', text: 'SELECT state, tries FROM consent_confirmations WHERE workspace_id = $1 AND person_id = $2' };

it('a no on the way ends it, as does a week without an answer, of which nothing but the ledger entry stays', async () => {
  const { person, value, me } = await known('boris');
  await say(me, true);
  const { params } = await linkTo(value, /Please confirm/);
  await say(me, false);
  await expect(anyone.call('answerConfirmation', { params, body: { given: true } })).rejects.toMatchObject({ code: 'expired' });
  expect(await standOf(person)).toBe('withdrawn');
  const late = await known('boris-late');
  await say(late.me, true);
  const wait = await linkTo(late.value, /Please confirm/);
  await days(7);
  await expect(anyone.call('answerConfirmation', { params: wait.params, body: { given: true } })).rejects.toMatchObject({
    code: 'expired',
  });
  await house.act((ctx) => forgetUnconfirmed(ctx));
  expect(await standOf(late.person)).toBe('none');
  expect(
    (
      await house.act((ctx) =>
        ctx.db.all({ name: 'test.pending', text: 'SELECT id FROM consent_events WHERE workspace_id = $1 AND person_id = $2' }, [
          ctx.workspace,
          late.person,
        ]),
      )
    ).length,
  ).toBe(0);
});

it('nobody is mailed about a wish for an address they never proved, nor again and again; where the chat asks, one step is enough', async () => {
  const { person, me } = await known('carol-visits', false);
  await expect(say(me, true)).rejects.toMatchObject({ status: 409, problem: { because: 'no-address' } });
  await say(me, true, {}, 'web-chat');
  expect(await standOf(person, 'web-chat')).toBe('given');
  const pressing = await known('carol-presses');
  for (let press = 0; press < 5; press += 1) {
    await say(pressing.me, true);
    await say(pressing.me, false);
  }
  await expect(say(pressing.me, true)).rejects.toMatchObject({ status: 429 });
});

it('health needs a statement of its own: a plain yes is refused, and one from before no longer counts', async () => {
  const { person, me } = await known('ada-health');
  await say(me, true, {}, 'web-chat');
  await expect(change({ specialCategories: ['Health'] })).rejects.toMatchObject({ problem: { because: 'reason-needed' } });
  expect(await change({ specialCategories: ['Health'], reason: 'diet letters' })).toMatchObject({
    article: '9(2)(a)',
    specialCategories: ['Health'],
  });
  expect(await standOf(person, 'web-chat')).toBe('invalidated');
  const choice = (await me.call('readMyConsents', { query: {} })).states.find(({ channel }) => channel === 'web-chat');
  expect(choice).toMatchObject({
    explicit: true,
    wording: expect.stringContaining('I explicitly agree that you use data about my health'),
  });
  await expect(say(me, true, {}, 'web-chat')).rejects.toMatchObject({ problem: { because: 'statement-needed', article: '9(2)(a)' } });
  await say(me, true, { explicit: true }, 'web-chat');
  expect(await standOf(person, 'web-chat')).toBe('given');
  await change({ specialCategories: [] });
});

it('a child below the age of its country needs a parent, who can take it back; at the age the child is asked', async () => {
  await change({ toChildren: true, reason: 'a club for children' });
  const { person, me } = await known('ada-young');
  await expect(say(me, true, {}, 'web-chat')).rejects.toMatchObject({ problem: { because: 'age-needed', article: '8(1)' } });
  await expect(say(me, true, { age: '15' }, 'web-chat')).rejects.toMatchObject({ problem: { because: 'parent-needed' } });
  await say(me, true, { age: '15', parent: 'boris-parent@example.com' }, 'web-chat');
  expect(await verdict(person, 'web-chat')).toMatchObject({ because: 'consent-pending' });
  const { mail, params } = await linkTo('boris-parent@example.com', /parent/);
  expect(mail.text).not.toContain('ada-young');
  expect(await anyone.call('answerConfirmation', { params, body: { given: true } })).toEqual({ state: 'given' });
  expect((await me.call('readMyConsents', { query: {} })).history[0]).toMatchObject({ by: 'parent', method: 'parent-link' });
  await days(364);
  expect(await standOf(person, 'web-chat')).toBe('given');
  await days(2);
  expect(await standOf(person, 'web-chat')).toBe('expired');
  const again = await known('ada-younger');
  await say(again.me, true, { age: 'under-13', parent: 'boris-again@example.com' }, 'web-chat');
  const second = await linkTo('boris-again@example.com', /parent/);
  await anyone.call('answerConfirmation', { params: second.params, body: { given: true } });
  await replaceInstance(house.tools); // other keys sign links from then on
  await days(401);
  expect(await standOf(again.person, 'web-chat')).toBe('given');
  await anyone.call('answerConfirmation', { params: second.params, body: { given: false } });
  expect(await standOf(again.person, 'web-chat')).toBe('withdrawn');
});

it('a list from elsewhere is taken row by row: only with evidence, once, and over no later no', async () => {
  await change({ toChildren: false });
  const at = new Date(Date.now() + 770 * 86_400_000).toISOString(); // two days ago, by the clock of the house
  const whole = {
    purpose: 'marketing',
    channel: 'email',
    at,
    how: 'confirmed-by-link',
    wording: 'Yes, send me the letter.',
    source: 'the old shop',
  };
  const gone = await known('carol-said-no');
  await say(gone.me, false);
  const rows = [
    { ...whole, address: 'ada-import@example.com', reference: 'list of 2025, line 7' },
    { ...whole, address: 'boris-import@example.com', wording: '' },
    { ...whole, address: 'boris-import@example.com', how: 'web-form' },
    { ...whole, address: gone.value },
  ];
  const send = (dryRun: boolean) => carol.call('importConsents', { body: { dryRun, rows } });
  const foreseen = await send(true);
  expect(foreseen.items.map(({ because }) => because)).toEqual([null, 'no-evidence', 'not-confirmed', 'said-no-later']);
  expect(await house.act((ctx) => findIdentity(ctx, 'email', 'ada-import@example.com'))).toBeUndefined();
  expect(await send(false)).toEqual(foreseen);
  expect(await send(false)).toMatchObject({ taken: 0, known: 1, refused: 3 });
  expect(await house.act((ctx) => findIdentity(ctx, 'email', 'boris-import@example.com'))).toBeUndefined();
  const ada = await house.act((ctx) => findIdentity(ctx, 'email', 'ada-import@example.com'));
  expect(await standOf(ada?.person as PersonId)).toBe('given');
  const { history } = await carol.call('readConsents', { params: { person: ada?.person ?? '' } });
  expect(history).toMatchObject([
    {
      by: 'import',
      at,
      wording: whole.wording,
      imported: { how: 'confirmed-by-link', source: 'the old shop', reference: 'list of 2025, line 7' },
    },
  ]);
  const records = await carol.blob('readConsentRecords', { params: { person: ada?.person ?? '' } });
  expect(await records.text()).toContain('"dct:source": "the old shop"');
  const entries = (await carol.call('listLedger', { query: { kind: 'consents.imported' } })).items;
  expect(entries.map(({ facts }) => facts)).toContainEqual({ rows: 4, taken: 1, known: 0, refused: 3 });
});

it('who agreed to less reads by the link of a message what is otherwise by now, and is not held to have agreed to it', async () => {
  await days(1);
  const { person } = await known('ada-longer');
  await house.act(async (ctx) => {
    const yes = { person, purpose: 'marketing', channel: 'email', method: 'preference-link', language: 'en' } as const;
    await agree(ctx, { ...yes, notice: await currentNotice(ctx, 'en') }, { heardOn: 'email' });
  });
  const link = await house.act((ctx) => leaveLinks(ctx, person, 'marketing', 'email'));
  const params = { token: link.preferencesUrl.split('/').at(-1) ?? '' };
  const read = () => anyone.call('readPreferences', { params, query: { language: 'en' } });
  const { description } = await read();
  await change({ period: 'P3Y', reason: 'the books say so' });
  expect(await read()).toMatchObject({
    active: false,
    before: { description: `${description} We keep it for 2 years after the last message in the conversation.` },
    description: `${description} We keep it for 3 years after the last message in the conversation.`,
  });
  expect(await verdict(person)).toMatchObject({ allowed: false, because: 'consent-invalidated' });
  await change({ period: 'P2Y' });
});
