// What a yes needs besides being said. Where anybody could have typed the address, it waits until it is confirmed from there (double opt-in, Art. 7(1)); below the
// age of Art. 8(1) it waits for a parent. What waits is no consent: the gate goes on refusing, and after some days it is forgotten.
import { company } from '#access';
import type { Ctx } from '#kit/ctx';
import type { Id, PersonId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { announce, announcement } from '#kit/outbox';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { identitiesOf, isOwned } from '#people';
import { type ChannelKind, type Language, type Purpose, purposeByCode, purposeVersions, statementFor, wordingFor } from '#purposes';
import { type AgeBand, needsParent, ofAgeOn } from './children.ts';
import { groupOf, record, stateOf } from './events.ts';
import { newest } from './rules.ts';
import { countPendingSince, forgetEvent, isConfirmed, type Row, readEvent, readLatest, readLatestOfAll, readUnconfirmed } from './store.ts';
import type { Method, NewConsent, Session } from './types.ts';

/** A yes waits for its second step. */
export const confirmationDue = announcement<{ event: Id<'cns'>; person: PersonId }>('consent.confirmation-due');
export const confirmationDays = 7;
const perDay = 5; // nobody is sent a heap of these by somebody who presses again and again
const dayMs = 86_400_000;

export type Circumstances = {
  /** The channel that carried the question to the person: who answers it there has been reached there. */
  readonly heardOn?: ChannelKind | undefined;
  /** Asked for where the purpose is offered to children. */
  readonly age?: AgeBand | undefined;
  /** Address of the holder of parental responsibility. */
  readonly parent?: string | undefined;
};
export type Yes = Omit<NewConsent, 'state' | 'by' | 'wording' | 'language'> & { readonly language: Language };

/** Takes the person's own yes: `given`, or `pending` while a second step is missing, which is asked for at once. A yes that stands or waits is not taken twice. Problems as `record`; `invalid` with `age-needed`, `parent-needed` or `statement-needed`; `conflict` with `no-address`; `too-many`. */
export async function agree(ctx: Ctx, yes: Yes, { heardOn, age, parent }: Circumstances = {}): Promise<'given' | 'pending'> {
  const purpose = await purposeByCode(ctx, yes.purpose);
  if (!purpose) throw new Problem('invalid', { because: 'unknown-purpose', article: '5(1)(b)' });
  const { country } = await company(ctx);
  if (purpose.toChildren && !age) throw new Problem('invalid', { because: 'age-needed', article: '8(1)' });
  const isChild = purpose.toChildren && age !== undefined && needsParent(age, country);
  if (isChild && !parent) throw new Problem('invalid', { because: 'parent-needed', article: '8(1)' });
  if (purpose.special.length > 0 && !yes.explicit) throw new Problem('invalid', { because: 'statement-needed', article: '9(2)(a)' });
  const said = { ...yes, by: 'self', wording: shownFor(purpose, yes.channel, yes.language) } as const;
  const waits = isChild || (mustConfirm(purpose, yes.channel) && heardOn !== yes.channel);
  if (!waits) {
    await record(ctx, { ...said, state: 'given' });
    return 'given';
  }
  const people = await groupOf(ctx, yes.person);
  const stands = await stateOf(ctx, people, yes.purpose, yes.channel);
  if (stands === 'given' || stands === 'pending') return stands;
  if (!isChild) await mustReach(ctx, yes.person, yes.channel);
  if ((await countPendingSince(ctx, people, new Date(ctx.now.getTime() - dayMs))) >= perDay)
    throw new Problem('too-many', { retryAfterSeconds: 3600 });
  const lapsesOn = isChild ? ofAgeOn(age, country, Temporal.PlainDate.from(ctx.now.toISOString().slice(0, 10))) : undefined;
  await wait(ctx, { ...said, lapsesOn, evidence: isChild ? parent : undefined });
  return 'pending';
}

/** What is waited for: whose answer, and whether it may still come. Undefined when it was forgotten. */
export type Pending = Pick<Row, 'id' | 'person' | 'purpose' | 'channel' | 'language' | 'evidence'> & {
  readonly wording: string;
  readonly from: 'self' | 'parent';
  readonly state: 'open' | 'given' | 'over';
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
  const isGiven = last?.state === 'given' && (await isConfirmed(ctx, row.id));
  return {
    ...row,
    wording: shownFor(purpose, row.channel, row.language ?? 'en'),
    from: row.evidence ? 'parent' : 'self',
    state: mayCome ? 'open' : isGiven ? 'given' : 'over',
  };
}

/** The second step, by the person or the parent: the yes counts from now on, and proof names both events. A child's yes by email or text message waits once more, for the child. Problem `expired` when it was taken back, ran out or came to mean something else; confirming twice is confirming once. */
export async function confirm(
  ctx: Ctx,
  event: Id<'cns'>,
  how: { readonly method: Method; readonly session?: Session },
): Promise<'given' | 'pending'> {
  const pending = await lookAtPending(ctx, event);
  if (pending?.state === 'given') return 'given';
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
  };
  const next = { ...same, ...how, confirms: event, by: pending.from, lapsesOn: row.lapsesOn ?? undefined } as const;
  const purposeNow = await purposeByCode(ctx, purpose);
  if (pending.from === 'parent' && purposeNow && mustConfirm(purposeNow, channel)) {
    await mustReach(ctx, person, channel);
    await wait(ctx, next);
    return 'pending';
  }
  await record(ctx, { ...next, state: 'given' });
  return 'given';
}

/** The yes of these people that waits on a channel for an answer of their own; undefined without one. */
export async function pendingOn(ctx: Ctx, people: readonly PersonId[], channel: ChannelKind): Promise<Id<'cns'> | undefined> {
  const waiting = (await readLatestOfAll(ctx, people)).filter((event) => event.channel === channel && event.state === 'pending');
  for (const { id } of waiting.toSorted((one, other) => other.at.getTime() - one.at.getTime())) {
    const pending = await lookAtPending(ctx, id);
    if (pending?.state === 'open' && pending.from === 'self') return id;
  }
  return undefined;
}

/** Forgets what nobody confirmed in time, with everything that was kept of it; that there was one stays in the ledger. */
export async function forgetUnconfirmed(ctx: Ctx): Promise<void> {
  for (const row of await readUnconfirmed(ctx, new Date(ctx.now.getTime() - confirmationDays * dayMs))) {
    await forgetEvent(ctx, row);
    await append(ctx, {
      kind: 'consent.unconfirmed',
      subject: row.person,
      facts: { event: row.id, purpose: row.purpose, channel: row.channel },
    });
    tellPages(ctx, { topic: 'consent.changed', ids: { person: row.person } });
  }
}

async function wait(ctx: Ctx, said: Omit<NewConsent, 'state'>): Promise<void> {
  const event = await record(ctx, { ...said, state: 'pending' });
  await announce(ctx, confirmationDue, { event, person: said.person });
}

/** A claim is no address to write to, and whoever owns it would be written to about somebody else's wish. */
async function mustReach(ctx: Ctx, person: PersonId, channel: ChannelKind): Promise<void> {
  const kind = channel === 'email' ? 'email' : 'phone';
  if ((await identitiesOf(ctx, person)).some((each) => each.kind === kind && isOwned(each))) return;
  throw new Problem('conflict', {
    because: 'no-address',
    article: '7(1)',
    detail: 'Prove an address there first: a yes counts once it is confirmed from it.',
  });
}

const mustConfirm = ({ confirmOn }: Purpose, channel: ChannelKind): boolean => confirmOn.includes(channel);
const shownFor = (purpose: Purpose, channel: ChannelKind, language: Language): string =>
  statementFor(purpose, channel, language) ?? wordingFor(purpose, channel, language);
const endOf = (at: Date): number => at.getTime() + confirmationDays * dayMs;
