import { beforeEach, expect, test } from 'vitest';
import { openMemory, type Pending } from './memory.ts';

const map = new Map<string, string>();
const store = {
  getItem: (name: string) => map.get(name) ?? null,
  setItem: (name: string, value: string) => void map.set(name, value),
  removeItem: (name: string) => void map.delete(name),
  key: (i: number) => [...map.keys()][i] ?? null,
  get length() {
    return map.size;
  },
};
const pending = (clientId: string, at: number): Pending => ({
  clientId,
  text: clientId,
  attachments: [],
  waits: 0,
  page: 'p',
  at,
  trouble: undefined,
});
const begin = () => {
  const memory = openMemory('wk', store);
  memory.keep({ token: 'secret' });
  return memory;
};

beforeEach(() => map.clear());

test('before a visit nothing can be written, whatever is asked for', () => {
  const memory = openMemory('wk', store);
  memory.keep({ seen: 3, offered: 1 });
  memory.put(pending('m1', 1));
  expect(map.size).toBe(0);
});

test('forgetting leaves nothing of this widget and touches nothing else', () => {
  map.set('basket', '1');
  map.set('parley:other', '{}');
  const memory = begin();
  memory.put(pending('m1', 1));
  memory.forget();
  expect([...map.keys()].sort()).toEqual(['basket', 'parley:other']);
});

test('a change that comes after another tab forgot does not bring the visit back', () => {
  const memory = begin();
  openMemory('wk', store).forget();
  memory.keep({ seen: 9 });
  memory.put(pending('m1', 1));
  expect(map.size).toBe(0);
});

test('the outbox keeps the order of writing, and two tabs lose nothing of each other', () => {
  const [one, other] = [begin(), openMemory('wk', store)];
  one.put(pending('b', 2));
  other.put(pending('a', 1));
  one.put(pending('c', 3));
  other.drop('b');
  expect(one.outbox().map((message) => message.clientId)).toEqual(['a', 'c']);
});

test('an entry that somebody tampered with counts as missing', () => {
  const memory = begin();
  map.set('parley:wk:broken', '{');
  map.set('parley:wk', '{');
  expect(memory.visit()).toBeUndefined();
  expect(memory.outbox()).toEqual([]);
});
