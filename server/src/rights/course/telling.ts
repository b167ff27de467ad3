// That somebody told the person, where no mail did: by word, letter or in the thread. A question that reached nobody stops no clock, and an extension that nobody heard of is
// a finding (Art. 12(3), 12(6)).
import type { Ctx } from '#kit/ctx';
import { tellPages } from '#kit/live';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { mustFind } from '../answers.ts';
import { dayOf } from '../deadlines.ts';
import { type RequestId, type RequestRow, store } from '../store.ts';
import { courseStore } from './store.ts';

export type Told = { readonly on: string; readonly how: string };

/** Keeps on which day and how the person heard of the question or of the longer period. Problem `conflict` where there is none, `invalid` for a day that lies ahead or before it. */
export async function recordTold(ctx: Ctx, id: RequestId, about: 'question' | 'extension', { on, how }: Told): Promise<RequestRow> {
  const row = await mustFind(ctx, id);
  const step = about === 'extension' ? 'extended' : `paused-${row.pause_ground}`;
  const since = (await store.steps(ctx, [id])).find((each) => each.step === step)?.at;
  if (!since || row.closed_at !== null) throw new Problem('conflict', { because: about === 'question' ? 'not-paused' : 'not-extended' });
  const at = instantOf(ctx, on, since);
  if (about === 'question') await courseStore.reached(ctx, id, at, how);
  await store.step(ctx, id, `told-${step}`, { person: how }, at);
  await append(ctx, { kind: 'request.told', subject: row.person_id ?? undefined, facts: { request: id, about, on, how } });
  tellPages(ctx, { topic: 'request.changed', ids: { request: id } });
  return mustFind(ctx, id);
}

/** A day that somebody names, as an instant: not ahead, and not before `since`. Problem `invalid`. */
export function instantOf(ctx: Ctx, on: string, since: Date): Date {
  const [day, today, first] = [Temporal.PlainDate.from(on), dayOf(ctx.now), dayOf(since)];
  if (Temporal.PlainDate.compare(day, today) > 0 || Temporal.PlainDate.compare(day, first) < 0)
    throw new Problem('invalid', { fields: [{ path: '/on', message: `A day from ${first} to today.` }] });
  if (day.equals(today)) return ctx.now;
  return new Date(Math.max(since.getTime(), Date.parse(`${day}T00:00:00Z`)));
}
