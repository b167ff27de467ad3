// A no to what comes to an address counts for everybody who shares it: what goes there by the others' records reaches whoever said it as well (Art. 7(3), 21(3)). For them it ends on that channel alone; the
// objection itself stands at whoever made it.
import { addressesOn } from '#channels';
import { withdraw } from '#consent';
import { type Ctx, withCtx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { holdForNo, sharersOf } from '#people';
import type { ChannelKind } from '#purposes';

/** Ends a purpose on each of these channels for whoever owns the address that leads to `person` there as well. Noted by the house (`agent`), and without the session in which it was said: the others said nothing, and their proof may not say that they did (Art. 5(1)(d), 7(1)). */
export async function endForSharers(
  ctx: Ctx,
  person: PersonId,
  { purpose, channels }: { readonly purpose: string; readonly channels: readonly ChannelKind[] },
): Promise<void> {
  const ending: (readonly [PersonId, ChannelKind])[] = [];
  for (const channel of channels)
    for (const sharer of await sharersOf(ctx, person, await addressesOn(ctx, person, channel))) ending.push([sharer, channel]);
  if (ending.length === 0) return;
  const everyone = new Set([person, ...ending.map(([sharer]) => sharer)]);
  for (const each of [...everyone].toSorted()) await holdForNo(ctx, each); // as whoever hears a STOP from there takes them
  const house = withCtx(ctx, { actor: { kind: 'system', id: 'sharers' } }); // who said it stands in nobody else's record, or could not be erased from it
  for (const [sharer, channel] of ending) await withdraw(house, sharer, purpose, channel, 'agent');
}
