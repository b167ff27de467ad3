// The only SQL for counts of refused sign-ins.
import { type Db, statement } from '#kit/db';
import type { Id, StaffId, WorkspaceId } from '#kit/ids';
import type { Code } from '#kit/log';

export type Network = 'inside' | 'internet' | 'unknown';
export type CountRow = { account: StaffId | Id<'idp'>; because: Code; network: Network; tries: number };

/** In one order whoever writes, so that no two nodes wait for each other. */
const addCounts = statement(
  'access.countRefusals',
  `INSERT INTO refused_sign_ins (workspace_id, account_id, because, network, tries, counted_at)
   SELECT $1, e.account, e.because, e.network, e.tries, $6 FROM unnest($2::text[], $3::text[], $4::text[], $5::bigint[]) AS e(account, because, network, tries)
   ORDER BY e.account, e.because, e.network
   ON CONFLICT (workspace_id, account_id, because, network) DO UPDATE SET tries = refused_sign_ins.tries + EXCLUDED.tries, counted_at = EXCLUDED.counted_at`,
);
const takeCounts = statement<CountRow>(
  'access.takeRefusals',
  `WITH due AS (SELECT account_id, because, network, tries FROM refused_sign_ins WHERE workspace_id = $1 AND tries > 0 AND (written_at IS NULL OR written_at <= $3)
     ORDER BY account_id, because, network LIMIT $4 FOR UPDATE)
   UPDATE refused_sign_ins r SET tries = 0, written_at = $2 FROM due
   WHERE r.workspace_id = $1 AND r.account_id = due.account_id AND r.because = due.because AND r.network = due.network
   RETURNING r.account_id AS account, r.because, r.network, due.tries::float8 AS tries`,
);
const sweepCounts = statement(
  'access.sweepRefusals',
  'DELETE FROM refused_sign_ins WHERE workspace_id = $1 AND tries = 0 AND written_at <= $2',
);
const countsOf = statement<CountRow & { countedAt: Date }>(
  'access.refusalsOf',
  'SELECT account_id AS account, because, network, tries::float8 AS tries, counted_at AS "countedAt" FROM refused_sign_ins WHERE workspace_id = $1 AND account_id = ANY($2::text[]) ORDER BY account_id, because, network',
);
const deleteCounts = statement(
  'access.dropRefusals',
  'DELETE FROM refused_sign_ins WHERE workspace_id = $1 AND account_id = ANY($2::text[])',
);

type W = WorkspaceId;
/** Adds to what was counted; a row for each account, reason and network. */
export const add = (db: Db, w: W, rows: readonly CountRow[], at: Date) =>
  db.run(addCounts, [
    w,
    rows.map((row) => row.account),
    rows.map((row) => row.because),
    rows.map((row) => row.network),
    rows.map((row) => row.tries),
    at,
  ]);
/** Takes what was last written before that, or never, at most so many rows: from now on they count from nothing. */
export const take = (db: Db, w: W, at: Date, before: Date, most: number) => db.all(takeCounts, [w, at, before, most]);
export const sweep = (db: Db, w: W, before: Date) => db.run(sweepCounts, [w, before]);
export const rowsOf = (db: Db, w: W, accounts: readonly string[]) => db.all(countsOf, [w, accounts]);
export const drop = (db: Db, w: W, accounts: readonly string[]) => db.run(deleteCounts, [w, accounts]);
