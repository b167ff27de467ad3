// The only SQL for links of invitations that wait to be mailed.
import { type Db, statement } from '#kit/db';
import type { Id, StaffId, WorkspaceId } from '#kit/ids';
import type { Sealed } from '#kit/seal';

export type WaitingRow = { id: Id<'inv'>; staff_id: StaffId; token: Sealed | null; joined_at: Date | null };
const run = (name: string, text: string) => statement<unknown>(`access.${name}`, text);
const updateToken = run('keepInvitationToken', 'UPDATE invitations SET token = $3 WHERE workspace_id = $1 AND id = $2');
const selectWaiting = statement<WaitingRow>(
  'access.invitationToMail',
  `SELECT i.id, i.staff_id, i.token, s.joined_at FROM invitations i JOIN staff s ON s.workspace_id = i.workspace_id AND s.id = i.staff_id
   WHERE i.workspace_id = $1 AND i.id = $2 AND i.used_at IS NULL AND i.expires_at > $3`,
);

type W = WorkspaceId;
export const keepToken = (db: Db, w: W, id: Id<'inv'>, token: Sealed | null) => db.run(updateToken, [w, id, token]);
export const waiting = (db: Db, w: W, id: Id<'inv'>, now: Date) => db.maybe(selectWaiting, [w, id, now]);
