// Erasure (Art. 17). The order is the promise: plan → seal the case file → shred the key (a crash from here on leaves less, never more) → delete holding by
// holding → probe → tell recipients and the person (Art. 19) → certify → destroy the case key. Each step commits by itself and is skipped when done.
import { forgetCaptured, sendNotice } from '#channels';
import { shred, unrecoverableBy } from '#keys';
import type { Ctx } from '#kit/ctx';
import { type Holding, holdings } from '#kit/holding';
import type { PersonId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { log } from '#kit/log';
import type { Work } from '#kit/outbox';
import { act } from '#kit/pool';
import { append } from '#ledger';
import { group } from '#people';
import { agreementOf } from '#vendors';
import { type CaseFile, openCase, readCase } from './case-file.ts';
import { certify } from './certificate.ts';
import { findTraces } from './probe.ts';
import { mustFind } from './requests.ts';
import { type RequestId, store } from './store.ts';
import { erasureNotice } from './words.ts';

/** Carries an approved erasure out, or goes on where it was interrupted; safe to call again at any time. */
export async function erase(work: Work, request: RequestId): Promise<void> {
  const run: Run = (step) =>
    act(work.tools, { workspace: work.workspace, actor: { kind: 'system', id: 'erasure' }, purpose: 'rights-fulfilment' }, step);
  const isDone = (step: string) => run(async (ctx) => (await store.steps(ctx, [request])).some((row) => row.step === step));
  if (await isDone('certified')) return;
  if (!(await isDone('shredded'))) await run((ctx) => sealCaseAndShred(ctx, request));
  const file = await run((ctx) => readCase(ctx, request));
  if (!(await isDone('deleted'))) {
    for (const holding of holdings.of(work).filter(erasable)) await run((ctx) => deleteFrom(ctx, request, file, holding));
    forgetCaptured(work.tools, work.workspace, file.addresses);
    await run((ctx) => store.step(ctx, request, 'deleted'));
  }
  if (!(await isDone('probed'))) await probe(run, request, file);
  if (!(await isDone('told'))) await run((ctx) => tell(ctx, request, file));
  await run((ctx) => certify(ctx, request));
}

const erasable = (holding: Holding) => holding.about === 'person' && holding.erase !== undefined;

/** One commit: either the case file is sealed and the keys are gone, or nothing happened. What arrives from then on finds no key. */
async function sealCaseAndShred(ctx: Ctx, request: RequestId): Promise<void> {
  const row = await mustFind(ctx, request);
  const people = await group(ctx, row.person_id as PersonId);
  await openCase(ctx, row, people);
  const { shredded } = await shred(ctx, people);
  if (shredded !== people.length) throw new Error('not every key of this person could be shredded');
  await store.setState(ctx, request, 'in-progress', undefined);
  await store.step(ctx, request, 'case-sealed', { people: people.length });
  await store.step(ctx, request, 'shredded', { keys: shredded, unrecoverable: unrecoverableBy(ctx).toISOString() });
}

async function deleteFrom(ctx: Ctx, request: RequestId, file: CaseFile, holding: Holding): Promise<void> {
  const erased = (await holding.erase?.(ctx, file.people)) ?? 0;
  await store.receipt(ctx, request, holding.table, erased);
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

/** Art. 19: every recipient hears of it; Art. 12(3): so does the person. The answer has a stable id, so that a repeat after a crash is the same mail. */
async function tell(ctx: Ctx, request: RequestId, file: CaseFile): Promise<void> {
  for (const recipient of file.recipients) {
    const agreement = await agreementOf(ctx, recipient);
    await append(ctx, { kind: 'recipient.told', facts: { request, recipient, agreement: agreement.ok } });
    await store.step(ctx, request, `told:${recipient}`, { recipient });
  }
  if (file.answerTo !== null)
    await sendNotice(ctx, {
      id: request,
      to: file.answerTo,
      language: file.language,
      purpose: 'rights-fulfilment',
      ...(await erasureNotice(ctx, request, file.language)),
    });
  await store.step(ctx, request, 'told', { person: file.answerTo === null ? 'no-proved-address' : 'by-mail' });
  tellPages(ctx, { topic: 'request.changed', ids: { request } });
}
