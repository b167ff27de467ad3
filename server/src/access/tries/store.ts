// The only SQL for counted tries.
import { type Db, statement } from '#kit/db';
import type { WorkspaceId } from '#kit/ids';

/** So many at once, then one more each `refillSeconds` (generic cell rate algorithm): whoever tries on while they must wait does not wait longer, and keeps nobody out for good. */
export type Limits = { readonly tries: number; readonly refillSeconds: number };

/** A try is taken only while one is left. */
const takeOne = statement<{ fullAt: Date }>(
  'access.take-try',
  `INSERT INTO counted_tries AS t (workspace_id, key_hash, full_at) VALUES ($1, $2, $3::timestamptz + make_interval(secs => $4::float8))
   ON CONFLICT (workspace_id, key_hash) DO UPDATE SET full_at = greatest(t.full_at, $3::timestamptz) + make_interval(secs => $4::float8)
     WHERE greatest(t.full_at, $3::timestamptz) <= $3::timestamptz + make_interval(secs => $5::float8)
   RETURNING full_at AS "fullAt"`,
);
const fullAgain = statement<{ fullAt: Date }>(
  'access.tries-full',
  'SELECT full_at AS "fullAt" FROM counted_tries WHERE workspace_id = $1 AND key_hash = $2',
);
const dropTries = statement('access.clear-tries', 'DELETE FROM counted_tries WHERE workspace_id = $1 AND key_hash = $2');
const giveBackOne = statement(
  'access.give-back-try',
  'UPDATE counted_tries SET full_at = full_at - make_interval(secs => $3::float8) WHERE workspace_id = $1 AND key_hash = $2',
);
/** None that somebody holds: whoever takes tries holds a row, and may come for another next. */
const past = (limit = '') => `DELETE FROM counted_tries WHERE workspace_id = $1 AND key_hash IN (
    SELECT key_hash FROM counted_tries WHERE workspace_id = $1 AND full_at <= $2::timestamptz ORDER BY full_at ${limit} FOR UPDATE SKIP LOCKED)`;
const dropSomePast = statement('access.drop-past-tries', past('LIMIT 8'));
const sweepPast = statement('access.sweep-tries', past());

type W = WorkspaceId;
/** Takes one try; undefined when it was there, else when all of them will be again. */
export async function take(db: Db, w: W, hash: string, now: Date, { tries, refillSeconds }: Limits): Promise<Date | undefined> {
  if (await db.maybe(takeOne, [w, hash, now, refillSeconds, (tries - 1) * refillSeconds])) return undefined;
  const wait = tries * refillSeconds * 1000;
  return (await db.maybe(fullAgain, [w, hash]))?.fullAt ?? new Date(now.getTime() + wait); // cleared at this very moment: the next try finds it so
}
export const clear = (db: Db, w: W, hash: string) => db.run(dropTries, [w, hash]);
export const giveBack = (db: Db, w: W, hash: string, { refillSeconds }: Limits) => db.run(giveBackOne, [w, hash, refillSeconds]);
/** A few that count no more, beside each try: so there are never many more than were tried within one refill. */
export const dropPast = (db: Db, w: W, now: Date) => db.run(dropSomePast, [w, now]);
export const sweep = (db: Db, w: W, now: Date) => db.run(sweepPast, [w, now]);
