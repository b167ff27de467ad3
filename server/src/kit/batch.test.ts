import { expect, test } from 'vitest';
import { openBatcher, type Work } from './batch.ts';
import { Problem } from './problem.ts';

type Item = { readonly key: string; readonly n: number };
const item = (key: string, n: number): Item => ({ key, n });
/** A batcher whose work is told apart by what it did, batch by batch. */
function opened(parts: Partial<Work<Item, string>> = {}) {
  const batches: number[][] = [];
  const alone: number[] = [];
  const batcher = openBatcher<Item, string>({
    together: async (items) => {
      batches.push(items.map(({ n }) => n));
      await new Promise((resolve) => setTimeout(resolve, 5));
      return items.map(({ n }) => `together ${n}`);
    },
    alone: async ({ n }) => {
      alone.push(n);
      return `alone ${n}`;
    },
    keyOf: ({ key }) => key,
    most: { inBatch: 4, batches: 1, waiting: 10, alone: 2 },
    ...parts,
  });
  return { batcher, batches, alone };
}
const outcome = (work: Promise<string>) => work.catch((error: Error) => error.message);

test('what comes in at one moment goes together, what comes meanwhile goes next, in order and never more than a batch holds', async () => {
  const { batcher, batches } = opened();
  const first = [1, 2, 3].map((n) => batcher.add('lane', item('a', n)));
  await new Promise((resolve) => setImmediate(resolve));
  const second = [4, 5, 6, 7, 8].map((n) => batcher.add('lane', item('b', n)));
  expect(await Promise.all([...first, ...second])).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((n) => `together ${n}`));
  expect(batches).toEqual([[1, 2, 3], [4, 5, 6, 7], [8]]);
});

test('two batches of a lane are under way at once, and never two of one key', async () => {
  const under: string[][] = [];
  const ends: (() => void)[] = [];
  const { batcher } = opened({
    together: async (items) => {
      under.push(items.map(({ key, n }) => `${key}${n}`));
      await new Promise<void>((resolve) => ends.push(resolve));
      return items.map(({ n }) => `together ${n}`);
    },
    most: { inBatch: 4, batches: 2, waiting: 10, alone: 2 },
  });
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  const all: Promise<string>[] = [];
  for (const each of [item('a', 1), item('a', 2), item('b', 3), item('c', 4), item('a', 5)]) {
    all.push(batcher.add('lane', each));
    await turn();
  }
  expect(under).toEqual([['a1'], ['b3']]); // a2 waits for a1, c4 for a place
  ends[1]?.();
  await turn();
  expect(under).toEqual([['a1'], ['b3'], ['c4']]);
  ends[0]?.();
  await turn();
  expect(under).toEqual([['a1'], ['b3'], ['c4'], ['a2', 'a5']]);
  for (const end of ends) end();
  expect(await Promise.all(all)).toEqual([1, 2, 3, 4, 5].map((n) => `together ${n}`));
});

test('what came in one turn and is more than a batch holds is shared among the batches', async () => {
  const ends: (() => void)[] = [];
  const { batcher } = opened({
    together: async (items) => {
      await new Promise<void>((resolve) => ends.push(resolve));
      return items.map(({ n }) => `together ${n}`);
    },
    most: { inBatch: 4, batches: 2, waiting: 10, alone: 2 },
  });
  const all = [1, 2, 3, 4, 5, 6].map((n) => batcher.add('lane', item(`key ${n}`, n)));
  for (let turn = 0; turn < 2; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  expect(ends).toHaveLength(2);
  for (const end of ends) end();
  expect(await Promise.all(all)).toHaveLength(6);
});

test('two lanes do not wait for each other', async () => {
  const { batcher, batches } = opened({ most: { inBatch: 1, batches: 1, waiting: 10, alone: 1 } });
  await Promise.all([batcher.add('one', item('a', 1)), batcher.add('one', item('a', 2)), batcher.add('two', item('b', 3))]);
  expect(batches).toEqual([[1], [3], [2]]);
});

test('a poisoned item fails alone and the others go through', async () => {
  const together = async (items: readonly Item[]) => {
    if (items.some(({ n }) => n === 3)) throw Object.assign(new Error('poisoned'), { code: '22000' });
    return items.map(({ n }) => `together ${n}`);
  };
  const alone = async () => Promise.reject(new Error('guilty'));
  const { batcher } = opened({ together, alone });
  expect(await Promise.all([1, 2, 3, 4].map((n) => outcome(batcher.add('lane', item(`k${n}`, n)))))).toEqual([
    'together 1',
    'together 2',
    'guilty',
    'together 4',
  ]);
});

test('a database that is away refuses the batch at once: nothing is halved', async () => {
  let tries = 0;
  const together = async () => {
    tries += 1;
    throw Object.assign(new Error('shutting down'), { code: '57P01' });
  };
  const { batcher, alone } = opened({ together });
  const answers = await Promise.all([1, 2, 3, 4].map((n) => outcome(batcher.add('lane', item('a', n)))));
  expect({ answers: new Set(answers), tries, alone }).toEqual({ answers: new Set(['shutting down']), tries: 1, alone: [] });
});

test('what goes alone keeps its order, and what follows it under its key does not overtake it', async () => {
  const order: string[] = [];
  let begun = () => {};
  let end = () => {};
  const isBegun = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const mayEnd = new Promise<void>((resolve) => {
    end = resolve;
  });
  const { batcher } = opened({
    together: async (items) => items.map(({ n }) => (n === 1 ? undefined : String(order.push(`together ${n}`)))),
    alone: async ({ n }) => {
      begun();
      await mayEnd;
      return String(order.push(`alone ${n}`));
    },
  });
  const first = batcher.add('lane', item('a', 1));
  await isBegun;
  const second = batcher.add('lane', item('a', 2));
  await batcher.add('lane', item('b', 3));
  end();
  await Promise.all([first, second]);
  expect(order).toEqual(['together 3', 'alone 1', 'alone 2']);
});

test('beyond its bound it asks to come again, and takes more once something is done', async () => {
  const { batcher } = opened({ most: { inBatch: 4, batches: 1, waiting: 4, alone: 1 } });
  const taken = [1, 2, 3, 4].map((n) => batcher.add('lane', item('a', n)));
  const refused = await batcher.add('lane', item('a', 5)).catch((error: Problem) => error);
  expect(refused).toBeInstanceOf(Problem);
  expect(refused).toMatchObject({ code: 'too-many', extras: { retryAfterSeconds: 1 } });
  await Promise.all(taken);
  expect(await batcher.add('lane', item('a', 6))).toBe('together 6');
});

test('a lane that fills everything shuts no other lane out', async () => {
  const { batcher } = opened({ most: { inBatch: 4, batches: 1, waiting: 4, alone: 1 } });
  const loud = [1, 2, 3, 4].map((n) => batcher.add('loud', item('a', n)));
  const quiet = [5, 6, 7, 8].map((n) => batcher.add('quiet', item('b', n)));
  await expect(batcher.add('quiet', item('b', 9))).rejects.toMatchObject({ code: 'too-many' });
  await Promise.all([...loud, ...quiet]);
});
