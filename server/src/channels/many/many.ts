// One text to many: from which inbox, as what, and whom of them it would reach there now. What is told here before anything is written holds again when each message leaves.
import { inboxOf, latestConversation } from '#conversations';
import type { Ctx } from '#kit/ctx';
import type { InboxId, PersonId } from '#kit/ids';
import { reachableBy } from '#people';
import type { Language } from '#purposes';
import { accountOf } from '../accounts.ts';
import type { ChannelKind } from '../adapter.ts';
import { leaveInChat } from '../adapters/way-out.ts';
import { isLent } from '../adapters/web-chat/store.ts';
import { startOfOldest } from '../adapters/web-chat/visits.ts';
import { adapterOf } from '../adapters.ts';
import { linkBelowMany } from '../choices-told.ts';
import { standingOf } from '../window.ts';
import type { Campaigning } from './campaigning.ts';
import { chatsIn, heardIn } from './store.ts';

const languages: readonly Language[] = ['en', 'de', 'fr', 'es'];
export type Many = {
  readonly campaigning: Campaigning;
  /** For how long after somebody wrote they may get one; null where at any time. */
  readonly hours: number | null;
};

/** As what one text may go to many from an inbox. Problem `not-found`. */
export async function manyFrom(ctx: Ctx, inbox: InboxId): Promise<Many> {
  const { adapter, account } = await accountOf(ctx, inbox);
  const { window } = adapter.capabilities;
  return { campaigning: adapter.campaigns(account.settings), hours: window && !window.templates ? window.hours : null };
}

/** The step to unsubscribe as it stands below the words, by language, as long as it will be; its link leads nowhere. Empty where nothing is added to the words. */
export async function leaveShown(
  ctx: Ctx,
  inbox: InboxId,
  { campaigning }: Many,
  purpose = 'marketing',
): Promise<Readonly<Record<Language, string>>> {
  const { channel } = await inboxOf(ctx, inbox);
  const shown: Partial<Record<Language, string>> = {};
  for (const language of languages) {
    const isWords = campaigning.may && campaigning.form === 'words';
    shown[language] = isWords ? leaveKept(channel, language).text || (await linkBelowMany(ctx, adapterOf(channel), purpose, language)) : '';
  }
  return shown as Record<Language, string>;
}

/** The step to unsubscribe that must be kept with the words, where people read them as they are kept; nothing on any other channel. */
export const leaveKept = (channel: ChannelKind, language: string): { readonly text: string; readonly choices: readonly string[] } =>
  adapterOf(channel).capabilities.liesHere ? leaveInChat(language) : { text: '', choices: [] };

/** Whether what somebody would be written in an inbox would lie open at a kiosk: their latest thread there goes on at a device of the company's alone. */
export async function liesAtKiosk(ctx: Ctx, inbox: InboxId, person: PersonId): Promise<boolean> {
  if (!adapterOf((await inboxOf(ctx, inbox)).channel).capabilities.liesHere) return false;
  const thread = await latestConversation(ctx, person, inbox);
  return thread !== undefined && (await ctx.db.maybe(isLent, [ctx.workspace, thread.id])) !== undefined;
}

/** Whom of these people, without whoever is merged with them, a message from an inbox would reach now; who is left out has no address there. */
export async function reachedFrom(ctx: Ctx, inbox: InboxId, people: readonly PersonId[]): Promise<Map<PersonId, 'open' | 'window-closed'>> {
  const adapter = adapterOf((await inboxOf(ctx, inbox)).channel);
  const { window } = adapter.capabilities;
  if (adapter.reaches === 'visitor') {
    const rows = await ctx.db.all(chatsIn, [ctx.workspace, inbox, people, startOfOldest(ctx.now)]);
    return new Map(rows.map(({ person }) => [person, 'open']));
  }
  if (adapter.reaches !== 'account')
    return new Map([...(await reachableBy(ctx, people, adapter.reaches))].map((person) => [person, 'open']));
  const rows = await ctx.db.all(heardIn, [ctx.workspace, inbox, people]);
  const isOpen = (at: Date) => !window || window.templates === true || standingOf(window, at, ctx.now).state === 'open';
  return new Map(rows.map(({ person, at }) => [person, isOpen(at) ? 'open' : 'window-closed']));
}
