// What the gate allows right now for one person, over every purpose and channel: the agent sees the answer before trying.
import type { Answer } from '@parley/contract';
import { carriesPurpose, reachOf } from '#access';
import { isByLink, newest, readLatestOfAll } from '#consent';
import { isLive } from '#keys';
import type { Ctx, Spot } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { group } from '#people';
import { type ChannelKind, type Language, listPurposes, type Purpose } from '#purposes';
import { agreementOf, type Standing } from '#vendors';
import { obstacles } from './facts.ts';
import { type Asked, judge, no, type PersonFacts, type Verdict, type Way } from './rules.ts';
import { readStanding } from './store.ts';
import type { Decision } from './types.ts';
import { wordsFor } from './words.ts';

/** What only later rooms know: by which channels the person can be reached, and when they wrote what would be answered on one of them. */
export type Known = {
  readonly ways?: ReadonlyMap<ChannelKind, Way>;
  readonly answering?: { readonly channel: ChannelKind; readonly at: Date } | undefined;
  /** Where it would be said. */
  readonly spot?: Spot | undefined;
};

/** `ofPerson` is what would be said to somebody whose role covers the purpose: what stands on the person's side. */
export type Allowance = Answer<'readAllowances'>['items'][number] & { readonly ofPerson: Decision };

/** One line per purpose for customers and channel: may something be sent (or, where nothing is ever sent, read)? Names in the language asked for, reasons in English or German. What `known` leaves out is not judged. */
export async function allowances(ctx: Ctx, person: PersonId, language: Language, known: Known = {}): Promise<Allowance[]> {
  const people = await group(ctx, person);
  const isErased = people[0] === undefined || !(await isLive(ctx, people[0]));
  const events = await readLatestOfAll(ctx, people);
  const obstacle = obstacles(await readStanding(ctx, people));
  const carriers = await standings(ctx, known);
  const reach = await reachOf(ctx);
  const words = language === 'de' ? 'de' : 'en';
  return (await listPurposes(ctx))
    .filter((purpose) => purpose.about === 'person')
    .flatMap((purpose) =>
      purpose.channels.map((channel) => {
        const event = newest(events.filter((each) => each.purpose === purpose.code && each.channel === channel));
        const consent = { state: event?.state ?? ('none' as const), at: event?.at ?? null, isByLink: isByLink(event?.method) };
        const isOfRole = reach === undefined || carriesPurpose(reach, purpose.code, known.spot, people);
        const named = { purpose: purpose.texts[words].name, channel, recipient: recipientOn(known, channel) };
        const inWords = (verdict: Verdict): Decision => ({ ...verdict, words: wordsFor(verdict.because, words, named) });
        const ofPerson = inWords(judgeOne(purpose, channel, { isErased, ...obstacle, consent }, known, carriers));
        const decision = isOfRole ? ofPerson : inWords(no('purpose-not-of-role'));
        const { code, lawfulBasis, texts } = purpose;
        return { purpose: code, purposeName: texts[language].name, lawfulBasis, channel, decision, ofPerson };
      }),
    );
}

function judgeOne(
  purpose: Purpose,
  channel: ChannelKind,
  person: PersonFacts,
  known: Known,
  carriers: ReadonlyMap<string, Standing>,
): Verdict {
  const act = purpose.acts.includes('send') ? 'send' : 'reveal';
  const recipient = act === 'send' ? recipientOn(known, channel) : null;
  const asked: Asked = {
    act,
    purpose: purpose.code,
    about: 'person',
    channel,
    recipient,
    answering: known.answering?.channel === channel ? known.answering.at : null,
    isOfRole: true,
  };
  const standing = recipient === null ? null : (carriers.get(recipient) ?? null);
  return judge(asked, { purpose, categories: [], recipient: standing, person, way: known.ways?.get(channel) });
}

/** Each carrier is looked up once, however many purposes use it. */
async function standings(ctx: Ctx, { ways }: Known): Promise<ReadonlyMap<string, Standing>> {
  const found = new Map<string, Standing>();
  for (const way of ways?.values() ?? [])
    if (way.state === 'open' && way.recipient !== null) found.set(way.recipient, await agreementOf(ctx, way.recipient));
  return found;
}

function recipientOn({ ways }: Known, channel: ChannelKind): string | null {
  const way = ways?.get(channel);
  return way?.state === 'open' ? way.recipient : null;
}
