// What is with a team, and what falls back to no team when it is put to rest or no longer serves an inbox: then whoever sees all of the inbox sees it.
import type { Ctx } from '#kit/ctx';
import type { InboxId, StaffId, TeamId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { listen } from '#kit/outbox';
import { act } from '#kit/pool';
import { appendMany } from '#ledger';
import { servedBy, teamChanged } from '#teams';
import { seesAt } from './reach.ts';
import { countOfTeam, letGo, releaseSome } from './team-store.ts';

const atOnce = 200;

/** How many conversations are with a team, by inbox. */
export const loadOf = (ctx: Ctx, team: TeamId): Promise<{ inbox: InboxId; open: number; all: number }[]> =>
  ctx.db.all(countOfTeam, [ctx.workspace, team]);

export const releaseUnserved = listen(teamChanged, 'conversations.release-unserved', async (work, { team }) => {
  const who = {
    workspace: work.workspace,
    actor: { kind: 'system', id: 'conversations.release-unserved' },
    purpose: 'service-conversation',
  } as const;
  while ((await act(work.tools, who, (ctx) => release(ctx, team))) === atOnce);
});

async function release(ctx: Ctx, team: TeamId): Promise<number> {
  const rows = await ctx.db.all(releaseSome, [ctx.workspace, team, await servedBy(ctx, team), atOnce]);
  const sees = new Map<StaffId, Awaited<ReturnType<typeof seesAt>>>();
  for (const { assignee } of rows) if (assignee && !sees.has(assignee)) sees.set(assignee, await seesAt(ctx, assignee));
  const blind = new Set(rows.filter(({ assignee, inbox }) => assignee && !sees.get(assignee)?.({ inbox })).map(({ id }) => id));
  if (blind.size > 0) await ctx.db.run(letGo, [ctx.workspace, [...blind]]);
  await appendMany(
    ctx,
    rows.map(({ id, person, status, assignee }) => ({
      kind: 'conversation.changed',
      subject: person,
      facts: { conversation: id, status, assignee: blind.has(id) ? null : assignee, team: null, because: 'team-gone' },
    })),
  );
  if (rows.length > 0) tellPages(ctx, { topic: 'team.changed', ids: { team } }); // one for all: each page asks again for what it shows
  return rows.length;
}
