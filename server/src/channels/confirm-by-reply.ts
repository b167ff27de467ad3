// The second step of a yes by text message: one word back from the number that it is about.
import { company } from '#access';
import { confirm, lookAtPending, pendingOn } from '#consent';
import { reply, type Taken } from '#conversations';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { group } from '#people';
import type { Language } from '#purposes';
import type { ChannelKind } from './adapter.ts';
import { knownLanguage } from './ask-consent.ts';
import { confirmedText } from './confirmation-words.ts';
import { isYes } from './stop-words.ts';

/** Takes a YES for the second step where one is waited for on this channel, and says so once; false for any other message. */
export async function confirmByReply(
  ctx: Ctx,
  text: string,
  { conversation, message }: Pick<Taken, 'conversation' | 'message'>,
  person: PersonId,
  channel: ChannelKind,
): Promise<boolean> {
  if (channel !== 'sms' || !isYes(text)) return false;
  const event = await pendingOn(ctx, await group(ctx, person), channel);
  const pending = event && (await lookAtPending(ctx, event));
  if (!pending) return false;
  await confirm(ctx, pending.id, { method: 'confirmed-reply' });
  const language: Language = pending.language ?? (await knownLanguage(ctx, person)) ?? (await company(ctx)).language;
  const words = confirmedText(language, (await company(ctx)).name);
  await reply(ctx, { conversation, text: words, purpose: 'rights-fulfilment', clientKey: `confirmed/${message}` });
  return true;
}
