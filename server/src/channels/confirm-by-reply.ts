// The second step of a yes by text message: one word and a code back from the number that it is about. A bare YES may answer anything, so it counts only where nothing
// else can be meant (Art. 4(11)).

import { yesIn } from '@parley/contract/stop-words';
import { company } from '#access';
import { confirm, type Pending, waitingOn } from '#consent';
import type { Taken } from '#conversations';
import type { Ctx } from '#kit/ctx';
import type { Id, InboxId, PersonId } from '#kit/ids';
import { group } from '#people';
import { type Language, purposeByCode } from '#purposes';
import type { ChannelKind } from './adapter.ts';
import { knownLanguage } from './ask-consent.ts';
import { codeOf } from './confirmation-code.ts';
import { confirmedText } from './confirmation-words.ts';
import { sayBack } from './say-back.ts';
import { sentSince } from './store.ts';
import { textSender } from './text-sender.ts';

/** Where a message came from, where that is known, to which of the company's inboxes, and when it was said, if it is told late. */
type From = {
  readonly identity: Id<'idn'> | undefined;
  readonly inbox: InboxId;
  readonly at?: Date | undefined;
  /** Also where it is not told late. */
  readonly saidAt?: Date | undefined;
};
const bareMs = 24 * 3_600_000;

/** Takes a YES for the second step that it names, as of when it was said, and says once what it was to; false for any other message, and for one that was said before it was asked. */
export async function confirmByReply(
  ctx: Ctx,
  { text, identity, inbox, at, saidAt }: { readonly text: string } & From,
  taken: Pick<Taken, 'conversation' | 'message'>,
  person: PersonId,
  channel: ChannelKind,
): Promise<boolean> {
  const yes = yesIn(text);
  if (channel !== 'sms' || !yes || !identity) return false;
  const people = await group(ctx, person);
  const waiting = await waitingOn(ctx, people, channel);
  const meant = yes.code === undefined ? await onlyOne(ctx, people, waiting, inbox) : waiting.find(({ id }) => codeOf(id) === yes.code);
  const said = yes.code === undefined ? saidAt : at; // a code shows that it was asked before; a bare one may be from a moment before the question
  if (!meant || meant.identity !== identity || (said && said < meant.at)) return false;
  await confirm(ctx, meant.id, { method: 'confirmed-reply', saidAt: at });
  const facts = await company(ctx);
  const language: Language = meant.language ?? (await knownLanguage(ctx, person)) ?? facts.language;
  const about = (await purposeByCode(ctx, meant.purpose))?.texts[language].name ?? meant.purpose;
  await sayBack(ctx, taken, confirmedText(language, facts.name, about), `confirmed/${taken.message}`);
  return true;
}

/** The question that a bare YES must mean: the only one, put lately from this very number, and the last thing that was written to them. */
async function onlyOne(
  ctx: Ctx,
  people: readonly PersonId[],
  [one, ...others]: readonly Pending[],
  inbox: InboxId,
): Promise<Pending | undefined> {
  if (!one || others.length > 0 || ctx.now.getTime() > one.at.getTime() + bareMs) return undefined;
  if ((await textSender(ctx))?.account.inbox !== inbox) return undefined;
  return (await ctx.db.maybe(sentSince, [ctx.workspace, people, one.at])) ? undefined : one;
}
