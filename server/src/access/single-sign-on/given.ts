// Roles and memberships of teams that follow groups: with a source of their own, so that what a colleague gave by hand stays as it is.
import type { Ctx } from '#kit/ctx';
import type { StaffId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { grant, grantsOf, revoke } from '../grants/grants.ts';
import { isLeaving } from '../grants/store.ts';
import { membershipsByGroup, type Source } from './memberships.ts';
import { type Given, type Meaning, nothing } from './rules.ts';
import { groupRows, type ProviderId, teamRows } from './store.ts';

/** What groups mean for people of this provider. */
export async function meaningOf(ctx: Ctx, provider: ProviderId): Promise<Meaning> {
  const roles = (await groupRows(ctx.db, ctx.workspace)).filter((row) => row.provider_id === provider);
  const teams = (await teamRows(ctx.db, ctx.workspace)).filter((row) => row.provider_id === provider);
  return {
    roles: roles.map((row) => ({ group: row.group_name, role: row.role_id })),
    teams: teams.map((row) => ({ group: row.group_name, team: row.team_id })),
  };
}

/** Gives what is new and takes what is over, of this source alone. The last administrator stays one, whatever the groups say; a company that is leaving gives nothing new, and takes all the same. */
export async function follow(ctx: Ctx, staff: StaffId, source: Source, given: Given): Promise<void> {
  const held = (await grantsOf(ctx, staff)).filter((each) => each.source === source);
  const mayGive = !(await isLeaving(ctx.db, ctx.workspace));
  for (const role of given.roles) if (mayGive && !held.some((each) => each.role === role)) await grant(ctx, { staff, role, source });
  for (const each of held)
    if (!given.roles.includes(each.role))
      await revoke(ctx, each.id).catch((error: unknown) => {
        if (!(error instanceof Problem) || error.extras.because !== 'last-administrator') throw error;
      });
  const memberships = membershipsByGroup.of(ctx);
  const member = mayGive ? given.teams : (await memberships.held(ctx, staff, source)).filter((team) => given.teams.includes(team));
  await memberships.follow(ctx, staff, source, member);
}

/** Takes all that groups gave, of this source alone. */
export const unfollowed = (ctx: Ctx, staff: StaffId, source: Source): Promise<void> => follow(ctx, staff, source, nothing);

/** What somebody has of this source and some group still means. */
export async function stillMeant(ctx: Ctx, staff: StaffId, source: Source, { roles, teams }: Meaning): Promise<Given> {
  const held = (await grantsOf(ctx, staff)).filter((each) => each.source === source).map((each) => each.role);
  const memberOf = await membershipsByGroup.of(ctx).held(ctx, staff, source);
  return {
    roles: [...new Set(held)].filter((role) => roles.some((each) => each.role === role)),
    teams: memberOf.filter((team) => teams.some((each) => each.team === team)),
  };
}

/** Whether somebody has anything of this source. */
export const holdsOf = async (ctx: Ctx, staff: StaffId, source: Source): Promise<boolean> =>
  (await grantsOf(ctx, staff)).some((each) => each.source === source) ||
  (await membershipsByGroup.of(ctx).held(ctx, staff, source)).length > 0;

/** Whether somebody holds any role. */
export const holdsRole = async (ctx: Ctx, staff: StaffId): Promise<boolean> => (await grantsOf(ctx, staff)).length > 0;
