import net from 'node:net';
import type pg from 'pg';
import { afterEach, expect, it, vi } from 'vitest';
import { keyStore } from './keys/key-store/key-store.ts';
import { openPool } from './kit/db.ts';
import { urgentPool } from './kit/pool.ts';
import type { Tools } from './kit/tool.ts';
import { readiness } from './readiness.ts';

afterEach(() => vi.useRealTimers());

it('says after two seconds that a database which hangs is away, and asks it once however often it is asked', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const tools: Tools = new Map();
  const hanging = Promise.withResolvers<{ rows: { writable: boolean }[] }>();
  const query = vi.fn(() => hanging.promise);
  urgentPool.set(tools, { query } as unknown as pg.Pool);
  keyStore.set(tools, undefined);
  const asked = [readiness(tools), readiness(tools)];
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await Promise.all(asked)).toEqual([
    { ready: false, checks: { database: false } },
    { ready: false, checks: { database: false } },
  ]);
  expect(query).toHaveBeenCalledOnce();
  hanging.resolve({ rows: [{ writable: true }] });
  await hanging.promise;
  await Promise.resolve();
  expect((await readiness(tools)).ready).toBe(true);
});

/** A message of PostgreSQL's protocol (version 3): its letter, the length of the rest with itself, the rest. */
const message = (letter: string, ...parts: (number | string)[]) => {
  const rest = Buffer.concat(parts.map((each) => (typeof each === 'string' ? Buffer.from(each) : Buffer.from([each >> 8, each & 255]))));
  const head = Buffer.from(`${letter}....`);
  head.writeInt32BE(rest.length + 4, 1);
  return Buffer.concat([head, rest]);
};
const isReady = message('Z', 'I');
const yes = [
  message('T', 1, 'writable\0', 0, 0, 0, 0, 16, 1, 0xffff, 0xffff, 0), // one column, a boolean as text
  message('D', 1, 0, 1, 't'),
  message('C', 'SELECT 1\0'),
];

it('gives a connection up that the network swallowed, and hears the database over the next one', async () => {
  const lines: net.Socket[] = [];
  const isAsked = Promise.withResolvers<void>();
  const database = net.createServer((line) => {
    const place = lines.push(line);
    line.on('error', () => undefined);
    line.once('data', () => {
      line.write(Buffer.concat([message('R', 0, 0), isReady]));
      line.on('data', () => (place === 1 ? isAsked.resolve() : line.write(Buffer.concat([...yes, isReady]))));
    });
  });
  await new Promise<void>((done) => database.listen(0, '127.0.0.1', done));
  const { port } = database.address() as net.AddressInfo;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const tools: Tools = new Map();
  const pool = openPool(`postgres://parley@127.0.0.1:${port}/parley`, 1, () => undefined, 0);
  urgentPool.set(tools, pool);
  keyStore.set(tools, undefined);
  const first = readiness(tools);
  await isAsked.promise;
  await vi.advanceTimersByTimeAsync(2_000);
  expect((await first).ready).toBe(false);
  expect((await readiness(tools)).ready).toBe(true);
  expect(lines).toHaveLength(2);
  for (const line of lines) line.destroy();
  database.close();
});
