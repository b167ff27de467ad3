// The capture for people: what would have left, for those who see every inbox. Whose message was erased is forgotten here too, also on a node that did not carry out the erasure.
import { areasInReach } from '#access';
import { messageFacts } from '#conversations';
import type { Ctx } from '#kit/ctx';
import { isId, type WorkspaceId } from '#kit/ids';
import { Problem } from '#kit/problem';
import type { Clock } from '#kit/room';
import { type Route, route } from '#kit/route';
import type { Tools } from '#kit/tool';
import { codeOwner } from '#people';
import { captured, capturedDesk, forgetAddressed, forgetOne, forgetPlayedBefore } from './adapters/email/outgoing/capture.ts';
import { isCapturing } from './adapters/email/outgoing/relay.ts';
import { share, sharing } from './shared/sharing.ts';
import { sandboxStand } from './switch/switch.ts';

export const listCaptured: Route = route('listCaptured', {
  permission: 'channels.captured', // everybody's mail and codes: for supervisors of every inbox
  purpose: 'service-conversation',
  prepare: (tools, _, { workspace }) => share(tools, capturedDesk(tools, workspace)),
  handle: async (ctx) => {
    if ((await areasInReach(ctx)) !== null) throw new Problem('not-permitted', { because: 'every-inbox' });
    await forgetGone(ctx);
    const mails = captured(ctx.tools, ctx.workspace, ctx.now);
    return {
      capturing: isCapturing(ctx.tools) || (await sandboxStand(ctx)).isOn,
      items: mails.map(({ at, to, subject, headers, text }) => ({ at: at.toISOString(), to, subject, headers, text })),
    };
  },
});

export const forgetGoneMail: Clock = { name: 'channels.email.forget-gone', everySeconds: 60, run: forgetGone };

/** Forgets mail by address, on every node; gives how many there were. Called when a person is erased. */
export async function forgetCaptured(tools: Tools, workspace: WorkspaceId, addresses: readonly string[]): Promise<number> {
  const desk = capturedDesk(tools, workspace);
  await share(tools, desk);
  const gone = forgetAddressed(tools, workspace, addresses);
  await share(tools, desk);
  return gone;
}

async function forgetGone(ctx: Ctx): Promise<void> {
  const { tools, workspace } = ctx;
  const { since } = await sandboxStand(ctx);
  if (since) forgetPlayedBefore(tools, workspace, since);
  let hasGone = false;
  for (const { id } of captured(tools, workspace, ctx.now)) {
    if (await stands(ctx, id)) continue;
    forgetOne(tools, workspace, id);
    hasGone = true;
  }
  if (hasGone) ctx.db.afterCommit(() => void sharing(tools, capturedDesk(tools, workspace), async () => undefined));
}

async function stands(ctx: Ctx, id: string): Promise<boolean> {
  if (isId('msg', id)) return (await messageFacts(ctx, id)) !== undefined;
  return isId('cod', id) ? (await codeOwner(ctx, id)) !== undefined : true;
}
