// The door of consent: what people agreed to, refused and withdrew, with proof of what they were shown (Art. 7(1)). Append-only.

import { company } from '#access';
import { isLive, open, openMany, type Permit } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { Id, PersonId } from '#kit/ids';
import type { Sealed } from '#kit/seal';
import { holdForNo } from '#people';
import { type ChannelKind, type Language, listPurposes, shownFor } from '#purposes';
import { parentSaidNo } from './addresses.ts';
import { againFor } from './again.ts';
import { lookAtPending } from './agree.ts';
import { ageBands, countries } from './children.ts';
import { groupOf, placeOf, record, stateOf } from './events.ts';
import { importedFor } from './import/evidence.ts';
import { lapsesOn } from './renewal/rules.ts';
import { renewalStore } from './renewal/store.ts';
import { isByLink, newest } from './rules.ts';
import { readEvents, readLatestOfAll } from './store.ts';
import type { ConsentEvent, ConsentState, Method, Session, VersionedEvent } from './types.ts';

export { keepNo } from './addresses.ts';
export { sendConfirmationAgain } from './again.ts';
export { addressOfYes, agree, confirm, confirmationDays, confirmationDue, lookAtPending, type Pending, waitingOn } from './agree.ts';
export { heedSignal } from './browser-signal.ts';
export { ageBands, countries } from './children.ts';
export { record, stateOf } from './events.ts';
export { forgottenNoes, sayAgain, type Whose } from './forgotten.ts';
export { context as dpvContext } from './receipt/context.ts';
export { consentDocument } from './receipt/receipt.ts';
export { type Due, dueForRenewal, noteAsked, putOff, putOffAll, standing, stillDue, whatChanged } from './renewal/renewal.ts';
export { inTouchDays, putOffHours } from './renewal/rules.ts';
export { isByLink, newest, type WhyNotAsk, whyNotAsk } from './rules.ts';
export { latestConsentSql, readLatestOfAll } from './store.ts';
export { confirmationTried, triesOf } from './tries-store.ts';
export type { ConsentEvent, ConsentState, Method, NewConsent, Session, State } from './types.ts';

/** Takes a consent back (Art. 7(3)), or stops a purpose on a channel that never rested on consent, as of `saidAt` where it was said before now. Repeating it, or doing it for an erased person,
 * changes nothing and succeeds. */
export async function withdraw(
  ctx: Ctx,
  person: PersonId,
  purpose: string,
  channel: ChannelKind,
  method: Method,
  session?: Session,
  saidAt?: Date,
  said?: 'agent',
): Promise<{ changed: boolean }> {
  if (!(await isLive(ctx, person))) return { changed: false };
  await holdForNo(ctx, person); // before it is read what stands: a yes that is being written counts
  const noAs = (how: Method) => {
    const by = said ?? (how === 'agent' ? 'agent' : how === 'parent-link' ? 'parent' : 'self');
    return record(ctx, { person, purpose, channel, state: 'withdrawn', method: how, by, session, saidAt });
  };
  const people = await groupOf(ctx, person);
  if ((await stateOf(ctx, people, purpose, channel)) === 'withdrawn') {
    const said = (await readLatestOfAll(ctx, people)).filter((event) => event.purpose === purpose && event.channel === channel);
    const last = newest(said);
    // said again it holds as of now: a wish to go on from between the two may be told later, and lifts whatever is older than itself
    const isLater = last !== undefined && (saidAt ?? ctx.now) > last.at;
    // a word comes in once; a signal is handed in again and again, and is another only by its own time
    const isAnotherSignal = method === 'signal' && saidAt !== undefined && (last?.method === 'signal' || last?.method === 'stop-word');
    const isSaidAgain = isLater && (method === 'stop-word' || isAnotherSignal);
    // what a signal ended a signal may lift: a no in the person's own words outlives it; and what a link ended leaves answers, which a plain stop does not
    const isStronger = (last?.method === 'signal' && method !== 'signal') || (isByLink(last?.method) && !isByLink(method));
    if (isStronger || isSaidAgain) await noAs(method === 'signal' && last?.method === 'stop-word' ? 'stop-word' : method);
    return { changed: false };
  }
  await noAs(method);
  return { changed: true };
}

/** The no by the link of a second step. It ends what waits or stands by that very step and nothing else: a later yes of the person's own is theirs. A parent's needs a permit that names `consent_events.evidence`. */
export async function decline(
  ctx: Ctx,
  event: Id<'cns'>,
  permit: Permit | undefined,
  { method, session }: { method: Method; session: Session },
) {
  const pending = await lookAtPending(ctx, event);
  if (!pending || pending.state === 'over') return;
  await withdraw(ctx, pending.person, pending.purpose, pending.channel, method, session);
  if (pending.evidence && permit) await parentSaidNo(ctx, await open(ctx, permit, placeOf(pending, 'evidence'), pending.evidence));
}

/** The choices of a person over the whole merged group: every purpose that asks for consent and is on, per channel, and those that are off but still agreed to. */
export async function statesOf(ctx: Ctx, person: PersonId, language: Language): Promise<ConsentState[]> {
  const people = await groupOf(ctx, person);
  const latest = await readLatestOfAll(ctx, people);
  const waiting = new Map<string, Awaited<ReturnType<typeof againFor>>>();
  for (const { id, state } of latest) if (state === 'pending') waiting.set(id, await againFor(ctx, id));
  const asked = new Set((await renewalStore.ofPeople(ctx, people)).filter(({ state }) => state === 'asked').map(({ event }) => event));
  const { country } = await company(ctx);
  return (await listPurposes(ctx))
    .filter(({ lawfulBasis }) => lawfulBasis === 'consent')
    .flatMap((purpose) =>
      purpose.channels.flatMap((channel) => {
        const event = newest(latest.filter((each) => each.purpose === purpose.code && each.channel === channel));
        if (!purpose.active && event?.state !== 'given') return [];
        const { name: purposeName, description } = purpose.texts[language];
        const children = { ages: purpose.toChildren ? [...ageBands] : [], countries: purpose.toChildren ? countries(country) : [] };
        const ends = event?.state === 'given' ? [lapsesOn(event.at, purpose.renewAfter), ...(event.lapsesOn ? [event.lapsesOn] : [])] : [];
        const stand = {
          state: event?.state ?? ('none' as const),
          at: event?.at.toISOString() ?? null,
          endsOn: ends.sort()[0] ?? null,
          askedAnew: event !== undefined && asked.has(event.id),
        };
        return [
          {
            purpose: purpose.code,
            purposeName,
            description,
            channel,
            ...stand,
            wording: shownFor(purpose, channel, language),
            explicit: purpose.special.length > 0,
            unsent: (event && waiting.get(event.id)?.isUnsent) === true,
            again: (event && waiting.get(event.id)?.again) ?? null,
            ...children,
          },
        ];
      }),
    );
}

/** What happened, newest first, at most 500, without a word that is sealed. */
export async function happened(
  ctx: Ctx,
  person: PersonId,
  language: Language,
): Promise<Pick<ConsentEvent, 'at' | 'channel' | 'purposeName' | 'state'>[]> {
  const names = new Map((await listPurposes(ctx)).map((purpose) => [purpose.code, purpose.texts[language].name]));
  return (await readEvents(ctx, await groupOf(ctx, person), 500)).map(({ at, channel, purpose, state }) => ({
    at: at.toISOString(),
    channel,
    purposeName: names.get(purpose) ?? purpose,
    state,
  }));
}

/** Every event of a person and whoever was merged into them, newest first, at most 500; needs a permit that names `consent_events.wording` and `consent_events.evidence`. */
export async function history(ctx: Ctx, permit: Permit, person: PersonId, language: Language): Promise<ConsentEvent[]> {
  return (await versionedHistory(ctx, permit, person, language)).map(({ purposeVersion: _version, lapsesOn: _day, ...event }) => event);
}

/** The same, with the version of the purpose that each event was about. */
export async function versionedHistory(
  ctx: Ctx,
  permit: Permit,
  person: PersonId,
  language: Language,
  people?: readonly PersonId[],
): Promise<VersionedEvent[]> {
  const rows = await readEvents(ctx, people ?? (await groupOf(ctx, person)), 500);
  const names = new Map((await listPurposes(ctx)).map((purpose) => [purpose.code, purpose.texts[language].name]));
  const wordings = await openMany(
    ctx,
    permit,
    rows.map((row) => ({ place: placeOf(row, 'wording'), sealed: row.wording })),
  );
  const brought = rows.filter(({ by, evidence, enteredAt }) => by === 'import' && evidence && enteredAt);
  const evidence = await openMany(
    ctx,
    permit,
    brought.map((row) => ({ place: placeOf(row, 'evidence'), sealed: row.evidence as Sealed })),
  );
  const imported = new Map(brought.map((row, index) => [row.id, importedFor(row.enteredAt as Date, evidence[index] ?? '')]));
  return rows.map((row, index) => ({
    id: row.id,
    purpose: row.purpose,
    purposeVersion: row.purposeVersion,
    lapsesOn: row.lapsesOn,
    purposeName: names.get(row.purpose) ?? row.purpose,
    channel: row.channel,
    state: row.state,
    at: row.at.toISOString(),
    method: row.method,
    confirms: row.confirms,
    imported: imported.get(row.id) ?? null,
    by: row.by,
    notice:
      row.noticeId && row.noticeHash && row.language
        ? { id: row.noticeId, version: row.noticeVersion ?? 0, hash: row.noticeHash, language: row.language }
        : null,
    wording: wordings[index] || null,
  }));
}
