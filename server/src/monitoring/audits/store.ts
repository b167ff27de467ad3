// The only SQL for audits and their answers.
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';
import type { Id, StaffId } from '#kit/ids';
import type { Sealed } from '#kit/seal';

export type AuditRow = {
  readonly id: Id<'adt'>;
  readonly checklist: string;
  readonly plannedOn: string;
  readonly everyMonths: number | null;
  readonly auditor: StaffId | null;
  readonly startedAt: Date | null;
  readonly doneAt: Date | null;
};
export type AnswerRow = {
  readonly item: string;
  readonly answer: 'met' | 'not-met' | 'not-applicable';
  readonly byMachine: boolean;
  readonly answeredBy: StaffId | null;
  readonly answeredAt: Date;
  readonly note: Sealed | null;
};

const columns = `id, checklist, planned_on AS "plannedOn", every_months AS "everyMonths", auditor_id AS auditor, started_at AS "startedAt", done_at AS "doneAt"`;
const insert = statement(
  'monitoring.add-audit',
  'INSERT INTO audits (workspace_id, id, checklist, planned_on, every_months, auditor_id) VALUES ($1, $2, $3, $4, $5, $6)',
);
const update = statement(
  'monitoring.change-audit',
  'UPDATE audits SET planned_on = $3, every_months = $4, auditor_id = $5, started_at = $6, done_at = $7 WHERE workspace_id = $1 AND id = $2',
);
const one = statement<AuditRow>('monitoring.audit', `SELECT ${columns} FROM audits WHERE workspace_id = $1 AND id = $2`);
const locked = statement<AuditRow>(
  'monitoring.audit-locked',
  `SELECT ${columns} FROM audits WHERE workspace_id = $1 AND id = $2 FOR UPDATE`,
);
const list = statement<AuditRow>(
  'monitoring.audits',
  `SELECT ${columns} FROM audits WHERE workspace_id = $1 ORDER BY done_at DESC NULLS FIRST, planned_on, id LIMIT 200`,
);
const answers = statement<AnswerRow & { readonly audit: Id<'adt'> }>(
  'monitoring.answers',
  `SELECT audit_id AS audit, item, answer, by_machine AS "byMachine", answered_by AS "answeredBy", answered_at AS "answeredAt", note FROM audit_answers
   WHERE workspace_id = $1 AND audit_id = ANY ($2::text[])`,
);
const putAnswer = statement(
  'monitoring.put-answer',
  `INSERT INTO audit_answers (workspace_id, audit_id, item, answer, by_machine, answered_by, answered_at, note) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
   ON CONFLICT (workspace_id, audit_id, item) DO UPDATE SET answer = EXCLUDED.answer, by_machine = EXCLUDED.by_machine,
     answered_by = EXCLUDED.answered_by, answered_at = EXCLUDED.answered_at, note = EXCLUDED.note`,
);
const dropAnswer = statement('monitoring.drop-answer', 'DELETE FROM audit_answers WHERE workspace_id = $1 AND audit_id = $2 AND item = $3');
const countAuditors = statement<{ count: number }>(
  'monitoring.auditors',
  'SELECT count(*)::int AS count FROM audits WHERE workspace_id = $1 AND auditor_id = ANY ($2::text[])',
);
const countAnswerers = statement<{ count: number }>(
  'monitoring.answerers',
  'SELECT count(*)::int AS count FROM audit_answers WHERE workspace_id = $1 AND answered_by = ANY ($2::text[])',
);
const forgetAuditors = statement(
  'monitoring.forget-auditors',
  'UPDATE audits SET auditor_id = NULL WHERE workspace_id = $1 AND auditor_id = ANY ($2::text[])',
);
const forgetAnswerers = statement(
  'monitoring.forget-answerers',
  'UPDATE audit_answers SET answered_by = NULL WHERE workspace_id = $1 AND answered_by = ANY ($2::text[])',
);

export const addAuditRow = (ctx: Ctx, a: AuditRow) =>
  ctx.db.run(insert, [ctx.workspace, a.id, a.checklist, a.plannedOn, a.everyMonths, a.auditor]);
export const changeAuditRow = (ctx: Ctx, a: AuditRow) =>
  ctx.db.run(update, [ctx.workspace, a.id, a.plannedOn, a.everyMonths, a.auditor, a.startedAt, a.doneAt]);
export const auditRow = (ctx: Ctx, id: string): Promise<AuditRow | undefined> => ctx.db.maybe(one, [ctx.workspace, id]);
/** One audit, locked until the transaction ends. */
export const lockedAudit = (ctx: Ctx, id: string): Promise<AuditRow | undefined> => ctx.db.maybe(locked, [ctx.workspace, id]);
/** What is to be done first, then what is done, newest first; 200 at most. */
export const auditRows = (ctx: Ctx): Promise<AuditRow[]> => ctx.db.all(list, [ctx.workspace]);
export const answerRows = (ctx: Ctx, audits: readonly string[]) => ctx.db.all(answers, [ctx.workspace, audits]);
export const keepAnswer = (ctx: Ctx, audit: string, a: AnswerRow) =>
  ctx.db.run(putAnswer, [ctx.workspace, audit, a.item, a.answer, a.byMachine, a.answeredBy, a.answeredAt, a.note]);
export const takeAnswerBack = (ctx: Ctx, audit: string, item: string) => ctx.db.run(dropAnswer, [ctx.workspace, audit, item]);
export const countAuditsOf = async (ctx: Ctx, staff: readonly string[]) => (await ctx.db.one(countAuditors, [ctx.workspace, staff])).count;
export const countAnswersOf = async (ctx: Ctx, staff: readonly string[]) =>
  (await ctx.db.one(countAnswerers, [ctx.workspace, staff])).count;
export const unnameAudits = (ctx: Ctx, staff: readonly string[]) => ctx.db.run(forgetAuditors, [ctx.workspace, staff]);
export const unnameAnswers = (ctx: Ctx, staff: readonly string[]) => ctx.db.run(forgetAnswerers, [ctx.workspace, staff]);
