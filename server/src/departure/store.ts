// The only SQL of the departure: exports, the end, and every table of a company by its name (functions parley_rows, parley_wipe and their like).
import type { Ctx } from '#kit/ctx';
import { type Db, statement } from '#kit/db';
import type { Id, WorkspaceId } from '#kit/ids';
import type { End, EndRow } from './end/types.ts';
import type { ExportId, ExportRow } from './returning/types.ts';

const exportColumns = `id, state, asked_by AS "askedBy", approved_by AS "approvedBy", privacy_agreed AS "privacyAgreed", asked_at AS "askedAt", ready_at AS "readyAt", gone_at AS "goneAt", reader, step, steps, place,
  segments, rows, files, bytes, lost, figures, fetched, fetched_at AS "fetchedAt", manifest, confirmed_at AS "confirmedAt"`;
const insertExport = statement(
  'departure.add-export',
  `INSERT INTO workspace_exports (workspace_id, id, state, asked_by, asked_at, reader, steps, privacy_agreed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
);
const exportById = statement<ExportRow>(
  'departure.export',
  `SELECT ${exportColumns} FROM workspace_exports WHERE workspace_id = $1 AND id = $2`,
);
const lockExport = statement<ExportRow>(
  'departure.hold-export',
  `SELECT ${exportColumns} FROM workspace_exports WHERE workspace_id = $1 AND id = $2 FOR UPDATE`,
);
const exportList = statement<ExportRow>(
  'departure.exports',
  `SELECT ${exportColumns} FROM workspace_exports WHERE workspace_id = $1 ORDER BY id DESC LIMIT 50`,
);
const approveExport = statement(
  'departure.approve-export',
  `UPDATE workspace_exports SET state = CASE state WHEN 'asked' THEN 'making' ELSE state END, approved_by = $3, privacy_agreed = $4 WHERE workspace_id = $1 AND id = $2`,
);
const moveExport = statement(
  'departure.move-export',
  `UPDATE workspace_exports SET step = $3, place = $4, segments = segments + $5, rows = rows + $6, files = files + $7, bytes = bytes + $8, lost = lost + $9,
     figures = figures || $10::jsonb WHERE workspace_id = $1 AND id = $2`,
);
const readyExport = statement(
  'departure.ready-export',
  `UPDATE workspace_exports SET state = 'ready', ready_at = $3 WHERE workspace_id = $1 AND id = $2`,
);
const goneExport = statement(
  'departure.gone-export',
  `UPDATE workspace_exports SET state = 'gone', gone_at = $3, link = NULL, link_key = NULL, link_until = NULL WHERE workspace_id = $1 AND id = $2`,
);
const overdueExports = statement<ExportRow>(
  'departure.overdue-exports',
  `SELECT ${exportColumns} FROM workspace_exports WHERE workspace_id = $1 AND state <> 'gone' AND coalesce(ready_at, asked_at) < $2`,
);
const putLink = statement(
  'departure.put-link',
  'UPDATE workspace_exports SET link = $3, link_key = $4, link_until = $5 WHERE workspace_id = $1 AND id = $2',
);
const takeLink = statement<{ sealed: Buffer }>(
  'departure.take-link',
  `WITH found AS (SELECT link_key FROM workspace_exports WHERE workspace_id = $1 AND id = $2 AND state = 'ready' AND link = $3 AND link_until > $4 FOR UPDATE)
   UPDATE workspace_exports e SET link = NULL, link_key = NULL, link_until = NULL FROM found
   WHERE e.workspace_id = $1 AND e.id = $2 RETURNING found.link_key AS sealed`,
);
const fetchedExport = statement(
  'departure.fetched-export',
  'UPDATE workspace_exports SET fetched = fetched + 1, fetched_at = $3, manifest = $4 WHERE workspace_id = $1 AND id = $2',
);
const confirmedExport = statement(
  'departure.confirmed-export',
  'UPDATE workspace_exports SET confirmed_at = coalesce(confirmed_at, $3) WHERE workspace_id = $1 AND id = $2',
);
const exportsOf = statement<{ count: number }>(
  'departure.exports-of',
  'SELECT count(*) FROM workspace_exports WHERE workspace_id = $1 AND (asked_by = ANY($2::text[]) OR approved_by = ANY($2::text[]))',
);

const endColumns = `id, state, ends_at AS "endsAt", returns, holds, asked_by AS "askedBy", asked_at AS "askedAt", approved_by AS "approvedBy", stage, place, figures`;
const endRow = statement<EndRow>('departure.end', `SELECT ${endColumns} FROM workspace_ends WHERE workspace_id = $1`);
const lockEnd = statement<EndRow>('departure.hold-end', `SELECT ${endColumns} FROM workspace_ends WHERE workspace_id = $1 FOR UPDATE`);
const insertEnd = statement(
  'departure.add-end',
  `INSERT INTO workspace_ends (workspace_id, id, state, ends_at, returns, holds, asked_by, asked_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
);
const approveEnd = statement(
  'departure.approve-end',
  `UPDATE workspace_ends SET state = 'planned', approved_by = $2, ends_at = $3 WHERE workspace_id = $1 AND state = 'asked'`,
);
const removeEnd = statement('departure.remove-end', 'DELETE FROM workspace_ends WHERE workspace_id = $1');
const moveEnd = statement(
  'departure.move-end',
  'UPDATE workspace_ends SET state = $2, stage = $3, place = $4, figures = figures || $5::jsonb WHERE workspace_id = $1',
);
const dueEnds = statement<{ workspace: WorkspaceId }>(
  'departure.due-ends',
  `SELECT workspace_id AS workspace FROM workspace_ends WHERE state IN ('closing', 'leaving') OR (state = 'planned' AND ends_at <= $1) ORDER BY ends_at`,
);
const everyEnd = statement<{ workspace: WorkspaceId }>(
  'departure.every-end',
  'SELECT workspace_id AS workspace FROM workspace_ends ORDER BY workspace_id',
);
const endsOf = statement<{ count: number }>(
  'departure.ends-of',
  'SELECT count(*) FROM workspace_ends WHERE workspace_id = $1 AND (asked_by = ANY($2::text[]) OR approved_by = ANY($2::text[]))',
);

const freezeDoors = statement('departure.freeze', 'UPDATE workspaces SET frozen_at = $2 WHERE workspace_id = $1');
const closeDoors = statement('departure.close', 'SELECT parley_close($1) AS closed');
const speak = statement<{ said: string }>('departure.speak', `SELECT set_config('parley.departing', 'on', true) AS said`);
const nowThere = statement<{ at: string }>('departure.now', 'SELECT clock_timestamp()::text AS at');
const stillStands = statement<{ stands: boolean }>('departure.stands', 'SELECT true AS stands FROM workspaces WHERE workspace_id = $1');
const rows = statement<{ place: Record<string, unknown>; data: Record<string, unknown> }>(
  'departure.rows',
  'SELECT place, data FROM parley_rows($1, $2, $3)',
);
const typesOf = statement<{ name: string; type: string }>(
  'departure.types',
  'SELECT column_name AS name, data_type AS type FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = $1',
);
const tables = statement<{ table: string }>(
  'departure.tables',
  `SELECT c.table_name AS table FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
   WHERE c.table_schema = current_schema() AND c.column_name = 'workspace_id' AND t.table_type = 'BASE TABLE'
     AND c.table_name <> 'closed_workspaces' ORDER BY 1`,
);
const countRows = statement<{ count: number }>('departure.count', 'SELECT parley_count_rows($1) AS count');
const wipe = statement<{ gone: number }>('departure.wipe', 'SELECT parley_wipe($1, $2, $3) AS gone');
const older = statement<{ running: number }>(
  'departure.older',
  `SELECT count(*) AS running FROM workspaces w JOIN pg_stat_activity a ON a.xact_start <= $2::timestamptz
   WHERE w.workspace_id = $1 AND a.datname = current_database() AND a.usename = current_user AND a.pid <> pg_backend_pid()`,
);

export const addExport = (
  ctx: Ctx,
  row: { id: ExportId; state: string; askedBy: string; reader: Buffer; steps: number; privacyAgreed: boolean },
) => ctx.db.run(insertExport, [ctx.workspace, row.id, row.state, row.askedBy, ctx.now, row.reader, row.steps, row.privacyAgreed]);
export const exportRow = (ctx: Ctx, id: ExportId) => ctx.db.maybe(exportById, [ctx.workspace, id]);
export const holdExport = (ctx: Ctx, id: ExportId) => ctx.db.maybe(lockExport, [ctx.workspace, id]);
export const exportRows = (ctx: Ctx) => ctx.db.all(exportList, [ctx.workspace]);
export const setApproved = (ctx: Ctx, id: ExportId, isPrivacyAgreed: boolean) =>
  ctx.db.run(approveExport, [ctx.workspace, id, ctx.actor.id, isPrivacyAgreed]);
/** Where the work stands now, and what this turn added. */
export const advance = (
  ctx: Ctx,
  id: ExportId,
  to: { step: number; place: object | null; segments: number; rows: number; files: number; bytes: number; lost: number; figures: object },
) => ctx.db.run(moveExport, [ctx.workspace, id, to.step, to.place, to.segments, to.rows, to.files, to.bytes, to.lost, to.figures]);
export const setReady = (ctx: Ctx, id: ExportId) => ctx.db.run(readyExport, [ctx.workspace, id, ctx.now]);
export const setGone = (ctx: Ctx, id: ExportId) => ctx.db.run(goneExport, [ctx.workspace, id, ctx.now]);
export const exportsSince = (ctx: Ctx, before: Date) => ctx.db.all(overdueExports, [ctx.workspace, before]);
export const setLink = (ctx: Ctx, id: ExportId, link: Buffer, sealed: Buffer, until: Date) =>
  ctx.db.run(putLink, [ctx.workspace, id, link, sealed, until]);
/** The sealed key behind a link, which is good once; undefined when it is none, over or used. */
export const useLink = async (ctx: Ctx, id: ExportId, link: Buffer) =>
  (await ctx.db.maybe(takeLink, [ctx.workspace, id, link, ctx.now]))?.sealed;
export const setFetched = (ctx: Ctx, id: ExportId, manifest: Buffer) => ctx.db.run(fetchedExport, [ctx.workspace, id, ctx.now, manifest]);
export const setConfirmed = (ctx: Ctx, id: ExportId) => ctx.db.run(confirmedExport, [ctx.workspace, id, ctx.now]);
export const countExportsOf = async (ctx: Ctx, staff: readonly string[]) => (await ctx.db.one(exportsOf, [ctx.workspace, staff])).count;

export const endOf = (ctx: Ctx) => ctx.db.maybe(endRow, [ctx.workspace]);
export const holdEnd = (ctx: Ctx) => ctx.db.maybe(lockEnd, [ctx.workspace]);
/** Gives 0 when one stands already. */
export const addEnd = (ctx: Ctx, end: End & { id: Id<'dep'>; state: string }) =>
  ctx.db.run(insertEnd, [ctx.workspace, end.id, end.state, end.endsAt, end.returns, end.holds, ctx.actor.id, ctx.now]);
export const setEndApproved = (ctx: Ctx, endsAt: Date) => ctx.db.run(approveEnd, [ctx.workspace, ctx.actor.id, endsAt]);
export const dropEnd = (ctx: Ctx) => ctx.db.run(removeEnd, [ctx.workspace]);
export const setStage = (ctx: Ctx, state: EndRow['state'], stage: string | null, place: string | null, figures: object = {}) =>
  ctx.db.run(moveEnd, [ctx.workspace, state, stage, place, figures]);
/** In a `lookup` for `every-workspace`. */
export const workspacesDue = async (db: Db, now: Date) => (await db.all(dueEnds, [now])).map((row) => row.workspace);
export const workspacesEnding = async (db: Db) => (await db.all(everyEnd, [])).map((row) => row.workspace);
export const countEndsOf = async (ctx: Ctx, staff: readonly string[]) => (await ctx.db.one(endsOf, [ctx.workspace, staff])).count;

/** Closes for writing; null opens again. */
export const freeze = (ctx: Ctx, at: Date | null) => ctx.db.run(freezeDoors, [ctx.workspace, at]);
export const close = (ctx: Ctx) => ctx.db.one(closeDoors, [ctx.now]);
/** Whether the company is in this database at all. */
export const stands = async (ctx: Ctx) => (await ctx.db.maybe(stillStands, [ctx.workspace])) !== undefined;
/** The time by the clock of the database, as transactions are counted by it. */
export const databaseTime = async (ctx: Ctx) => (await ctx.db.one(nowThere, [])).at;
/** From here to the end of the transaction the departure itself speaks, which may still append to the ledger of a closed company. */
export const asDeparture = (ctx: Ctx) => ctx.db.one(speak, []);
/** Rows of a table behind a place, in the order of its key. */
export const rowsOf = (ctx: Ctx, table: string, place: object | null, most: number) => ctx.db.all(rows, [table, place, most]);
export const columnTypes = async (ctx: Ctx, table: string) =>
  new Map((await ctx.db.all(typesOf, [table])).map(({ name, type }) => [name, type]));
/** Every table that has rows of companies, from the catalogue and not from a list of ours; but the list of those that closed, which stays. */
export const everyTable = async (ctx: Ctx) => (await ctx.db.all(tables, [])).map((row) => row.table);
export const howMany = async (ctx: Ctx, table: string) => (await ctx.db.one(countRows, [table])).count;
/** Deletes up to so many rows; -1 while another table points there, which is found out by trying where `anyway` is set. */
export const wipeSome = async (ctx: Ctx, table: string, most: number, anyway = false) =>
  (await ctx.db.one(wipe, [table, most, anyway])).gone;
/** Transactions of any node that began before an instant and still go on. */
export const transactionsSince = async (ctx: Ctx, at: string) => (await ctx.db.one(older, [ctx.workspace, at])).running;
