// Erasure (Art. 17). The order is the promise: plan → seal the case file → shred the key (a crash from here on leaves less, never more) → delete holding by
// holding → probe → name the recipients (Art. 19), tell the person (Art. 12(3)) → take back what providers hold, which may take days → certify → destroy the case
// key. Each step commits by itself and is skipped when done.
import { forgetCaptured, forgetPlayed } from '#channels';
import { areKeysApart, areKeysGone, unrecoverableBy } from '#keys';
import type { Ctx } from '#kit/ctx';
import { type Holding, holdings } from '#kit/holding';
import { tellPages } from '#kit/live';
import { log } from '#kit/log';
import type { Work } from '#kit/outbox';
import { act } from '#kit/pool';
import { append } from '#ledger';
import { mustFind } from './answers.ts';
import { type AskedBy, askedBy } from './asked-by.ts';
import { takeBack } from './at-providers.ts';
import { alsoHeld, type CaseFile, readCase } from './case-file.ts';
import { certify } from './certificate.ts';
import { findTraces } from './probe.ts';
import { nameRecipients } from './recipients.ts';
import { erasedLetter } from './representing/letters.ts';
import { sealAndShred } from './seal-and-shred.ts';
import { type RequestId, store } from './store.ts';
import { byMail, send, tell as tellBy, type Way } from './told.ts';
import { erasureNotice } from './words.ts';

/** Carries an approved erasure out, or goes on where it was interrupted; safe to call again at any time. */
export async function erase(work: Work, request: RequestId): Promise<void> {
  const run: Run = (step) =>
    act(work.tools, { workspace: work.workspace, actor: { kind: 'system', id: 'erasure' }, purpose: 'rights-fulfilment' }, step);
  const isDone = (step: string) => run(async (ctx) => (await store.steps(ctx, [request])).some((row) => row.step === step));
  const isOpen = await run((ctx) => shredOnce(ctx, request)).catch(async (error: unknown) => {
    if ((error as { code?: string }).code === 'keys-away') await noteWait(run, request);
    throw error;
  });
  if (!isOpen) return;
  const file = await run((ctx) => readCase(ctx, request));
  if (!(await isDone('probed'))) {
    for (const holding of holdings.of(work).filter(erasable)) await run((ctx) => deleteFrom(ctx, request, file, holding));
    await forgetCaptured(work.tools, work.workspace, file.addresses);
    await forgetPlayed(work.tools, work.workspace);
    await awaitKeys(work, run, request, file);
    const isApart = areKeysApart(work.tools); // there the promise counts from when their keys left the key database
    await run((ctx) => store.step(ctx, request, 'deleted', isApart ? { unrecoverable: unrecoverableBy(ctx).toISOString() } : {}));
    await probe(run, request, file); // what it finds is deleted again at the next attempt
  }
  await run((ctx) => nameRecipients(ctx, request, file.recipients, file.carriers));
  const wasTold = await isDone('told');
  if (!wasTold) await tell(work, run, request, file);
  await takeBack(work, run, request, wasTold ? file : await run((ctx) => readCase(ctx, request))); // an answer by text lies at its carrier too
  await run((ctx) => certify(ctx, request));
}

const erasable = (holding: Holding) => holding.about === 'person' && holding.erase !== undefined;

/** False when the request is closed already, by itself or with another of the same person. */
async function shredOnce(ctx: Ctx, request: RequestId): Promise<boolean> {
  const row = await mustFind(ctx, request);
  if (row.closed_at !== null) return false;
  await sealAndShred(ctx, row);
  return true;
}

async function deleteFrom(ctx: Ctx, request: RequestId, file: CaseFile, holding: Holding): Promise<void> {
  const erased = (await holding.erase?.(ctx, file.people)) ?? 0;
  await store.receipt(ctx, request, holding.table, erased);
}

/** Where keys lie in a database of their own, theirs leave it right after the commit of the shred; while it is away nothing is certified, and the next attempt asks again. */
async function awaitKeys({ tools, workspace }: Work, run: Run, request: RequestId, file: CaseFile): Promise<void> {
  if (await areKeysGone(tools, workspace, file.people)) return;
  await noteWait(run, request);
  throw Object.assign(new Error('the key database still holds the wrapped keys of somebody erased'), {
    code: 'retry-later',
    afterSeconds: 60,
  });
}

/** For whoever looks at the request: why it does not get on, and when that was last so. */
async function noteWait(run: Run, request: RequestId): Promise<void> {
  await run(async (ctx) => {
    await store.step(ctx, request, 'waits-for-key-database');
    tellPages(ctx, { topic: 'request.changed', ids: { request } });
  });
}

type Run = <T>(step: (ctx: Ctx) => Promise<T>) => Promise<T>;

async function probe(run: Run, request: RequestId, file: CaseFile): Promise<void> {
  const traces = await run(async (ctx) => {
    const left = await Promise.all(
      holdings
        .of(ctx)
        .filter(erasable)
        .map(async (holding) => (((await holding.count?.(ctx, file.people)) ?? 0) > 0 ? [holding.table] : [])),
    );
    const found = [...left.flat(), ...(await findTraces(ctx, [...file.probeTerms, ...file.people], ['request_cases.case_file']))];
    if (found.length === 0) await store.step(ctx, request, 'probed', { terms: file.probeTerms.length });
    else {
      await store.step(ctx, request, 'traces-found', { places: found.slice(0, 20).join(' ') });
      await append(ctx, { kind: 'erasure.incomplete', facts: { request, places: found.length } });
      log.of(ctx)('error', 'erasure.incomplete', { request, places: found.length });
    }
    return found;
  });
  if (traces.length > 0) throw Object.assign(new Error('traces were found after deletion'), { code: 'erasure-incomplete' });
}

/** Art. 12(3): the person gets an answer. Its id is stable, so that a repeat after a crash is the same mail. */
async function tell(work: Work, run: Run, request: RequestId, file: CaseFile): Promise<void> {
  const { behalf, by } = await run(async (ctx) => {
    const row = await mustFind(ctx, request);
    return { behalf: row.on_behalf, by: askedBy(row) };
  });
  const way = byMail(file.answerTo ?? undefined) ?? (file.answerText ? { by: 'text' as const, to: file.answerText } : undefined);
  const nobody = behalf === 'heir' ? 'nobody-to-write-to' : !way && file.isLost ? 'key-given-up' : undefined; // the dead get no letter
  const { how: person, held } = nobody ? { how: nobody } : await answer(work, run, request, way, file, by);
  const representative = file.representative ? await answerRepresentative(work, run, request, file.representative) : undefined;
  await run(async (ctx) => {
    await store.step(ctx, request, 'told', { person, ...(representative && { representative }) });
    if (held) await alsoHeld(ctx, request, held);
    tellPages(ctx, { topic: 'request.changed', ids: { request } });
  });
}

async function answerRepresentative(work: Work, run: Run, request: RequestId, to: string): Promise<string> {
  const letter = await run(async (ctx) => erasedLetter(ctx, await mustFind(ctx, request)));
  return tellBy(work, `${request}-representative`, byMail(to), letter);
}

/** How the answer went, as a code for the step, and what lies of it at a provider. */
async function answer(work: Work, run: Run, request: RequestId, way: Way | undefined, file: CaseFile, by: AskedBy) {
  const { language, keptNo = false } = file;
  return send(work, request, way, { language, ...(await run((ctx) => erasureNotice(ctx, request, language, keptNo, by))) });
}
