// Tells the person that their request takes longer, waits for them or goes on (Art. 12(3)): that something stands on the privacy page, and by when they are answered.
import type { Work } from '#kit/outbox';
import { tellRepresentative } from '../representing/told.ts';
import { type RequestId, store } from '../store.ts';
import { stepsOf, tell, wayTo } from '../told.ts';
import { courseStore } from './store.ts';
import { courseLetter } from './words.ts';

/** Safe to call again: a step that was told is told once. `step` is the name of the step that changed the course. */
export async function tellCourse(work: Work, request: RequestId, step: string): Promise<void> {
  const run = stepsOf(work, 'course');
  const row = await run((ctx) => store.byId(ctx, request));
  if (!row?.person_id || row.closed_at !== null) return; // erased or answered meanwhile: the answer says more
  const { person_id: person } = row;
  const told = `told-${step}`;
  if ((await run((ctx) => store.steps(ctx, [request]))).some((each) => each.step === told)) return;
  const way = await run((ctx) => wayTo(ctx, person, { except: row.identity_id }));
  const letter = await run((ctx) => courseLetter(ctx, row, step));
  const how = row.on_behalf === 'heir' ? 'nobody-to-write-to' : await tell(work, `${request}-${step}`, way, letter); // the dead get no letter
  const representative = await tellRepresentative(work, run, row, step);
  await run(async (ctx) => {
    await store.byId(ctx, request);
    if ((await store.steps(ctx, [request])).some((each) => each.step === told)) return; // somebody told them meanwhile
    await store.step(ctx, request, told, { person: how, ...(representative && { representative }) });
    const reached = how === 'by-text' ? how : [how, representative].find((each) => each === 'by-mail');
    if (reached && step.startsWith('paused')) await courseStore.reached(ctx, request, ctx.now, reached);
  });
}
