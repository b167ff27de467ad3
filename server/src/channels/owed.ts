// What somebody whose data came from elsewhere is owed with the first message to them: the way to the notice (Art. 14(3)(b)). Told is only what left with it; in the chat the notice stands beside the words.
import { centreKey } from '#access';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { hastenNotice, isOwedNotice, lastNotice, noticeShown, wouldTell } from '#people';
import { currentNotice, type Language } from '#purposes';
import type { Adapter, Outbound } from './adapter.ts';

const spoken: readonly string[] = ['en', 'de', 'fr', 'es'];

/** Undefined for whom nothing is owed; null where it does not go with this message: no notice is published, the provider takes only words that it approved, or they had this very notice, which lacks it. */
export async function owedNotice(
  ctx: Ctx,
  person: PersonId,
  {
    adapter,
    language,
    takesWords,
  }: { readonly adapter: Pick<Adapter, 'reaches'>; readonly language: string; readonly takesWords: boolean },
): Promise<Outbound['owed']> {
  if (adapter.reaches === 'visitor' || !(await isOwedNotice(ctx, person))) return undefined;
  const notice = takesWords ? await currentNotice(ctx, (spoken.includes(language) ? language : 'en') as Language) : undefined;
  if (!notice) return null;
  // had by one of two who were joined, it may still tell the other
  if ((await lastNotice(ctx, person)) === notice.id && !(await wouldTell(ctx, person, notice.id))) return null;
  return { notice: notice.id, url: `${config.of(ctx).publicUrl}/privacy/${await centreKey(ctx)}/notice` };
}

/** It has left, to them and not to the emulator: what the notice names is told, and the rest is due at once. */
export async function owedHasLeft(ctx: Ctx, person: PersonId, owed: Outbound['owed']): Promise<void> {
  if (owed === undefined) return;
  if (owed) await noticeShown(ctx, person, owed.notice, 'message');
  await hastenNotice(ctx, person, 'communication');
}
