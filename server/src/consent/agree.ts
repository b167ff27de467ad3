// What a yes needs besides being said. Where anybody could have typed the address, it waits until it is confirmed from there (double opt-in, Art. 7(1)); below the
// age of Art. 8(1) it waits for a parent. What waits is no consent: the gate goes on refusing, and after some days it is forgotten.
import { company } from '#access';
import type { Ctx } from '#kit/ctx';
import { causedBy } from '#kit/decider';
import type { Id, PersonId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { announce, announcement } from '#kit/outbox';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { holdersOf, identitiesOf, isOwned, normalise } from '#people';
import { type ChannelKind, type Language, type Purpose, purposeByCode, purposeVersions, shownFor } from '#purposes';
import { forgetNamed, nameParent } from './addresses.ts';
import { type AgeBand, ageCounted, ofAgeOn } from './children.ts';
import { consentDeciders } from './deciders.ts';
import { groupOf, record, stateOf } from './events.ts';
import { newest, quietDays } from './rules.ts';
import {
  countPendingSince,
  descendsFrom,
  forgetEvent,
  type Row,
  readAges,
  readEvent,
  readLatest,
  readLatestOfAll,
  readUnconfirmed,
} from './store.ts';
import { tryStore } from './tries-store.ts';
import type { Method, NewConsent, Session } from './types.ts';

/** A yes waits for its second step. */
export const confirmationDue = announcement<{ event: Id<'cns'>; person: PersonId }>('consent.confirmation-due');
export const confirmationDays = 7;
const perDay = 5; // nobody is sent a heap of these by somebody who presses again and again
const dayMs = 86_400_000;
const youngDays = 30; // so long a younger age stands against an older one

export type Circumstances = {
  /** The channel that carried the question to the person: who answers it there has been reached there. */
  readonly heardOn?: ChannelKind | undefined;
  /** Asked for where the purpose is offered to children. */
  readonly age?: AgeBand | undefined;
  /** Where they live, ISO 3166-1: its age counts (Art. 8(1)). The company's country unless told. */
  readonly country?: string | undefined;
  /** Address of the holder of parental responsibility. */
  readonly parent?: string | undefined;
};
export type Yes = Omit<NewConsent, 'state' | 'by' | 'wording' | 'language'> & { readonly language: Language };

/** Takes the person's own yes: `given`, or `pending` while a second step is missing, which is asked for at once. A yes that stands or waits is not taken twice. Problems as `record`; `invalid` with `age-needed`, `parent-needed`, `parent-is-self` or `statement-needed`; `conflict` with `no-address`; `too-many`, also when the parent or the parent's address said no lately. */
export async function agree(
  ctx: Ctx,
  yes: Yes,
  { heardOn, age, country, parent: named }: Circumstances = {},
): Promise<'given' | 'pending'> {
  const purpose = await purposeByCode(ctx, yes.purpose);
  if (!purpose) throw new Problem('invalid', { because: 'unknown-purpose', article: '5(1)(b)' });
  if (purpose.toChildren && !age) throw new Problem('invalid', { because: 'age-needed', article: '8(1)' });
  const people = await groupOf(ctx, yes.person);
  const aged = purpose.toChildren && age ? await ageOfThese(ctx, people, age, country) : undefined;
  const isChild = aged?.isChild === true;
  const parent = named && normalise('email', named);
  if (isChild && !parent) throw new Problem('invalid', { because: 'parent-needed', article: '8(1)' });
  if (purpose.special.length > 0 && !yes.explicit) throw new Problem('invalid', { because: 'statement-needed', article: '9(2)(a)' });
  const said = { ...yes, by: 'self', wording: shownFor(purpose, yes.channel, yes.language), aged } as const;
  const waits = isChild || (mustConfirm(purpose, yes.channel) && heardOn !== yes.channel);
  if (!waits) {
    // said anew by a link it counts where it was confirmed before: a mail that is passed on does not carry it to another address
    const identity = yes.identity ?? (await addressOfYes(ctx, yes.person, yes.purpose, yes.channel));
    await record(ctx, { ...said, ...(identity && { identity }), state: 'given' });
    return 'given';
  }
  const stands = await stateOf(ctx, people, yes.purpose, yes.channel);
  if (stands === 'pending') await sendAgain(ctx, people, yes);
  if (stands === 'given' || stands === 'pending') return stands;
  const identity = mustConfirm(purpose, yes.channel) ? await mustReach(ctx, yes.person, yes.channel) : undefined;
  if ((await countPendingSince(ctx, people, new Date(ctx.now.getTime() - dayMs))) >= perDay)
    throw new Problem('too-many', { retryAfterSeconds: 3600 });
  if (aged?.isChild && parent) {
    await mayNameParent(ctx, people, yes, parent);
    const lapsesOn = ofAgeOn(aged.age, aged.country, Temporal.PlainDate.from(ctx.now.toISOString().slice(0, 10)));
    await wait(ctx, { ...said, identity, lapsesOn, evidence: parent });
  } else await wait(ctx, { ...said, identity });
  return 'pending';
}

async function ageOfThese(ctx: Ctx, people: readonly PersonId[], age: AgeBand, country: string | undefined) {
  const lately = await readAges(ctx, people, new Date(ctx.now.getTime() - youngDays * dayMs));
  return ageCounted({ age, country: country ?? (await company(ctx)).country }, lately);
}

/** Reasonable effort (Art. 8(2)): a parent has an address of their own, and a no of theirs holds for a while, whomever the child names next. */
async function mayNameParent(ctx: Ctx, people: readonly PersonId[], { purpose, channel }: Yes, parent: string): Promise<void> {
  if ((await holdersOf(ctx, 'email', parent)).some(({ person }) => people.includes(person)))
    throw new Problem('invalid', { because: 'parent-is-self', article: '8(2)' });
  const last = newest(await readLatest(ctx, people, purpose, channel));
  const row = last?.state === 'withdrawn' ? await readEvent(ctx, last.id) : undefined;
  const quietUntil = row?.by === 'parent' ? row.at.getTime() + quietDays * dayMs : 0;
  if (ctx.now.getTime() < quietUntil)
    throw new Problem('too-many', { retryAfterSeconds: Math.ceil((quietUntil - ctx.now.getTime()) / 1000) });
  await nameParent(ctx, parent);
}

/** What is waited for: whose answer, and whether it may still come. Undefined when it was forgotten. */
export type Pending = Pick<Row, 'id' | 'person' | 'purpose' | 'channel' | 'language' | 'evidence' | 'identity' | 'lapsesOn' | 'at'> & {
  readonly wording: string;
  readonly from: 'self' | 'parent';
  /** `given`: what counts now rests on this step; `waiting`: it was taken, and a further one is missing. */
  readonly state: 'open' | 'waiting' | 'given' | 'over';
};

/** A yes that waits, or waited, by the id of its event. `evidence` holds a parent's address, sealed. */
export async function lookAtPending(ctx: Ctx, event: Id<'cns'>): Promise<Pending | undefined> {
  const row = await readEvent(ctx, event);
  if (row?.state !== 'pending') return undefined;
  const [purpose] = (await purposeVersions(ctx, [{ code: row.purpose, version: row.purposeVersion }])).filter(
    ({ code, version }) => code === row.purpose && version === row.purposeVersion,
  );
  const now = await purposeByCode(ctx, row.purpose);
  if (!purpose || !now) return undefined;
  const people = await groupOf(ctx, row.person);
  const last = newest(await readLatest(ctx, people, row.purpose, row.channel));
  const mayCome = last?.id === row.id && row.purposeVersion >= now.meaning && now.active && ctx.now.getTime() < endOf(row.at);
  const isTaken = last !== undefined && (await descendsFrom(ctx, last.id, row.id));
  const isWaiting = last?.state === 'pending' && ctx.now.getTime() < endOf(last.at);
  return {
    ...row,
    wording: shownFor(purpose, row.channel, row.language ?? 'en'),
    from: row.evidence ? 'parent' : 'self',
    state: mayCome ? 'open' : isTaken && last.state === 'given' ? 'given' : isTaken && isWaiting ? 'waiting' : 'over',
  };
}

/** The second step, by the person or the parent: the yes counts from now on, or from `saidAt` where it is told late, and proof names both events. A child's yes by email or text message waits once more, for the child. Problem `expired` when it was taken back, ran out or came to mean something else; confirming twice is confirming once. */
export async function confirm(
  ctx: Ctx,
  event: Id<'cns'>,
  how: { readonly method: Method; readonly session?: Session; readonly saidAt?: Date | undefined },
): Promise<'given' | 'pending'> {
  const pending = await lookAtPending(ctx, event);
  if (pending?.state === 'given') return 'given';
  if (pending?.state === 'waiting') return 'pending';
  const row = pending?.state === 'open' ? await readEvent(ctx, event) : undefined;
  if (!pending || !row) throw new Problem('expired');
  const { person, purpose, channel, purposeVersion, explicit } = row;
  const notice = row.noticeId && row.noticeHash ? { id: row.noticeId, version: row.noticeVersion ?? 0, hash: row.noticeHash } : undefined;
  const same = {
    person,
    purpose,
    channel,
    purposeVersion,
    explicit,
    notice,
    language: row.language ?? undefined,
    wording: pending.wording,
    identity: row.identity ?? undefined,
    aged: row.age && row.country ? { age: row.age, limit: row.ageLimit ?? 16, country: row.country } : undefined,
  };
  const next = { ...same, ...how, confirms: event, by: pending.from, lapsesOn: row.lapsesOn ?? undefined } as const;
  const purposeNow = await purposeByCode(ctx, purpose);
  if (pending.from === 'parent' && purposeNow && mustConfirm(purposeNow, channel)) {
    await wait(ctx, { ...next, identity: next.identity ?? (await mustReach(ctx, person, channel)) });
    return 'pending';
  }
  await record(ctx, { ...next, state: 'given' });
  return 'given';
}

/** Every yes of these people that waits on a channel for an answer of their own, newest first. */
export async function waitingOn(ctx: Ctx, people: readonly PersonId[], channel: ChannelKind): Promise<Pending[]> {
  const found: Pending[] = [];
  const waiting = (await readLatestOfAll(ctx, people)).filter((event) => event.channel === channel && event.state === 'pending');
  for (const { id } of waiting.toSorted((one, other) => other.at.getTime() - one.at.getTime())) {
    const pending = await lookAtPending(ctx, id);
    if (pending?.state === 'open' && pending.from === 'self') found.push(pending);
  }
  return found;
}

/** Forgets what nobody confirmed in time, with everything that was kept of it; that there was one stays in the ledger. */
export async function forgetUnconfirmed(ctx: Ctx): Promise<void> {
  await forgetNamed(ctx);
  for (const row of await readUnconfirmed(ctx, new Date(ctx.now.getTime() - confirmationDays * dayMs))) {
    await tryStore.drop(ctx, row.id);
    await forgetEvent(ctx, row);
    await append(ctx, {
      kind: 'consent.unconfirmed',
      subject: row.person,
      facts: { event: row.id, purpose: row.purpose, channel: row.channel, ...causedBy(consentDeciders, 'lapsing') },
    });
    tellPages(ctx, { topic: 'consent.changed', ids: { person: row.person } });
  }
}

/** What waits because its message could not leave is asked for again; one that left is not sent twice. */
async function sendAgain(ctx: Ctx, people: readonly PersonId[], { purpose, channel }: Yes): Promise<void> {
  const waiting = newest(await readLatest(ctx, people, purpose, channel));
  if (waiting && (await tryStore.askAgain(ctx, waiting.id)))
    await announce(ctx, confirmationDue, { event: waiting.id, person: waiting.person });
}

/** The address from which the yes that stands was confirmed: only there it counts (Art. 7(1)). Undefined where none stands, or it needed no second step. */
export async function addressOfYes(ctx: Ctx, person: PersonId, purpose: string, channel: ChannelKind): Promise<Id<'idn'> | undefined> {
  const last = newest(await readLatest(ctx, await groupOf(ctx, person), purpose, channel));
  return last?.state === 'given' ? ((await readEvent(ctx, last.id))?.identity ?? undefined) : undefined;
}

async function wait(ctx: Ctx, said: Omit<NewConsent, 'state'>): Promise<void> {
  const event = await record(ctx, { ...said, state: 'pending' });
  await announce(ctx, confirmationDue, { event, person: said.person });
}

/** A claim is no address to write to, and whoever owns it would be written to about somebody else's wish. */
async function mustReach(ctx: Ctx, person: PersonId, channel: ChannelKind): Promise<Id<'idn'>> {
  const kind = channel === 'email' ? 'email' : 'phone';
  const owned = (await identitiesOf(ctx, person)).filter((each) => each.kind === kind && isOwned(each));
  const asked = owned.find(({ provedAt }) => provedAt !== null) ?? owned[0];
  if (asked) return asked.id;
  throw new Problem('conflict', {
    because: 'no-address',
    article: '7(1)',
    detail: 'Prove an address there first: a yes counts once it is confirmed from it.',
  });
}

const mustConfirm = ({ confirmOn }: Purpose, channel: ChannelKind): boolean => confirmOn.includes(channel);
const endOf = (at: Date): number => at.getTime() + confirmationDays * dayMs;
