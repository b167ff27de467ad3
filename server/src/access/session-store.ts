// The only SQL for sessions of staff.
import { type Db, statement } from '#kit/db';
import type { Id, StaffId, WorkspaceId } from '#kit/ids';
import { isActive } from './store.ts';
import { defaultTerms } from './terms/terms.ts';

export type SessionRow = {
  id: Id<'ses'>;
  staff_id: StaffId;
  seen_at: Date;
  proven_at: Date;
  proven_by: string;
  expires_at: Date;
  /** How long it may go unused in this company. */
  idle_minutes: number;
};
type Gone = { id: Id<'ses'> };

const idleMinutes = `coalesce((SELECT o.idle_minutes FROM staff_terms o WHERE o.workspace_id = s.workspace_id), ${defaultTerms.idleMinutes})`;
/** Whether session `s` counts at this time: a parameter such as `$3`. */
export const isLive = (now: string): string =>
  `s.expires_at > ${now}::timestamptz AND s.seen_at > ${now}::timestamptz - ${idleMinutes} * interval '1 minute'`;

const insertSession = statement<unknown>(
  'access.insertSession',
  'INSERT INTO sessions (workspace_id, id, staff_id, token_hash, started_at, seen_at, proven_at, expires_at, proven_by, device) VALUES ($1, $2, $3, $4, $5, $5, $5, $6, $7, $8)',
);
const selectSession = statement<SessionRow>(
  'access.session',
  `SELECT s.id, s.staff_id, s.seen_at, s.proven_at, s.proven_by, s.expires_at, ${idleMinutes} AS idle_minutes FROM sessions s JOIN staff t ON t.workspace_id = s.workspace_id AND t.id = s.staff_id AND ${isActive('t')} WHERE s.workspace_id = $1 AND s.token_hash = $2 AND ${isLive('$3')}`,
);
const touchSession = statement<unknown>('access.touchSession', 'UPDATE sessions SET seen_at = $3 WHERE workspace_id = $1 AND id = $2');
const deleteSession = statement<Gone>(
  'access.deleteSession',
  'DELETE FROM sessions WHERE workspace_id = $1 AND token_hash = $2 RETURNING id',
);
const deleteSessions = statement<Gone>('access.endSessions', 'DELETE FROM sessions WHERE workspace_id = $1 AND staff_id = $2 RETURNING id');
const deleteOver = statement<Gone>(
  'access.sweepSessions',
  `DELETE FROM sessions s WHERE s.workspace_id = $1 AND NOT (${isLive('$2')}) RETURNING s.id`,
);
const countOf = statement<{ count: number }>(
  'access.count.sessions',
  'SELECT count(*)::int AS count FROM sessions WHERE workspace_id = $1 AND staff_id = ANY($2)',
);
const eraseOf = statement<unknown>('access.erase.sessions', 'DELETE FROM sessions WHERE workspace_id = $1 AND staff_id = ANY($2)');
const selectSessionsOf = statement<{ started_at: Date; seen_at: Date; expires_at: Date; device: string }>(
  'access.sessionsOf',
  'SELECT started_at, seen_at, expires_at, device FROM sessions WHERE workspace_id = $1 AND staff_id = ANY($2) ORDER BY id',
);

type W = WorkspaceId;
export const addSession = (
  db: Db,
  w: W,
  s: { id: Id<'ses'>; staff: StaffId; tokenHash: string; expiresAt: Date; by: string; device: string },
  at: Date,
) => db.run(insertSession, [w, s.id, s.staff, s.tokenHash, at, s.expiresAt, s.by, s.device]);
/** The session with this token's hash, while it counts. */
export const sessionRow = (db: Db, w: W, hash: string, now: Date) => db.maybe(selectSession, [w, hash, now]);
export const sessionSeen = (db: Db, w: W, id: Id<'ses'>, at: Date) => db.run(touchSession, [w, id, at]);
export const dropSession = (db: Db, w: W, hash: string) => db.maybe(deleteSession, [w, hash]);
export const endSessionsOf = (db: Db, w: W, staff: StaffId) => db.all(deleteSessions, [w, staff]);
/** Deletes the sessions that are over, and gives them. */
export const sweepSessions = (db: Db, w: W, now: Date) => db.all(deleteOver, [w, now]);
export const countSessions = async (db: Db, w: W, subjects: readonly string[]) => (await db.one(countOf, [w, subjects])).count;
export const sessionsOf = (db: Db, w: W, subjects: readonly string[]) => db.all(selectSessionsOf, [w, subjects]);
export const dropSessionsOf = (db: Db, w: W, subjects: readonly string[]) => db.run(eraseOf, [w, subjects]);
