import { afterAll, beforeAll, expect, test } from 'vitest';
import { conversation, reply, safeFile, upload } from '#conversations';
import { permitOrThrow } from '#gate';
import { shred, signId } from '#keys';
import { holdings } from '#kit/holding';
import type { ConversationId, InboxId, MessageId, PersonId } from '#kit/ids';
import { addIdentity, arrive, findIdentity, rootOf } from '#people';
import { oneWaits } from '#test/held-open';
import { openRoom, type TestRoom } from '#test/room';
import { changeChannel, openChannel } from './accounts.ts';
import type { Inbound } from './adapter.ts';
import { deliver } from './deliver.ts';
import { receive } from './receive.ts';

let room: TestRoom;
let inbox: InboxId;
let made = 0;

beforeAll(async () => {
  room = await openRoom();
  inbox = (
    await room.ctx((ctx) => openChannel(ctx, { channel: 'email', name: 'Support', settings: { address: 'support@lantern.example.com' } }))
  ).account.inbox;
});
afterAll(() => room.stop());

const mail = (from: string, more: Partial<Inbound> = {}): Inbound => ({
  workspace: room.workspace,
  inbox,
  externalId: `<mail-${++made}@example.com>`,
  from: { kind: 'email', value: from, name: 'Ada' },
  authentic: false,
  text: 'The lamp flickers',
  attachments: [],
  answers: [],
  automatic: false,
  ...more,
});
const stored = async (inbound: Inbound) => {
  const received = await receive(room.tools, inbound);
  if (received.outcome === 'dropped') throw new Error('dropped');
  return received;
};
const owner = (id: ConversationId): Promise<PersonId> => room.ctx(async (ctx) => (await conversation(ctx, id)).person);
const answered = async (id: ConversationId): Promise<MessageId> => {
  const { message } = await room.ctx((ctx) => reply(ctx, { conversation: id, text: 'We look into it', purpose: 'service-conversation' }));
  await deliver({ tools: room.tools, workspace: room.workspace, attempt: 1 }, message);
  return message;
};
const erase = async (person: PersonId) => {
  for (const each of holdings.of(room)) if (each.about === 'person') await room.ctx(async (ctx) => each.erase?.(ctx, [person]));
};

test('the same mail twice makes one message, one after the other and at once', async () => {
  const inbound = mail('ada@example.com');
  const all = [await stored(inbound), await stored(inbound), ...(await Promise.all(Array.from({ length: 5 }, () => stored(inbound))))];
  expect(all.map((each) => each.outcome)).toEqual(['stored', ...Array.from({ length: 6 }, () => 'repeated')]);
  const twin = mail('ada@example.com');
  const twins = await Promise.all(Array.from({ length: 6 }, () => stored(twin)));
  expect(twins.filter((each) => each.outcome === 'stored')).toHaveLength(1);
  expect(new Set(twins.map((each) => `${each.conversation}/${each.sequence}`)).size).toBe(1);
});

test('the same id at another inbox is another message', async () => {
  const other = (
    await room.ctx((ctx) => openChannel(ctx, { channel: 'email', name: 'Sales', settings: { address: 'sales@lantern.example.com' } }))
  ).account.inbox;
  const inbound = mail('ada@example.com');
  await stored(inbound);
  expect(await stored({ ...inbound, inbox: other })).toMatchObject({ outcome: 'stored', sequence: 1 });
});

test('an answer joins its thread by what it answers, never by its subject', async () => {
  const first = mail('ada@example.com', { subject: 'Lamp' });
  const { conversation: thread } = await stored(first);
  const message = await answered(thread);
  expect(await stored(mail('ada@example.com', { subject: 'Lamp', answers: [`<${message}@lantern.example.com>`] }))).toMatchObject({
    conversation: thread,
    sequence: 3,
  });
  expect(
    await stored(mail('ada@example.com', { subject: 'Something else', answers: ['<unknown@example.com>', first.externalId] })),
  ).toMatchObject({ conversation: thread, sequence: 4 });
  expect((await stored(mail('ada@example.com', { subject: 'Re: Lamp' }))).conversation).not.toBe(thread);
});

test('a reply address leads back even when the mail names nothing', async () => {
  const { conversation: thread } = await stored(mail('ada@example.com'));
  const replyToken = signId(room.tools, 'reply', await answered(thread));
  expect((await stored(mail('ada@example.com', { replyToken }))).conversation).toBe(thread);
  expect(
    (await stored(mail('ada@example.com', { replyToken: `${replyToken.slice(0, -2)}${replyToken.endsWith('00') ? '11' : '00'}` })))
      .conversation,
  ).not.toBe(thread);
});

test('whoever answers in somebody else’s name or thread gets a conversation of their own', async () => {
  const { conversation: thread } = await stored(mail('ada@example.com'));
  const message = await answered(thread);
  const forwarded = await stored(
    mail('boris@example.net', {
      answers: [`<${message}@lantern.example.com>`],
      replyToken: signId(room.tools, 'reply', message),
      authentic: true,
    }),
  );
  expect(forwarded.conversation).not.toBe(thread);
  expect(await owner(forwarded.conversation)).not.toBe(await owner(thread));
});

test('an answer to the reply address proves the address only when its sender is vouched for', async () => {
  const { conversation: thread } = await stored(mail('carol@example.org'));
  const { person: visitor } = await room.ctx((ctx) => arrive(ctx, { kind: 'visitor', value: 'a-visitor', proof: 'device' }));
  await room.ctx((ctx) => addIdentity(ctx, visitor, { kind: 'email', value: 'carol@example.org' }));
  const replyToken = signId(room.tools, 'reply', await answered(thread));
  const proved = () => room.ctx(async (ctx) => (await findIdentity(ctx, 'email', 'carol@example.org'))?.proof ?? null);
  await stored(mail('carol@example.org', { replyToken, authentic: false }));
  expect(await proved()).toBeNull();
  await stored(mail('carol@example.org', { replyToken, authentic: true }));
  expect(await proved()).toBe('reply-address');
  expect(await room.ctx((ctx) => rootOf(ctx, visitor))).toBe(visitor); // the visitor only claimed the address: a claim opens nothing
});

test('a mail that arrives during its sender’s erasure starts a new record and is not lost', async () => {
  const { conversation: thread } = await stored(mail('boris@example.com'));
  const old = await owner(thread);
  let finish = () => {};
  const until = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const shredding = room.ctx(async (ctx) => {
    await shred(ctx, [old]);
    await until;
  });
  await new Promise((resolve) => setTimeout(resolve, 100));
  const arriving = stored(mail('boris@example.com', { answers: [], text: 'Are you there?' }));
  await new Promise((resolve) => setTimeout(resolve, 100));
  finish();
  await shredding;
  await erase(old);
  const received = await arriving;
  expect(await owner(received.conversation)).not.toBe(old);
  expect(received).toMatchObject({ outcome: 'stored', sequence: 1 });
  await expect(owner(thread)).rejects.toMatchObject({ code: 'not-found' });
});

test('a sender that is no address is dropped, a file too large is said to be', async () => {
  expect(await receive(room.tools, mail('no address'))).toEqual({ outcome: 'dropped', because: 'no-usable-sender' });
  const bytes = Buffer.alloc(room.settings.attachmentMaxBytes + 1);
  await expect(receive(room.tools, mail('ada@example.com', { attachments: [{ name: 'big', type: '', bytes }] }))).rejects.toMatchObject({
    code: 'too-large',
  });
  const { person } = await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: 'ada@example.com' }));
  const file = await safeFile({ name: 'big', type: '', bytes });
  await expect(room.ctx((ctx) => upload(ctx, person, file))).rejects.toMatchObject({ code: 'too-large' });
});

test('what tells a provider that words were read is kept while the company tells it, and the newest alone', async () => {
  const settings = { provider: 'sandbox' };
  const line = (await room.ctx((ctx) => openChannel(ctx, { channel: 'line', name: 'LINE', settings }))).account.inbox;
  const write = (minute: number, readToken: string) =>
    stored({
      ...mail('', { readToken: `read/${readToken}`, saidAt: new Date(Date.UTC(2026, 10, 24, 8, minute)), continues: true }),
      ...{ inbox: line, from: { kind: 'account', value: 'line:U0123456789' } },
    });
  const text = 'SELECT said_at AS at FROM external_ids WHERE workspace_id = $1 AND is_read_token';
  const kept = async () =>
    (await room.ctx((ctx) => ctx.db.all<{ at: Date }>({ name: 'test.tokens', text }, [ctx.workspace]))).map(({ at }) => at.getUTCMinutes());
  await write(1, 'asked-for-before-it-was-switched-off');
  expect(await kept()).toEqual([]);
  await room.ctx((ctx) => changeChannel(ctx, line, { settings: { ...settings, tellsRead: true }, reason: 'People ask.' }));
  await write(3, 'newest');
  await write(2, 'late');
  expect(await kept()).toEqual([3]);
  await write(4, 'newer');
  expect(await kept()).toEqual([4]);
  await room.ctx((ctx) => changeChannel(ctx, line, { settings: { tellsRead: false } }));
  expect(await kept()).toEqual([]);
});

test('a STOP waits for what is being sent before it locks the thread, into which that goes, and then stands', async () => {
  const settings = { provider: 'sandbox', number: '+12025550100' };
  const texts = (await room.ctx((ctx) => openChannel(ctx, { channel: 'sms', name: 'Texts', settings }))).account.inbox;
  const says = (text: string) => stored(mail('', { inbox: texts, text, continues: true, from: { kind: 'phone', value: '+12025550143' } }));
  const { conversation: id } = await says('Is the lamp in stock?');
  const person = await owner(id);
  let stopped: ReturnType<typeof says> | undefined;
  await room.ctx(async (ctx) => {
    await permitOrThrow(ctx, { act: 'send', person, purpose: 'service-conversation', channel: 'sms' });
    stopped = says('STOP');
    await oneWaits(room);
    const free = 'SELECT id FROM conversations WHERE workspace_id = $1 AND id = $2 FOR UPDATE NOWAIT';
    await ctx.db.one({ name: 'test.free', text: free }, [ctx.workspace, id]);
    await reply(ctx, { conversation: id, text: 'It is', purpose: 'service-conversation' });
  });
  await stopped;
  const refused = room.ctx((ctx) => permitOrThrow(ctx, { act: 'send', person, purpose: 'service-conversation', channel: 'sms' }));
  await expect(refused).rejects.toMatchObject({ extras: { because: 'channel-stopped' } });
});
