// The only SQL for links by which a forgotten password is replaced.
import { type Db, statement } from '#kit/db';
import type { Id, StaffId, WorkspaceId } from '#kit/ids';
import type { Sealed } from '#kit/seal';
import { isActive } from '../store.ts';

export type ResetRow = {
  id: Id<'rst'>;
  staff_id: StaffId;
  /** null once the mail has left. */
  token: Sealed | null;
  proven_by: 'totp' | 'recovery-code' | null;
  asked_at: Date;
  expires_at: Date;
};
const columns = 'id, staff_id, token, proven_by, asked_at, expires_at';
const selectWay = statement<{ id: StaffId }>(
  'access.wayIn',
  `SELECT id FROM staff WHERE workspace_id = $1 AND id = $2 AND ${isActive('staff')}`,
);
const run = (name: string, text: string) => statement<unknown>(`access.${name}`, text);

const insertReset = run(
  'insertReset',
  'INSERT INTO password_resets (workspace_id, id, staff_id, token, token_hash, asked_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
);
const selectReset = statement<ResetRow>('access.reset', `SELECT ${columns} FROM password_resets WHERE workspace_id = $1 AND id = $2`);
const selectByHash = statement<ResetRow>(
  'access.resetByHash',
  `SELECT ${columns} FROM password_resets WHERE workspace_id = $1 AND token_hash = $2`,
);
const selectOf = statement<ResetRow>(
  'access.resetsOf',
  `SELECT ${columns} FROM password_resets WHERE workspace_id = $1 AND staff_id = ANY($2) ORDER BY id`,
);
const forgetToken = run('forgetResetToken', 'UPDATE password_resets SET token = NULL WHERE workspace_id = $1 AND id = $2');
const proveReset = run('proveReset', 'UPDATE password_resets SET proven_by = $3 WHERE workspace_id = $1 AND id = $2');
const takeReset = statement<ResetRow>(
  'access.takeReset',
  `DELETE FROM password_resets WHERE workspace_id = $1 AND id = $2 AND expires_at > $3 RETURNING ${columns}`,
);
const deleteResets = run('dropResets', 'DELETE FROM password_resets WHERE workspace_id = $1 AND staff_id = $2');
const deleteResetsOf = run('dropResetsOf', 'DELETE FROM password_resets WHERE workspace_id = $1 AND staff_id = ANY($2)');
const sweepResets = run('sweepResets', 'DELETE FROM password_resets WHERE workspace_id = $1 AND expires_at <= $2');

type W = WorkspaceId;
export const addReset = (
  db: Db,
  w: W,
  row: { id: Id<'rst'>; staff: StaffId; token: Sealed; tokenHash: string; expiresAt: Date },
  at: Date,
) => db.run(insertReset, [w, row.id, row.staff, row.token, row.tokenHash, at, row.expiresAt]);
/** Whether this member of staff may come in at all. */
export const wayIn = (db: Db, w: W, staff: StaffId) => db.maybe(selectWay, [w, staff]);
export const resetRow = (db: Db, w: W, id: Id<'rst'>) => db.maybe(selectReset, [w, id]);
export const resetByHash = (db: Db, w: W, hash: string) => db.maybe(selectByHash, [w, hash]);
export const resetsOf = (db: Db, w: W, staff: readonly string[]) => db.all(selectOf, [w, staff]);
export const mailLeft = (db: Db, w: W, id: Id<'rst'>) => db.run(forgetToken, [w, id]);
export const proven = (db: Db, w: W, id: Id<'rst'>, by: string) => db.run(proveReset, [w, id, by]);
/** Whoever gets the row has used the link; a second caller waits for the first and gets nothing. */
export const takeRow = (db: Db, w: W, id: Id<'rst'>, now: Date) => db.maybe(takeReset, [w, id, now]);
export const dropResets = (db: Db, w: W, staff: StaffId) => db.run(deleteResets, [w, staff]);
export const dropResetsOf = (db: Db, w: W, staff: readonly string[]) => db.run(deleteResetsOf, [w, staff]);
export const sweepOld = (db: Db, w: W, now: Date) => db.run(sweepResets, [w, now]);
