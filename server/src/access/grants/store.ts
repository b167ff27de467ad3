// The only SQL for roles and for who holds them.
import { type Db, statement } from '#kit/db';
import type { Id, InboxId, StaffId, TeamId, WorkspaceId } from '#kit/ids';
import { isActive } from '../store.ts';

/** A default role has neither name nor permissions here: they stand in permissions.ts. */
export type RoleRow = {
  id: string;
  name: string | null;
  permissions: string[] | null;
  purposes: string[] | null;
  changed_by: string;
  changed_at: Date;
};
export type GrantRow = {
  id: Id<'grt'>;
  staff_id: StaffId;
  role_id: string;
  inboxes: InboxId[] | null;
  teams: TeamId[] | null;
  until: Date | null;
  granted_by: string;
  source: string;
  granted_at: Date;
  role_name: string | null;
  role_permissions: string[] | null;
  role_purposes: string[] | null;
  role_changed_by: string;
  /** It follows a group, and whoever holds it said what that group means. */
  is_mapped_by_self: boolean;
  /** The day (UTC) on which a look at a customer last rested on it. */
  used_on: string | null;
};

const run = (name: string, text: string) => statement<unknown>(`access.${name}`, text);
const insertDefaults = run(
  'insertDefaultRoles',
  'INSERT INTO roles (workspace_id, id, changed_by, changed_at) SELECT $1, each, $3, $4 FROM unnest($2::text[]) AS each',
);
const insertRole = run(
  'insertRole',
  'INSERT INTO roles (workspace_id, id, name, permissions, purposes, changed_by, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
);
const updateRole = run(
  'updateRole',
  'UPDATE roles SET name = $3, permissions = $4, purposes = $5, changed_by = $6, changed_at = $7 WHERE workspace_id = $1 AND id = $2 AND permissions IS NOT NULL',
);
const deleteRole = statement<{ id: string }>(
  'access.deleteRole',
  'DELETE FROM roles WHERE workspace_id = $1 AND id = $2 AND permissions IS NOT NULL RETURNING id',
);
const roleColumns = 'id, name, permissions, purposes, changed_by, changed_at';
const selectRoles = statement<RoleRow>('access.roles', `SELECT ${roleColumns} FROM roles WHERE workspace_id = $1 ORDER BY id`);
/** Held to the end of the transaction: what hangs on who holds a role is decided one after the other. */
const lockRole = statement<RoleRow>('access.lockRole', `SELECT ${roleColumns} FROM roles WHERE workspace_id = $1 AND id = $2 FOR UPDATE`);

const grants = (name: string, where: string) =>
  statement<GrantRow>(
    `access.${name}`,
    `SELECT g.id, g.staff_id, g.role_id, g.inboxes, g.teams, g.until, g.granted_by, g.source, g.granted_at, g.used_on, r.name AS role_name, r.permissions AS role_permissions,
       r.purposes AS role_purposes, r.changed_by AS role_changed_by,
       (g.source IN ('provider', 'scim') AND EXISTS (SELECT 1 FROM provider_groups m WHERE m.workspace_id = g.workspace_id AND m.role_id = g.role_id
         AND m.set_by = g.staff_id)) AS is_mapped_by_self
     FROM role_grants g JOIN roles r ON r.workspace_id = g.workspace_id AND r.id = g.role_id WHERE g.workspace_id = $1 AND ${where} ORDER BY g.granted_at, g.id`,
  );
const selectGrantsOf = grants('grantsOf', 'g.staff_id = ANY($2) AND (g.until IS NULL OR g.until > $3)');
const selectEveryGrant = grants('everyGrant', '(g.until IS NULL OR g.until > $2)');
const selectGrant = grants('grant', 'g.id = $2');
const selectAllOf = grants('grantsAlsoEnded', 'g.staff_id = ANY($2)');
const insertGrant = run(
  'insertGrant',
  'INSERT INTO role_grants (workspace_id, id, staff_id, role_id, inboxes, teams, until, granted_by, source, granted_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)',
);
const updateEnd = run('endGrant', 'UPDATE role_grants SET until = $3 WHERE workspace_id = $1 AND id = $2');
// what somebody else marks at this moment is not waited for: it will be marked
const markUses = run(
  'grantsUsed',
  `UPDATE role_grants SET used_on = $3::date WHERE workspace_id = $1 AND id IN (
     SELECT id FROM role_grants WHERE workspace_id = $1 AND id = ANY($2::text[]) AND used_on IS DISTINCT FROM $3::date FOR UPDATE SKIP LOCKED)`,
);
const deleteGrant = run('deleteGrant', 'DELETE FROM role_grants WHERE workspace_id = $1 AND id = $2');
const deleteGrantsOf = run('deleteGrantsOf', 'DELETE FROM role_grants WHERE workspace_id = $1 AND staff_id = ANY($2)');
const deleteEnded = run('forgetEndedGrants', 'DELETE FROM role_grants WHERE workspace_id = $1 AND role_id = $2 AND until <= $3');
const sweepEnded = run('sweepGrants', 'DELETE FROM role_grants WHERE workspace_id = $1 AND until <= $2');
const countHoldersOf = statement<{ count: number }>(
  'access.countHolders',
  `SELECT count(DISTINCT s.id)::int AS count FROM staff s JOIN role_grants g ON g.workspace_id = s.workspace_id AND g.staff_id = s.id
   JOIN roles r ON r.workspace_id = g.workspace_id AND r.id = g.role_id
   WHERE s.workspace_id = $1 AND ${isActive('s')} AND (g.until IS NULL OR g.until > $4) AND (r.id = ANY($2) OR r.permissions @> ARRAY[$3::text])`,
);
const selectHoldersOf = statement<{ id: StaffId }>(
  'access.holdersOf',
  `SELECT DISTINCT s.id FROM staff s JOIN role_grants g ON g.workspace_id = s.workspace_id AND g.staff_id = s.id
   JOIN roles r ON r.workspace_id = g.workspace_id AND r.id = g.role_id
   WHERE s.workspace_id = $1 AND ${isActive('s')} AND (g.until IS NULL OR g.until > $4) AND (r.id = ANY($2) OR r.permissions @> ARRAY[$3::text]) ORDER BY s.id`,
);
const selectLasting = statement<{ staff_id: StaffId; id: Id<'grt'> }>(
  'access.lastingHolders',
  `SELECT g.staff_id, g.id FROM role_grants g JOIN staff s ON s.workspace_id = g.workspace_id AND s.id = g.staff_id
   WHERE g.workspace_id = $1 AND g.role_id = $2 AND g.until IS NULL AND ${isActive('s')}`,
);
const selectWays = statement<{ id: Id<'ses'> | Id<'apk'> }>(
  'access.waysIn',
  `SELECT id FROM sessions WHERE workspace_id = $1 AND staff_id = ANY($2) UNION ALL SELECT id FROM api_keys WHERE workspace_id = $1 AND staff_id = ANY($2)`,
);
const selectLeaving = statement<{ leaving: boolean }>(
  'access.isLeaving',
  'SELECT frozen_at IS NOT NULL AS leaving FROM workspaces WHERE workspace_id = $1',
);

type W = WorkspaceId;
export const addDefaults = (db: Db, w: W, ids: readonly string[], by: string, at: Date) => db.run(insertDefaults, [w, ids, by, at]);
export const addRole = (db: Db, w: W, r: RoleRow) =>
  db.run(insertRole, [w, r.id, r.name, r.permissions, r.purposes, r.changed_by, r.changed_at]);
export const saveRole = (db: Db, w: W, r: RoleRow) =>
  db.run(updateRole, [w, r.id, r.name, r.permissions, r.purposes, r.changed_by, r.changed_at]);
export const dropRole = (db: Db, w: W, id: string) => db.maybe(deleteRole, [w, id]);
export const roleRows = (db: Db, w: W) => db.all(selectRoles, [w]);
export const holdRole = (db: Db, w: W, id: string) => db.maybe(lockRole, [w, id]);
/** Grants that hold now. */
export const grantRows = (db: Db, w: W, staff: readonly string[], now: Date) => db.all(selectGrantsOf, [w, staff, now]);
export const everyGrantRow = (db: Db, w: W, now: Date) => db.all(selectEveryGrant, [w, now]);
export const grantRow = (db: Db, w: W, id: string) => db.maybe(selectGrant, [w, id]);
export const grantRowsAlsoEnded = (db: Db, w: W, staff: readonly string[]) => db.all(selectAllOf, [w, staff]);
export const addGrant = (
  db: Db,
  w: W,
  g: Omit<GrantRow, `role_${'name' | 'permissions' | 'purposes' | 'changed_by'}` | 'is_mapped_by_self' | 'used_on'>,
) => db.run(insertGrant, [w, g.id, g.staff_id, g.role_id, g.inboxes, g.teams, g.until, g.granted_by, g.source, g.granted_at]);
export const setEnd = (db: Db, w: W, id: string, until: Date | null) => db.run(updateEnd, [w, id, until]);
export const dropGrant = (db: Db, w: W, id: string) => db.run(deleteGrant, [w, id]);
export const dropGrantsOf = (db: Db, w: W, staff: readonly string[]) => db.run(deleteGrantsOf, [w, staff]);
export const forgetEnded = (db: Db, w: W, role: string, now: Date) => db.run(deleteEnded, [w, role, now]);
export const sweepGrants = (db: Db, w: W, endedBefore: Date) => db.run(sweepEnded, [w, endedBefore]);
export const countHolders = async (db: Db, w: W, roles: readonly string[], permission: string, now: Date) =>
  (await db.one(countHoldersOf, [w, roles, permission, now])).count;
export const holders = async (db: Db, w: W, roles: readonly string[], permission: string, now: Date) =>
  (await db.all(selectHoldersOf, [w, roles, permission, now])).map((row) => row.id);
/** Nobody waits for it before the commit. */
export const markUsed = (db: Db, w: W, ids: readonly string[], day: string): void => db.send(markUses, [w, ids, day]);
/** Who holds a role without an end, and has joined. */
export const lastingHolders = (db: Db, w: W, role: string) => db.all(selectLasting, [w, role]);
/** Sessions and keys of these members of staff. */
export const waysIn = (db: Db, w: W, staff: readonly string[]) => db.all(selectWays, [w, staff]);
/** Whether the company waits for its end and takes nothing new. */
export const isLeaving = async (db: Db, w: W) => (await db.maybe(selectLeaving, [w]))?.leaving === true;
