// The only SQL for identity providers, what their groups mean, and who is linked to them.
import { type Db, statement } from '#kit/db';
import type { Id, StaffId, TeamId, WorkspaceId } from '#kit/ids';
import type { Sealed } from '#kit/seal';

export type ProviderId = Id<'idp'>;
export type ProviderRow = {
  id: ProviderId;
  name: string;
  issuer: string;
  client_id: string;
  client_secret: Sealed | null;
  domains: string[];
  adds_people: boolean;
  groups_claim: string;
  strong_acr: string[];
  passwords_off: boolean;
  exit_url: string | null;
  changed_at: Date;
};
export type GroupRow = { provider_id: ProviderId; group_name: string; role_id: string; set_by: string };
export type TeamMappingRow = { provider_id: ProviderId; group_name: string; team_id: TeamId };
export type LinkRow = { provider_id: ProviderId; staff_id: StaffId; subject_hash: string; linked_at: Date };
export type EndedRow = { id: Id<'ses'>; token_hash: string; staff_id: StaffId };

const columns =
  'id, name, issuer, client_id, client_secret, domains, adds_people, groups_claim, strong_acr, passwords_off, exit_url, changed_at';
const run = (name: string, text: string) => statement<unknown>(`access.${name}`, text);
const selectProviders = statement<ProviderRow>(
  'access.providers',
  `SELECT ${columns} FROM identity_providers WHERE workspace_id = $1 ORDER BY id`,
);
const insertProvider = run(
  'insertProvider',
  'INSERT INTO identity_providers (workspace_id, id, name, issuer, client_id, client_secret, domains, adds_people, groups_claim, strong_acr, passwords_off, added_at, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)',
);
const updateProvider = run(
  'updateProvider',
  'UPDATE identity_providers SET name = $3, issuer = $4, client_id = $5, client_secret = $6, domains = $7, adds_people = $8, groups_claim = $9, strong_acr = $10, passwords_off = $11, changed_at = $12 WHERE workspace_id = $1 AND id = $2',
);
const updateExit = run(
  'providerExit',
  'UPDATE identity_providers SET exit_url = $3 WHERE workspace_id = $1 AND id = $2 AND exit_url IS DISTINCT FROM $3',
);
const deleteProvider = run('deleteProvider', 'DELETE FROM identity_providers WHERE workspace_id = $1 AND id = $2');
const selectGroups = statement<GroupRow>(
  'access.providerGroups',
  'SELECT provider_id, group_name, role_id, set_by FROM provider_groups WHERE workspace_id = $1 ORDER BY group_name, role_id',
);
const deleteGroups = run(
  'deleteProviderGroups',
  'DELETE FROM provider_groups m WHERE m.workspace_id = $1 AND m.provider_id = $2 AND NOT EXISTS (SELECT 1 FROM unnest($3::text[], $4::text[]) AS g(name, role) WHERE g.name = m.group_name AND g.role = m.role_id)',
);
const insertGroups = run(
  'insertProviderGroups',
  'INSERT INTO provider_groups (workspace_id, provider_id, group_name, role_id, set_by) SELECT $1, $2, g.name, g.role, $5 FROM unnest($3::text[], $4::text[]) AS g(name, role) ON CONFLICT DO NOTHING',
);
const selectTeams = statement<TeamMappingRow>(
  'access.providerTeams',
  'SELECT provider_id, group_name, team_id FROM provider_teams WHERE workspace_id = $1 ORDER BY group_name, team_id',
);
const deleteTeams = run(
  'deleteProviderTeams',
  'DELETE FROM provider_teams m WHERE m.workspace_id = $1 AND m.provider_id = $2 AND NOT EXISTS (SELECT 1 FROM unnest($3::text[], $4::text[]) AS g(name, team) WHERE g.name = m.group_name AND g.team = m.team_id)',
);
const insertTeams = run(
  'insertProviderTeams',
  'INSERT INTO provider_teams (workspace_id, provider_id, group_name, team_id, set_by) SELECT $1, $2, g.name, g.team, $5 FROM unnest($3::text[], $4::text[]) AS g(name, team) ON CONFLICT DO NOTHING',
);
const deleteTeam = statement<{ provider_id: ProviderId }>(
  'access.unmapTeam',
  'DELETE FROM provider_teams WHERE workspace_id = $1 AND team_id = $2 RETURNING provider_id',
);

const selectLinkBySubject = statement<LinkRow>(
  'access.linkBySubject',
  'SELECT l.provider_id, l.staff_id, l.subject_hash, l.linked_at FROM provider_links l JOIN staff s ON s.workspace_id = l.workspace_id AND s.id = l.staff_id AND s.left_at IS NULL WHERE l.workspace_id = $1 AND l.provider_id = $2 AND l.subject_hash = $3',
);
const selectLinks = statement<LinkRow>(
  'access.providerLinks',
  'SELECT provider_id, staff_id, subject_hash, linked_at FROM provider_links WHERE workspace_id = $1 AND staff_id = ANY($2) ORDER BY linked_at, provider_id',
);
/** Takes over from somebody who has left: whoever comes back is linked anew. */
const insertLink = run(
  'insertLink',
  'INSERT INTO provider_links (workspace_id, provider_id, staff_id, subject_hash, linked_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (workspace_id, provider_id, subject_hash) DO UPDATE SET staff_id = EXCLUDED.staff_id, linked_at = EXCLUDED.linked_at',
);
const deleteLinks = run('deleteLinks', 'DELETE FROM provider_links WHERE workspace_id = $1 AND staff_id = ANY($2)');

const deleteLinksAt = run(
  'deleteLinksAt',
  'DELETE FROM provider_links WHERE workspace_id = $1 AND provider_id = $2 AND staff_id = ANY($3)',
);
const selectLinksAt = statement<{ staff_id: StaffId }>(
  'access.linksAt',
  'SELECT staff_id FROM provider_links WHERE workspace_id = $1 AND provider_id = $2 ORDER BY staff_id',
);

const joinStaff = run(
  'joinByProvider',
  'UPDATE staff SET joined_at = coalesce(joined_at, $3) WHERE workspace_id = $1 AND id = $2 AND suspended_at IS NULL AND left_at IS NULL',
);

const insertSession = run(
  'insertProviderSession',
  'INSERT INTO provider_sessions (workspace_id, session_id, provider_id, sid_hash) SELECT s.workspace_id, s.id, $3, $4 FROM sessions s WHERE s.workspace_id = $1 AND s.token_hash = $2',
);
const selectSession = statement<{ client_id: string; exit_url: string | null; provider_id: ProviderId }>(
  'access.providerSession',
  'SELECT p.client_id, p.exit_url, p.id AS provider_id FROM provider_sessions b JOIN sessions s ON s.workspace_id = b.workspace_id AND s.id = b.session_id JOIN identity_providers p ON p.workspace_id = b.workspace_id AND p.id = b.provider_id WHERE b.workspace_id = $1 AND s.token_hash = $2',
);
const endSessions = statement<EndedRow>(
  'access.endProviderSessions',
  'DELETE FROM sessions s USING provider_sessions b WHERE b.workspace_id = s.workspace_id AND b.session_id = s.id AND s.workspace_id = $1 AND b.provider_id = $2 AND ($3::text IS NULL OR b.sid_hash = $3 OR (b.sid_hash IS NULL AND $4::text IS NOT NULL)) AND ($4::text IS NULL OR s.staff_id = $4) RETURNING s.id, s.token_hash, s.staff_id',
);
type W = WorkspaceId;
export const providerRows = (db: Db, w: W) => db.all(selectProviders, [w]);
export const providerRow = async (db: Db, w: W, id: string) => (await db.all(selectProviders, [w])).find((row) => row.id === id);
const values = (p: Omit<ProviderRow, 'exit_url' | 'changed_at'>) => [
  ...[p.id, p.name, p.issuer, p.client_id, p.client_secret, p.domains],
  ...[p.adds_people, p.groups_claim, p.strong_acr, p.passwords_off],
];
export const addProvider = (db: Db, w: W, p: Omit<ProviderRow, 'exit_url' | 'changed_at'>, at: Date) =>
  db.run(insertProvider, [w, ...values(p), at]);
export const saveProvider = (db: Db, w: W, p: Omit<ProviderRow, 'exit_url' | 'changed_at'>, at: Date) =>
  db.run(updateProvider, [w, ...values(p), at]);
export const keepExit = (db: Db, w: W, id: ProviderId, url: string | null) => db.run(updateExit, [w, id, url]);
export const dropProvider = (db: Db, w: W, id: string) => db.run(deleteProvider, [w, id]);
export const groupRows = (db: Db, w: W) => db.all(selectGroups, [w]);
/** What stays keeps the name of whoever set it. */
export async function putGroups(
  db: Db,
  w: W,
  id: ProviderId,
  groups: readonly { group: string; role: string }[],
  by: string,
): Promise<void> {
  const [names, roles] = [groups.map((each) => each.group), groups.map((each) => each.role)];
  await db.run(deleteGroups, [w, id, names, roles]);
  await db.run(insertGroups, [w, id, names, roles, by]);
}

export const teamRows = (db: Db, w: W) => db.all(selectTeams, [w]);
/** As `putGroups`. */
export async function putTeams(db: Db, w: W, id: ProviderId, teams: readonly { group: string; team: string }[], by: string): Promise<void> {
  const [names, ids] = [teams.map((each) => each.group), teams.map((each) => each.team)];
  await db.run(deleteTeams, [w, id, names, ids]);
  await db.run(insertTeams, [w, id, names, ids, by]);
}
export const dropTeamRows = (db: Db, w: W, team: TeamId) => db.all(deleteTeam, [w, team]);

export const linkBySubject = (db: Db, w: W, provider: ProviderId, hash: string) => db.maybe(selectLinkBySubject, [w, provider, hash]);
export const linkRows = (db: Db, w: W, staff: readonly string[]) => db.all(selectLinks, [w, staff]);
export const addLink = (db: Db, w: W, l: Omit<LinkRow, 'linked_at'>, at: Date) =>
  db.run(insertLink, [w, l.provider_id, l.staff_id, l.subject_hash, at]);
export const dropLinks = (db: Db, w: W, staff: readonly string[]) => db.run(deleteLinks, [w, staff]);
export const dropLinksAt = (db: Db, w: W, provider: ProviderId, staff: readonly StaffId[]) => db.run(deleteLinksAt, [w, provider, staff]);
export const linkedAt = async (db: Db, w: W, provider: ProviderId) =>
  (await db.all(selectLinksAt, [w, provider])).map((row) => row.staff_id);
/** Whether they may come in: whoever is suspended or gone does not join. */
export const joins = async (db: Db, w: W, staff: StaffId, at: Date) => (await db.run(joinStaff, [w, staff, at])) === 1;

export const addProviderSession = (db: Db, w: W, tokenHash: string, provider: ProviderId, sidHash: string | null) =>
  db.run(insertSession, [w, tokenHash, provider, sidHash]);
export const providerOfSession = (db: Db, w: W, tokenHash: string) => db.maybe(selectSession, [w, tokenHash]);
/** Ends sessions that began at a provider: those under one session there, those of one member of staff, or all. */
export const endProviderSessions = (db: Db, w: W, provider: ProviderId, of: { sidHash?: string; staff?: StaffId }) =>
  db.all(endSessions, [w, provider, of.sidHash ?? null, of.staff ?? null]);
