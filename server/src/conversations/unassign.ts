// What was in the hands of somebody who can no longer come in goes back to "unassigned", so that nobody waits for an answer that will not come.
import { staffGone } from '#access';
import type { Ctx } from '#kit/ctx';
import type { StaffId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { listen } from '#kit/outbox';
import { act } from '#kit/pool';
import { appendMany } from '#ledger';
import { unassignSome } from './unassign-store.ts';

const atOnce = 200;

export const unassignGone = listen(staffGone, 'conversations.unassign', async (work, { staff }) => {
  const who = {
    workspace: work.workspace,
    actor: { kind: 'system', id: 'conversations.unassign' },
    purpose: 'service-conversation',
  } as const;
  while ((await act(work.tools, who, (ctx) => unassign(ctx, staff))) === atOnce);
});

async function unassign(ctx: Ctx, staff: StaffId): Promise<number> {
  const rows = await ctx.db.all(unassignSome, [ctx.workspace, staff, atOnce]);
  await appendMany(
    ctx,
    rows.map(({ id, person, status }) => ({
      kind: 'conversation.changed',
      subject: person,
      facts: { conversation: id, status, assignee: null, because: 'assignee-gone' },
    })),
  );
  for (const { id } of rows) tellPages(ctx, { topic: 'conversation.changed', ids: { conversation: id } });
  return rows.length;
}
