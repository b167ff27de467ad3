// The only SQL for companies, entrances, staff and invitations.
import { type Db, statement } from '#kit/db';
import type { Id, StaffId, WorkspaceId } from '#kit/ids';
import type { Sealed } from '#kit/seal';

export type CompanyRow = {
  name: string;
  address: string;
  contact_email: string | null;
  dpo_contact: string;
  authority: string;
  country: string;
  language: string;
  accent: string;
  centre_key: string;
};
export type StaffRow = {
  id: StaffId;
  name: Sealed;
  email: Sealed;
  /** null once they have left. */
  email_hash: string | null;
  invited_at: Date;
  joined_at: Date | null;
  suspended_at: Date | null;
  left_at: Date | null;
  second_factor: boolean;
};
export type InvitationRow = { id: Id<'inv'>; staff_id: StaffId; expires_at: Date; used_at: Date | null; invited_by: StaffId | null };

const staffColumns =
  'id, name, email, email_hash, invited_at, joined_at, suspended_at, left_at, EXISTS (SELECT 1 FROM totp_secrets f WHERE f.workspace_id = staff.workspace_id AND f.staff_id = staff.id AND f.confirmed_at IS NOT NULL) OR (password IS NOT NULL AND EXISTS (SELECT 1 FROM passkeys p WHERE p.workspace_id = staff.workspace_id AND p.staff_id = staff.id)) AS second_factor';
/** Whoever may come in: has joined, is not suspended, has not left. */
export const isActive = (row: string): string => `${row}.joined_at IS NOT NULL AND ${row}.suspended_at IS NULL AND ${row}.left_at IS NULL`;
const run = (name: string, text: string) => statement<unknown>(`access.${name}`, text);

const insertWorkspace = run('insertWorkspace', 'INSERT INTO workspaces (workspace_id, created_at) VALUES ($1, $2)');
const insertCompany = run(
  'insertCompany',
  `INSERT INTO companies (workspace_id, name, address, contact_email, dpo_contact, authority, country, language, accent, centre_key, changed_at) VALUES ($1, $2, '', NULL, '', '', $3, $4, $5, $6, $7)`,
);
const selectCompany = statement<CompanyRow>(
  'access.company',
  'SELECT name, address, contact_email, dpo_contact, authority, country, language, accent, centre_key FROM companies WHERE workspace_id = $1',
);
const updateCompany = run(
  'updateCompany',
  'UPDATE companies SET name = $2, address = $3, contact_email = $4, dpo_contact = $5, authority = $6, country = $7, language = $8, accent = $9, changed_at = $10 WHERE workspace_id = $1',
);
const everyWorkspace = statement<{ workspace_id: WorkspaceId }>(
  'access.everyWorkspace',
  'SELECT workspace_id FROM workspaces WHERE closed_at IS NULL ORDER BY workspace_id',
);
const lockHouse = run('lockHouse', 'SELECT pg_advisory_xact_lock(727202)');
const seeWorkspaces = run('seeWorkspaces', `SELECT set_config('parley.lookup', 'every-workspace', true)`);

const upsertEntrance = run(
  'upsertEntrance',
  'INSERT INTO entrances (workspace_id, kind, lookup_hash, target, added_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (workspace_id, kind, lookup_hash) DO UPDATE SET target = EXCLUDED.target, expires_at = EXCLUDED.expires_at',
);
const deleteEntrance = run('deleteEntrance', 'DELETE FROM entrances WHERE workspace_id = $1 AND kind = $2 AND lookup_hash = $3');
const openEntrances = statement<{ workspace_id: WorkspaceId; target: string }>(
  'access.openEntrances',
  'SELECT workspace_id, target FROM entrances WHERE kind = $1 AND lookup_hash = $2 AND (expires_at IS NULL OR expires_at > $3) ORDER BY added_at, workspace_id LIMIT $4',
);

const insertStaff = run(
  'insertStaff',
  'INSERT INTO staff (workspace_id, id, name, email, email_hash, password, invited_at, joined_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
);
const selectStaff = statement<StaffRow>('access.staff', `SELECT ${staffColumns} FROM staff WHERE workspace_id = $1 AND id = ANY($2)`);
const selectEveryStaff = statement<StaffRow>('access.everyStaff', `SELECT ${staffColumns} FROM staff WHERE workspace_id = $1 ORDER BY id`);
const selectLatestStaff = statement<{ id: StaffId }>(
  'access.latestStaff',
  'SELECT id FROM staff WHERE workspace_id = $1 ORDER BY id DESC LIMIT 2000',
);
const selectStaffByEmail = statement<StaffRow>(
  'access.staffByEmail',
  `SELECT ${staffColumns} FROM staff WHERE workspace_id = $1 AND email_hash = $2`,
);
const updatePassword = statement(
  'access.setPassword',
  `UPDATE staff SET password = $3 WHERE workspace_id = $1 AND id = $2 AND ${isActive('staff')}`,
);
const selectPassword = statement<{ password: string }>(
  'access.password',
  `SELECT password FROM staff WHERE workspace_id = $1 AND id = $2 AND ${isActive('staff')} AND password IS NOT NULL`,
);
const joinStaff = run(
  'joinStaff',
  'UPDATE staff SET name = $3, password = $4, joined_at = coalesce(joined_at, $5) WHERE workspace_id = $1 AND id = $2 AND suspended_at IS NULL AND left_at IS NULL AND (joined_at IS NOT NULL OR NOT EXISTS (SELECT 1 FROM scim_people p WHERE p.workspace_id = staff.workspace_id AND p.staff_id = staff.id AND NOT p.active))',
);
const reinviteStaff = run(
  'reinviteStaff',
  'UPDATE staff SET name = $3, invited_at = $4 WHERE workspace_id = $1 AND id = $2 AND joined_at IS NULL',
);
const renameOne = run('renameStaff', 'UPDATE staff SET name = $3 WHERE workspace_id = $1 AND id = $2');
const deleteStaff = statement<{ id: StaffId; email_hash: string | null }>(
  'access.deleteStaff',
  'DELETE FROM staff WHERE workspace_id = $1 AND id = ANY($2) RETURNING id, email_hash',
);

const insertInvitation = run(
  'insertInvitation',
  'INSERT INTO invitations (workspace_id, id, staff_id, token_hash, made_at, expires_at, invited_by) VALUES ($1, $2, $3, $4, $5, $6, $7)',
);
const deleteOpenInvitations = run(
  'deleteOpenInvitations',
  'DELETE FROM invitations WHERE workspace_id = $1 AND staff_id = $2 AND used_at IS NULL',
);
const selectInvitation = statement<InvitationRow>(
  'access.invitation',
  'SELECT id, staff_id, expires_at, used_at, invited_by FROM invitations WHERE workspace_id = $1 AND token_hash = $2',
);
const useInvitation = statement<{ staff_id: StaffId }>(
  'access.useInvitation',
  'UPDATE invitations SET used_at = $3, token = NULL WHERE workspace_id = $1 AND id = $2 AND used_at IS NULL AND expires_at > $3 RETURNING staff_id',
);

const sweepEntrances = run('sweepEntrances', 'DELETE FROM entrances WHERE workspace_id = $1 AND expires_at <= $2');
const staleInvited = statement<{ id: StaffId }>(
  'access.staleInvited',
  'SELECT id FROM staff WHERE workspace_id = $1 AND joined_at IS NULL AND invited_at <= $2 AND NOT EXISTS (SELECT 1 FROM scim_people p WHERE p.workspace_id = staff.workspace_id AND p.staff_id = staff.id)', // whom a provider keeps is the provider's to take away
);
const sweepInvitations = run('sweepInvitations', 'DELETE FROM invitations WHERE workspace_id = $1 AND expires_at <= $2');

const countOf = statement<{ count: number }>(
  'access.count.invitations',
  'SELECT count(*)::int AS count FROM invitations WHERE workspace_id = $1 AND staff_id = ANY($2)',
);
const eraseOf = run('erase.invitations', 'DELETE FROM invitations WHERE workspace_id = $1 AND staff_id = ANY($2)');
const selectInvitationsOf = statement<{ made_at: Date; expires_at: Date; used_at: Date | null }>(
  'access.invitationsOf',
  'SELECT made_at, expires_at, used_at FROM invitations WHERE workspace_id = $1 AND staff_id = ANY($2) ORDER BY id',
);

type W = WorkspaceId;
export const addWorkspace = (db: Db, w: W, at: Date) => db.run(insertWorkspace, [w, at]);
export const addCompany = (
  db: Db,
  w: W,
  c: { name: string; country: string; language: string; accent: string; centreKey: string },
  at: Date,
) => db.run(insertCompany, [w, c.name, c.country, c.language, c.accent, c.centreKey, at]);
export const companyRow = (db: Db, w: W) => db.one(selectCompany, [w]);
export const saveCompany = (db: Db, w: W, c: CompanyRow, at: Date) =>
  db.run(updateCompany, [w, c.name, c.address, c.contact_email, c.dpo_contact, c.authority, c.country, c.language, c.accent, at]);
export const workspaceRows = (db: Db) => db.all(everyWorkspace, []);
/** Holds off every other set-up until this transaction ends, and says whether the house is still empty. */
export async function houseIsEmpty(db: Db): Promise<boolean> {
  await db.run(lockHouse, []);
  await db.run(seeWorkspaces, []);
  return (await db.all(everyWorkspace, [])).length === 0;
}

export const putEntrance = (db: Db, w: W, kind: string, hash: string, target: string, at: Date, expiresAt: Date | null) =>
  db.run(upsertEntrance, [w, kind, hash, target, at, expiresAt]);
export const dropEntrance = (db: Db, w: W, kind: string, hash: string) => db.run(deleteEntrance, [w, kind, hash]);
export const entrancesBehind = (db: Db, kind: string, hash: string, now: Date, limit: number) =>
  db.all(openEntrances, [kind, hash, now, limit]);

export const addStaff = (
  db: Db,
  w: W,
  s: { id: StaffId; name: Sealed; email: Sealed; emailHash: string; password: string | null; joinedAt: Date | null },
  at: Date,
) => db.run(insertStaff, [w, s.id, s.name, s.email, s.emailHash, s.password, at, s.joinedAt]);
export const staffRows = (db: Db, w: W, ids: readonly StaffId[]) => db.all(selectStaff, [w, ids]);
export const latestStaff = (db: Db, w: W) => db.all(selectLatestStaff, [w]);
export const everyStaffRow = (db: Db, w: W) => db.all(selectEveryStaff, [w]);
export const staffByEmail = (db: Db, w: W, hash: string) => db.maybe(selectStaffByEmail, [w, hash]);
export const passwordOf = async (db: Db, w: W, id: StaffId) => (await db.maybe(selectPassword, [w, id]))?.password;
export const setPassword = (db: Db, w: W, id: StaffId, password: string) => db.run(updatePassword, [w, id, password]);
export const staffJoins = (db: Db, w: W, id: StaffId, name: Sealed, password: string, at: Date) =>
  db.run(joinStaff, [w, id, name, password, at]);
export const staffInvitedAgain = (db: Db, w: W, id: StaffId, name: Sealed, at: Date) => db.run(reinviteStaff, [w, id, name, at]);
export const renameStaff = (db: Db, w: W, id: StaffId, name: Sealed) => db.run(renameOne, [w, id, name]);
export const removeStaff = (db: Db, w: W, ids: readonly string[]) => db.all(deleteStaff, [w, ids]);

export const addInvitation = (
  db: Db,
  w: W,
  i: { id: Id<'inv'>; staff: StaffId; tokenHash: string; expiresAt: Date; by: StaffId | null },
  at: Date,
) => db.run(insertInvitation, [w, i.id, i.staff, i.tokenHash, at, i.expiresAt, i.by]);
export const dropOpenInvitations = (db: Db, w: W, staff: StaffId) => db.run(deleteOpenInvitations, [w, staff]);
export const invitationRow = (db: Db, w: W, hash: string) => db.maybe(selectInvitation, [w, hash]);
/** Whoever gets the row has used it; a second caller waits for the first and gets nothing. */
export const consumeInvitation = (db: Db, w: W, id: Id<'inv'>, at: Date) => db.maybe(useInvitation, [w, id, at]);

export async function sweep(db: Db, w: W, times: { now: Date; longAgo: Date }): Promise<void> {
  await db.run(sweepEntrances, [w, times.now]);
  await db.run(sweepInvitations, [w, times.longAgo]);
}
export const neverJoined = (db: Db, w: W, invitedBefore: Date) => db.all(staleInvited, [w, invitedBefore]);

export const countInvitations = async (db: Db, w: W, subjects: readonly string[]) => (await db.one(countOf, [w, subjects])).count;
export const invitationsOf = (db: Db, w: W, subjects: readonly string[]) => db.all(selectInvitationsOf, [w, subjects]);
export const dropInvitationsOf = (db: Db, w: W, subjects: readonly string[]) => db.run(eraseOf, [w, subjects]);
