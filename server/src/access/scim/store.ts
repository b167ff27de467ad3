// The only SQL for provisioning: tokens, what providers say of people, their groups.
import { type Db, statement } from '#kit/db';
import type { Id, StaffId, WorkspaceId } from '#kit/ids';
import type { Sealed } from '#kit/seal';
import type { ProviderId } from '../single-sign-on/store.ts';

export type TokenRow = {
  id: Id<'sct'>;
  provider_id: ProviderId;
  prefix: string;
  made_by: string;
  made_at: Date;
  /** Null: without an end. */
  expires_at: Date | null;
  used_on: string | null;
};
export type PersonRow = {
  staff_id: StaffId;
  provider_id: ProviderId;
  profile: Sealed;
  user_name_hash: string;
  external_hash: string | null;
  active: boolean;
  version: number;
  made_at: Date;
  changed_at: Date;
};
export type GroupRow = { id: Id<'grp'>; name: string; external_id: string | null; version: number; made_at: Date; changed_at: Date };
type Member = { group_id: Id<'grp'>; staff_id: StaffId };
type Ended = { token_hash: string };

const run = (name: string, text: string) => statement<unknown>(`access.${name}`, text);
const insertToken = run(
  'insertScimToken',
  'INSERT INTO scim_tokens (workspace_id, id, provider_id, prefix, token_hash, made_by, made_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
);
const selectTokens = statement<TokenRow>(
  'access.scimTokens',
  'SELECT id, provider_id, prefix, made_by, made_at, expires_at, used_on FROM scim_tokens WHERE workspace_id = $1 ORDER BY id',
);
const selectToken = statement<TokenRow>(
  'access.scimToken',
  'SELECT id, provider_id, prefix, made_by, made_at, expires_at, used_on FROM scim_tokens WHERE workspace_id = $1 AND token_hash = $2',
);
const touchToken = run('scimTokenUsed', 'UPDATE scim_tokens SET used_on = $3 WHERE workspace_id = $1 AND id = $2');
const deleteTokens = statement<Ended>(
  'access.deleteScimTokens',
  'DELETE FROM scim_tokens WHERE workspace_id = $1 AND provider_id = $2 AND ($3::text IS NULL OR id = $3) RETURNING token_hash',
);
const sweepTokens = run('sweepScimTokens', 'DELETE FROM scim_tokens WHERE workspace_id = $1 AND expires_at <= $2');

const personColumns = 'staff_id, provider_id, profile, user_name_hash, external_hash, active, version, made_at, changed_at';
const selectPeople = statement<PersonRow>(
  'access.scimPeople',
  `SELECT ${personColumns} FROM scim_people WHERE workspace_id = $1 AND staff_id = ANY($2)`,
);
const findPeople = statement<{ staff_id: StaffId }>(
  'access.findScimPeople',
  'SELECT staff_id FROM scim_people WHERE workspace_id = $1 AND provider_id = $2 AND (user_name_hash = $3 OR external_hash = $3)',
);
const selectProvisioned = statement<{ staff_id: StaffId }>(
  'access.provisionedBy',
  'SELECT staff_id FROM scim_people WHERE workspace_id = $1 AND provider_id = $2',
);
const upsertPerson = run(
  'putScimPerson',
  'INSERT INTO scim_people (workspace_id, staff_id, provider_id, profile, user_name_hash, external_hash, active, version, made_at, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8, $8) ON CONFLICT (workspace_id, staff_id) DO UPDATE SET provider_id = EXCLUDED.provider_id, profile = EXCLUDED.profile, user_name_hash = EXCLUDED.user_name_hash, external_hash = EXCLUDED.external_hash, active = EXCLUDED.active, version = scim_people.version + 1, changed_at = EXCLUDED.changed_at',
);
const deletePeople = run('deleteScimPeople', 'DELETE FROM scim_people WHERE workspace_id = $1 AND staff_id = ANY($2)');
const deleteMemberships = run('deleteScimMemberships', 'DELETE FROM scim_members WHERE workspace_id = $1 AND staff_id = ANY($2)');
const selectInactive = statement<{ staff_id: StaffId }>(
  'access.scimInactive',
  'SELECT staff_id FROM scim_people WHERE workspace_id = $1 AND provider_id = $2 AND staff_id = $3 AND NOT active',
);
const updateEmail = run('changeEmail', 'UPDATE staff SET email = $3, email_hash = $4 WHERE workspace_id = $1 AND id = $2');

const groupColumns = 'id, name, external_id, version, made_at, changed_at';
const selectGroups = statement<GroupRow>(
  'access.scimGroups',
  `SELECT ${groupColumns} FROM scim_groups WHERE workspace_id = $1 AND provider_id = $2 ORDER BY id`,
);
const lockGroup = statement<GroupRow>(
  'access.lockScimGroup',
  `SELECT ${groupColumns} FROM scim_groups WHERE workspace_id = $1 AND provider_id = $2 AND id = $3 FOR UPDATE`,
);
const insertGroup = run(
  'insertScimGroup',
  'INSERT INTO scim_groups (workspace_id, id, provider_id, name, external_id, version, made_at, changed_at) VALUES ($1, $2, $3, $4, $5, 1, $6, $6)',
);
const updateGroup = run(
  'updateScimGroup',
  'UPDATE scim_groups SET name = $3, external_id = $4, version = version + 1, changed_at = $5 WHERE workspace_id = $1 AND id = $2',
);
const deleteGroup = run('deleteScimGroup', 'DELETE FROM scim_groups WHERE workspace_id = $1 AND id = $2');
const selectMembers = statement<Member>(
  'access.scimMembers',
  'SELECT group_id, staff_id FROM scim_members WHERE workspace_id = $1 AND group_id = ANY($2) ORDER BY group_id, staff_id',
);
const selectMemberships = statement<Member & { name: string; external_id: string | null }>(
  'access.scimMemberships',
  'SELECT m.group_id, m.staff_id, g.name, g.external_id FROM scim_members m JOIN scim_groups g ON g.workspace_id = m.workspace_id AND g.id = m.group_id WHERE m.workspace_id = $1 AND m.staff_id = ANY($2) ORDER BY g.name, m.staff_id',
);
const insertMembers = run(
  'insertScimMembers',
  'INSERT INTO scim_members (workspace_id, group_id, staff_id) SELECT $1, $2, each FROM unnest($3::text[]) AS each ON CONFLICT DO NOTHING',
);
const deleteMembers = run('deleteScimMembers', 'DELETE FROM scim_members WHERE workspace_id = $1 AND group_id = $2 AND staff_id = ANY($3)');

type W = WorkspaceId;
type P = ProviderId;
export const addToken = (
  db: Db,
  w: W,
  t: { id: Id<'sct'>; provider: P; prefix: string; hash: string; by: string; expiresAt: Date | null },
  at: Date,
) => db.run(insertToken, [w, t.id, t.provider, t.prefix, t.hash, t.by, at, t.expiresAt]);
export const tokenRows = (db: Db, w: W) => db.all(selectTokens, [w]);
export const tokenByHash = (db: Db, w: W, hash: string) => db.maybe(selectToken, [w, hash]);
export const tokenUsed = (db: Db, w: W, id: Id<'sct'>, day: string) => db.run(touchToken, [w, id, day]);
/** Those that ran out stay in the list for a while, so that somebody sees why a provider came no more. */
export const forgetEnded = (db: Db, w: W, before: Date) => db.run(sweepTokens, [w, before]);
export const dropTokens = (db: Db, w: W, provider: P, id?: string) => db.all(deleteTokens, [w, provider, id ?? null]);

export const personRows = (db: Db, w: W, staff: readonly string[]) => db.all(selectPeople, [w, staff]);
/** Whose user name or external id this is, by its hash. */
export const peopleByHash = async (db: Db, w: W, provider: P, hash: string) =>
  (await db.all(findPeople, [w, provider, hash])).map((row) => row.staff_id);
export const provisionedBy = async (db: Db, w: W, provider: P) =>
  (await db.all(selectProvisioned, [w, provider])).map((row) => row.staff_id);
export const putPerson = (db: Db, w: W, p: Omit<PersonRow, 'version' | 'made_at' | 'changed_at'>, at: Date) =>
  db.run(upsertPerson, [w, p.staff_id, p.provider_id, p.profile, p.user_name_hash, p.external_hash, p.active, at]);
export const dropPeople = (db: Db, w: W, staff: readonly string[]) => db.run(deletePeople, [w, staff]);
export const dropMemberships = (db: Db, w: W, staff: readonly string[]) => db.run(deleteMemberships, [w, staff]);
/** Whether the provider says that somebody is not to come in. */
export const isInactive = async (db: Db, w: W, provider: P, staff: StaffId) =>
  (await db.maybe(selectInactive, [w, provider, staff])) !== undefined;
export const changeEmail = (db: Db, w: W, staff: StaffId, email: Sealed, hash: string) => db.run(updateEmail, [w, staff, email, hash]);

export const groupRows = (db: Db, w: W, provider: P) => db.all(selectGroups, [w, provider]);
/** Holds a group, so that of two changes at once the second begins from the first. */
export const holdGroup = (db: Db, w: W, provider: P, id: string) => db.maybe(lockGroup, [w, provider, id]);
export const addGroup = (db: Db, w: W, provider: P, g: Pick<GroupRow, 'id' | 'name' | 'external_id'>, at: Date) =>
  db.run(insertGroup, [w, g.id, provider, g.name, g.external_id, at]);
export const saveGroup = (db: Db, w: W, g: Pick<GroupRow, 'id' | 'name' | 'external_id'>, at: Date) =>
  db.run(updateGroup, [w, g.id, g.name, g.external_id, at]);
export const dropGroup = (db: Db, w: W, id: string) => db.run(deleteGroup, [w, id]);
export const memberRows = (db: Db, w: W, groups: readonly string[]) => db.all(selectMembers, [w, groups]);
export const membershipRows = (db: Db, w: W, staff: readonly string[]) => db.all(selectMemberships, [w, staff]);
export const addMembers = (db: Db, w: W, group: string, staff: readonly string[]) => db.run(insertMembers, [w, group, staff]);
export const dropMembers = (db: Db, w: W, group: string, staff: readonly string[]) => db.run(deleteMembers, [w, group, staff]);
