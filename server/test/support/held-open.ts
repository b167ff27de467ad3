// Two transactions that wait for each other, without a clock: one is held open, and the other is seen to wait.
import pg from 'pg';
import { expect } from 'vitest';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { type Listed, list, sequence } from '#ledger';
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
export async function oneWaits({ adminUrl }: TestRoom): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await expect.poll(async () => (await admin.query(waiting)).rowCount, { timeout: 10_000 }).toBe(1);
  } finally {
    await admin.end();
  }
}

const waiting = `SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.database AND d.datname = current_database()
  WHERE l.locktype = 'advisory' AND NOT l.granted`;

/** The last fifty acts about each of these people, those that are asked for, in the order of the ledger. */
export async function inOrder(room: TestRoom, people: readonly PersonId[], isAsked: (entry: Listed) => boolean): Promise<string[]> {
  await room.ctx(sequence);
  const found = new Map<string, Listed>();
  for (const subject of people)
    for (const entry of (await room.ctx((ctx) => list(ctx, { subject, limit: 50 }))).items) if (isAsked(entry)) found.set(entry.id, entry);
  return [...found.values()].toSorted((one, other) => (one.position ?? -1) - (other.position ?? -1)).map(({ kind }) => kind);
}
