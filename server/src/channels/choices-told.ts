// Which messages lead to the person's choices (Art. 7(3), 12(2)): every mail, all that begins with us, and the first answer in a while on every other channel. Not each line of a
// talk: whoever was led there lately knows the way, and a text message is paid by its length (record 096).
import { lengthOf } from '@parley/contract/text-length';
import { company } from '#access';
import { conversation, type MessageFacts } from '#conversations';
import type { Ctx } from '#kit/ctx';
import { type ConversationId, newId } from '#kit/ids';
import { group } from '#people';
import { purposeByCode } from '#purposes';
import type { Opened } from './accounts.ts';
import type { Adapter, Outbound } from './adapter.ts';
import { textOf } from './adapters/sms/words.ts';
import { leaveLinks } from './choice-link.ts';
import { owedNotice } from './owed.ts';
import { ledLately } from './store.ts';

/** An answer leads there again after so long. */
export const ledDays = 30;
type About = Pick<MessageFacts, 'person' | 'author'> & { readonly id: string };

/** Whether this message leads to the choices. Where people read words as they are kept nothing is added: the chat's own menu leads there. */
export async function leadsToChoices(ctx: Ctx, { name, capabilities }: Adapter, message: About, use: 'reply' | 'start'): Promise<boolean> {
  if (capabilities.liesHere) return false;
  if (use === 'start' || name === 'email') return true;
  if (message.author.kind !== 'staff') return false; // the house answers STOP and the like in a few words, and about the choice itself
  const since = new Date(ctx.now.getTime() - ledDays * 86_400_000);
  return (await ctx.db.maybe(ledLately, [ctx.workspace, await group(ctx, message.person), name, since, message.id])) === undefined;
}

type Said = Pick<Outbound, 'text' | 'language' | 'preferencesUrl' | 'isAdvertising' | 'owed'>;
/** Whether the words and the links fit into one message of the channel. */
export function fits({ adapter, account }: Pick<Opened, 'adapter' | 'account'>, said: Said): boolean {
  const longest = adapter.longest?.(account.settings);
  return !longest || lengthOf(textOf(said), longest.counts) <= longest.most;
}

/** Whether the way to the choices stands below. Advertising never leaves without it; what we owe somebody does not fail for want of room. */
export const roomFor = (opened: Pick<Opened, 'adapter' | 'account'>, said: Said): boolean =>
  said.isAdvertising === true || fits(opened, said);

/** What would stand below the words of a message written now, by whether it answers (`reply`) or begins with us for a purpose that is no advertising (`start`), as long as it will be; the link leads nowhere. Empty where nothing is added. */
export async function linkBelow(ctx: Ctx, id: ConversationId, { adapter }: Opened): Promise<{ reply: string; start: string }> {
  const { person } = await conversation(ctx, id);
  if (adapter.name === 'email' || adapter.capabilities.liesHere) return { reply: '', start: '' };
  const { language } = await company(ctx);
  const below = {
    text: '',
    language,
    preferencesUrl: undefined,
    owed: await owedNotice(ctx, person, { adapter, language, takesWords: true }),
  };
  const start = textOf({ ...below, preferencesUrl: await blankLink(ctx, adapter.name, 'service-conversation') });
  const leads = await leadsToChoices(ctx, adapter, { person, id: '', author: { kind: 'staff', id: '' } }, 'reply');
  return { reply: leads ? start : textOf(below), start };
}

/** The same below what goes to many for a purpose, in a language. */
export async function linkBelowMany(ctx: Ctx, { name }: Adapter, purpose: string, language: string): Promise<string> {
  const isAdvertising = (await purposeByCode(ctx, purpose))?.advertising !== false;
  return textOf({ text: '', language, isAdvertising, preferencesUrl: await blankLink(ctx, name, purpose) });
}

const blankLink = async (ctx: Ctx, channel: Adapter['name'], purpose: string): Promise<string> =>
  (await leaveLinks(ctx, newId('per'), purpose, channel)).preferencesUrl.replace(/[^/]+$/, (token) => 'x'.repeat(token.length));
