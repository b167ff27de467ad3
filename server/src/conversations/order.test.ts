import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ConversationId, InboxId, PersonId } from '#kit/ids';
import { arrive } from '#people';
import { openRoom, type TestRoom } from '#test/room';
import { addInbox } from './inboxes.ts';
import { readyToList } from './reading.ts';
import { receive } from './receive.ts';
import { note } from './reply.ts';
import { conversationOf } from './threads.ts';

let room: TestRoom;
let inbox: InboxId;
let ada: PersonId;

beforeAll(async () => {
  room = await openRoom('conversations');
  inbox = (await room.ctx((ctx) => addInbox(ctx, { name: 'Support', channel: 'email', recipient: null }))).id;
  ada = (await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: 'ada@example.com', name: 'Ada' }))).person;
});
afterAll(() => room.stop());

const write = (text: string, more: { clientKey?: string; conversation?: ConversationId; continues?: boolean; person?: PersonId } = {}) =>
  room.ctx((ctx) => receive(ctx, { inbox, person: ada, text, ...more }));
const numbers = (conversation: ConversationId) =>
  room.ctx(async (ctx) => (await readyToList(ctx, conversation, { limit: 200 }))().items.map((message) => message.sequence));

test('fifty messages at the same moment stand in order without gaps', async () => {
  const { conversation } = await write('first');
  const taken = await Promise.all(
    Array.from({ length: 50 }, (_, at) =>
      at % 5 === 0 ? room.ctx((ctx) => note(ctx, { conversation, text: `note ${at}` })) : write(`message ${at}`, { conversation }),
    ),
  );
  const expected = Array.from({ length: 51 }, (_, at) => at + 1);
  expect(await numbers(conversation)).toEqual(expected);
  expect([1, ...taken.map((each) => each.sequence)].sort((a, b) => a - b)).toEqual(expected);
});

test('a message that fails halfway leaves no gap', async () => {
  const { conversation } = await write('first');
  const failing = room.ctx(async (ctx) => {
    await receive(ctx, { inbox, person: ada, text: 'never kept', conversation });
    throw new Error('halfway');
  });
  await expect(failing).rejects.toThrow('halfway');
  expect((await write('second', { conversation })).sequence).toBe(2);
});

test('the same delivery twice makes one message, also when both come at once', async () => {
  const [one, ...others] = await Promise.all(Array.from({ length: 8 }, () => write('once', { clientKey: 'in/same', continues: false })));
  expect(new Set([one, ...others].map((each) => each?.message)).size).toBe(1);
  expect([one, ...others].filter((each) => each?.repeated === false)).toHaveLength(1);
  expect(await write('once', { clientKey: 'in/same' })).toMatchObject({ message: one?.message, repeated: true });
});

test('first messages of one visitor at the same moment open one thread', async () => {
  const { person } = await room.ctx((ctx) => arrive(ctx, { kind: 'visitor', value: 'visitor-of-two-tabs', proof: 'device' }));
  const taken = await Promise.all(Array.from({ length: 6 }, (_, at) => write(`tab ${at}`, { person, continues: true })));
  expect(new Set(taken.map((each) => each.conversation)).size).toBe(1);
  expect(taken.map((each) => each.sequence).sort()).toEqual([1, 2, 3, 4, 5, 6]);
});

test('a new message opens a closed conversation again, one written by a machine does not', async () => {
  const { conversation } = await write('first');
  const close = () =>
    room.ctx((ctx) =>
      ctx.db.run({ name: 'test.close', text: `UPDATE conversations SET status = 'closed' WHERE workspace_id = $1 AND id = $2` }, [
        ctx.workspace,
        conversation,
      ]),
    );
  const status = () => room.ctx(async (ctx) => (await conversationOf(ctx, conversation)).status);
  await close();
  await room.ctx((ctx) => receive(ctx, { inbox, person: ada, text: 'I am away', conversation, automatic: true }));
  expect(await status()).toBe('closed');
  await write('back again', { conversation });
  expect(await status()).toBe('open');
});

test("somebody else's answer never lands in ada's conversation", async () => {
  const { conversation } = await write('mine');
  const boris = (await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: 'boris@example.net' }))).person;
  const taken = await write('a forward', { person: boris, conversation });
  expect(taken.conversation).not.toBe(conversation);
});
