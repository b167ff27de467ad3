// The only SQL for the list of sessions and for proofs within one.
import { type Db, statement } from '#kit/db';
import type { Id, StaffId, WorkspaceId } from '#kit/ids';
import { isLive } from '../session-store.ts';

export type ListedRow = {
  id: Id<'ses'>;
  token_hash: string;
  device: string;
  proven_by: string;
  started_at: Date;
  seen_at: Date;
};
type Gone = { id: Id<'ses'>; token_hash: string };

const selectLive = statement<ListedRow>(
  'access.liveSessions',
  `SELECT id, token_hash, device, proven_by, started_at, seen_at FROM sessions s WHERE workspace_id = $1 AND staff_id = $2 AND ${isLive('$3')} ORDER BY seen_at DESC, id DESC LIMIT 200`,
);
const deleteOne = statement<Gone>(
  'access.deleteSessionById',
  'DELETE FROM sessions WHERE workspace_id = $1 AND staff_id = $2 AND id = $3 RETURNING id, token_hash',
);
const deleteOthers = statement<Gone>(
  'access.deleteOtherSessions',
  'DELETE FROM sessions WHERE workspace_id = $1 AND staff_id = $2 AND token_hash <> $3 RETURNING id, token_hash',
);
const deleteByPassword = statement<Gone>(
  'access.deletePasswordSessions',
  "DELETE FROM sessions WHERE workspace_id = $1 AND staff_id = $2 AND token_hash <> $3 AND proven_by IN ('password', 'invitation') RETURNING id, token_hash",
);
const proveSession = statement<{ id: Id<'ses'> }>(
  'access.proveSession',
  `UPDATE sessions SET proven_at = $4, proven_by = CASE WHEN $5 = 'password' AND proven_by <> 'invitation' THEN proven_by ELSE $5 END WHERE workspace_id = $1 AND staff_id = $2 AND token_hash = $3 RETURNING id`, // a weaker proof later takes nothing from a stronger one
);

type W = WorkspaceId;
export const liveSessions = (db: Db, w: W, staff: StaffId, now: Date) => db.all(selectLive, [w, staff, now]);
export const dropSessionById = (db: Db, w: W, staff: StaffId, id: string) => db.all(deleteOne, [w, staff, id]);
export const dropOtherSessions = (db: Db, w: W, staff: StaffId, hash: string) => db.all(deleteOthers, [w, staff, hash]);
export const dropPasswordSessions = (db: Db, w: W, staff: StaffId, hash: string) => db.all(deleteByPassword, [w, staff, hash]);
export const proven = (db: Db, w: W, staff: StaffId, hash: string, at: Date, by: string) =>
  db.maybe(proveSession, [w, staff, hash, at, by]);
