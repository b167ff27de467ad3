// Memberships that begin and end by themselves: with a group at an identity provider, when somebody leaves for good, and by a review of who has what. A suspension leaves them as they are.
import { hasLeft, type MembershipsByGroup, type reviewedElsewhere, staffGone } from '#access';
import type { Ctx } from '#kit/ctx';
import { isId, type StaffId, type TeamId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { listen } from '#kit/outbox';
import { act } from '#kit/pool';
import { append } from '#ledger';
import { heldTeam } from './read.ts';
import * as store from './store.ts';

export const membershipsEnd = listen(staffGone, 'teams.memberships-end', async (work, { staff }) => {
  const who = { workspace: work.workspace, actor: { kind: 'system', id: 'teams.memberships-end' } } as const;
  await act(work.tools, who, async (ctx) => {
    if (await hasLeft(ctx, staff)) await endMemberships(ctx, [staff]);
  });
});

/** Takes these out of every team; gives how many memberships there were. */
export async function endMemberships(ctx: Ctx, staff: readonly string[]): Promise<number> {
  const rows = await ctx.db.all(store.dropMemberships, [ctx.workspace, staff]);
  for (const row of rows) await removed(ctx, row.team, row);
  return rows.length;
}

/** Membership follows a group, by its source alone: whom a colleague put in as well stays in. */
export const byGroups: MembershipsByGroup = {
  isAtWork: async (ctx, team) => (await heldTeam(ctx, team)) !== undefined,
  held,
  follow: async (ctx, staff, source, teams) => {
    const before = await held(ctx, staff, source);
    for (const team of teams) {
      if (before.includes(team) || !(await heldTeam(ctx, team))) continue;
      await ctx.db.run(store.addMember, [ctx.workspace, team, staff, ctx.actor.id, ctx.now, source]);
      await append(ctx, { kind: 'team.member-added', subject: staff, facts: { team, source } });
      tellPages(ctx, { topic: 'team.changed', ids: { team } });
    }
    for (const team of before)
      if (!teams.includes(team))
        for (const row of await ctx.db.all(store.dropMember, [ctx.workspace, team, staff, source])) await removed(ctx, team, row);
  },
};

async function held(ctx: Ctx, staff: StaffId, source: store.MembershipSource): Promise<TeamId[]> {
  const rows = await ctx.db.all(store.membershipsOf, [ctx.workspace, [staff]]);
  return rows.flatMap((row) => (row.source === source ? [row.team] : []));
}

const targetOf = (team: TeamId, staff: StaffId): string => `${team},${staff}`;

/** A membership opens nothing by itself; it says whose work somebody sees first. When it was last used nobody writes down. */
export const reviewed: ReturnType<typeof reviewedElsewhere.of> = {
  things: async (ctx, staff) =>
    [...byTeam(await ctx.db.all(store.membershipsOf, [ctx.workspace, [staff]])).keys()].map((team) => ({
      kind: 'membership',
      target: targetOf(team, staff),
      detail: team,
      usedAt: null,
    })),
  shown: async (ctx, staff) =>
    [...byTeam(await ctx.db.all(store.membershipsOf, [ctx.workspace, [staff]]))].map(([team, rows]) => [
      targetOf(team, staff),
      // a group that still has them gives it again: that is what is said
      {
        name: rows[0].name,
        source: rows.find((row) => row.source !== 'colleague')?.source ?? 'colleague',
        ...{ permissions: [], inboxes: null, teams: null, until: null },
      },
    ]),
  take: async (ctx, staff, target) => {
    const [team = ''] = target.split(',');
    if (!isId('tem', team)) return;
    for (const row of await ctx.db.all(store.dropMember, [ctx.workspace, team, staff, null])) await removed(ctx, team, row);
  },
};

const byTeam = (rows: readonly store.MemberRow[]) =>
  Map.groupBy(rows, ({ team }) => team) as Map<TeamId, [store.MemberRow, ...store.MemberRow[]]>;

/** Records that somebody is in a team no more by one source. */
export const recordRemoved = (ctx: Ctx, team: TeamId, { staff, source }: Pick<store.MemberRow, 'staff' | 'source'>) =>
  append(ctx, { kind: 'team.member-removed', subject: staff, facts: { team, source } });

async function removed(ctx: Ctx, team: TeamId, row: Pick<store.MemberRow, 'staff' | 'source'>): Promise<void> {
  await recordRemoved(ctx, team, row);
  tellPages(ctx, { topic: 'team.changed', ids: { team } });
}
