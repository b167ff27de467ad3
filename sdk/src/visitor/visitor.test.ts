// What a device keeps when people, networks and tokens change. The whole way against a server is in server/test/bare-engine.test.ts.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openVisitor, type VisitorOptions } from './visitor.ts';

type Asked = { readonly call: string; readonly token: string | undefined };
type Network = (asked: Asked, n: number) => Promise<Response>;
const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
const never = () => new Promise<never>(() => undefined);
const signed = (account: string) => `${btoa(JSON.stringify({ account, exp: 1 }))}.signature`;
const notice = { id: 'ntc_1' as never, hash: 'h' };
const secret = { items: [{ sequence: 1, clientId: 'c', from: 'me', text: 'Ada’s secret' }], lastSequence: 1, thread: 'a' };
const nothing = { items: [], lastSequence: 0, thread: null };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function device(kept: object | undefined, network: Network, more: Partial<VisitorOptions> = {}) {
  const entries = new Map(kept ? [['parley:k', JSON.stringify(kept)]] : []);
  const asked: Asked[] = [];
  const storage = {
    getItem: (name: string) => entries.get(name) ?? null,
    setItem: (name: string, value: string) => void entries.set(name, value),
    removeItem: (name: string) => void entries.delete(name),
  };
  const options: VisitorOptions = {
    ...{ server: 'https://talk.example.com', key: 'k', language: 'en', streams: false, storage },
    fetch(url, init) {
      const token = (init.headers as Record<string, string>)['authorization']?.replace('Bearer ', '');
      asked.push({ call: `${init.method} ${new URL(url).pathname}`, token });
      return network(asked.at(-1) as Asked, asked.length);
    },
    ...more,
  };
  return { entries, asked, options, open: () => openVisitor(options) };
}
const soon = () => vi.advanceTimersByTimeAsync(50);
const texts = (all: readonly { text: string | null }[]) => all.map(({ text }) => text);
const server: Network = async ({ call, token }) => {
  if (call === 'POST /v1/widgets/k/visits') return json({ token: 'of-boris', visitor: 'per_1' });
  if (call.startsWith('DELETE')) return new Response(null, { status: 204 });
  return json(token === 'of-ada' ? secret : nothing);
};

async function begun(by: string | undefined) {
  const made = device(undefined, async (asked, n) =>
    asked.call.startsWith('POST /v1/widgets') && n === 1 ? json({ token: 'of-ada' }) : server(asked, n),
  );
  const chat = await made.open();
  await chat.begin(notice, by);
  await soon();
  expect(texts(chat.state().messages)).toEqual(['Ada’s secret']);
  return { asked: made.asked, options: made.options, chat };
}

test('boris who is logged in now does not meet the chat of ada, and her devices are woken no more', async () => {
  const { options, asked, chat: before } = await begun(signed('ada'));
  before.stop();
  const chat = await openVisitor(options);
  chat.wake();
  await soon();
  expect(chat.state()).toMatchObject({ begun: false, messages: [], waiting: [] });
  await expect(chat.write('in her name')).rejects.toThrow('begin first');
  await chat.begin(notice, signed('boris'));
  await soon();
  expect(asked.slice(2)).toContainEqual({ call: 'DELETE /v1/visit/devices', token: 'of-ada' });
  expect(asked.at(-1)).toEqual({ call: 'GET /v1/visit/messages', token: 'of-boris' });
  expect(chat.state()).toMatchObject({ begun: true, messages: [] });
  chat.stop();
});

test('another account within one run of the app sees nothing of the one before, also when it cannot begin', async () => {
  const { chat, options } = await begun(signed('ada'));
  const { fetch: reach } = options;
  Object.assign(options, { fetch: () => Promise.reject(new Error('offline')) });
  const offline = await openVisitor({ ...options, identity: signed('ada') });
  await expect(offline.begin(notice, signed('boris'))).rejects.toThrow('connection lost');
  expect(offline.state()).toMatchObject({ begun: false, messages: [] });
  Object.assign(options, { fetch: reach });
  const again = await openVisitor({ ...options, identity: signed('ada') });
  again.wake();
  await soon();
  expect(texts(again.state().messages)).toEqual(['Ada’s secret']); // it is hers still
  expect(chat.state().line).toBe('asleep');
  again.stop();
});

test('an anonymous chat that logs in begins under the account', async () => {
  const { chat, asked } = await begun(undefined);
  await chat.begin(notice, signed('boris'));
  await soon();
  expect(asked.filter(({ call }) => call === 'POST /v1/widgets/k/visits')).toHaveLength(2);
  await chat.begin(notice, signed('boris'));
  expect(asked.filter(({ call }) => call === 'POST /v1/widgets/k/visits')).toHaveLength(2);
  chat.stop();
});

test('requests that hang through a change of network end: waking asks and sends again', async () => {
  const { asked, open } = device({ token: 'of-ada', waiting: [{ clientId: 'c1', text: 'Hi', at: 1 }] }, (_, n) =>
    n <= 2 ? never() : Promise.resolve(json({ ...secret, items: [{ ...secret.items[0], clientId: 'c1' }] })),
  );
  const chat = await open();
  chat.wake();
  await soon();
  expect(asked).toHaveLength(2);
  chat.sleep();
  chat.wake();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(chat.state()).toMatchObject({ line: 'live', waiting: [] });
  chat.stop();
});

test('a request that hangs is given up after twenty seconds, also when nobody wakes the chat', async () => {
  const { asked, open } = device({ token: 'of-ada', waiting: [{ clientId: 'c1', text: 'Hi', at: 1 }] }, never);
  const chat = await open();
  chat.wake();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked.filter(({ call }) => call.startsWith('GET')).length).toBeGreaterThan(1);
  expect(asked.filter(({ call }) => call.startsWith('POST')).length).toBeGreaterThan(1);
  chat.stop();
});

test('what waits when the token is over is given back to the person', async () => {
  const onOver = vi.fn();
  const { entries, open } = device(
    { token: 'of-ada', waiting: [{ clientId: 'c1', text: 'written offline', at: 1 }] },
    async () => json({ type: 'urn:parley:problem:unauthorized', title: 'x', status: 401 }, 401),
    { onOver },
  );
  (await open()).wake();
  await soon();
  expect(onOver.mock.calls).toEqual([['unknown', ['written offline']]]);
  expect(entries.size).toBe(0);
});

test('signing out clears the device before it tells the server, and nothing is written or sent afterwards', async () => {
  const { entries, asked, open } = device({ token: 'of-ada', waiting: [{ clientId: 'c1', text: 'Hi', at: 1 }] }, never);
  const chat = await open();
  const out = chat.forget().catch(String);
  await soon();
  expect(entries.size).toBe(0);
  expect(asked).toEqual([{ call: 'DELETE /v1/visit/devices', token: 'of-ada' }]);
  await expect(chat.write('too late')).rejects.toThrow('signed out');
  await vi.advanceTimersByTimeAsync(20_000);
  expect(await out).toContain('connection lost');
  expect([entries.size, asked.length]).toEqual([0, 1]);
});

test('whoever opens the same storage again stops the one before, and no words are lost between the two', async () => {
  const { entries, open } = device({ token: 'of-ada', waiting: [] }, never);
  const [first, second] = [open(), open()];
  const [one, two] = await Promise.all([first, second]);
  await expect(one.write('to nobody')).rejects.toThrow('opened anew');
  await two.write('kept');
  const three = await open();
  expect(texts(three.state().waiting)).toEqual(['kept']);
  await three.write('kept too');
  expect(entries.get('parley:k')).toMatch(/kept.*kept too/);
  one.wake();
  expect(one.state().line).toBe('asleep');
  three.stop();
});
