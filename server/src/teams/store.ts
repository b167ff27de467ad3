// The only SQL for teams, the inboxes they serve, and their members.
import { statement } from '#kit/db';
import type { InboxId, StaffId, TeamId } from '#kit/ids';

export type TeamRow = { id: TeamId; name: string; inboxes: InboxId[]; restedAt: Date | null };
/** `source`: a colleague, or a group at an identity provider (what it says at a sign-in, or provisions by SCIM). One row for each. */
export type MembershipSource = 'colleague' | 'provider' | 'scim';
export type MemberRow = { team: TeamId; staff: StaffId; addedBy: string; addedAt: Date; source: MembershipSource; name: string };
export type TeamNameRow = Pick<TeamRow, 'id' | 'name' | 'inboxes' | 'restedAt'> & { isMine: boolean };

const team = `t.id, t.name, t.rested_at AS "restedAt",
  ARRAY(SELECT i.inbox_id::text FROM team_inboxes i WHERE i.workspace_id = t.workspace_id AND i.team_id = t.id ORDER BY i.inbox_id) AS inboxes`;
/** Those at work first, by name. */
export const allTeams = statement<TeamRow>(
  'teams.all',
  `SELECT ${team} FROM teams t WHERE t.workspace_id = $1 ORDER BY t.rested_at IS NOT NULL, lower(t.name), t.id LIMIT 500`,
);
/** Those at work and those of $2, without members; `isMine` for $3. */
export const teamNames = statement<TeamNameRow>(
  'teams.lean',
  `SELECT ${team}, EXISTS (SELECT 1 FROM team_members m WHERE m.workspace_id = t.workspace_id AND m.team_id = t.id AND m.staff_id = $3) AS "isMine"
   FROM teams t WHERE t.workspace_id = $1 AND (t.rested_at IS NULL OR t.id = ANY($2::text[])) ORDER BY t.rested_at IS NOT NULL, lower(t.name), t.id`,
);
/** Held to the end of the transaction: nothing is given to a team that is just put to rest, or for an inbox that it just leaves. What it is then, a second statement reads: this one saw its inboxes before it waited. */
export const holdTeam = statement<{ id: TeamId }>(
  'teams.hold',
  'SELECT id FROM teams WHERE workspace_id = $1 AND id = $2 AND rested_at IS NULL FOR SHARE',
);
/** The same for whoever changes it. */
export const lockTeam = statement<{ id: TeamId }>(
  'teams.lock',
  'SELECT id FROM teams WHERE workspace_id = $1 AND id = $2 AND rested_at IS NULL FOR UPDATE',
);
export const teamById = statement<TeamRow>('teams.one', `SELECT ${team} FROM teams t WHERE t.workspace_id = $1 AND t.id = $2`);
export const namesOf = statement<{ id: TeamId; name: string }>(
  'teams.names',
  'SELECT id, name FROM teams WHERE workspace_id = $1 AND id = ANY($2::text[])',
);
/** Teams at work that serve an inbox: those of $3 first, then by name. */
export const teamsServing = statement<{ id: TeamId }>(
  'teams.serving',
  `SELECT t.id FROM team_inboxes i JOIN teams t ON t.workspace_id = i.workspace_id AND t.id = i.team_id AND t.rested_at IS NULL
   WHERE i.workspace_id = $1 AND i.inbox_id = $2
   ORDER BY NOT EXISTS (SELECT 1 FROM team_members m WHERE m.workspace_id = t.workspace_id AND m.team_id = t.id AND m.staff_id = $3), lower(t.name), t.id`,
);
export const inboxesServed = statement<{ inbox: InboxId }>(
  'teams.inboxes',
  `SELECT DISTINCT i.inbox_id AS inbox FROM team_inboxes i JOIN teams t ON t.workspace_id = i.workspace_id AND t.id = i.team_id AND t.rested_at IS NULL
   WHERE i.workspace_id = $1 AND i.team_id = ANY($2::text[])`,
);
/** Two who make one at the same moment are counted one after the other. */
export const lockCount = statement('teams.lockCount', "SELECT pg_advisory_xact_lock(hashtext('teams.count'), hashtext($1))");
export const countTeams = statement<{ count: number }>(
  'teams.count',
  'SELECT count(*)::int AS count FROM teams WHERE workspace_id = $1 AND rested_at IS NULL',
);

export const insertTeam = statement('teams.insert', 'INSERT INTO teams (workspace_id, id, name, made_at) VALUES ($1, $2, $3, $4)');
export const renameTeam = statement('teams.rename', 'UPDATE teams SET name = $3 WHERE workspace_id = $1 AND id = $2');
export const restTeam = statement('teams.rest', 'UPDATE teams SET rested_at = $3 WHERE workspace_id = $1 AND id = $2');
export const addInboxes = statement(
  'teams.addInboxes',
  'INSERT INTO team_inboxes (workspace_id, team_id, inbox_id) SELECT $1, $2, each FROM unnest($3::text[]) AS each ON CONFLICT DO NOTHING',
);
export const dropInboxes = statement(
  'teams.dropInboxes',
  'DELETE FROM team_inboxes WHERE workspace_id = $1 AND team_id = $2 AND inbox_id <> ALL($3::text[])',
);

const member = `m.team_id AS team, m.staff_id AS staff, m.added_by AS "addedBy", m.added_at AS "addedAt", m.source, t.name`;
const members = (name: string, where: string) =>
  statement<MemberRow>(
    `teams.${name}`,
    `SELECT ${member} FROM team_members m JOIN teams t ON t.workspace_id = m.workspace_id AND t.id = m.team_id
     WHERE m.workspace_id = $1 AND ${where} ORDER BY lower(t.name), m.added_at, m.staff_id, m.source`,
  );
export const everyMember = members('everyMember', 'true');
export const membersOf = members('membersOf', 'm.team_id = $2');
export const membershipsOf = members('membershipsOf', 'm.staff_id = ANY($2::text[])');
export const addMember = statement(
  'teams.addMember',
  'INSERT INTO team_members (workspace_id, team_id, staff_id, added_by, added_at, source) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING',
);
type Gone = { staff: StaffId; source: MembershipSource };
const gone = 'RETURNING staff_id AS staff, source';
/** Whom a colleague put in and $3 does not name: who is in it by a group stays. */
export const dropMembers = statement<Gone>(
  'teams.dropMembers',
  `DELETE FROM team_members WHERE workspace_id = $1 AND team_id = $2 AND source = 'colleague' AND staff_id <> ALL($3::text[]) ${gone}`,
);
export const emptyTeam = statement<Gone>('teams.empty', `DELETE FROM team_members WHERE workspace_id = $1 AND team_id = $2 ${gone}`);
/** By one source, or by each where $4 is null. */
export const dropMember = statement<Gone>(
  'teams.dropMember',
  `DELETE FROM team_members WHERE workspace_id = $1 AND team_id = $2 AND staff_id = $3 AND ($4::text IS NULL OR source = $4) ${gone}`,
);
export const dropMemberships = statement<Gone & { team: TeamId }>(
  'teams.dropMemberships',
  `DELETE FROM team_members WHERE workspace_id = $1 AND staff_id = ANY($2::text[]) ${gone}, team_id AS team`,
);
