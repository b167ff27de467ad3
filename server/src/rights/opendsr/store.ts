// The only SQL for requests that were filed by OpenDSR.
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';
import type { Sealed } from '#kit/seal';
import { periodsSql } from '#purposes';
import type { RequestId } from '../store.ts';
import type { Status } from './rules.ts';

export type FilingRow = {
  id: string;
  request_id: RequestId | null;
  opened: boolean;
  type: 'access' | 'portability' | 'erasure';
  version: '2.0' | '3.0';
  said: Sealed | null;
  at: Date;
  told: Status;
  cancelled_at: Date | null;
};
const columns = 'id, request_id, opened, type, version, said, at, told, cancelled_at';
const hold = statement('rights.holdFiling', `SELECT pg_advisory_xact_lock(hashtext('rights.filing'), hashtext($1 || $2))`);
const byId = statement<FilingRow>('rights.filing', `SELECT ${columns} FROM dsr_filings WHERE workspace_id = $1 AND id = $2 FOR UPDATE`);
const seen = statement<FilingRow>('rights.seenFiling', `SELECT ${columns} FROM dsr_filings WHERE workspace_id = $1 AND id = $2`);
const ofRequest = statement<FilingRow>(
  'rights.filingsOf',
  `SELECT ${columns} FROM dsr_filings WHERE workspace_id = $1 AND request_id = $2 ORDER BY id FOR UPDATE`,
);
const insert = statement(
  'rights.file',
  `INSERT INTO dsr_filings (workspace_id, id, request_id, opened, type, version, said, filed_by, submitted_at, at, told)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
);
const tell = statement('rights.tellFiling', 'UPDATE dsr_filings SET told = $3, told_at = $4 WHERE workspace_id = $1 AND id = $2');
const say = statement('rights.sayFiling', 'UPDATE dsr_filings SET said = $3 WHERE workspace_id = $1 AND id = $2');
const cancel = statement('rights.cancelFiling', 'UPDATE dsr_filings SET cancelled_at = $3 WHERE workspace_id = $1 AND id = $2');
/** Requests that ended without their filers having heard, such as those that ended with another erasure of the same person. */
const behind = statement<{ request: RequestId }>(
  'rights.filingsBehind',
  `SELECT DISTINCT f.request_id AS request FROM dsr_filings f JOIN requests r ON r.workspace_id = f.workspace_id AND r.id = f.request_id
   WHERE f.workspace_id = $1 AND f.told IN ('pending', 'in_progress') AND f.cancelled_at IS NULL AND r.closed_at IS NOT NULL LIMIT 200`,
);
/** When a filing was over: cancelled, answered, or at once where nobody was found. */
const overAt = `coalesce(f.cancelled_at, (SELECT r.closed_at FROM requests r WHERE r.workspace_id = f.workspace_id AND r.id = f.request_id), f.at)`;
const isOver = `f.workspace_id = $1 AND f.told IN ('completed', 'cancelled')`;
const emptyOver = statement(
  'rights.emptyFilings',
  `UPDATE dsr_filings f SET said = NULL WHERE ${isOver} AND f.said IS NOT NULL AND coalesce(f.told_at, ${overAt}) < $2`,
);
const sweepOver = statement(
  'rights.sweepFilings',
  `DELETE FROM dsr_filings f WHERE ${isOver} AND ${overAt} + (SELECT p.period FROM (${periodsSql('$1')}) p WHERE p.code = 'rights-fulfilment') < $2`,
);
const wasOpened = statement<{ yes: boolean }>(
  'rights.filingOpened',
  'SELECT EXISTS (SELECT 1 FROM dsr_filings WHERE workspace_id = $1 AND request_id = $2 AND id <> $3 AND cancelled_at IS NULL) AS yes',
);

const w = (ctx: Ctx) => ctx.workspace;
export const filingStore = {
  /** A filing by its number; two who file under one number wait for each other. */
  held: async (ctx: Ctx, id: string) => {
    await ctx.db.run(hold, [w(ctx), id]);
    return ctx.db.maybe(byId, [w(ctx), id]);
  },
  byId: (ctx: Ctx, id: string) => ctx.db.maybe(byId, [w(ctx), id]),
  /** Without a lock: looking holds nobody up. */
  seen: (ctx: Ctx, id: string) => ctx.db.maybe(seen, [w(ctx), id]),
  ofRequest: (ctx: Ctx, request: RequestId) => ctx.db.all(ofRequest, [w(ctx), request]),
  insert: (ctx: Ctx, row: Omit<FilingRow, 'at' | 'cancelled_at'> & { by: string; submittedAt: Date }) =>
    ctx.db.run(insert, [
      w(ctx),
      row.id,
      row.request_id,
      row.opened,
      row.type,
      row.version,
      row.said,
      row.by,
      row.submittedAt,
      ctx.now,
      row.told,
    ]),
  tell: (ctx: Ctx, id: string, status: Status) => ctx.db.run(tell, [w(ctx), id, status, ctx.now]),
  say: (ctx: Ctx, id: string, said: Sealed | null) => ctx.db.run(say, [w(ctx), id, said]),
  cancel: (ctx: Ctx, id: string) => ctx.db.run(cancel, [w(ctx), id, ctx.now]),
  /** Empties where to tell those that are over since `told`, and deletes those past the period. */
  sweep: async (ctx: Ctx, told: Date) => {
    await ctx.db.run(emptyOver, [w(ctx), told]);
    await ctx.db.run(sweepOver, [w(ctx), ctx.now]);
  },
  behind: async (ctx: Ctx) => (await ctx.db.all(behind, [w(ctx)])).map(({ request }) => request),
  isShared: async (ctx: Ctx, request: RequestId, but: string) => (await ctx.db.one(wasOpened, [w(ctx), request, but])).yes,
};
