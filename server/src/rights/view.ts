// A request as the contract shows it.
import type { Answer } from '@parley/contract';
import { permit, permitOrThrow } from '#gate';
import { open } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { personNames } from '#people';
import { dayOf, daysLeft } from './deadlines.ts';
import { type RequestRow, type StepRow, store } from './store.ts';

type View = Answer<'openRequest'>;

/** Requests for people's eyes; names only for staff, opened under one reveal permit for the page. */
export async function viewRequests(ctx: Ctx, rows: readonly RequestRow[]): Promise<View[]> {
  const steps = Map.groupBy(
    await store.steps(
      ctx,
      rows.map((row) => row.id),
    ),
    (step) => step.request_id,
  );
  const reasons = ctx.actor.kind === 'person' ? await reasonsOf(ctx, rows) : new Map<string, string>();
  const names = ctx.actor.kind === 'staff' ? await namesOf(ctx, rows) : new Map<PersonId, string>();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    state: row.state,
    receivedAt: row.received_at.toISOString(),
    dueOn: row.due_on,
    daysLeft: daysLeft(dayOf(ctx.now), Temporal.PlainDate.from(row.due_on)),
    source: row.source,
    person: row.person_id === null ? null : { id: row.person_id, name: names.get(row.person_id) ?? '' },
    closedAt: row.closed_at?.toISOString() ?? null,
    outcome: row.outcome,
    purpose: null,
    purposeName: null,
    text: null,
    reason: reasons.get(row.id) ?? null,
    steps: (steps.get(row.id) ?? []).map((step) => ({ name: step.step, at: step.at.toISOString(), detail: detailOf(step) })),
    approvals: row.approvals,
    approvalsNeeded: row.approvals_needed,
  }));
}

export async function viewRequest(ctx: Ctx, row: RequestRow): Promise<View> {
  return (await viewRequests(ctx, [row]))[0] as View;
}

async function namesOf(ctx: Ctx, rows: readonly RequestRow[]): Promise<Map<PersonId, string>> {
  const people = [...new Set(rows.flatMap((row) => row.person_id ?? []))];
  if (people.length === 0) return new Map();
  const answer = await permit(ctx, { act: 'reveal', people, purpose: 'rights-fulfilment', fields: ['people.name'] });
  if (!answer.allowed) return new Map();
  const shown = new Set<string>(answer.permit.subjects); // whoever is being erased is left out
  return personNames(
    ctx,
    answer.permit,
    people.filter((person) => shown.has(person)),
  );
}

/** Why a request was refused, in the words that were written to the person. */
async function reasonsOf(ctx: Ctx, rows: readonly RequestRow[]): Promise<Map<string, string>> {
  const reasons = new Map<string, string>();
  for (const { id, person_id: subject } of rows.filter((row) => row.state === 'refused')) {
    const sealed = await store.reasonOf(ctx, id);
    if (!sealed || subject === null) continue;
    const permit = await permitOrThrow(ctx, { act: 'reveal', person: subject, purpose: 'rights-fulfilment', fields: ['requests.reason'] });
    reasons.set(id, await open(ctx, permit, { subject, table: 'requests', row: id, column: 'reason' }, sealed));
  }
  return reasons;
}

const detailOf = (step: StepRow): string =>
  Object.entries(step.detail)
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ');
