// The only SQL for what people bring to show how a finding stands.
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';
import type { Id, StaffId } from '#kit/ids';
import type { Sealed } from '#kit/seal';

export type EvidenceRow = {
  readonly id: Id<'fev'>;
  readonly saidBy: StaffId | null;
  readonly saidAt: Date;
  readonly note: Sealed | null;
  readonly fileName: Sealed | null;
  /** SHA-256, in hexadecimal. */
  readonly fileHash: string | null;
  readonly takenBackAt: Date | null;
};

const insert = statement(
  'monitoring.add-evidence',
  'INSERT INTO finding_evidence (workspace_id, finding_id, id, said_by, said_at, note, file_name, file_hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
);
const list = statement<EvidenceRow>(
  'monitoring.evidence',
  `SELECT id, said_by AS "saidBy", said_at AS "saidAt", note, file_name AS "fileName", file_hash AS "fileHash", taken_back_at AS "takenBackAt"
   FROM finding_evidence WHERE workspace_id = $1 AND finding_id = $2 ORDER BY said_at, id`,
);
const wipe = statement(
  'monitoring.wipe-evidence',
  'UPDATE finding_evidence SET note = NULL, file_name = NULL, file_hash = NULL, taken_back_at = $3 WHERE workspace_id = $1 AND id = $2',
);
const countOf = statement<{ count: number }>(
  'monitoring.evidence-of',
  'SELECT count(*)::int AS count FROM finding_evidence WHERE workspace_id = $1 AND said_by = ANY ($2::text[])',
);
const unname = statement(
  'monitoring.evidence-unname',
  'UPDATE finding_evidence SET said_by = NULL WHERE workspace_id = $1 AND said_by = ANY ($2::text[])',
);

export const addEvidenceRow = (ctx: Ctx, finding: string, e: EvidenceRow) =>
  ctx.db.run(insert, [ctx.workspace, finding, e.id, e.saidBy, e.saidAt, e.note, e.fileName, e.fileHash]);
/** Oldest first. */
export const evidenceRows = (ctx: Ctx, finding: string): Promise<EvidenceRow[]> => ctx.db.all(list, [ctx.workspace, finding]);
export const wipeEvidence = (ctx: Ctx, id: string, at: Date) => ctx.db.run(wipe, [ctx.workspace, id, at]);
export const countEvidenceOf = async (ctx: Ctx, staff: readonly string[]) => (await ctx.db.one(countOf, [ctx.workspace, staff])).count;
export const unnameEvidence = (ctx: Ctx, staff: readonly string[]) => ctx.db.run(unname, [ctx.workspace, staff]);
