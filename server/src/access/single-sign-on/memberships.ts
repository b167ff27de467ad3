// Teams stand in a later room, which says here how memberships follow groups; and what becomes of a mapping when a team goes to rest.
import type { Ctx } from '#kit/ctx';
import type { StaffId, TeamId } from '#kit/ids';
import { tool } from '#kit/tool';
import { append } from '#ledger';
import { dropTeamRows } from './store.ts';

/** `provider`: what it said at a sign-in; `scim`: what it provisions. */
export type Source = 'provider' | 'scim';

export type MembershipsByGroup = {
  /** Whether there is such a team, at work; it stays so until the transaction ends. */
  readonly isAtWork: (ctx: Ctx, team: TeamId) => Promise<boolean>;
  /** The teams in which somebody is by this source. */
  readonly held: (ctx: Ctx, staff: StaffId, source: Source) => Promise<readonly TeamId[]>;
  /** Puts somebody into these teams and takes them out of all others, by this source alone; a team at rest takes nobody. */
  readonly follow: (ctx: Ctx, staff: StaffId, source: Source, teams: readonly TeamId[]) => Promise<void>;
};
export const membershipsByGroup = tool<MembershipsByGroup>('access.memberships-by-group');
export const noTeams: MembershipsByGroup = { isAtWork: async () => false, held: async () => [], follow: async () => undefined };

/** No group means a team any longer that was put to rest; each provider that had one for it is named in the ledger. */
export async function unmapTeam(ctx: Ctx, team: TeamId): Promise<void> {
  for (const provider of new Set((await dropTeamRows(ctx.db, ctx.workspace, team)).map((row) => row.provider_id)))
    await append(ctx, { kind: 'provider.changed', facts: { provider, fields: 'teams' } });
}
