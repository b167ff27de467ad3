import { afterAll, beforeAll, expect, test } from 'vitest';
import { listShown, markFetched, messageFacts, receive, reply } from '#conversations';
import { signId } from '#keys';
import { type ConversationId, type InboxId, type MessageId, newId, type PersonId } from '#kit/ids';
import { addIdentity, arrive, cameFrom, originsOf, prove } from '#people';
import { type CompanyFacts, publishNotices } from '#purposes';
import { openRoom, type TestRoom } from '#test/room';
import { openChannel } from './accounts.ts';
import type { Outbound, Outcome } from './adapter.ts';
import { insertVisit, lendVisit, setConversation, setEmail } from './adapters/web-chat/store.ts';
import { adapterOf } from './adapters.ts';
import { mailAnswer, takeUnfetched } from './answers-by-mail.ts';
import { deliver } from './deliver.ts';
import { receive as receiveMail } from './receive.ts';

let room: TestRoom;
let chat: InboxId;
let mail: InboxId;
const sent: Outbound[] = [];
/** How the carriers answer; `sent` unless told. */
let carry: ((outbound: Outbound) => Promise<Outcome> | Outcome) | undefined;
const adapters = [adapterOf('email'), adapterOf('sms')];
const originals = adapters.map((each) => ({ ...each }));

beforeAll(async () => {
  room = await openRoom();
  chat = (await room.ctx((ctx) => openChannel(ctx, { channel: 'web-chat', name: 'Chat', settings: {} }))).account.inbox;
  mail = (
    await room.ctx((ctx) => openChannel(ctx, { channel: 'email', name: 'Support', settings: { address: 'support@lantern.example.com' } }))
  ).account.inbox;
  for (const each of adapters)
    Object.assign(each, {
      send: async (_: unknown, outbound: Outbound) => {
        sent.push(outbound);
        return carry?.(outbound) ?? { outcome: 'sent', externalId: outbound.externalId };
      },
    });
});
afterAll(async () => {
  adapters.forEach((each, at) => {
    Object.assign(each, originals[at]);
  });
  await room.stop();
});

/** A visitor who wrote and left an address, and an answer that waits in the chat. */
async function answered(
  address: string,
  isProved: boolean,
  kind: 'email' | 'phone' = 'email',
  isLent = false,
): Promise<{ person: PersonId; conversation: ConversationId; message: string }> {
  room.setTime('2026-11-24T09:00:00Z');
  const visit = newId('vst');
  const { person, identity } = await room.ctx((ctx) => arrive(ctx, { kind: 'visitor', value: visit, proof: 'device' }));
  const { conversation } = await room.ctx((ctx) => receive(ctx, { inbox: chat, person, text: 'Is it in stock?', continues: true }));
  await room.ctx(async (ctx) => {
    await ctx.db.run(insertVisit, [ctx.workspace, visit, chat, person, identity, 'en', newId('ntc'), 'hash', ctx.now]);
    await ctx.db.run(setConversation, [ctx.workspace, visit, conversation, null]);
    await ctx.db.run(lendVisit, [ctx.workspace, visit, isLent]);
    const claimed = await addIdentity(ctx, person, { kind, value: address });
    await ctx.db.run(setEmail, [ctx.workspace, visit, claimed.identity]);
    if (isProved) await prove(ctx, claimed.identity, 'code');
  });
  const { message } = await room.ctx((ctx) => reply(ctx, { conversation, text: 'It is', purpose: 'service-conversation' }));
  await deliver({ tools: room.tools, workspace: room.workspace, attempt: 1 }, message);
  return { person, conversation, message };
}
/** The clock ticks, then the worker carries out what it announced for this conversation. */
async function tick(at: string, { message, conversation }: { message: string; conversation: string }): Promise<Outbound[]> {
  room.setTime(at);
  await room.ctx(takeUnfetched);
  await mailAnswer.handle({ tools: room.tools, workspace: room.workspace, attempt: 1 }, { message, conversation });
  return sent.splice(0);
}

test('an answer that nobody fetched is mailed after five minutes, and the mail leads back into the chat', async () => {
  const waiting = await answered('ada@example.com', true);
  room.setTime('2026-11-24T09:04:00Z');
  await room.ctx(takeUnfetched);
  const [outbound] = await tick('2026-11-24T09:06:00Z', waiting);
  expect(outbound).toMatchObject({ text: 'It is', to: { value: 'ada@example.com' }, use: 'reply' });
  const back = await receiveMail(room.tools, {
    ...{ workspace: room.workspace, inbox: mail, externalId: '<back@example.com>', text: 'Good, I take it', attachments: [], answers: [] },
    ...{
      from: { kind: 'email', value: 'ada@example.com' },
      authentic: false,
      automatic: false,
      replyToken: signId(room.tools, 'reply', waiting.message as never),
    },
  });
  expect(back).toMatchObject({ outcome: 'stored', conversation: waiting.conversation });
  expect((await room.ctx((ctx) => listShown(ctx, waiting.conversation, 0, 10))).map((each) => each.text)).toEqual([
    'Is it in stock?',
    'It is',
    'Good, I take it',
  ]);
});

test('an answer that was fetched from the chat is not mailed', async () => {
  const waiting = await answered('boris@example.net', true);
  await room.ctx((ctx) => markFetched(ctx, waiting.conversation, 0, 2));
  expect(await tick('2026-11-24T09:06:00Z', waiting)).toEqual([]);
});

test('an address that was not proved gets nothing', async () => {
  expect(await tick('2026-11-24T09:06:00Z', await answered('carol@example.org', false))).toEqual([]);
});

test('whoever left a number gets the answer as a text message, once the company can send one', async () => {
  const waiting = await answered('+12025550111', true, 'phone');
  expect(await tick('2026-11-24T09:06:00Z', waiting)).toEqual([]);
  await room.ctx((ctx) => openChannel(ctx, { channel: 'sms', name: 'Texts', settings: { provider: 'sandbox', number: '+12025550199' } }));
  expect(await tick('2026-11-24T09:10:00Z', waiting)).toHaveLength(1); // it was not given up in the meantime
  const later = await answered('+12025550112', true, 'phone');
  expect(await tick('2026-11-24T09:06:00Z', later)).toMatchObject([{ text: 'It is', to: { value: '+12025550112' }, use: 'reply' }]);
});

const stateOf = async ({ message }: { message: string }) => (await room.ctx((ctx) => messageFacts(ctx, message as MessageId)))?.delivery;
const refusedFor = (because: string): Outcome => ({ outcome: 'refused', because, words: 'Not by this way.' });

test('a text that cannot leave shows as failed where nobody holds the chat, and goes on waiting in it where a browser does', async () => {
  carry = () => refusedFor('files-not-carried');
  const [lent, held] = [await answered('+12025550113', true, 'phone', true), await answered('+12025550114', true, 'phone')];
  await tick('2026-11-24T09:06:00Z', lent);
  await tick('2026-11-24T09:06:00Z', held);
  carry = undefined;
  expect([await stateOf(lent), await stateOf(held)]).toEqual(['failed', 'sent']);
});

test('a carrier that knows of a no ends text messages to that person', async () => {
  carry = () => refusedFor('opted-out');
  const waiting = await answered('+12025550115', true, 'phone', true);
  await tick('2026-11-24T09:06:00Z', waiting);
  carry = undefined;
  expect(await stateOf(waiting)).toBe('failed');
  const { message } = await room.ctx((ctx) =>
    reply(ctx, { conversation: waiting.conversation, text: 'Are you there?', purpose: 'service-conversation' }),
  );
  await deliver({ tools: room.tools, workspace: room.workspace, attempt: 1 }, message);
  expect(await tick('2026-11-24T09:12:00Z', { ...waiting, message })).toEqual([]);
  expect(await stateOf({ message })).toBe('failed'); // the gate says no: staff see it at the message
});

test('a text whose sending died midway is not sent twice', async () => {
  carry = () => new Promise<Outcome>(() => undefined);
  const waiting = await answered('+12025550116', true, 'phone', true);
  room.setTime('2026-11-24T09:06:00Z');
  await room.ctx(takeUnfetched);
  const work = { tools: room.tools, workspace: room.workspace, attempt: 1 };
  void Promise.resolve(mailAnswer.handle(work, waiting as never)).catch(() => undefined); // the process dies here
  await expect.poll(() => sent.length).toBe(1);
  carry = undefined;
  expect(await tick('2026-11-24T09:08:00Z', waiting)).toHaveLength(1); // the one that may have left
  expect(await stateOf(waiting)).toBe('failed');
});

test('an answer by mail that carries the notice has told from where data came', async () => {
  const words = { name: 'Lantern', address: '1 Quay Street', contactEmail: 'hello@example.com', dpoContact: '', authority: 'Authority' };
  const { missing } = await room.ctx((ctx) => publishNotices(ctx, { ...words, country: 'DE' } as CompanyFacts, []));
  expect(missing).toEqual([]);
  const waiting = await answered('ada.told@example.com', true);
  await room.ctx((ctx) => cameFrom(ctx, waiting.person, { purpose: 'service-conversation', origin: 'handover', said: 'Loom' }));
  const [outbound] = await tick('2026-11-24T09:06:00Z', waiting);
  expect(outbound?.owed?.url).toContain('/notice');
  expect(await room.ctx((ctx) => originsOf(ctx, waiting.person))).toMatchObject([{ toldBy: 'message', notice: outbound?.owed?.notice }]);
});
