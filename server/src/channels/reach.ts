// Where a message goes: the address the person last wrote from in this conversation, else one they proved, else one they wrote from. Never a mere claim.
import type { MessageFacts } from '#conversations';
import type { Ctx } from '#kit/ctx';
import { type IdentityRow, identitiesOf } from '#people';
import type { Adapter } from './adapter.ts';
import { lastSenderOf } from './store.ts';

/** The identity to send to; undefined when the person cannot be reached on this channel. */
export async function reach(
  ctx: Ctx,
  adapter: Adapter,
  message: Pick<MessageFacts, 'conversation' | 'person'>,
): Promise<IdentityRow | undefined> {
  const sender = (await ctx.db.maybe(lastSenderOf, [ctx.workspace, message.conversation]))?.identity;
  const usable = (await identitiesOf(ctx, message.person)).filter(
    (each) => each.kind === adapter.reaches && (each.provedAt !== null || each.source === 'wire'),
  );
  return usable.find((each) => each.id === sender) ?? usable.find((each) => each.provedAt !== null) ?? usable.at(-1);
}
