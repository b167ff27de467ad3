// Asking anew before a yes ends and after it ended by a change: once, by the way agreed to, never of whoever said no, and without it nothing goes on.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Due, dueForRenewal, type NewConsent, putOff, record, standing, stateOf, withdraw } from '#consent';
import { listShown, messageFacts, receive, start } from '#conversations';
import { restrict } from '#gate';
import { shred } from '#keys';
import { statement } from '#kit/db';
import { type ConversationId, type InboxId, type MessageId, newId, type PersonId } from '#kit/ids';
import { act } from '#kit/pool';
import { list } from '#ledger';
import { addIdentity, arrive } from '#people';
import { type ChannelKind, changePurpose, currentNotice, publishNotices, purposeByCode } from '#purposes';
import { everyChannel, metOn, openWalked, type Walked } from '#test/many-channels';
import { openRoom, type TestRoom } from '#test/room';
import { changeLimits } from '../../campaigns/limits/limits.ts';
import { usual } from '../../campaigns/limits/rules.ts';
import { changeChoice, standOf } from '../../rights/by-link.ts';
import { accountOf, openChannel } from '../accounts.ts';
import { adapterOf } from '../adapters.ts';
import { allowancesFor } from '../allowances.ts';
import { leaveLinks, readLeaveLink } from '../choice-link.ts';
import { deliver } from '../deliver.ts';
import { build } from '../outbound.ts';
import { reach } from '../reach.ts';
import { receive as takeIn } from '../receive.ts';
import { stopWhatWaited } from '../restored.ts';
import { askIn } from './ask-anew.ts';

const rows = statement<{ why: string; state: string; because: string | null }>(
  'test.renewals',
  'SELECT why, state, because FROM consent_renewals WHERE workspace_id = $1 AND person_id = $2',
);
const spoil = statement(
  'test.spoil',
  'UPDATE people SET name = set_byte(name, length(name) - 1, 255 - get_byte(name, length(name) - 1)) WHERE workspace_id = $1 AND id = $2',
);
const given = '2026-11-24T09:00:00Z';
let room: TestRoom;
let chat: InboxId;
let mailbox: InboxId;
beforeAll(async () => {
  room = await openRoom();
  const open = (channel: 'email' | 'web-chat', settings: object) =>
    room.ctx(async (ctx) => (await openChannel(ctx, { channel, name: channel, settings: { ...settings } })).account.inbox);
  mailbox = await open('email', { address: 'hello@lantern.example.com' });
  chat = await open('web-chat', {});
  await change({ active: true, reason: 'a spring letter', confirmOn: [] });
  const facts = { name: 'Lantern', address: '1 Quay Street', contactEmail: 'hello@example.com', dpoContact: '', authority: 'Hafen' };
  await room.ctx((ctx) => publishNotices(ctx, { ...facts, country: 'DE' }, []));
});
afterAll(() => room.stop());

const change = (what: Parameters<typeof changePurpose>[2]) =>
  room.ctx(async (ctx) => changePurpose(ctx, (await purposeByCode(ctx, 'marketing'))?.id ?? ('' as never), what));
async function agreed(name: string, channel: 'email' | 'web-chat' = 'email'): Promise<PersonId> {
  const by =
    channel === 'email'
      ? ({ kind: 'email', value: `${name}@example.com` } as const)
      : ({ kind: 'visitor', value: newId('vst'), proof: 'device' } as const);
  const { person } = await room.ctx((ctx) => arrive(ctx, by));
  await sayYes(person, channel);
  return person;
}
const sayYes = (person: PersonId, channel: ChannelKind, more: Partial<NewConsent> = {}) =>
  room.ctx(async (ctx) =>
    record(ctx, {
      ...{ person, purpose: 'marketing', channel, state: 'given', method: 'privacy-page', by: 'self' },
      ...{ notice: await currentNotice(ctx, 'en'), language: 'en', wording: 'Yes, please.', ...more },
    }),
  );
/** What the purpose says, in other words. */
async function textsNow(description: string) {
  const { texts } = (await room.ctx((ctx) => purposeByCode(ctx, 'marketing'))) ?? {};
  return { ...texts, en: { ...texts?.en, description } };
}
const turn = () => askIn(room.tools, room.workspace);
const state = (person: PersonId, channel: ChannelKind = 'email') => room.ctx((ctx) => stateOf(ctx, [person], 'marketing', channel));
const allowanceOf = async (person: PersonId, conversation?: ConversationId) =>
  (await room.ctx((ctx) => allowancesFor(ctx, person, 'en', conversation))).find(
    ({ purpose, channel }) => purpose === 'marketing' && channel === 'email',
  );
const renewals = (person: PersonId) => room.ctx((ctx) => ctx.db.all(rows, [ctx.workspace, person]));
const acts = async (person: PersonId) =>
  (await room.ctx((ctx) => list(ctx, { kind: 'consent.asked-anew', subject: person, limit: 9 }))).items;
/** The question as it leaves. */
async function wordsTo(person: PersonId): Promise<string> {
  const [entry] = await acts(person);
  const message = String(entry?.facts?.['message']) as MessageId;
  await deliver({ tools: room.tools, workspace: room.workspace, attempt: 1 }, message);
  const facts = await room.ctx((ctx) => messageFacts(ctx, message));
  expect(facts?.delivery).toMatch(/^(sent|delivered)$/);
  return (await room.ctx((ctx) => listShown(ctx, facts?.conversation as never, 0, 50))).find(({ id }) => id === message)?.text ?? '';
}

test('a yes that ends soon is asked for anew, once, where the company wants it; and a press keeps it or ends it', async () => {
  room.setTime(given);
  const [ada, boris, carol] = [await agreed('ada'), await agreed('boris'), await agreed('carol')];
  await room.ctx((ctx) => withdraw(ctx, boris, 'marketing', 'email', 'one-click'));
  room.setTime('2028-11-10T12:00:00Z');
  expect(await turn(), 'nobody switched it on').toBe(0);
  await change({ askBeforeEnd: true });
  room.setTime('2028-10-20T12:00:00Z');
  expect(await turn(), 'more than a month before').toBe(0);
  room.setTime('2028-11-10T12:00:00Z');
  await room.ctx((ctx) => restrict(ctx, carol, { kind: 'restricted', ground: 'accuracy-contested' }));
  expect(
    (await Promise.all([turn(), turn()])).reduce((sum, each) => sum + each, 0),
    'two nodes at once',
  ).toBe(1);
  expect(await turn()).toBe(0);
  expect(await renewals(ada)).toEqual([{ why: 'lapses', state: 'asked', because: null }]);
  expect(await renewals(boris)).toEqual([]);
  expect(await renewals(carol)).toEqual([{ why: 'lapses', state: 'put-off', because: 'restricted' }]);
  expect(await acts(ada)).toHaveLength(1);
  const said = await wordsTo(ada);
  expect(said).toContain('That ends on November 24, 2028.');
  expect(said).toMatch(/Yes or no, here:\nhttp:\/\/localhost:8080\/p\/[\w-]+$/);
  expect(await state(ada), 'a question is no answer').toBe('given');
  expect((await allowanceOf(ada))?.ask).toMatchObject({ allowed: false, because: 'already-asked' });
  const link = /\/p\/([\w-]+)$/.exec(said)?.[1] ?? '';
  expect(Buffer.from(link, 'base64url').toString('latin1')).not.toMatch(/ada|example/);
  const choice = readLeaveLink(room.tools, link);
  expect(choice).toMatchObject({ person: ada, purpose: 'marketing', channel: 'email', heardOn: 'email' });
  const press = (isYes: boolean) =>
    room.ctx((ctx) => changeChoice(ctx, choice as never, { given: isYes, language: 'en' }, { ip: '192.0.2.7' }));
  expect(await press(true)).toEqual({ active: true, pending: false });
  room.setTime('2028-12-01T12:00:00Z');
  expect(await state(ada), 'it counts anew from the press').toBe('given');
  expect([await turn(), await state(carol)], 'silence, and what could not be asked, lets it end').toEqual([0, 'expired']);
  expect(await press(false)).toEqual({ active: false, pending: false });
  expect(await state(ada)).toBe('withdrawn');
});

test('a changed purpose asks whoever agreed to the old one, where they write, once; who said no or is not in touch is left alone', async () => {
  room.setTime('2029-01-10T12:00:00Z');
  const [ada, boris, carol] = [await agreed('x', 'web-chat'), await agreed('y', 'web-chat'), await agreed('z', 'web-chat')];
  const write = (person: PersonId) => room.ctx((ctx) => receive(ctx, { inbox: chat, person, text: 'Is it in stock?', continues: true }));
  await write(ada);
  await write(boris);
  await room.ctx((ctx) => withdraw(ctx, boris, 'marketing', 'web-chat', 'privacy-page'));
  room.setTime('2029-01-11T12:00:00Z');
  const { texts } = (await room.ctx((ctx) => purposeByCode(ctx, 'marketing'))) ?? {};
  const reworded = { ...texts, en: { ...texts?.en, description: 'We and our partners write to you.' } } as never;
  await change({ texts: reworded, meaningChanged: true, askAgain: true });
  expect(await state(ada, 'web-chat')).toBe('invalidated');
  room.setTime('2029-01-12T12:00:00Z');
  expect([await turn(), await turn()]).toEqual([1, 0]);
  expect(await renewals(ada)).toEqual([{ why: 'changed', state: 'asked', because: null }]);
  expect([await renewals(boris), await renewals(carol)]).toEqual([[], [{ why: 'changed', state: 'put-off', because: 'not-in-touch' }]]);
  const said = await wordsTo(ada);
  expect(said).toContain(`Before: ${texts?.en.description}`);
  expect(said).toContain('Now: We and our partners write to you.');
  expect(await state(ada, 'web-chat')).toBe('requested');
  await write(carol);
  expect(await turn(), 'looked at again a day later').toBe(0);
  room.setTime('2029-01-13T13:00:00Z');
  expect(await turn()).toBe(1);
  await change({ texts: { ...texts } as never, meaningChanged: true, askAgain: true });
  room.setTime('2029-01-20T12:00:00Z');
  expect(await turn(), 'who did not answer is not asked about the next change').toBe(0);
  const stand = await room.ctx(async (ctx) => standOf(ctx, [ada], (await purposeByCode(ctx, 'marketing'))!, 'web-chat'));
  expect(stand.active).toBe(false);
});

test('a consent that comes to cover more, in the same words, says to whoever agreed what is otherwise', async () => {
  room.setTime('2029-01-24T12:00:00Z');
  const ada = await agreed('longer', 'web-chat');
  await room.ctx((ctx) => receive(ctx, { inbox: chat, person: ada, text: 'Is it in stock?', continues: true }));
  const source = { origin: 'other-source', names: { en: 'Old shop' }, categories: ['Name'], isPublic: false } as const;
  room.setTime('2029-01-25T12:00:00Z');
  await change({ period: 'P10Y', renewAfter: 'P3Y', sources: [source], askAgain: true, reason: 'records' });
  expect(await state(ada, 'web-chat')).toBe('invalidated');
  room.setTime('2029-01-26T12:00:00Z');
  expect(await turn()).toBe(1);
  const said = await wordsTo(ada);
  expect(said).toMatch(/Before: .+ We keep it for 2 years after .+ A yes counts for 2 years\. We have it from you alone\.\n/);
  expect(said).toMatch(
    /Now: .+ We keep it for 10 years after .+ A yes counts for 3 years\. What we did not get from you: from Old shop\. .*name/,
  );
  await change({ period: 'P2Y', renewAfter: 'P2Y', sources: [] });
});

test('where a provider takes our own words for a while alone, whoever wrote before that does not count as asked', async () => {
  room.setTime('2029-02-05T12:00:00Z');
  const walked = everyChannel.find(({ name }) => name === 'whatsapp') as Walked;
  const account = await openWalked(room, walked, { url: '' } as never);
  await change({ channels: ['email', 'web-chat', 'whatsapp'], reason: 'a test' });
  const [ada, boris] = [await metOn(room, walked, account, 1), await metOn(room, walked, account, 2)];
  const writes = (n: number, id: string) =>
    takeIn(room.tools, {
      ...{ workspace: room.workspace, inbox: account.inbox, externalId: id, authentic: true, text: 'Is it in stock?' },
      ...{ from: { kind: 'account', value: walked.kind.value(account, n) }, attachments: [], answers: [], automatic: false },
    });
  await sayYes(ada, 'whatsapp');
  room.setTime('2029-02-06T12:00:00Z');
  await change({ texts: (await textsNow('Lamps.')) as never, meaningChanged: true, askAgain: true });
  room.setTime('2029-02-07T12:30:00Z');
  expect(await turn()).toBe(0);
  const shut = { state: 'put-off', because: 'window-closed' };
  expect(await renewals(ada)).toEqual([{ why: 'changed', ...shut }]);
  expect(await state(ada, 'whatsapp'), 'nothing was asked').toBe('invalidated');
  await sayYes(boris, 'whatsapp');
  room.setTime('2029-02-09T11:00:00Z');
  await writes(1, 'ada-again');
  room.setTime('2029-02-09T12:00:00Z');
  expect([await turn(), await state(ada, 'whatsapp')]).toEqual([1, 'requested']);
  room.setTime('2031-01-20T12:00:00Z');
  expect(await turn()).toBe(0);
  expect(await renewals(boris)).toEqual([{ why: 'lapses', ...shut }]);
  room.setTime('2031-01-22T12:00:00Z');
  await writes(2, 'boris-again');
  expect([await turn(), await renewals(boris)]).toEqual([1, [{ why: 'lapses', state: 'asked', because: null }]]);
  const leaving = (link: string) =>
    room.ctx(async (ctx) => {
      const { message } = await start(ctx, { person: boris, inbox: account.inbox, purpose: 'marketing', text: `Lamps: ${link}` });
      const [facts, opened] = [(await messageFacts(ctx, message))!, await accountOf(ctx, account.inbox)];
      const built = await build(ctx, facts, opened, (await reach(ctx, opened.adapter, facts))!);
      return built.allowed ? built.outbound : undefined;
    });
  const linkOf = async (person: PersonId) => (await room.ctx((ctx) => leaveLinks(ctx, person, 'marketing', 'whatsapp'))).preferencesUrl;
  expect(await leaving(await linkOf(ada)), "advertising with another's link leaves with one of the reader's own").toMatchObject({
    preferencesUrl: await linkOf(boris),
    unsubscribeUrl: expect.any(String),
  });
  expect((await leaving(await linkOf(boris)))?.preferencesUrl).toBeUndefined();
});

test('nobody is asked where they said no, about what they agreed to elsewhere', async () => {
  room.setTime('2029-03-05T12:00:00Z');
  const people = [await agreed('ida', 'web-chat'), await agreed('jon', 'web-chat')];
  for (const [at, person] of people.entries()) {
    await room.ctx((ctx) => addIdentity(ctx, person, { kind: 'email', value: `elsewhere${at}@example.com`, proof: 'code' }));
    await sayYes(person, 'email');
    await room.ctx((ctx) => receive(ctx, { inbox: chat, person, text: 'Is it in stock?', continues: true }));
  }
  const [ada, boris] = people as [PersonId, PersonId];
  room.setTime('2029-03-06T12:00:00Z');
  await room.ctx((ctx) => withdraw(ctx, ada, 'marketing', 'web-chat', 'one-click'));
  await room.ctx((ctx) => withdraw(ctx, boris, 'service-conversation', 'web-chat', 'one-click'));
  await change({ texts: (await textsNow('We write now and then.')) as never, meaningChanged: true, askAgain: true });
  expect(await turn()).toBe(0);
  const stopped = { why: 'changed', state: 'put-off', because: 'channel-stopped' };
  expect([await renewals(ada), await renewals(boris)]).toEqual([[stopped], [stopped, stopped]]);
  expect([await state(ada), await state(boris)]).toEqual(['invalidated', 'invalidated']);
});

test('a yes that is said anew by the link counts where it was confirmed before, and nowhere else', async () => {
  room.setTime('2029-04-03T12:00:00Z');
  await change({ confirmOn: ['email'] });
  const { person, identity } = await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: 'own@example.com' }));
  await room.ctx((ctx) => addIdentity(ctx, person, { kind: 'email', value: 'at-work@example.com', proof: 'code' }));
  await sayYes(person, 'email', { identity });
  const { conversation } = (await takeIn(room.tools, {
    ...{ workspace: room.workspace, inbox: mailbox, externalId: 'at-work', authentic: true, text: 'Is it in stock?' },
    ...{ from: { kind: 'email', value: 'at-work@example.com' }, attachments: [], answers: [], automatic: false },
  })) as { conversation: ConversationId };
  const goesTo = () => room.ctx((ctx) => reach(ctx, adapterOf('email'), { conversation, person, inbox: mailbox, purpose: 'marketing' }));
  expect((await goesTo())?.id).toBe(identity);
  room.setTime('2031-03-20T12:00:00Z');
  const choice = { workspace: room.workspace, person, purpose: 'marketing', channel: 'email', heardOn: 'email' } as const;
  await room.ctx((ctx) => changeChoice(ctx, choice, { given: true, language: 'en' }, { ip: '192.0.2.7' }));
  room.setTime('2031-05-01T12:00:00Z');
  expect(await state(person), 'it was said anew').toBe('given');
  expect((await goesTo())?.id).toBe(identity);
  await change({ confirmOn: [], reason: 'a test' });
});

test('what children are asked nobody asks anew by machine, and no press pretends to: a parent answers', async () => {
  room.setTime('2031-05-05T12:00:00Z');
  await change({ toChildren: true, reason: 'a club' });
  const ada = await agreed('ada-of-the-club');
  room.setTime('2033-04-20T12:00:00Z');
  expect([await turn(), await renewals(ada)]).toEqual([0, [{ why: 'lapses', state: 'put-off', because: 'asks-a-parent' }]]);
  expect(await room.ctx((ctx) => standing(ctx, ada, 'marketing', 'email'))).toMatchObject({ endsOn: '2033-05-05', mayRenew: false });
  const { conversation } = await room.ctx((ctx) => receive(ctx, { inbox: mailbox, person: ada, text: 'Hello' }));
  expect((await allowanceOf(ada, conversation))?.ask).toMatchObject({ allowed: false, because: 'already-given' });
  await change({ toChildren: false });
});

test('one whose values do not open, or whose erasure hangs, holds up nobody behind them', async () => {
  room.setTime('2033-06-01T12:00:00Z');
  const { person: ada } = await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: 'ada-unread@example.com', name: 'Ada' }));
  await sayYes(ada, 'email');
  await room.ctx((ctx) => ctx.db.run(spoil, [ctx.workspace, ada]));
  room.setTime('2033-06-02T12:00:00Z');
  const gone = await Promise.all(Array.from({ length: 20 }, (_, at) => agreed(`going${at}`)));
  await room.ctx((ctx) => shred(ctx, gone));
  room.setTime('2033-06-03T12:00:00Z');
  const boris = await agreed('boris-behind');
  room.setTime('2035-05-21T12:00:00Z');
  expect(await turn()).toBe(1);
  expect([await renewals(ada), await renewals(boris)]).toMatchObject([[{ because: 'fault' }], [{ state: 'asked' }]]);
  expect(room.log.filter((line) => line.includes('renewal.not-asked'))).toHaveLength(1);
  expect(await turn()).toBe(0);
});

test('whoever was written to often enough for the purpose is not asked on top of it', async () => {
  room.setTime('2035-06-04T12:00:00Z');
  const ada = await agreed('ada-well-read');
  await room.ctx((ctx) => changeLimits(ctx, { ...usual, most: 1 }, undefined));
  room.setTime('2037-05-18T12:00:00Z');
  await room.ctx((ctx) => start(ctx, { person: ada, inbox: mailbox, purpose: 'marketing', text: 'Lamps.', isForMany: true }));
  expect([await turn(), await renewals(ada)]).toEqual([0, [{ why: 'lapses', state: 'put-off', because: 'written-enough' }]]);
  await room.ctx((ctx) => changeLimits(ctx, usual, 'as it was'));
  room.setTime('2037-05-19T13:00:00Z');
  expect([await turn(), await renewals(ada)]).toMatchObject([1, [{ state: 'asked' }]]);
});

test('after a backup came back nobody is asked about a yes of which they may have been asked since', async () => {
  room.setTime('2037-06-03T12:00:00Z');
  const [ada, boris] = [await agreed('ada-restored'), await agreed('boris-restored')];
  await room.ctx((ctx) => restrict(ctx, boris, { kind: 'restricted', ground: 'accuracy-contested' }));
  room.setTime('2039-05-10T12:00:00Z');
  const [due] = await room.ctx((ctx) => dueForRenewal(ctx, 9, []).then((all) => all.filter(({ person }) => person === boris)));
  await room.ctx((ctx) => putOff(ctx, due as Due, 'restricted'));
  await room.ctx((ctx) => stopWhatWaited(ctx));
  const rests = [{ why: 'lapses', state: 'put-off', because: 'restored' }];
  expect([await turn(), await renewals(ada), await renewals(boris)]).toEqual([0, rests, rests]);
  for (const day of ['2039-05-12', '2039-06-02']) {
    room.setTime(`${day}T12:00:00Z`);
    expect([await turn(), await renewals(ada)]).toEqual([0, rests]);
  }
});

test('a link that was changed by a letter, or is a year old, leads nowhere', async () => {
  room.setTime('2041-01-01T12:00:00Z');
  const person = newId('per');
  const { preferencesUrl } = await room.ctx((ctx) => leaveLinks(ctx, person, 'service-conversation', 'sms', 'web-chat'));
  const token = preferencesUrl.split('/').at(-1) ?? '';
  expect(token.length).toBeLessThan(95);
  const read = (of: string) =>
    act(room.tools, { workspace: room.workspace, actor: { kind: 'system', id: 'test' } }, async ({ tools }) => readLeaveLink(tools, of));
  expect(await read(token)).toMatchObject({ workspace: room.workspace, person, channel: 'sms', heardOn: 'web-chat' });
  for (const [at, letter] of [...token].entries())
    expect(await read(`${token.slice(0, at)}${letter === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`)).toBeUndefined();
  room.setTime('2042-02-01T12:00:00Z');
  expect(await read(token)).toBeUndefined();
});
