// A request as the contract shows it.
import { type Answer, doubtGrounds } from '@parley/contract';
import { mayActFor } from '#access';
import { permit } from '#gate';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { group } from '#people';
import { type Language, listPurposes } from '#purposes';
import { type Added, addedField, openAdded } from './additions.ts';
import { requestsInReach } from './answers.ts';
import { answerOf } from './course/course.ts';
import { doubtsBeside } from './course/doubt.ts';
import { dueBy } from './course/due.ts';
import { doubtIn } from './course/rules.ts';
import { courseStore, type DoubtRow } from './course/store.ts';
import { dayOf, daysLeft } from './deadlines.ts';
import { namesOfPeople, readable } from './names-of-people.ts';
import { heardOf } from './notices/notices.ts';
import { isMoot } from './notices/rules.ts';
import { addressField, viewRepresentative } from './representing/representing.ts';
import { openWords, type Words, wordFields } from './request-words.ts';
import { type RequestId, type RequestRow, type StepRow, store } from './store.ts';

type View = Answer<'openRequest'>;
const purpose = 'rights-fulfilment';

/** Requests for people's eyes; names only for staff, opened under one reveal permit for the page, and the words of a request only for the person themself. */
export async function viewRequests(ctx: Ctx, rows: readonly RequestRow[], language?: Language): Promise<View[]> {
  const person = ctx.actor.kind === 'person' ? (ctx.actor.id as PersonId) : undefined;
  const seen = await view(ctx, rows, person === undefined ? new Map() : await wordsOf(ctx, rows, person), language);
  if (person === undefined) return seen;
  return Promise.all(seen.map(async (each, at) => ({ ...each, representative: await representativeFor(ctx, rows[at] as RequestRow) })));
}

export async function viewRequest(ctx: Ctx, row: RequestRow): Promise<View> {
  return (await viewRequests(ctx, [row]))[0] as View;
}

/** What whoever opened it reads of it: without the person where they reach nothing of them, who may be somebody new or not. */
export async function viewOpened(ctx: Ctx, row: RequestRow): Promise<View> {
  const seen = await viewRequest(ctx, row);
  return (await requestsInReach(ctx, [row])).length > 0 ? seen : { ...seen, person: null };
}

/** One request with its words, also for staff: reading them is recorded as a reveal. */
export async function readRequest(ctx: Ctx, row: RequestRow): Promise<View> {
  const words = row.person_id === null ? new Map<RequestId, Said>() : await wordsOf(ctx, [row], row.person_id);
  const seen = (await view(ctx, [row], words))[0] as View;
  return ctx.actor.kind === 'staff' && words.has(row.id) ? { ...seen, representative: await representativeFor(ctx, row) } : seen;
}

async function representativeFor(ctx: Ctx, row: RequestRow) {
  if (row.on_behalf === null || row.person_id === null) return null;
  const answer = await permit(ctx, { act: 'reveal', person: row.person_id, purpose, fields: [addressField] });
  return answer.allowed ? viewRepresentative(ctx, answer.permit, row.id) : null;
}

const feeOf = (
  { fee_state: state, fee_ground: ground, fee_amount: amount, fee_currency: currency }: RequestRow,
  calculation: string | null,
) => (state && ground && amount && currency ? { state, ground, amount, currency, calculation } : null);

type Said = Words & { readonly added?: readonly Added[] };
async function view(ctx: Ctx, rows: readonly RequestRow[], words: ReadonlyMap<RequestId, Said>, language?: Language): Promise<View[]> {
  const ids = rows.map((row) => row.id);
  const isStaff = ctx.actor.kind === 'staff';
  const [known, done, names, waiting, heard, untold, beside] = await Promise.all([
    listPurposes(ctx),
    store.steps(ctx, ids),
    isStaff ? namesOf(ctx, rows) : new Map<PersonId, string>(),
    waitingOf(ctx, rows),
    heardOf(ctx, ids),
    isStaff ? courseStore.unheardAmong(ctx, ids) : new Set<RequestId>(),
    isStaff ? doubtsBeside(ctx, rows) : new Map<RequestId, DoubtRow[]>(),
  ]);
  const purposes = new Map(known.map((purpose) => [purpose.code, purpose.texts]));
  const steps = Map.groupBy(done, (step) => step.request_id);
  const isLifted = (id: RequestId) => (steps.get(id) ?? []).some(({ step }) => step === 'lifted');
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    state: row.state,
    receivedAt: row.received_at.toISOString(),
    dueOn: waiting.get(row.id)?.due ?? row.due_on,
    daysLeft: daysLeft(dayOf(ctx.now), Temporal.PlainDate.from(waiting.get(row.id)?.due ?? row.due_on)),
    statutoryOn: row.statutory_on ?? row.due_on,
    extendedFor: row.extended_for,
    paused: row.pause_ground && {
      ground: row.pause_ground,
      since: row.told_at?.toISOString() ?? null,
      wroteSince: waiting.get(row.id)?.wrote ?? null,
    },
    onBehalf: row.on_behalf,
    source: row.source,
    person: row.person_id === null ? null : { id: row.person_id, name: names.get(row.person_id) ?? '' },
    closedAt: row.closed_at?.toISOString() ?? null,
    ...(isStaff && {
      ...{ isUntold: untold.has(row.id), doubt: doubtFor(steps.get(row.id) ?? []) },
      doubtedBy: (beside.get(row.id) ?? []).map(({ id, kind, received_at: at }) => ({ id, kind, receivedAt: at.toISOString() })),
    }),
    outcome: row.outcome,
    purpose: row.purpose,
    purposeName: row.purpose === null ? null : (purposes.get(row.purpose)?.[language ?? row.language].name ?? row.purpose),
    identity: row.identity_id,
    text: words.get(row.id)?.text ?? null,
    reason: words.get(row.id)?.reason ?? null,
    extension: words.get(row.id)?.extension ?? null,
    question: words.get(row.id)?.question ?? null,
    shown: words.get(row.id)?.shown ?? null,
    added: (words.get(row.id)?.added ?? []).filter(({ kind }) => isStaff || (kind !== 'why' && kind !== 'doubt')),
    message: row.message_id,
    fee: feeOf(row, words.get(row.id)?.fee ?? null),
    recipients: (heard.get(row.id) ?? []).flatMap(({ code: _, ...each }) =>
      isMoot({ ...row, isLifted: isLifted(row.id) }, each) ? [] : [each],
    ),
    steps: (steps.get(row.id) ?? []).map((step) => ({ name: step.step, at: step.at.toISOString(), detail: detailOf(step) })),
    approvals: row.approvals,
    approvalsNeeded: row.approvals_needed,
  }));
}

/** The day that counts of those that wait for their person, and when the person wrote since they were asked. */
async function waitingOf(ctx: Ctx, rows: readonly RequestRow[]): Promise<Map<RequestId, { due: string; wrote: string | null }>> {
  const waiting = rows.filter((row) => row.pause_ground !== null);
  const found = new Map<RequestId, { due: string; wrote: string | null }>();
  for (const row of waiting) {
    const due = await dueBy(ctx, row, await courseStore.pauses(ctx, row.id));
    found.set(row.id, { due, wrote: (await answerOf(ctx, row))?.toISOString() ?? null });
  }
  return found;
}

const namesOf = (ctx: Ctx, rows: readonly RequestRow[]) =>
  namesOfPeople(
    ctx,
    rows.flatMap((row) => row.person_id ?? []),
  );

/** What was asked and answered, in words; nothing when the person is erased at this moment. */
async function wordsOf(ctx: Ctx, rows: readonly RequestRow[], person: PersonId): Promise<Map<RequestId, Said>> {
  const people = await group(ctx, person);
  const theirs = rows.filter((row) => row.person_id !== null && people.includes(row.person_id));
  if (theirs.length === 0 || !(await mayActFor(ctx, purpose)) || (await readable(ctx, [person])).length === 0) return new Map();
  const answer = await permit(ctx, { act: 'reveal', person, purpose, fields: [...wordFields, addedField] });
  if (!answer.allowed) return new Map();
  const ids = theirs.map((row) => row.id);
  const [words, added] = await Promise.all([openWords(ctx, answer.permit, theirs), openAdded(ctx, answer.permit, ids)]);
  return new Map(ids.map((id) => [id, { ...words.get(id), added: added.get(id) ?? [] }]));
}

function doubtFor(steps: readonly StepRow[]): NonNullable<View['doubt']> | null {
  const doubt = doubtIn(steps);
  return doubt ? { ...doubt, ground: doubtGrounds.find((each) => each === doubt.ground) ?? 'other', at: doubt.at.toISOString() } : null;
}

const detailOf = (step: StepRow): string =>
  Object.entries(step.detail)
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ');
