// A word such as STOP is obeyed in the transaction that takes it in: before anything else can leave. What it ends is the channel, not the person's case: whoever
// writes again is answered.

import { isUnmistakable, type Word, wishIn, yesIn } from '@parley/contract/stop-words';
import { centreKey, company } from '#access';
import { type Method, newest, readLatestOfAll, record, withdraw } from '#consent';
import { houseAnswered, purposeAnswered, type Taken } from '#conversations';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import type { Id, MessageId, PersonId } from '#kit/ids';
import { group, holdForNo } from '#people';
import { listPurposes, type Purpose, purposeByCode } from '#purposes';
import type { ChannelKind, Inbound } from './adapter.ts';
import { adapterOf } from './adapters.ts';
import { knownLanguage } from './ask-consent.ts';
import { confirmByReply } from './confirm-by-reply.ts';
import { isPlay } from './played.ts';
import { sayBack } from './say-back.ts';
import { answerIn } from './stop-answers.ts';
import { isMetOutside } from './store.ts';

/** Ends everything on a channel that the law does not demand: consents, and what never rested on one (Art. 7(3), 21(2)). Gives whether anything changed. A wish that was said `at` a time and is
 * told late ends nothing that is younger. */
export async function stopChannel(
  ctx: Ctx,
  person: PersonId,
  channel: ChannelKind,
  method: Method,
  at?: Date,
  said?: 'agent',
): Promise<boolean> {
  const latest = at ? await latestOn(ctx, person, channel) : [];
  let changed = false;
  for (const { code } of (await listPurposes(ctx)).filter(endsWithStop)) {
    const stand = newest(latest.filter(({ purpose }) => purpose === code));
    if (at && stand && stand.at >= at) continue;
    changed = (await withdraw(ctx, person, code, channel, method, undefined, at, said)).changed || changed;
  }
  return changed;
}

/** Whether a played wish would speak for somebody who was met outside the sandbox; in doubt it would. */
export const isOfOutside = async (ctx: Ctx, identity: Id<'idn'> | undefined): Promise<boolean> =>
  identity === undefined || (await ctx.db.one(isMetOutside, [ctx.workspace, identity])).is;

/** What was said last on a channel by a person and whoever was merged into them. */
export const latestOn = async (ctx: Ctx, person: PersonId, channel: ChannelKind) =>
  (await readLatestOfAll(ctx, await group(ctx, person))).filter((event) => event.channel === channel);

/** `identity`: who wrote, where that is known; otherwise it may be anybody who was met outside. `isPlayed`: with the sandbox of the company on. */
type Said = Pick<Inbound, 'inbox' | 'text' | 'wish' | 'isAnswered' | 'automatic' | 'saidAt'> & {
  readonly identity: Id<'idn'> | undefined;
  readonly isPlayed?: boolean;
  readonly others?: readonly PersonId[]; // a stop is theirs as well: one address leads to them and to whoever wrote
};
/** For whoever takes in what may be such a word, before they lock its thread: a no waits for what is being sent, and that for the thread. */
export async function holdIfWord(ctx: Ctx, { wish, text }: Pick<Said, 'wish' | 'text'>, ...people: readonly PersonId[]): Promise<void> {
  if (wish || wishIn(text)) for (const each of people.toSorted()) await holdForNo(ctx, each);
}

/**
 * Does what a message of one word wishes, and answers once; any other message changes nothing. What is played in the sandbox gives nothing, and ends only what is of somebody who was met by playing alone:
 * a colleague's word is nobody's consent, and no withdrawal of whoever wrote outside (Art. 5(1)(d), 7(1)). An account that is a sandbox by itself gives to those alone who were met there.
 */
export async function obey(
  ctx: Ctx,
  inbound: Said,
  taken: Pick<Taken, 'conversation' | 'message'>,
  person: PersonId,
  channel: ChannelKind,
): Promise<void> {
  const word = await wordOf(ctx, inbound, taken, person, channel);
  if (!word && !yesIn(inbound.text)) return;
  const isPlayed = await isPlay(ctx, inbound.inbox, inbound.isPlayed === true);
  const at = lateSince(ctx, inbound);
  const isShown = isPlayed && (await isOfOutside(ctx, inbound.identity)); // answered in the sandbox, and no more
  const mayGive = !inbound.isPlayed && !isShown;
  if (mayGive && !inbound.automatic && (await confirmByReply(ctx, { ...inbound, at }, taken, person, channel))) return;
  if (!word || (word.wish === 'start' && !mayGive)) return;
  const method = 'stop-word';
  const changed =
    word.wish === 'help' ||
    isShown ||
    (await (word.wish === 'stop'
      ? stopChannel(ctx, person, channel, method, at)
      : resume(ctx, person, channel, { method, ...(at && { at }) })));
  if (word.wish === 'stop' && !isShown) for (const each of inbound.others ?? []) await stopChannel(ctx, each, channel, method, at, 'agent'); // it is not known who of them wrote
  if (!changed || inbound.isAnswered === true || inbound.automatic) return; // said once, by us or by the provider
  const text = await answerTo(ctx, word, person);
  await sayBack(ctx, taken, text, keyOf(ctx, word, taken));
}

/** Where people talk a word counts that can be no answer, any that ends messages if it answers advertising, and START and HELP right below an answer of the house; what it means else is for whoever reads it. */
async function wordOf(
  ctx: Ctx,
  { wish, text }: Said,
  { message }: Pick<Taken, 'message'>,
  person: PersonId,
  channel: ChannelKind,
): Promise<Word | undefined> {
  const word = wish ? { wish, language: undefined } : wishIn(text);
  if (!word) return undefined;
  const isClear = adapterOf(channel).capabilities.stopWords === true || isUnmistakable(text);
  if (!isClear && !(await (word.wish === 'stop' ? answersAdvertising : answersTheHouse)(ctx, message))) return undefined;
  const isElsewhere = word.onlyIn && word.onlyIn !== ((await knownLanguage(ctx, person)) ?? (await company(ctx)).language);
  return isElsewhere ? undefined : word;
}

async function answersAdvertising(ctx: Ctx, message: MessageId): Promise<boolean> {
  const purpose = await purposeAnswered(ctx, message);
  return purpose !== undefined && (await purposeByCode(ctx, purpose))?.advertising === true;
}

/** The house names its words where it answers one of them: whoever writes one below that means it (record 100). */
async function answersTheHouse(ctx: Ctx, message: MessageId): Promise<boolean> {
  const key = await houseAnswered(ctx, message);
  return key !== undefined && [keyBegins.word, keyBegins.help].some((begin) => key.startsWith(begin));
}

/** When it was said, where it came so late that something younger may stand; providers' clocks and ours may differ by less. */
const lateSince = ({ now }: Ctx, { saidAt }: Pick<Said, 'saidAt'>): Date | undefined =>
  saidAt && now.getTime() - saidAt.getTime() > lateMs ? saidAt : undefined;
const lateMs = 120_000;

/** Who asks for help again and again, or in another's name, is answered once a day. It names no person: it stays in the thread when a merge is taken apart. */
const keyOf = (ctx: Ctx, { wish }: Word, taken: Pick<Taken, 'conversation' | 'message'>): string =>
  wish === 'help'
    ? `${keyBegins.help}${taken.conversation}/${ctx.now.toISOString().slice(0, 10)}`
    : `${keyBegins.word}${taken.message}/${wish}`;
const keyBegins = { word: 'word/', help: 'help/' } as const;

const endsWithStop = ({ about, acts, lawfulBasis }: Purpose): boolean =>
  about === 'person' && acts.includes('send') && lawfulBasis !== 'legal-obligation';

/** Ends the stop of what rests on no consent, unless it is younger than this wish. A consent that was taken back stays so until it is given again, with what was shown. A wish with a time is
 * written down also where nothing was stopped: the stop before it may be told later. */
export async function resume(
  ctx: Ctx,
  person: PersonId,
  channel: ChannelKind,
  { method, at }: { readonly method: Method; readonly at?: Date },
): Promise<boolean> {
  const latest = await latestOn(ctx, person, channel);
  let changed = false;
  for (const { code } of (await listPurposes(ctx)).filter((each) => endsWithStop(each) && each.lawfulBasis === 'contract')) {
    const stand = newest(latest.filter(({ purpose }) => purpose === code));
    const isStopped = stand?.state === 'withdrawn';
    if (at ? stand && stand.at >= at : !isStopped) continue;
    await record(ctx, { person, purpose: code, channel, state: 'expired', method, by: 'self', saidAt: at });
    changed ||= isStopped;
  }
  return changed;
}

async function answerTo(ctx: Ctx, { wish, language: spoken }: Word, person: PersonId): Promise<string> {
  const facts = await company(ctx);
  const privacy = `${config.of(ctx).publicUrl}/privacy/${await centreKey(ctx)}`;
  const said = { company: facts.name, contact: facts.contactEmail ?? '–', privacy };
  return answerIn(wish, [await knownLanguage(ctx, person), spoken, facts.language], said);
}
