// The capture for people: what would have left, for those who see every inbox. Whose message was erased is forgotten here too, also on a node that did not carry out the erasure.
import { areasInReach } from '#access';
import { messageFacts } from '#conversations';
import type { Ctx } from '#kit/ctx';
import { isId } from '#kit/ids';
import { Problem } from '#kit/problem';
import type { Clock } from '#kit/room';
import { type Route, route } from '#kit/route';
import { codeOwner } from '#people';
import { captured, forgetOne, forgetPlayedBefore } from './adapters/email/outgoing/capture.ts';
import { isCapturing } from './adapters/email/outgoing/relay.ts';
import { sandboxStand } from './switch/switch.ts';

export const listCaptured: Route = route('listCaptured', {
  permission: 'channels.captured', // everybody's mail and codes: for supervisors of every inbox
  purpose: 'service-conversation',
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

async function forgetGone(ctx: Ctx): Promise<void> {
  const { since } = await sandboxStand(ctx);
  if (since) forgetPlayedBefore(ctx.tools, ctx.workspace, since);
  for (const { id } of captured(ctx.tools, ctx.workspace, ctx.now)) if (!(await stands(ctx, id))) forgetOne(ctx.tools, ctx.workspace, id);
}

async function stands(ctx: Ctx, id: string): Promise<boolean> {
  if (isId('msg', id)) return (await messageFacts(ctx, id)) !== undefined;
  return isId('cod', id) ? (await codeOwner(ctx, id)) !== undefined : true;
}
