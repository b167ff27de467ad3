// Lifting a restriction or objection that stands by itself (Art. 18(3)): decided here, told to the person, and only then done.
import { factsOf, lift } from '#gate';
import type { Ctx } from '#kit/ctx';
import type { Id, PersonId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { announce, type Work } from '#kit/outbox';
import { Problem } from '#kit/problem';
import { purposeByCode } from '#purposes';
import { isOfHold } from '#retention';
import { liftDecided } from './announcements.ts';
import { liftLetter } from './answer-words.ts';
import { languageOf } from './language.ts';
import { nameEnd } from './recipients.ts';
import { objectionTo } from './rules.ts';
import { store } from './store.ts';
import { stepsOf, tell, wayTo } from './told.ts';

type Fact = Id<'fct'>;

/**
 * Decides that a fact shall end; it does once the person was told. A hold ends at once, since it restricts nobody's use. Problem `not-found`; `conflict` while a request
 * about it is open (its answer decides) and for an objection to direct marketing, which only the person can take back (Art. 21(3)).
 */
export async function decideLift(ctx: Ctx, person: PersonId, id: Fact): Promise<void> {
  const fact = (await factsOf(ctx, person)).find((each) => each.id === id);
  if (!fact) throw new Problem('not-found');
  if (fact.kind === 'held' && (await isOfHold(ctx, id))) throw new Problem('conflict', { because: 'legal-hold', article: '17(3)' }); // it is lifted by itself, with a fresh proof
  if (fact.kind === 'held') return lift(ctx, id);
  if (await store.isOpenWith(ctx, id)) throw new Problem('conflict', { because: 'request-open', article: '18(3)' });
  if (fact.kind === 'objected' && (await isFinal(ctx, fact.purpose)))
    throw new Problem('conflict', { because: 'objection-final', article: '21(3)' });
  const request = await store.withFact(ctx, id);
  if (request) await store.step(ctx, request, 'lift-announced'); // the privacy page says so from now on
  await announce(ctx, liftDecided, { person: fact.person, fact: id });
}

/** Tells the person and then lifts the fact; safe to call again at any time. */
export async function liftTold(work: Work, person: PersonId, fact: Fact): Promise<void> {
  const run = stepsOf(work, 'lifting');
  const standing = await run(async (ctx) => (await factsOf(ctx, person)).find((each) => each.id === fact));
  if (!standing) return;
  const way = await run((ctx) => wayTo(ctx, person));
  const letter = await run(async (ctx) => liftLetter(ctx, standing.kind, await languageOf(ctx, person)));
  const how = await tell(work, fact, way, letter);
  await run(async (ctx) => {
    if (!(await factsOf(ctx, person)).some((each) => each.id === fact)) return;
    await lift(ctx, fact);
    const request = await store.withFact(ctx, fact);
    if (!request) return;
    await store.step(ctx, request, 'told-of-lift', { person: how });
    await store.step(ctx, request, 'lifted');
    await nameEnd(ctx, request);
    tellPages(ctx, { topic: 'request.changed', ids: { request } });
  });
}

/** An objection without a purpose covers advertising too. */
async function isFinal(ctx: Ctx, purpose: string | null): Promise<boolean> {
  return purpose === null || objectionTo(await purposeByCode(ctx, purpose)) === 'final';
}
