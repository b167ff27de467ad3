import { afterAll, beforeAll, expect, test } from 'vitest';
import { record, withdraw } from '#consent';
import { listShown, receive } from '#conversations';
import { restrict } from '#gate';
import { type ConversationId, type InboxId, newId, type PersonId, type StaffId } from '#kit/ids';
import { list } from '#ledger';
import { addIdentity, arrive, changeProfile, prove } from '#people';
import { changePurpose, listPurposes, publishNotices } from '#purposes';
import { openRoom, type TestRoom } from '#test/room';
import { openChannel } from './accounts.ts';
import { allowancesFor } from './allowances.ts';
import { askConsent } from './ask-consent.ts';
import { readLeaveLink } from './choice-link.ts';
import { deliver } from './deliver.ts';

let room: TestRoom;
let chat: InboxId;
let boris: StaffId;
let made = 0;
const reason = 'A newsletter for those who ask for it';
const nine = '2026-11-24T09:00:00Z';
const daysLater = (days: number) => new Date(Date.parse(nine) + days * 86_400_000);

beforeAll(async () => {
  room = await openRoom();
  boris = await room.colleague('Boris');
  chat = (await room.ctx((ctx) => openChannel(ctx, { channel: 'web-chat', name: 'Chat', settings: {} }))).account.inbox;
  await room.ctx(async (ctx) => {
    const marketing = (await listPurposes(ctx)).find(({ code }) => code === 'marketing')!;
    await changePurpose(ctx, marketing.id, { active: true, reason });
    const facts = {
      name: 'Lantern',
      address: '1 Quay Street',
      contactEmail: 'hello@example.com',
      dpoContact: '',
      authority: 'Hafen',
      country: 'DE',
    };
    await publishNotices(ctx, facts, []);
  });
});
afterAll(() => room.stop());

async function visitor(): Promise<{ person: PersonId; conversation: ConversationId }> {
  room.setTime(nine);
  const { person } = await room.ctx((ctx) => arrive(ctx, { kind: 'visitor', value: newId('vst'), proof: 'device' }));
  const { conversation } = await room.ctx((ctx) => receive(ctx, { inbox: chat, person, text: 'Is it in stock?', continues: true }));
  return { person, conversation };
}
const ask = (conversation: ConversationId, channel: 'web-chat' | 'email' = 'web-chat', clientKey?: string) =>
  room.ctx((ctx) => askConsent(ctx, { conversation, purpose: 'marketing', channel, clientKey }), { actor: { kind: 'staff', id: boris } });
const becauseOf = async (asked: ReturnType<typeof ask>) => {
  const answer = await asked;
  return answer.asked ? 'asked' : answer.decision.because;
};
const line = async (person: PersonId, purpose: string, channel: string, conversation?: ConversationId) =>
  (await room.ctx((ctx) => allowancesFor(ctx, person, 'en', conversation))).find(
    (each) => each.purpose === purpose && each.channel === channel,
  )!;
const recordsOf = async (kind: string, person: PersonId) => (await room.ctx((ctx) => list(ctx, { kind, subject: person, limit: 9 }))).items;

test('a channel without an open inbox, and one without an address, are said to be no way', async () => {
  const { person } = await visitor();
  expect((await line(person, 'service-conversation', 'web-chat')).decision).toMatchObject({ allowed: true });
  expect((await line(person, 'service-conversation', 'email')).decision).toMatchObject({ allowed: false, because: 'no-channel' });
  await room.ctx((ctx) => openChannel(ctx, { channel: 'email', name: 'Mail', settings: { address: `s${++made}@lantern.example.com` } }));
  expect((await line(person, 'service-conversation', 'email')).decision).toMatchObject({
    because: 'no-address',
    article: '',
    words: 'This person cannot be written to by email: no address is known there that they proved or wrote from.',
  });
  const claimed = await room.ctx((ctx) => addIdentity(ctx, person, { kind: 'email', value: `ada${++made}@example.com` }));
  expect((await line(person, 'service-conversation', 'email')).decision.because).toBe('no-address');
  await room.ctx((ctx) => prove(ctx, claimed.identity, 'code'));
  expect((await line(person, 'service-conversation', 'email')).decision.allowed).toBe(true);
});

test('a restricted person is shown as out of reach, until they write again: then the answer is allowed', async () => {
  const { person, conversation } = await visitor();
  room.setTime(daysLater(1));
  await room.ctx((ctx) => restrict(ctx, person, { kind: 'restricted', ground: 'accuracy-contested' }));
  expect((await line(person, 'service-conversation', 'web-chat', conversation)).decision).toMatchObject({
    because: 'restricted',
    article: '18(2)',
  });
  room.setTime(daysLater(2));
  await room.ctx((ctx) => receive(ctx, { inbox: chat, person, conversation, text: 'Any news?' }));
  expect((await line(person, 'service-conversation', 'web-chat', conversation)).decision.allowed).toBe(true);
  expect((await line(person, 'service-conversation', 'web-chat')).decision.because).toBe('restricted');
  const { conversation: foreign } = await visitor();
  await expect(room.ctx((ctx) => allowancesFor(ctx, person, 'en', foreign))).rejects.toMatchObject({ code: 'not-found' });
});

test('a question is a message in the language of the person, with a link for this one choice, and its wording is kept as proof', async () => {
  const { person, conversation } = await visitor();
  await room.ctx((ctx) => changeProfile(ctx, person, { language: 'de' }));
  const answer = await ask(conversation);
  if (!answer.asked) throw new Error(answer.decision.because);
  await deliver({ tools: room.tools, workspace: room.workspace, attempt: 1 }, answer.taken.message);
  const text = (await room.ctx((ctx) => listShown(ctx, conversation, 0, 10))).at(-1)?.text ?? '';
  expect(text).toContain('Ein Nein ist so gut wie ein Ja');
  const token = /\/p\/(\S+)$/.exec(text)?.[1] ?? '';
  expect(readLeaveLink(room.tools, token)).toEqual({
    workspace: room.workspace,
    person,
    purpose: 'marketing',
    channel: 'web-chat',
    heardOn: 'web-chat',
  });
  const [entry] = await recordsOf('consent.requested', person);
  expect(entry).toMatchObject({
    facts: { purpose: 'marketing', channel: 'web-chat', method: 'agent', by: 'agent', notice: expect.stringMatching(/^ntc_/) },
  });
  expect(entry?.actor).toBe(boris);
});

test('nobody is asked twice while the question is open, also by two at the same moment', async () => {
  const { person, conversation } = await visitor();
  const both = await Promise.all([becauseOf(ask(conversation)), becauseOf(ask(conversation))]);
  expect(both.sort()).toEqual(['already-asked', 'asked']);
  room.setTime(daysLater(300));
  expect(await becauseOf(ask(conversation))).toBe('already-asked');
  expect((await line(person, 'marketing', 'web-chat', conversation)).ask).toMatchObject({ allowed: false, because: 'already-asked' });
  expect(await recordsOf('consent.requested', person)).toHaveLength(1);
});

test('the same key twice is the same question', async () => {
  const { conversation } = await visitor();
  const [first, second] = [await ask(conversation, 'web-chat', 'key-1'), await ask(conversation, 'web-chat', 'key-1')];
  expect(first.asked && second.asked && second.taken.message === first.taken.message).toBe(true);
});

test('a no rests for 90 days, and so does a withdrawal', async () => {
  for (const says of ['refused', 'withdrawn'] as const) {
    const { person, conversation } = await visitor();
    if (says === 'withdrawn') await room.ctx((ctx) => withdraw(ctx, person, 'marketing', 'web-chat', 'preference-link'));
    else
      await room.ctx((ctx) =>
        record(ctx, { person, purpose: 'marketing', channel: 'web-chat', state: says, method: 'preference-link', by: 'self' }),
      );
    room.setTime(daysLater(89));
    expect(await becauseOf(ask(conversation))).toBe('asked-too-soon');
    expect(await recordsOf('message.queued', person)).toHaveLength(0);
    room.setTime(daysLater(91));
    expect(await becauseOf(ask(conversation))).toBe('asked');
  }
});

test('whoever objected to advertising is not asked for it, nor for a channel that does not reach them, nor for what needs no consent', async () => {
  const { person, conversation } = await visitor();
  expect(await becauseOf(ask(conversation, 'email'))).toBe('no-address');
  await room.ctx((ctx) => restrict(ctx, person, { kind: 'objected', ground: 'advertising' }));
  expect(await becauseOf(ask(conversation))).toBe('objected-to-advertising');
  const other = room.ctx((ctx) => askConsent(ctx, { conversation, purpose: 'service-conversation', channel: 'web-chat' }));
  expect(await becauseOf(other)).toBe('not-consent');
  expect(await recordsOf('consent.requested', person)).toHaveLength(0);
});
