// Whose memberships end: of whoever leaves for good, and what a review of who has what takes away. A suspension leaves them as they are.
import { hasLeft, type reviewedElsewhere, staffGone } from '#access';
import type { Ctx } from '#kit/ctx';
import { isId, type StaffId, type TeamId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { listen } from '#kit/outbox';
import { act } from '#kit/pool';
import { append } from '#ledger';
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
  for (const row of rows) await removed(ctx, row.team, row.staff);
  return rows.length;
}

const targetOf = (team: TeamId, staff: StaffId): string => `${team},${staff}`;

/** A membership opens nothing by itself; it says whose work somebody sees first. When it was last used nobody writes down. */
export const reviewed: ReturnType<typeof reviewedElsewhere.of> = {
  things: async (ctx, staff) =>
    (await ctx.db.all(store.membershipsOf, [ctx.workspace, [staff]])).map(({ team }) => ({
      kind: 'membership',
      target: targetOf(team, staff),
      detail: team,
      usedAt: null,
    })),
  shown: async (ctx, staff) =>
    (await ctx.db.all(store.membershipsOf, [ctx.workspace, [staff]])).map(({ team, name }) => [
      targetOf(team, staff),
      { name, permissions: [], inboxes: null, teams: null, until: null },
    ]),
  take: async (ctx, staff, target) => {
    const [team = ''] = target.split(',');
    if (!isId('tem', team)) return;
    if (await ctx.db.maybe(store.dropMember, [ctx.workspace, team, staff])) await removed(ctx, team, staff);
  },
};

async function removed(ctx: Ctx, team: TeamId, staff: StaffId): Promise<void> {
  await append(ctx, { kind: 'team.member-removed', subject: staff, facts: { team } });
  tellPages(ctx, { topic: 'team.changed', ids: { team } });
}
