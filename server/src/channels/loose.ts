// Texts that belong to no conversation lie at their provider as any other does, with the number and what they say. Their ids there stay, sealed under the person, until it has forgotten
// them (Art. 5(1)(e)): a code is of no use an hour later. An erasure meanwhile finds them with all the others.
import { seal } from '#keys';
import type { Ctx } from '#kit/ctx';
import { type Id, newId, type PersonId } from '#kit/ids';
import type { Opened } from './accounts.ts';
import type { Outcome } from './adapter.ts';
import { heldOf } from './at-providers.ts';
import { hashOf, placeOf } from './external.ts';
import { keepLoose } from './take-back-store.ts';

/** When a provider is asked: it deletes nothing that is still on its way. */
const afterMs = 3_600_000;

/** Keeps what the provider calls it, where that can be asked to forget. Throws Problem `erased`. */
export async function rememberLoose(
  ctx: Ctx,
  channel: Opened,
  outcome: Outcome,
  { person, identity }: { readonly person: PersonId; readonly identity: Id<'idn'> },
): Promise<void> {
  const held = heldOf(channel, ctx.tools, outcome);
  for (const externalId of held?.ids ?? []) {
    const hash = hashOf(ctx, channel.account.inbox, externalId);
    const sealed = await seal(ctx, placeOf({ person, hash }), externalId);
    const askAfter = new Date(ctx.now.getTime() + afterMs);
    // it is no message and stands in no thread: an id of its own holds both places
    await ctx.db.run(keepLoose, [ctx.workspace, channel.account.inbox, hash, person, newId('msg'), identity, sealed, ctx.now, askAfter]);
  }
}
