import { afterAll, beforeAll, expect, test } from 'vitest';
import { shred } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { ConversationId, InboxId, PersonId } from '#kit/ids';
import { list } from '#ledger';
import { arrive } from '#people';
import { openRoom, type TestRoom } from '#test/room';
import { addInbox } from './inboxes.ts';
import { readyToList } from './reading.ts';
import { receive } from './receive.ts';
import { hear, receiveMany } from './receive-many.ts';
import { note } from './reply.ts';

let room: TestRoom;
let inbox: InboxId;
let made = 0;

beforeAll(async () => {
  room = await openRoom('conversations');
  inbox = (await room.ctx((ctx) => addInbox(ctx, { name: 'Chat', channel: 'web-chat', recipient: null }))).id;
});
afterAll(() => room.stop());

type Someone = { readonly person: PersonId; readonly conversation: ConversationId };
/** Somebody with a thread of one message. */
const someone = (): Promise<Someone> =>
  room.ctx(async (ctx) => {
    const { person } = await arrive(ctx, { kind: 'visitor', value: `visitor-${++made}`, proof: 'device' });
    const { conversation } = await receive(ctx, { inbox, person, text: 'first', continues: true });
    return { person, conversation };
  });
const says = ({ person, conversation }: Someone, text: string, clientKey = `key-${++made}`) => ({
  conversation,
  people: [person],
  heard: hear(text),
  clientKey,
});
const many = (...messages: ReturnType<typeof says>[]) => room.ctx((ctx) => receiveMany(ctx, messages));
const texts = ({ conversation }: Someone) =>
  room.ctx(async (ctx) =>
    (await readyToList(ctx, conversation, { limit: 200 }))().items.map(({ sequence, text }) => `${sequence} ${text}`),
  );
/** A transaction that has done its work and stands still until it is let go. */
async function halfway<T>(work: (ctx: Ctx) => Promise<T>): Promise<{ end: () => Promise<T> }> {
  let go = () => {};
  const mayGo = new Promise<void>((resolve) => {
    go = resolve;
  });
  let done: Promise<T> | undefined;
  await new Promise<void>((resolve, reject) => {
    done = room.ctx(async (ctx) => {
      const result = await work(ctx);
      resolve();
      await mayGo;
      return result;
    });
    done.catch(reject);
  });
  return {
    end: () => {
      go();
      return done as Promise<T>;
    },
  };
}
const stillPending = async (work: Promise<unknown>) =>
  (await Promise.race([work.then(() => 'done'), new Promise((resolve) => setTimeout(resolve, 200, 'pending'))])) === 'pending';

test('messages of several people in one batch each stand in their own thread, in the order they came', async () => {
  const [ada, boris] = [await someone(), await someone()];
  const taken = await many(says(ada, 'one'), says(boris, 'uno'), says(ada, 'two'), says(boris, 'due'), says(ada, 'three'));
  expect(taken.map((each) => each?.sequence)).toEqual([2, 2, 3, 3, 4]);
  expect(await texts(ada)).toEqual(['1 first', '2 one', '3 two', '4 three']);
  expect(await texts(boris)).toEqual(['1 first', '2 uno', '3 due']);
});

test('each message has its line in the ledger, by the person who wrote it', async () => {
  const ada = await someone();
  const [one] = await many(says(ada, 'one'), says(await someone(), 'uno'));
  const lines = await room.ctx((ctx) => list(ctx, { kind: 'message.received', subject: ada.person, limit: 1 }));
  expect(lines.items).toMatchObject([{ actor: ada.person, subject: ada.person, facts: { message: one?.message, sequence: 2 } }]);
});

test('fifty batches and notes at the same moment leave no gap', async () => {
  const [ada, boris] = [await someone(), await someone()];
  const oneByOne = (each: Someone, text: string) =>
    room.ctx((ctx) => receive(ctx, { inbox, person: each.person, text, conversation: each.conversation }));
  await Promise.all(
    Array.from({ length: 50 }, async (_, at) => {
      if (at % 5 === 0) await room.ctx((ctx) => note(ctx, { conversation: ada.conversation, text: `note ${at}` }));
      const taken = await many(says(boris, `boris ${at}`), says(ada, `ada ${at}`));
      if (!taken[0]) await oneByOne(boris, `boris ${at}`);
      if (!taken[1]) await oneByOne(ada, `ada ${at}`);
    }),
  );
  expect((await texts(ada)).map((each) => Number(each.split(' ')[0]))).toEqual(Array.from({ length: 61 }, (_, at) => at + 1));
  expect((await texts(boris)).length).toBe(51);
});

test('what was written before is not written again, within one batch or across two', async () => {
  const ada = await someone();
  const [one, twin] = await many(says(ada, 'once', 'same'), says(ada, 'once', 'same'));
  expect([one?.sequence, twin]).toEqual([2, undefined]);
  expect(await many(says(ada, 'once', 'same'), says(await someone(), 'other'))).toMatchObject([undefined, { sequence: 2 }]);
  expect(await texts(ada)).toEqual(['1 first', '2 once']);
});

test('what follows a message that does not fit does not overtake it', async () => {
  const ada = await someone();
  await many(says(ada, 'once', 'before'));
  expect(await many(says(ada, 'once', 'before'), says(ada, 'next'))).toEqual([undefined, undefined]);
});

test('while somebody is being erased, nothing of theirs is written, and nobody else waits', async () => {
  const [ada, boris] = [await someone(), await someone()];
  const erasing = await halfway((ctx) => shred(ctx, [ada.person]));
  expect(await many(says(ada, 'am I still here'), says(boris, 'hello'))).toMatchObject([undefined, { sequence: 2 }]);
  await erasing.end();
  expect(await many(says(ada, 'am I still here'))).toEqual([undefined]);
});

test('an erasure waits for a batch that was first, and then finds its message', async () => {
  const ada = await someone();
  const writing = await halfway((ctx) => receiveMany(ctx, [says(ada, 'just in time')]));
  const shredding = room.ctx((ctx) => shred(ctx, [ada.person]));
  expect(await stillPending(shredding)).toBe(true);
  expect(await writing.end()).toMatchObject([{ sequence: 2 }]);
  expect(await shredding).toEqual({ shredded: 1 });
});

test('a thread that somebody else writes in is left to the long way, and nobody else waits', async () => {
  const [ada, boris] = [await someone(), await someone()];
  const replying = await halfway((ctx) => note(ctx, { conversation: ada.conversation, text: 'first' }));
  expect(await many(says(ada, 'me too'), says(boris, 'hello'))).toMatchObject([undefined, { sequence: 2 }]);
  await replying.end();
});

test('no message lands in a thread of somebody else, or of another company', async () => {
  const [ada, boris] = [await someone(), await someone()];
  const elsewhere = await room.anotherWorkspace();
  expect(await many(says({ ...ada, conversation: boris.conversation }, 'hello'))).toEqual([undefined]);
  expect(await room.ctx((ctx) => receiveMany(ctx, [says(ada, 'hello')]), { workspace: elsewhere })).toEqual([undefined]);
  expect([await texts(ada), await texts(boris)]).toEqual([['1 first'], ['1 first']]);
});

test('a batch that fails leaves no gap', async () => {
  const ada = await someone();
  const failing = room.ctx(async (ctx) => {
    await receiveMany(ctx, [says(ada, 'never kept')]);
    throw new Error('halfway');
  });
  await expect(failing).rejects.toThrow('halfway');
  expect(await many(says(ada, 'second'))).toMatchObject([{ sequence: 2 }]);
});
