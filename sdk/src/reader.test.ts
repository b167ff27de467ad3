import { expect, test } from 'vitest';
import { openReader } from './reader.ts';
import type { Message } from './thread.ts';

/** A server whose list shows `shown`, at most `size` at once. */
function open(shown: Set<number>, size = 100) {
  const heard: number[] = [];
  const asked: number[] = [];
  const reader = openReader({
    fetch: async (after) => {
      asked.push(after);
      const all = [...shown].sort((a, b) => a - b);
      const items = all.filter((sequence) => sequence > after).slice(0, size);
      await Promise.resolve();
      return { items: items.map((sequence) => ({ sequence }) as Message), lastSequence: all.at(-1) ?? 0, thread: 'cnv_1' };
    },
    onOther: () => {},
    hear: (messages) => heard.push(...messages.map(({ sequence }) => sequence)),
  });
  return { reader, heard, asked, shown };
}

test('a long chat is read page by page until nothing is left', async () => {
  const { reader, heard, asked } = open(new Set([1, 2, 3, 4, 5]), 2);
  await reader.catchUp();
  expect(heard).toEqual([1, 2, 3, 4, 5]);
  expect(asked).toEqual([0, 2, 4]);
});

test('what was read is not read again', async () => {
  const { reader, heard, shown } = open(new Set([1]));
  await reader.catchUp();
  shown.add(2);
  await reader.catchUp();
  expect(heard).toEqual([1, 2]);
});

test('an answer that was held back longer than the message after it is fetched when it is announced', async () => {
  const { reader, heard, shown } = open(new Set([1, 3]));
  await reader.catchUp();
  shown.add(2);
  reader.announce(2);
  await reader.catchUp();
  expect(heard).toEqual([1, 3, 2, 3]);
});

test('a call during a run makes it look once more, so that nothing falls between', async () => {
  const { reader, heard, shown } = open(new Set([1]));
  const first = reader.catchUp();
  shown.add(2);
  reader.announce(2);
  await Promise.all([first, reader.catchUp()]);
  expect(new Set(heard)).toEqual(new Set([1, 2]));
});

test('after a failure it goes on where it was', async () => {
  let fails = true;
  const heard: number[] = [];
  const reader = openReader({
    fetch: async () => {
      if (fails) throw new Error('out of reach');
      return { items: [{ sequence: 1 } as Message], lastSequence: 1, thread: 'cnv_1' };
    },
    onOther: () => {},
    hear: (messages) => heard.push(...messages.map(({ sequence }) => sequence)),
  });
  await expect(reader.catchUp()).rejects.toThrow();
  fails = false;
  await reader.catchUp();
  expect(heard).toEqual([1]);
});

test('another thread than before is read from its beginning, after what was shown is forgotten', async () => {
  let thread: string | null = 'cnv_1';
  const told: string[] = [];
  const reader = openReader({
    fetch: async (after) => ({
      items: after === 0 && thread ? [{ id: thread, sequence: 1 } as Message] : [],
      lastSequence: thread ? 1 : 0,
      thread,
    }),
    onOther: () => told.push('forget'),
    hear: (messages) => told.push(...messages.map(({ id }) => id)),
  });
  await reader.catchUp();
  thread = 'cnv_2';
  await reader.catchUp();
  thread = null;
  await reader.catchUp();
  expect(told).toEqual(['cnv_1', 'forget', 'cnv_2', 'forget']);
});
