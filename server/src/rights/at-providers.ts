// Art. 19: a provider that keeps messages is asked to forget those of the erased, batch by batch, again and again while it is away. After a week the certificate
// says what could not be deleted there, and the company has to see to it. Days in the sandbox are none of that week.
import { forgetAtProvider, type Held, sandboxStand } from '#channels';
import type { Ctx } from '#kit/ctx';
import { retryLater, type Work } from '#kit/outbox';
import { append } from '#ledger';
import type { CaseFile } from './case-file.ts';
import { type RequestId, type StepRow, store } from './store.ts';
import { type Counts, counted, countsOf } from './taken-back.ts';

type Run = <T>(step: (ctx: Ctx) => Promise<T>) => Promise<T>;
type Progress = { done: number } & Counts;
const batch = 100;
const patienceMs = 7 * 86_400_000;
const againSeconds = 120;

/** Takes back what lies there; safe to call again at any time: it goes on where it was interrupted. Throws to be called again while a provider cannot be reached. */
export async function takeBack(work: Work, run: Run, request: RequestId, file: CaseFile): Promise<void> {
  for (const held of file.atProviders ?? []) {
    const name = `at-provider:${held.inbox}`;
    const progress = await run(async (ctx) => {
      if (held.notBefore && ctx.now.toISOString() < held.notBefore) throw retryLater(againSeconds);
      return stepOf(await store.steps(ctx, [request]), name);
    });
    for (let counts = progress; counts.done < held.ids.length; ) {
      const ids = held.ids.slice(counts.done, counts.done + batch);
      const answer = await forgetAtProvider(work, held, ids);
      if (answer === 'sandbox') throw retryLater(againSeconds);
      if (answer.left > 0 && (await run((ctx) => isPatient(ctx, request)))) throw retryLater(againSeconds);
      const next = { ...counts, done: counts.done + ids.length };
      for (const what of counted) next[what] += answer[what];
      await run((ctx) => note(ctx, request, name, held, next));
      counts = next;
    }
  }
}

function stepOf(steps: readonly StepRow[], name: string): Progress {
  const found = steps.filter(({ step }) => step === name);
  return { done: Number(found[0]?.detail['done'] ?? 0), ...countsOf(found) };
}

/** While the sandbox was on nobody was asked: the week begins again when it was switched off. */
async function isPatient(ctx: Ctx, request: RequestId): Promise<boolean> {
  const shredded = (await store.steps(ctx, [request])).find(({ step }) => step === 'shredded');
  const { since } = await sandboxStand(ctx);
  return shredded === undefined || ctx.now.getTime() - Math.max(shredded.at.getTime(), since?.getTime() ?? 0) < patienceMs;
}

async function note(
  ctx: Ctx,
  request: RequestId,
  step: string,
  { inbox, channel, recipient, ids, forgetting }: Held,
  counts: Progress,
): Promise<void> {
  await store.step(ctx, request, step, {
    recipient,
    channel,
    ...counts,
    days: forgetting.days,
    forgets: forgetting.what,
    ...(forgetting.published && { published: forgetting.published }),
    ...(forgetting.publishes && { publishes: forgetting.publishes }),
  });
  if (counts.done >= ids.length)
    await append(ctx, {
      kind: 'recipient.asked-to-forget',
      facts: { request, inbox, recipient, gone: counts.gone, left: counts.left + counts.kept + counts.elsewhere },
    });
}
