// The door of the gate: may this be done to this person, for this purpose, on this channel, by this recipient? Yes or no, and why.
// Only a yes carries a Permit, and only a Permit opens what is sealed: there is no second way round.

import { carriesPurpose, emergencyBehind, noteUse, reachOf } from '#access';
import { mintPermit, type Permit } from '#keys';
import type { Ctx, Spot } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { type Gathered, gather, gatherToAct } from './facts.ts';
import { recordRefusal } from './refused.ts';
import { askedOf, judge, no, type Verdict } from './rules.ts';
import type { Decision, Permission, Question } from './types.ts';
import { wordsFor } from './words.ts';

export { allowances } from './allowances.ts';
export { areNoesLost, noesForgotten, sayNoAgain, sayWaitingNoes } from './forgotten.ts';
export { factsAmong, factsOf, keepsAll, keptAmong, lift, restrict } from './kept.ts';
export { foresee } from './memory/foresee.ts';
export { warm } from './memory/keeper.ts';
export { appendAnyway } from './refused.ts';
export { permitReturn, returning } from './return.ts';
export { canBeObjectedTo, type Verdict, type Way } from './rules.ts';
export { factEndsSql } from './store.ts';
export type { Decision, Permission, Question } from './types.ts';
export { unwillingAmong } from './unwilling.ts';
export { wordsFor } from './words.ts';

/** Asks without doing: nothing is recorded and no permit is made. */
export async function decide(ctx: Ctx, question: Question): Promise<Decision> {
  const { purpose, answers } = await ask(ctx, question);
  const decisive = answers.find((answer) => !answer.verdict.allowed) ?? answers[0];
  return inWords(decisive?.verdict ?? no('person-needed'), question, purpose);
}

/** As `decide`, of many people at once: the verdict by the id asked for. */
export async function decideEach(ctx: Ctx, question: Question & { people: readonly PersonId[] }): Promise<Map<PersonId, Verdict>> {
  if (question.people.length === 0) return new Map();
  const { answers } = await ask(ctx, question);
  return new Map(answers.flatMap(({ asked, verdict }) => (asked ? [[asked, verdict] as const] : [])));
}

/** Asks in order to do: a yes carries the Permit that `keys.open` wants; a no is recorded in the ledger, also when the caller's transaction rolls back. */
export function permit(ctx: Ctx, question: Question): Promise<Permission> {
  return permitBy(ctx, question, gatherToAct(ctx, question));
}

/** As `permitOrThrow`, in two steps: what the decision rests on is read now, by this transaction; what it gives decides, for the spot at which it turned out to be. Nothing is recorded before that. */
export function readyToPermit(ctx: Ctx, question: Omit<Question, 'spot'>): (spot?: Spot) => Promise<Permit> {
  const gathered = gatherToAct(ctx, question);
  gathered.catch(() => undefined); // heard by whoever decides
  return async (spot) => given(await permitBy(ctx, { ...question, spot }, gathered));
}

/** As `permit`, but a no is thrown: Problem `gate-refused` with reason, article and words, or `erased`. */
export async function permitOrThrow(ctx: Ctx, question: Question): Promise<Permit> {
  return given(await permit(ctx, question));
}

async function permitBy(ctx: Ctx, question: Question, gathered: Promise<Gathered>): Promise<Permission> {
  const { purpose, answers, reach } = await ask(ctx, question, gathered);
  const allowed = answers.filter((answer) => answer.verdict.allowed);
  const refused = answers.find((answer) => !answer.verdict.allowed);
  const [first] = allowed;
  // a list that staff look at leaves out whom it must not show; it is asked for again and again, so what it leaves out is not recorded each time
  const leavesOut = question.act === 'reveal' && question.people !== undefined;
  if (!first || (refused && !leavesOut)) {
    const verdict = refused?.verdict ?? no('person-needed');
    if (!leavesOut) await recordRefusal(ctx, question, verdict, refused?.asked);
    const { because, article, words } = inWords(verdict, question, purpose);
    return { allowed: false, because, article, words };
  }
  const { act, channel, recipient, masked, reason, fields = [] } = question;
  const subjects = question.case ? [question.case] : [...new Set(allowed.flatMap((answer) => answer.group))];
  const { emergency } = allowed.find((answer) => answer.emergency) ?? {};
  const about = { act, purpose: question.purpose, subjects, fields, channel, recipient };
  const minted = mintPermit(ctx, { ...about, masked, reason, emergency });
  if (reach) noteUse(ctx, reach, { purpose: question.purpose, spot: question.spot, people: allowed.flatMap(({ group }) => group) });
  return { allowed: true, permit: minted, decision: inWords(first.verdict, question, purpose) };
}

function given(answer: Permission): Permit {
  if (answer.allowed) return answer.permit;
  const { because, article, words: detail } = answer;
  throw new Problem(because === 'erased' ? 'erased' : 'gate-refused', { because, article, detail });
}

type Answered = {
  purpose: Gathered['purpose'];
  reach: Awaited<ReturnType<typeof reachOf>>;
  answers: {
    asked: Gathered['each'][number]['asked'];
    group: Gathered['each'][number]['group'];
    verdict: Verdict;
    emergency: Permit['emergency'];
  }[];
};

async function ask(ctx: Ctx, question: Question, gathered = gather(ctx, question)): Promise<Answered> {
  const [{ purpose, each }, reach] = await Promise.all([gathered, reachOf(ctx)]);
  const asked = askedOf(question);
  const answers = each.map((one) => {
    const isOfRole = reach === undefined || carriesPurpose(reach, question.purpose, question.spot, one.group);
    const emergency = reach && emergencyBehind(reach, question.purpose, question.spot, one.group);
    return { asked: one.asked, group: one.group, verdict: judge({ ...asked, isOfRole }, one.facts), emergency };
  });
  return { purpose, answers, reach };
}

function inWords(verdict: Verdict, question: Question, purpose: Gathered['purpose']): Decision {
  const language = question.language ?? 'en';
  const named = { purpose: purpose?.texts[language].name ?? '', channel: question.channel ?? null, recipient: question.recipient ?? null };
  return { ...verdict, words: wordsFor(verdict.because, language, named) };
}
