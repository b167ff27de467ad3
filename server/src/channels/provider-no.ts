// A provider's word that somebody wants no more, told of a message: it knows of a no that never came by us, so it is obeyed as the person's own (Art. 7(3), 21(2)). What an emulator tells of a message
// that was played is no wish of whoever was met outside the sandbox, and what is told twice is one no: a consent given since the first telling stands. That it was told stands with the delivery.
import type { Ctx } from '#kit/ctx';
import type { Id, InboxId, MessageId, PersonId } from '#kit/ids';
import { holdForNo } from '#people';
import type { ChannelKind } from './adapter.ts';
import { isOfOutside, stopChannel } from './obey.ts';
import { isPlay } from './played.ts';
import { stopAdvertising } from './preference.ts';
import { deliveryOf, noteNo, noteUnwanted } from './store.ts';
import { templatesTold } from './templates/store.ts';
import { why } from './words.ts';

type Heard = { readonly inbox: InboxId; readonly identity: Id<'idn'> | null; readonly isPlayed: boolean };
type About = Heard & { readonly person: PersonId; readonly channel: ChannelKind; readonly message: MessageId };

/** Whether what was told of a message counts: always, unless it was played at somebody who was met outside. `inbox` is the one that carried it. */
export const counts = async (ctx: Ctx, { inbox, isPlayed, identity }: Heard): Promise<boolean> =>
  !(await isPlay(ctx, inbox, isPlayed)) || !(await isOfOutside(ctx, identity ?? undefined));

/** What an agent reads in the place of a no that does not count. */
export const playedNo = { because: 'opted-out-played', words: why['opted-out-played'] ?? '' };

/** Obeys it, if `because` is such a word and was not told of this message before; as said now, since when it was said at the provider nobody tells: but before it `happened` that a message was held back for it, where that is told. False where it is one that does not count. */
export async function hearNo(ctx: Ctx, about: About, because: string | null, happened?: Date): Promise<boolean> {
  if (because === 'template-unusable') await ctx.db.run(templatesTold, [ctx.workspace, about.inbox, null]); // what is kept of them holds no more
  if (because !== 'opted-out' && because !== 'opted-out-of-advertising') return true;
  if (!(await counts(ctx, about))) return false;
  await holdForNo(ctx, about.person);
  if (!(await isNew(ctx, about.message, because))) return true;
  if (because === 'opted-out') await stopChannel(ctx, about.person, about.channel, 'signal');
  else await stopAdvertising(ctx, about.person, about.channel, happened);
  return true;
}

/** Whether something was not told of a message before; from now on it was. Of a message that was let go nobody knows, and a no holds. */
const firstBy =
  (noting: typeof noteNo) =>
  async (ctx: Ctx, message: MessageId, because: string): Promise<boolean> =>
    (await ctx.db.run(noting, [ctx.workspace, message, because])) > 0 ||
    (await ctx.db.maybe(deliveryOf, [ctx.workspace, message])) === undefined;
const isNew = firstBy(noteNo);
/** Whether no complaint and no unsubscribe of this message was told before; from now on one was. */
export const isFirstNo = firstBy(noteUnwanted);
