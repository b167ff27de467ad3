import type pg from 'pg';
import { afterEach, expect, it, vi } from 'vitest';
import { keyStore } from './keys/key-store/key-store.ts';
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
