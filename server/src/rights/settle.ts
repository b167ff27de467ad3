// After the answer: the person is told first, and only then ends what held until it was given (Art. 18(3)); an identity that was rightly disowned is taken away.
// Each step commits by itself and is skipped when done, so a crash or a relay that is down delays the end and never turns the order round.
import { factsOf, lift } from '#gate';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { tellPages } from '#kit/live';
import type { Work } from '#kit/outbox';
import { forgetIdentity, group, identityOf } from '#people';
import { answerLetter, paperLetter } from './answer-words.ts';
import { nothingWords } from './asker/words.ts';
import { nameEnd } from './recipients.ts';
import { tellRepresentative } from './representing/told.ts';
import { type RequestId, type RequestRow, store } from './store.ts';
import { shortly } from './text-words.ts';
import { type Run, stepsOf, tell, wayTo, wayToClaimed } from './told.ts';

/** Tells the person what came of their request and then ends its effects; safe to call again at any time. */
export async function settle(work: Work, request: RequestId): Promise<void> {
  const run = stepsOf(work, 'settling');
  const row = await run((ctx) => store.byId(ctx, request));
  if (!row?.person_id || row.closed_at === null) return; // erased meanwhile
  const steps = new Set((await run((ctx) => store.steps(ctx, [request]))).map((each) => each.step));
  if (!steps.has('told') && row.state !== 'withdrawn') await tellOutcome(work, run, row, row.person_id, steps);
  await run((ctx) => endEffects(ctx, request));
}

async function tellOutcome(work: Work, run: Run, row: RequestRow, person: PersonId, steps: ReadonlySet<string>): Promise<void> {
  const speaker = steps.has('sessions-cut') || steps.has('contested-by-link') ? row.identity_id : null; // who reads the contested address said it
  const isNothing = row.outcome === 'nothing-held';
  const pressed = steps.has('contested-by-link') ? row.identity_id : null;
  const way = await run(async (ctx) => {
    if (isNothing) return wayToClaimed(ctx, person);
    return (pressed && (await wayToClaimed(ctx, person, pressed))) ?? wayTo(ctx, person, { speaker, except: row.identity_id });
  });
  const letter = await run(async (ctx) => ({
    ...(isNothing ? await paperLetter(ctx, row, nothingWords[row.language]) : await answerLetter(ctx, row, endsWithAnswer(row))),
    short: await shortly(ctx, row.language, 'answered'),
  }));
  const how = row.on_behalf === 'heir' ? 'nobody-to-write-to' : await tell(work, row.id, way, letter); // the dead get no letter
  const representative = await tellRepresentative(work, run, row, 'answer');
  await run(async (ctx) => {
    await store.byId(ctx, row.id);
    if ((await store.steps(ctx, [row.id])).some((each) => each.step === 'told')) return; // somebody told them meanwhile
    const reached = row.outcome === 'copy-handed-out' && !how.startsWith('by-') ? 'in-their-hand' : how; // the copy is the answer
    await store.step(ctx, row.id, 'told', { person: reached, ...(representative && { representative }) });
  });
}

async function endEffects(ctx: Ctx, request: RequestId): Promise<void> {
  const row = await store.byId(ctx, request);
  if (!row?.person_id) return;
  const { person_id: person, fact_id: fact, identity_id: identity } = row;
  if (fact && endsWithAnswer(row) && (await factsOf(ctx, person)).some((each) => each.id === fact)) {
    await lift(ctx, fact);
    await nameEnd(ctx, request);
    await store.step(ctx, request, 'lifted');
  }
  const disowned = identity && row.state === 'fulfilled' ? await identityOf(ctx, identity) : undefined;
  if (disowned && (await group(ctx, person)).includes(disowned.person)) {
    await forgetIdentity(ctx, disowned.id);
    await store.step(ctx, request, 'identity-removed');
  }
  tellPages(ctx, { topic: 'request.changed', ids: { request } });
}

/** A refusal ends what held meanwhile, and the answer to a contested identity either way; a restriction or objection that was upheld goes on. */
export const endsWithAnswer = (row: RequestRow): boolean =>
  row.fact_id !== null && (row.state === 'refused' || row.state === 'withdrawn' || row.kind === 'rectification');
