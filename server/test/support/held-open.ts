// Two transactions that wait for each other, without a clock: one is held open, and the other is seen to wait.
import type pg from 'pg';
import { expect } from 'vitest';
import type { Ctx } from '#kit/ctx';
import type { TestRoom } from '#test/room';

/** Does the work in a transaction that stays open until what this gives is called, which resolves once it is committed. */
export async function heldOpen(room: TestRoom, work: (ctx: Ctx) => Promise<unknown>): Promise<() => Promise<void>> {
  const [done, end] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const whole = room.ctx(async (ctx) => {
    await work(ctx);
    done.resolve();
    await end.promise;
  });
  await Promise.race([done.promise, whole]);
  return () => {
    end.resolve();
    return whole;
  };
}

/** Resolves when one transaction waits for an advisory lock of another in this database; fails when none ever does. */
export const oneWaits = (admin: pg.Client): Promise<void> =>
  expect.poll(async () => (await admin.query(waiting)).rowCount, { timeout: 10_000 }).toBe(1);

const waiting = `SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.database AND d.datname = current_database()
  WHERE l.locktype = 'advisory' AND NOT l.granted`;
