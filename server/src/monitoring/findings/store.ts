// The only SQL for findings.
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';
import type { Id, StaffId } from '#kit/ids';
import type { Sealed } from '#kit/seal';
import type { FindingState, Severity } from '../rules.ts';

export type FindingRow = {
  readonly id: Id<'fnd'>;
  readonly source: 'control' | 'audit' | 'person';
  readonly control: string | null;
  readonly audit: Id<'adt'> | null;
  readonly item: string | null;
  readonly severity: Severity;
  readonly state: FindingState;
  readonly owner: StaffId | null;
  /** Whose it is or, when nobody's, was last. */
  readonly lastOwner: StaffId | null;
  readonly dueOn: string;
  readonly acceptedUntil: string | null;
  /** It was severe once: whoever said that it is repaired does not verify it while somebody else could. */
  readonly takesTwo: boolean;
  readonly repairedBy: StaffId | null;
  readonly verifiedBy: StaffId | null;
  readonly faults: number;
  readonly evidence: readonly string[];
  readonly title: Sealed | null;
  readonly note: Sealed | null;
  readonly openedAt: Date;
  readonly changedAt: Date;
  readonly closedAt: Date | null;
};
/** What to list: `states` and `severity` as given; `cursor` is the id after which to go on. */
export type Filter = {
  readonly states: readonly FindingState[];
  readonly severity: Severity | null;
  readonly owner: string | null;
  readonly cursor: string | null;
  readonly limit: number;
};

const columns = `id, source, control, audit_id AS audit, item, severity, state, owner_id AS owner, last_owner AS "lastOwner", due_on AS "dueOn", accepted_until AS "acceptedUntil",
  takes_two AS "takesTwo", repaired_by AS "repairedBy", verified_by AS "verifiedBy",
  faults, evidence, title, note, opened_at AS "openedAt", changed_at AS "changedAt", closed_at AS "closedAt"`;
const insert = statement(
  'monitoring.add-finding',
  `INSERT INTO findings (workspace_id, id, source, control, audit_id, item, severity, state, owner_id, due_on, accepted_until, faults, evidence, title, note,
   opened_at, changed_at, closed_at, takes_two, last_owner) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $9)`,
);
const update = statement(
  'monitoring.change-finding',
  `UPDATE findings SET severity = $3, state = $4::text, owner_id = $5::parley_id, due_on = $6::date, accepted_until = $7, faults = $8, evidence = $9, note = $10, opened_at = $11,
   changed_at = $12, closed_at = $13, takes_two = $14, repaired_by = $15, verified_by = $16, last_owner = coalesce($5::parley_id, last_owner),
   told = CASE WHEN due_on = $6::date AND owner_id IS NOT DISTINCT FROM $5::parley_id AND state = $4::text THEN told END,
   told_on = CASE WHEN due_on = $6::date AND owner_id IS NOT DISTINCT FROM $5::parley_id AND state = $4::text THEN told_on END WHERE workspace_id = $1 AND id = $2`,
);
const one = statement<FindingRow>('monitoring.finding', `SELECT ${columns} FROM findings WHERE workspace_id = $1 AND id = $2 FOR UPDATE`);
const list = statement<FindingRow>(
  'monitoring.findings',
  `SELECT ${columns} FROM findings WHERE workspace_id = $1 AND state = ANY ($2::text[]) AND ($3::text IS NULL OR severity = $3)
     AND ($4::text IS NULL OR owner_id = $4) AND ($5::text IS NULL OR id < $5) ORDER BY id DESC LIMIT $6`,
);
const controls = `SELECT ${columns} FROM findings WHERE workspace_id = $1 AND control IS NOT NULL AND state <> 'verified' ORDER BY id`;
const ofControls = statement<FindingRow>('monitoring.findings-of-controls', controls);
const lockControls = statement<FindingRow>('monitoring.lock-findings-of-controls', `${controls} FOR UPDATE`);
const ofAudit = statement<FindingRow>(
  'monitoring.findings-of-audit',
  `SELECT ${columns} FROM findings WHERE workspace_id = $1 AND audit_id = $2`,
);
const lockItem = statement<FindingRow>(
  'monitoring.lock-finding-of-item',
  `SELECT ${columns} FROM findings WHERE workspace_id = $1 AND audit_id = $2 AND item = $3 FOR UPDATE`,
);
const lapsed = statement<FindingRow>(
  'monitoring.findings-lapsed',
  `SELECT ${columns} FROM findings WHERE workspace_id = $1 AND control IS NULL AND state = 'accepted' AND accepted_until < $2::date FOR UPDATE`,
);
const toTell = statement<{ id: Id<'fnd'>; owner: StaffId; isOverdue: boolean }>(
  'monitoring.findings-to-tell',
  `SELECT id, owner_id AS owner, due_on < $2::date AS "isOverdue" FROM findings WHERE workspace_id = $1 AND state = 'open' AND owner_id IS NOT NULL
     AND due_on <= $3::date AND (told IS NULL OR (told = 'due' AND due_on < $2::date) OR (told = 'overdue' AND told_on <= $4::date)) ORDER BY id FOR UPDATE`,
);
const tell = statement(
  'monitoring.findings-told',
  `UPDATE findings SET told = CASE WHEN due_on < $3::date THEN 'overdue' ELSE 'due' END, told_on = $3::date WHERE workspace_id = $1 AND id = ANY ($2::text[])`,
);
const countOverdue = statement<{ count: number }>(
  'monitoring.findings-overdue',
  `SELECT count(*)::int AS count FROM findings WHERE workspace_id = $1 AND state = 'open' AND due_on < $2::date`,
);
const naming =
  'owner_id = ANY ($2::text[]) OR last_owner = ANY ($2::text[]) OR repaired_by = ANY ($2::text[]) OR verified_by = ANY ($2::text[]) OR evidence && $2::text[]';
const countOf = statement<{ count: number }>(
  'monitoring.findings-naming',
  `SELECT count(*)::int AS count FROM findings WHERE workspace_id = $1 AND (${naming})`,
);
const unname = statement(
  'monitoring.findings-unname',
  `UPDATE findings SET owner_id = CASE WHEN owner_id = ANY ($2::text[]) THEN NULL ELSE owner_id END,
     last_owner = CASE WHEN last_owner = ANY ($2::text[]) THEN NULL ELSE last_owner END,
     repaired_by = CASE WHEN repaired_by = ANY ($2::text[]) THEN NULL ELSE repaired_by END,
     verified_by = CASE WHEN verified_by = ANY ($2::text[]) THEN NULL ELSE verified_by END,
     evidence = ARRAY(SELECT e FROM unnest(evidence) e WHERE NOT e = ANY ($2::text[]))
   WHERE workspace_id = $1 AND (${naming})`,
);

export async function addRow(ctx: Ctx, f: FindingRow): Promise<void> {
  const about = [f.source, f.control, f.audit, f.item];
  const stands = [f.severity, f.state, f.owner, f.dueOn, f.acceptedUntil, f.faults, f.evidence, f.title, f.note];
  await ctx.db.run(insert, [ctx.workspace, f.id, ...about, ...stands, f.openedAt, f.changedAt, f.closedAt, f.takesTwo]);
}

export async function changeRow(ctx: Ctx, f: FindingRow): Promise<void> {
  const stands = [f.severity, f.state, f.owner, f.dueOn, f.acceptedUntil, f.faults, f.evidence, f.note];
  const closing = [f.takesTwo, f.repairedBy, f.verifiedBy];
  await ctx.db.run(update, [ctx.workspace, f.id, ...stands, f.openedAt, f.changedAt, f.closedAt, ...closing]);
}

/** One finding, locked until the transaction ends. */
export const findingRow = (ctx: Ctx, id: string): Promise<FindingRow | undefined> => ctx.db.maybe(one, [ctx.workspace, id]);
/** Newest first. */
export const findingRows = (ctx: Ctx, { states, severity, owner, cursor, limit }: Filter): Promise<FindingRow[]> =>
  ctx.db.all(list, [ctx.workspace, states, severity, owner, cursor, limit]);
/** Of every control the one that is not verified, if there is one. */
export const findingsOfControls = (ctx: Ctx): Promise<FindingRow[]> => ctx.db.all(ofControls, [ctx.workspace]);
/** The same, locked until the transaction ends: for whoever writes them back, column by column. */
export const lockedOfControls = (ctx: Ctx): Promise<FindingRow[]> => ctx.db.all(lockControls, [ctx.workspace]);
export const findingsOfAudit = (ctx: Ctx, audit: string): Promise<FindingRow[]> => ctx.db.all(ofAudit, [ctx.workspace, audit]);
/** The finding of an item of an audit, locked. */
export const lockedOfItem = (ctx: Ctx, audit: string, item: string): Promise<FindingRow | undefined> =>
  ctx.db.maybe(lockItem, [ctx.workspace, audit, item]);
/** Accepted by people for people's findings, until a day that is over. */
export const lapsedFindings = (ctx: Ctx, today: string): Promise<FindingRow[]> => ctx.db.all(lapsed, [ctx.workspace, today]);
/** Open ones of which their owner has not heard that they are due by `soon`, or not since `toldBefore` that they are overdue; locked. */
export const ownedToTell = (ctx: Ctx, { today, soon, toldBefore }: { today: string; soon: string; toldBefore: string }) =>
  ctx.db.all(toTell, [ctx.workspace, today, soon, toldBefore]);
export const markTold = (ctx: Ctx, ids: readonly string[], today: string) => ctx.db.run(tell, [ctx.workspace, ids, today]);
export const overdueCount = async (ctx: Ctx, today: string) => (await ctx.db.one(countOverdue, [ctx.workspace, today])).count;
export const countFindingsNaming = async (ctx: Ctx, ids: readonly string[]) => (await ctx.db.one(countOf, [ctx.workspace, ids])).count;
export const unnameFindings = (ctx: Ctx, ids: readonly string[]) => ctx.db.run(unname, [ctx.workspace, ids]);
