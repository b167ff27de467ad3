// A text that its channel would not take is refused as it is written, and not when it was to leave. How much that is a later room says.
import { type Longest, lengthOf } from '@parley/contract/text-length';
import type { Ctx } from '#kit/ctx';
import type { InboxId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { tool } from '#kit/tool';

export type Written = { readonly text: string; readonly choices?: readonly string[] };
/** What the channel of an inbox takes, and the words as it would be handed them; undefined where there is no end. */
export const fitting =
  tool<(ctx: Ctx, inbox: InboxId, written: Written) => Promise<(Longest & { text: string }) | undefined>>('conversations.fitting');

/** Problem `invalid` for words of staff that are longer; what the house writes by itself is told by what becomes of it. */
export async function refuseTooLong(ctx: Ctx, inbox: InboxId, written: Written): Promise<void> {
  if (ctx.actor.kind !== 'staff') return;
  const longest = await fitting.of(ctx)(ctx, inbox, written);
  if (!longest || lengthOf(longest.text, longest.counts) <= longest.most) return;
  const message =
    longest.counts === 'bytes'
      ? `is longer than the ${longest.most} bytes that this channel takes`
      : `is longer than the ${longest.most} characters that this channel takes`;
  throw new Problem('invalid', { because: 'too-long', fields: [{ path: 'body/text', message }] });
}
