// A provider's word that somebody wants no more, told of a message: it knows of a no that never came by us, so it is obeyed as the person's own (Art. 7(3), 21(2)). What an emulator tells of a message
// that was played is no wish of whoever was met outside the sandbox, and what is told twice is one no: a consent given since the first telling stands.
import type { Ctx } from '#kit/ctx';
import type { Id, PersonId } from '#kit/ids';
import type { ChannelKind } from './adapter.ts';
import { isOfOutside, stopChannel } from './obey.ts';
import { stopAdvertising } from './preference.ts';

type About = { readonly person: PersonId; readonly channel: ChannelKind; readonly identity: Id<'idn'> | null; readonly isPlayed: boolean };

/** Whether what was told of a message counts: always, unless it was played at somebody who was met outside. */
export const counts = async (ctx: Ctx, { isPlayed, identity }: Pick<About, 'isPlayed' | 'identity'>): Promise<boolean> =>
  !isPlayed || !(await isOfOutside(ctx, identity ?? undefined));

/** Obeys it, if `because` is such a word; `writtenAt` is given where it was told before, and is when the message was written. */
export async function hearNo(ctx: Ctx, about: About, because: string | null, writtenAt?: Date): Promise<void> {
  if ((because !== 'opted-out' && because !== 'opted-out-of-advertising') || !(await counts(ctx, about))) return;
  const { person, channel } = about;
  if (because === 'opted-out') await stopChannel(ctx, person, channel, 'signal', writtenAt);
  else await stopAdvertising(ctx, person, channel, writtenAt);
}
