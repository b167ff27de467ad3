// The door of consent: what people agreed to, refused and withdrew, with proof of what they were shown (Art. 7(1)). Append-only.

import { isLive, openMany, type Permit, seal } from '#keys';
import type { Ctx } from '#kit/ctx';
import { type Id, newId, type PersonId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { Problem } from '#kit/problem';
import type { Sealed } from '#kit/seal';
import { append } from '#ledger';
import { group } from '#people';
import { type ChannelKind, type Language, listPurposes, purposeByCode, wordingFor } from '#purposes';
import { isProtective, missingProof, newest, whyNot } from './rules.ts';
import { addEvent, type Row, readEvents, readLatest, readLatestOfAll } from './store.ts';
import type { ConsentEvent, ConsentState, Method, NewConsent, Session, State, VersionedEvent } from './types.ts';

export { context as dpvContext } from './receipt/context.ts';
export { consentDocument } from './receipt/receipt.ts';
export { newest, type WhyNotAsk, whyNotAsk } from './rules.ts';
export { latestConsentSql, readLatestOfAll } from './store.ts';
export type { ConsentEvent, ConsentState, Method, NewConsent, Session, State } from './types.ts';

/** Records one event with its proof. A no is always taken; a yes needs an active purpose that rests on consent, and proof: Problems `conflict`, `invalid`, `erased`. */
export async function record(ctx: Ctx, consent: NewConsent): Promise<Id<'cns'>> {
  const purpose = await purposeByCode(ctx, consent.purpose);
  const because = whyNot(consent, purpose);
  if (!purpose || because === 'unknown-purpose') throw new Problem('invalid', { because: 'unknown-purpose', article: '5(1)(b)' });
  if (because) throw new Problem('conflict', { because, article: because === 'inactive' ? '25(2)' : '6(1)(a)' });
  const missing = missingProof(consent);
  if (missing.length > 0)
    throw new Problem('invalid', {
      because: 'proof-missing',
      article: '7(1)',
      fields: missing.map((part) => ({ path: `/${part}`, message: 'A yes counts only with proof of what was shown.' })),
    });
  const event = await write(ctx, consent, purpose.version);
  // a no holds for everyone who is this person, also if the merge is taken apart later
  if (isProtective(consent.state))
    for (const other of await stillAgreeing(ctx, consent)) await write(ctx, { ...consent, person: other }, purpose.version);
  return event;
}

/** Takes a consent back (Art. 7(3)), or stops a purpose on a channel that never rested on consent. Repeating it, or doing it for an erased person, changes nothing and succeeds. */
export async function withdraw(
  ctx: Ctx,
  person: PersonId,
  purpose: string,
  channel: ChannelKind,
  method: Method,
  session?: Session,
): Promise<{ changed: boolean }> {
  if (!(await isLive(ctx, person))) return { changed: false };
  const people = await groupOf(ctx, person);
  if ((await stateOf(ctx, people, purpose, channel)) === 'withdrawn') {
    const said = (await readLatestOfAll(ctx, people)).filter((event) => event.purpose === purpose && event.channel === channel);
    // what a signal ended a signal may lift: a no in the person's own words outlives it
    if (newest(said)?.method === 'signal' && method !== 'signal')
      await record(ctx, { person, purpose, channel, state: 'withdrawn', method, by: method === 'agent' ? 'agent' : 'self', session });
    return { changed: false };
  }
  await record(ctx, { person, purpose, channel, state: 'withdrawn', method, by: method === 'agent' ? 'agent' : 'self', session });
  return { changed: true };
}

/** Where consent stands for a purpose on a channel over people who are one: the newest event of any of them wins. */
export async function stateOf(ctx: Ctx, people: readonly PersonId[], purpose: string, channel: ChannelKind): Promise<State | 'none'> {
  return newest(await readLatest(ctx, people, purpose, channel))?.state ?? 'none';
}

/** The choices of a person over the whole merged group: every purpose that asks for consent and is on, per channel, and those that are off but still agreed to. */
export async function statesOf(ctx: Ctx, person: PersonId, language: Language): Promise<ConsentState[]> {
  const latest = await readLatestOfAll(ctx, await groupOf(ctx, person));
  return (await listPurposes(ctx))
    .filter(({ lawfulBasis }) => lawfulBasis === 'consent')
    .flatMap((purpose) =>
      purpose.channels.flatMap((channel) => {
        const event = newest(latest.filter((each) => each.purpose === purpose.code && each.channel === channel));
        if (!purpose.active && event?.state !== 'given') return [];
        const { name: purposeName, description } = purpose.texts[language];
        const stand = { state: event?.state ?? ('none' as const), at: event?.at.toISOString() ?? null };
        return [{ purpose: purpose.code, purposeName, description, channel, ...stand, wording: wordingFor(purpose, channel, language) }];
      }),
    );
}

/** Every event of a person and whoever was merged into them, newest first, at most 500; needs a permit that names `consent_events.wording`. */
export async function history(ctx: Ctx, permit: Permit, person: PersonId, language: Language): Promise<ConsentEvent[]> {
  return (await versionedHistory(ctx, permit, person, language)).map(({ purposeVersion: _, ...event }) => event);
}

/** The same, with the version of the purpose that each event was about. */
export async function versionedHistory(ctx: Ctx, permit: Permit, person: PersonId, language: Language): Promise<VersionedEvent[]> {
  const rows = await readEvents(ctx, await groupOf(ctx, person), 500);
  const names = new Map((await listPurposes(ctx)).map((purpose) => [purpose.code, purpose.texts[language].name]));
  const wordings = await openMany(
    ctx,
    permit,
    rows.map((row) => ({ place: placeOf(row, 'wording'), sealed: row.wording })),
  );
  return rows.map((row, index) => ({
    id: row.id,
    purpose: row.purpose,
    purposeVersion: row.purposeVersion,
    purposeName: names.get(row.purpose) ?? row.purpose,
    channel: row.channel,
    state: row.state,
    at: row.at.toISOString(),
    method: row.method,
    by: row.by,
    notice:
      row.noticeId && row.noticeHash && row.language
        ? { id: row.noticeId, version: row.noticeVersion ?? 0, hash: row.noticeHash, language: row.language }
        : null,
    wording: wordings[index] || null,
  }));
}

/** Where a sealed value of an event lies; also used by this room's holdings. */
export function placeOf(row: Pick<Row, 'id' | 'person'>, column: 'wording' | 'session' | 'evidence') {
  return { subject: row.person, table: 'consent_events', row: row.id, column };
}

async function write(ctx: Ctx, consent: NewConsent, purposeVersion: number): Promise<Id<'cns'>> {
  const { person, purpose, channel, state, method, by, notice, language, wording, session, evidence } = consent;
  const id = newId('cns');
  const sealed = async (column: 'session' | 'evidence', text: string | undefined): Promise<Sealed | null> =>
    text ? seal(ctx, placeOf({ id, person }, column), text) : null;
  await addEvent(ctx, {
    ...{ id, person, purpose, purposeVersion, channel, state, method, by, actor: ctx.actor.id, at: ctx.now },
    ...{
      noticeId: notice?.id ?? null,
      noticeVersion: notice?.version ?? null,
      noticeHash: notice?.hash ?? null,
      language: language ?? null,
    },
    // sealed even when empty: sealing refuses the erased and holds off an erasure that runs at this moment
    wording: await seal(ctx, placeOf({ id, person }, 'wording'), wording ?? ''),
    session: await sealed('session', session && JSON.stringify(session)),
    evidence: await sealed('evidence', evidence),
  });
  await append(ctx, {
    kind: `consent.${state}`,
    subject: person,
    facts: { event: id, purpose, purposeVersion, channel, method, by, notice: notice?.id ?? null },
  });
  tellPages(ctx, { topic: 'consent.changed', ids: { person } });
  return id;
}

async function stillAgreeing(ctx: Ctx, { person, purpose, channel }: NewConsent): Promise<PersonId[]> {
  const others = (await groupOf(ctx, person)).filter((each) => each !== person);
  return (await readLatest(ctx, others, purpose, channel)).filter((event) => !isProtective(event.state)).map((event) => event.person);
}

/** Whoever this person is by merges; themselves when people no longer knows them, so that a no still finds its place. */
async function groupOf(ctx: Ctx, person: PersonId): Promise<PersonId[]> {
  const all = await group(ctx, person);
  return all.length > 0 ? all : [person];
}
