// That somebody told the person, where no mail did: by word, letter or in the thread. A question that reached nobody stops no clock, and an extension that nobody heard of is
// a finding, and so is an answer that nobody got (Art. 12(3), 12(4), 12(6)).
import type { Ctx } from '#kit/ctx';
import { tellPages } from '#kit/live';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { mustFind } from '../answers.ts';
import { dayOf } from '../deadlines.ts';
import { type RequestId, type RequestRow, type StepRow, store } from '../store.ts';
import { courseStore } from './store.ts';

export type Told = { readonly on: string; readonly how: string };

type About = 'question' | 'extension' | 'answer';

/** Keeps on which day and how the person heard of the question, of the longer period, or of the answer. Problem `conflict` where there is none or they heard it before, `invalid` for a day that lies ahead or before it. */
export async function recordTold(ctx: Ctx, id: RequestId, about: About, { on, how }: Told): Promise<RequestRow> {
  const row = await mustFind(ctx, id);
  const steps = await store.steps(ctx, [id]);
  const { step, since } = about === 'answer' ? await answerIn(ctx, row) : courseIn(row, about, steps);
  const at = instantOf(ctx, on, since);
  if (about === 'question') await courseStore.reached(ctx, id, at, how);
  const representative = about === 'answer' && steps.find((each) => each.step === step)?.detail['representative'];
  await store.step(ctx, id, step, { person: how, ...(representative && { representative }) }, at);
  await append(ctx, { kind: 'request.told', subject: row.person_id ?? undefined, facts: { request: id, about, on, how } });
  tellPages(ctx, { topic: 'request.changed', ids: { request: id } });
  return mustFind(ctx, id);
}

function courseIn(row: RequestRow, about: 'question' | 'extension', steps: readonly StepRow[]): { step: string; since: Date } {
  const step = about === 'extension' ? 'extended' : `paused-${row.pause_ground}`;
  const since = steps.find((each) => each.step === step)?.at;
  if (!since || row.closed_at !== null) throw new Problem('conflict', { because: about === 'question' ? 'not-paused' : 'not-extended' });
  return { step: `told-${step}`, since };
}

async function answerIn(ctx: Ctx, { id, closed_at: since }: RequestRow): Promise<{ step: string; since: Date }> {
  if (since === null) throw new Problem('conflict', { because: 'not-answered-yet' });
  if (!(await courseStore.unheardAmong(ctx, [id])).has(id)) throw new Problem('conflict', { because: 'told-already' });
  return { step: 'told', since };
}

/** A day that somebody names, as an instant: not ahead, and not before `since`. Problem `invalid`. */
export function instantOf(ctx: Ctx, on: string, since: Date): Date {
  const [day, today, first] = [Temporal.PlainDate.from(on), dayOf(ctx.now), dayOf(since)];
  if (Temporal.PlainDate.compare(day, today) > 0 || Temporal.PlainDate.compare(day, first) < 0)
    throw new Problem('invalid', { fields: [{ path: '/on', message: `A day from ${first} to today.` }] });
  if (day.equals(today)) return ctx.now;
  return new Date(Math.max(since.getTime(), Date.parse(`${day}T00:00:00Z`)));
}
