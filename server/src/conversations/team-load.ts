// What is with a team, and what falls back to no team when it is put to rest or no longer serves an inbox: then whoever sees all of the inbox sees it.
import type { Ctx } from '#kit/ctx';
import type { InboxId, TeamId } from '#kit/ids';
import { listen } from '#kit/outbox';
import { act } from '#kit/pool';
import { appendMany } from '#ledger';
import { servedBy, teamChanged } from '#teams';
import { countOfTeam, releaseSome } from './team-store.ts';
import { tellMoved } from './threads.ts';

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
  await appendMany(
    ctx,
    rows.map(({ id, person, status, assignee }) => ({
      kind: 'conversation.changed',
      subject: person,
      facts: { conversation: id, status, assignee, team: null, because: 'team-gone' },
    })),
  );
  for (const { id } of rows) tellMoved(ctx, id, team, null);
  return rows.length;
}
