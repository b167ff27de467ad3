// What others ask of teams: names, whose they are, and which serve an inbox.
import { type Face, staffFaces } from '#access';
import type { Ctx } from '#kit/ctx';
import type { InboxId, StaffId, TeamId } from '#kit/ids';
import { Problem } from '#kit/problem';
import * as store from './store.ts';

type Member = { readonly id: StaffId; readonly sources: readonly store.MembershipSource[] } & Face;
export type Team = store.TeamRow & { readonly members: readonly Member[] };

/** Every team with its members, those at work first; of one at rest only the name is left. 500 at most. */
export async function listTeams(ctx: Ctx): Promise<Team[]> {
  return withMembers(ctx, await ctx.db.all(store.allTeams, [ctx.workspace]), await ctx.db.all(store.everyMember, [ctx.workspace]));
}

/** Names and inboxes of the teams at work, and of these besides, for menus and for what was granted: nobody's data is opened. */
export async function listTeamNames(ctx: Ctx, besides: readonly string[]): Promise<store.TeamNameRow[]> {
  return ctx.db.all(store.teamNames, [ctx.workspace, besides, ctx.actor.id]);
}

/** One team, also at rest. Problem `not-found`. */
export async function readTeam(ctx: Ctx, id: TeamId): Promise<Team> {
  const row = await ctx.db.maybe(store.teamById, [ctx.workspace, id]);
  const [found] = row ? await withMembers(ctx, [row], await ctx.db.all(store.membersOf, [ctx.workspace, id])) : [];
  if (!found) throw new Problem('not-found');
  return found;
}

/** A team at work, which stays so until this transaction ends; undefined when there is none. */
export async function heldTeam(ctx: Ctx, id: TeamId): Promise<store.TeamRow | undefined> {
  const held = await ctx.db.maybe(store.holdTeam, [ctx.workspace, id]);
  return held && ctx.db.maybe(store.teamById, [ctx.workspace, id]);
}

/** Whether a team serves an inbox. */
export const isServing = (team: Pick<store.TeamRow, 'inboxes'>, inbox: InboxId): boolean => team.inboxes.includes(inbox);

/** The inboxes that a team serves now; none for one at rest or unknown. */
export async function servedBy(ctx: Ctx, id: TeamId): Promise<readonly InboxId[]> {
  const row = await ctx.db.maybe(store.teamById, [ctx.workspace, id]);
  return row && !row.restedAt ? row.inboxes : [];
}

/** Names by id, also of teams at rest. */
export async function teamNames(ctx: Ctx, ids: readonly TeamId[]): Promise<ReadonlyMap<TeamId, string>> {
  if (ids.length === 0) return new Map();
  return new Map((await ctx.db.all(store.namesOf, [ctx.workspace, ids])).map(({ id, name }) => [id, name]));
}

/** The teams of which whoever acts is a member; none for a person and the system. */
export async function myTeams(ctx: Ctx): Promise<TeamId[]> {
  if (ctx.actor.kind !== 'staff') return [];
  return [...new Set((await ctx.db.all(store.membershipsOf, [ctx.workspace, [ctx.actor.id]])).map(({ team }) => team))];
}

/** Teams at work that serve an inbox, those of whoever acts first. */
export async function teamsFor(ctx: Ctx, inbox: InboxId): Promise<TeamId[]> {
  return (await ctx.db.all(store.teamsServing, [ctx.workspace, inbox, ctx.actor.id])).map(({ id }) => id);
}

/** All inboxes that any of these teams serves. */
export async function inboxesServed(ctx: Ctx, teams: readonly TeamId[]): Promise<InboxId[]> {
  if (teams.length === 0) return [];
  return (await ctx.db.all(store.inboxesServed, [ctx.workspace, teams])).map(({ inbox }) => inbox);
}

async function withMembers(ctx: Ctx, teams: readonly store.TeamRow[], rows: readonly store.MemberRow[]): Promise<Team[]> {
  const faces = await staffFaces(ctx, [...new Set(rows.map(({ staff }) => staff))]);
  const byTeam = Map.groupBy(rows, ({ team }) => team);
  const membersOf = (team: TeamId): Team['members'] =>
    [...Map.groupBy(byTeam.get(team) ?? [], ({ staff }) => staff)].flatMap(([staff, of]) => {
      const face = faces.get(staff);
      return face ? [{ id: staff, ...face, sources: of.map(({ source }) => source) }] : [];
    });
  return teams.map((team) => ({ ...team, members: membersOf(team.id) }));
}
