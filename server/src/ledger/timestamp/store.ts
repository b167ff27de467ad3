// Time stamps of checkpoints.
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';

export type StampRow = { size: number; at: Date; token: Buffer; note: string };

const add = statement<unknown>(
  'ledger.add-timestamp',
  'INSERT INTO ledger_timestamps (workspace_id, size, at, token) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
);
const all = statement<StampRow>(
  'ledger.timestamps',
  `SELECT t.size, t.at, t.token, c.note FROM ledger_timestamps t JOIN ledger_checkpoints c ON c.workspace_id = t.workspace_id AND c.size = t.size
   WHERE t.workspace_id = $1 AND t.size <= $2 ORDER BY t.size`,
);
const newest = statement<{ size: number; at: Date }>(
  'ledger.newest-timestamp',
  'SELECT size, at FROM ledger_timestamps WHERE workspace_id = $1 ORDER BY size DESC LIMIT 1',
);

export const addTimestamp = (ctx: Ctx, size: number, stamp: { at: Date; token: Buffer }) =>
  ctx.db.run(add, [ctx.workspace, size, stamp.at, stamp.token]);
/** The stamps of all checkpoints up to a size, with the notes they are about. */
export const timestampsUpTo = (ctx: Ctx, size: number) => ctx.db.all(all, [ctx.workspace, size]);
export const newestTimestamp = (ctx: Ctx) => ctx.db.maybe(newest, [ctx.workspace]);
