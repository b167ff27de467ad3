import { afterAll, beforeAll, expect, test, vi } from 'vitest';

type Heard = Record<string, (event: unknown) => void>;
const heard: Heard = {};
const did: string[] = [];
let pages: { focus: () => Promise<void> }[] = [];

beforeAll(async () => {
  vi.stubGlobal('self', {
    addEventListener: (name: string, hear: Heard[string]) => {
      heard[name] = hear;
    },
    registration: { showNotification: async (title: string, { tag }: { tag: string }) => void did.push(`shows ${title} ${tag}`) },
    clients: { matchAll: async () => pages, openWindow: async (url: string) => void did.push(`opens ${url}`) },
  });
  await import('./parley-sw.ts');
});
afterAll(() => vi.unstubAllGlobals());

async function happens(name: string, event: Record<string, unknown>): Promise<string[]> {
  did.length = 0;
  let work: Promise<unknown> | undefined;
  heard[name]?.({ ...event, waitUntil: (given: Promise<unknown>) => (work = given) });
  await work;
  return [...did];
}

test('a push of ours is shown, and one of the site’s own is left alone', async () => {
  const push = (json: () => unknown) => happens('push', { data: { json } });
  expect(await push(() => ({ parley: 1, text: 'You have a new message', tag: 'abc' }))).toEqual([
    'shows You have a new message parley-abc',
  ]);
  expect(await push(() => ({ text: 'Sale!', tag: 'abc' }))).toEqual([]);
  expect(await push(() => JSON.parse('not JSON'))).toEqual([]);
  expect(await happens('push', { data: null })).toEqual([]);
});

test('a press on it leads back to the page, or opens one', async () => {
  const click = (tag: string) => happens('notificationclick', { notification: { tag, close: () => did.push('closes') } });
  expect(await click('parley-abc')).toEqual(['closes', 'opens /']);
  pages = [{ focus: async () => void did.push('focuses') }];
  expect(await click('parley-abc')).toEqual(['closes', 'focuses']);
  expect(await click('of the site')).toEqual([]);
});
