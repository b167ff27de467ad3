// A request of a person from its receipt to its answer (Art. 12): the clock starts when it is received, on whatever channel.
import { createHash } from 'node:crypto';
import { company, countHolders } from '#access';
import { factsOf, permit } from '#gate';
import { isLive, seal } from '#keys';
import type { Ctx } from '#kit/ctx';
import { newId, type PersonId, type StaffId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { announce } from '#kit/outbox';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { holdGroup, profileOf } from '#people';
import { erasureApproved } from './announcements.ts';
import { dayOf, dueOn } from './deadlines.ts';
import { publicHolidays } from './holidays.ts';
import { approvalsNeeded, mayCarryOut, type RequestKind, refusalGrounds } from './rules.ts';
import { type RequestId, type RequestRow, store } from './store.ts';

export type Opening = {
  readonly person: PersonId;
  readonly kind: RequestKind;
  readonly source: 'person' | 'staff';
  readonly clientKey: string | undefined;
};

/** Receives a request and starts its clock; the same client key, or an erasure already under way, gives the request that exists. Problem `not-found` for a person nobody knows. */
export async function open(ctx: Ctx, opening: Opening): Promise<RequestRow> {
  const people = await holdGroup(ctx, opening.person); // an erasure under way ends first, or waits for us
  const [person] = people;
  if (person === undefined) throw new Problem('not-found');
  if (!(await isLive(ctx, person))) throw new Problem('erased');
  const clientKey = opening.clientKey && keyOf(ctx, opening.clientKey);
  const openedBy = ctx.actor.id as PersonId | StaffId;
  const known =
    (clientKey && (await store.byKey(ctx, openedBy, clientKey))) || (opening.kind === 'erasure' && (await store.openErasure(ctx, people)));
  if (known) return known;
  const id = newId('req');
  const holders = await countHolders(ctx, 'requests.approve');
  const needed = approvalsNeeded(opening.kind, opening.source, holders);
  await store.insert(ctx, {
    id,
    kind: opening.kind,
    source: opening.source,
    person,
    openedBy,
    language: await languageOf(ctx, person),
    clientKey,
    dueOn: await periodEnd(ctx),
    approvalsNeeded: needed,
  });
  await store.step(ctx, id, 'received', { source: opening.source });
  await append(ctx, { kind: `request.${opening.kind}-received`, subject: person, facts: { request: id, source: opening.source } });
  tellPages(ctx, { topic: 'request.changed', ids: { request: id } });
  if (opening.kind === 'access' && needed === 0) await fulfilAccess(ctx, id, person);
  return mustFind(ctx, id);
}

/** Approves by the acting member of staff and, when enough have, sets the request going. Problem `needs-second-person`, `conflict` when closed, `gate-refused` before a legal hold. */
export async function approve(ctx: Ctx, id: RequestId): Promise<RequestRow> {
  const before = await mustFind(ctx, id);
  const approvals = before.approvals + (await store.approve(ctx, id, ctx.actor.id as StaffId));
  const isHeld = before.person_id !== null && (await factsOf(ctx, before.person_id)).some((fact) => fact.kind === 'held');
  const verdict = mayCarryOut({
    kind: before.kind,
    state: before.state,
    source: before.source,
    approvals,
    approvalsNeeded: before.approvals_needed,
    isHeld,
  });
  if (!verdict.may && verdict.because === 'already-closed') throw new Problem('conflict', { because: verdict.because });
  if (!verdict.may && verdict.because === 'legal-hold')
    throw new Problem('gate-refused', { because: verdict.because, article: verdict.article });
  await append(ctx, { kind: 'request.approved', facts: { request: id, approvals, needed: before.approvals_needed } });
  if (!verdict.may) {
    if (approvals === before.approvals) throw new Problem('needs-second-person');
  } else if (before.kind === 'access') await fulfilAccess(ctx, id, before.person_id);
  else if (before.state === 'received') {
    await store.setState(ctx, id, 'approved', undefined);
    await store.step(ctx, id, 'approved', { approvals });
    await announce(ctx, erasureApproved, { request: id });
  }
  tellPages(ctx, { topic: 'request.changed', ids: { request: id } });
  return mustFind(ctx, id);
}

/** Refuses with ground and reason (Art. 12(4), 12(5), 17(3)); the reason is kept sealed under the person, who reads it on the privacy page with the right to complain. */
export async function refuse(ctx: Ctx, id: RequestId, ground: keyof typeof refusalGrounds, reason: string): Promise<RequestRow> {
  const before = await mustFind(ctx, id);
  if (before.state !== 'received' || before.person_id === null) throw new Problem('conflict', { because: 'already-under-way' });
  const sealed = await seal(ctx, { subject: before.person_id, table: 'requests', row: id, column: 'reason' }, reason);
  await store.setState(ctx, id, 'refused', { outcome: ground, reason: sealed });
  await store.step(ctx, id, 'refused', { ground, article: refusalGrounds[ground] });
  await append(ctx, {
    kind: 'request.refused',
    subject: before.person_id,
    facts: { request: id, ground, article: refusalGrounds[ground] },
  });
  tellPages(ctx, { topic: 'request.changed', ids: { request: id } });
  return mustFind(ctx, id);
}

/** A request by id, its row locked. Problem `not-found`. */
export async function mustFind(ctx: Ctx, id: RequestId): Promise<RequestRow> {
  const row = await store.byId(ctx, id);
  if (!row) throw new Problem('not-found');
  return row;
}

/** The copy is made whenever the person fetches it, so that nothing lies around; the request is answered from now on. */
async function fulfilAccess(ctx: Ctx, id: RequestId, person: PersonId | null): Promise<void> {
  await store.setState(ctx, id, 'fulfilled', { outcome: 'copy-ready' });
  await store.step(ctx, id, 'copy-ready');
  await append(ctx, { kind: 'request.access-answered', subject: person ?? undefined, facts: { request: id } });
}

/** The language the person reads, else the company's; that nobody may look it up is no reason to refuse a request. */
async function languageOf(ctx: Ctx, person: PersonId): Promise<string> {
  const answer = await permit(ctx, { act: 'reveal', person, purpose: 'rights-fulfilment', fields: ['people.name', 'people.language'] });
  const profile = answer.allowed ? await profileOf(ctx, answer.permit, person) : undefined;
  return profile?.language ?? (await company(ctx)).language;
}

/** A client's own key is kept as a hash, since nobody promises that it names no one. */
const keyOf = (ctx: Ctx, key: string): string => createHash('sha256').update(`${ctx.actor.id} request ${key}`).digest('base64url');

async function periodEnd(ctx: Ctx): Promise<string> {
  const received = dayOf(ctx.now);
  const holidays = await publicHolidays((await company(ctx)).country, [received.year, received.year + 1]);
  return dueOn(received, holidays).toString();
}
