// The only SQL for the standing of staff: suspended, back, gone.
import { type Db, statement } from '#kit/db';
import type { StaffId, WorkspaceId } from '#kit/ids';

type Standing = {
  joined_at: Date | null;
  suspended_at: Date | null;
  suspended_by: string | null;
  left_at: Date | null;
  email_hash: string | null;
};
const run = (name: string, text: string) => statement<unknown>(`access.${name}`, text);

const lockStanding = run('lockStanding', 'SELECT pg_advisory_xact_lock(hashtextextended($1, 26))');
const selectStanding = statement<Standing>(
  'access.standing',
  'SELECT joined_at, suspended_at, suspended_by, left_at, email_hash FROM staff WHERE workspace_id = $1 AND id = $2 FOR UPDATE',
);
const selectHere = statement<{ id: StaffId }>(
  'access.staffHere',
  'SELECT id FROM staff WHERE workspace_id = $1 AND id = $2 AND suspended_at IS NULL AND left_at IS NULL FOR SHARE',
);
const suspendOne = run(
  'suspendStaff',
  'UPDATE staff SET suspended_at = $4, suspended_by = $3, password = NULL WHERE workspace_id = $1 AND id = $2',
);
const restoreOne = run('restoreStaff', 'UPDATE staff SET suspended_at = NULL, suspended_by = NULL WHERE workspace_id = $1 AND id = $2');
const leave = run(
  'staffLeaves',
  'UPDATE staff SET left_at = $3, suspended_at = NULL, suspended_by = NULL, password = NULL, email_hash = NULL WHERE workspace_id = $1 AND id = $2',
);
const deleteInvitationsBy = run(
  'dropInvitationsBy',
  'DELETE FROM invitations WHERE workspace_id = $1 AND invited_by = $2 AND used_at IS NULL',
);
const selectFormer = statement<{ id: StaffId }>(
  'access.formerStaff',
  'SELECT id FROM staff WHERE workspace_id = $1 AND left_at <= $2 ORDER BY left_at LIMIT $3 FOR UPDATE',
);

type W = WorkspaceId;
/** Of two who take each other away the second waits here, and then counts who is left. */
export const lockStandings = (db: Db, w: W) => db.run(lockStanding, [w]);
export const standing = (db: Db, w: W, id: StaffId) => db.maybe(selectStanding, [w, id]);
/** Holds off a leaving until this transaction ends, so that nothing is given to somebody who is just going. */
export const isHere = async (db: Db, w: W, id: StaffId) => (await db.maybe(selectHere, [w, id])) !== undefined;
export const suspend = (db: Db, w: W, id: StaffId, by: string, at: Date) => db.run(suspendOne, [w, id, by, at]);
export const restore = (db: Db, w: W, id: StaffId) => db.run(restoreOne, [w, id]);
export const leaves = (db: Db, w: W, id: StaffId, at: Date) => db.run(leave, [w, id, at]);
export const dropInvitationsBy = (db: Db, w: W, id: StaffId) => db.run(deleteInvitationsBy, [w, id]);
export const formerStaff = (db: Db, w: W, leftBefore: Date, limit: number) => db.all(selectFormer, [w, leftBefore, limit]);
