// What an assessment says, opened and sealed, and held to what its kind asks.
import { createHash, randomBytes } from 'node:crypto';
import { type AssessmentKind, highest, questionsOf } from '@parley/contract/assessing';
import { staffNames } from '#access';
import { openSecret, sealSecret } from '#keys';
import { canonical } from '#kit/canonical';
import type { Ctx } from '#kit/ctx';
import type { StaffId } from '#kit/ids';
import { Problem } from '#kit/problem';
import type { Sealed } from '#kit/seal';
import { hashOf } from './facts/gather.ts';
import type { Advice, AssessmentId, Content, Facts, Row } from './types.ts';

const place = (id: AssessmentId, version: number, column: 'content' | 'advice') => ({
  table: 'assessment_versions',
  row: `${id}/${version}`,
  column,
});
type Of = Pick<Row, 'id' | 'version'>;

export const emptyContent = (title: string): Content => ({
  ...{ title, criteria: [], cases: [], onList: false, answers: {}, risks: [], measures: [] },
  ...{ viewsAsked: null, adviceFollowed: null, consultation: null, outcome: null, reviewOn: null },
});

export const sealContent = (ctx: Ctx, { id, version }: Of, content: Content): Promise<Sealed> =>
  sealSecret(ctx, place(id, version, 'content'), JSON.stringify(content));
export const openContent = async (ctx: Ctx, { id, version, content }: Of & Pick<Row, 'content'>): Promise<Content> =>
  JSON.parse(await openSecret(ctx, place(id, version, 'content'), content)) as Content;
export const sealAdvice = (ctx: Ctx, { id, version }: Of, advice: readonly Advice[]): Promise<Sealed> =>
  sealSecret(ctx, place(id, version, 'advice'), JSON.stringify(advice));
/** Every advice on this version, oldest first. */
export const openAdvice = async (ctx: Ctx, { id, version, advice }: Row): Promise<readonly Advice[]> =>
  advice === null ? [] : (JSON.parse(await openSecret(ctx, place(id, version, 'advice'), advice)) as Advice[]);

/** Whether the words or the facts that an advice was about are others by now. */
export const isOlderThan = (advice: Advice, content: Content, facts: Facts): boolean =>
  advice.about !== adviceIsAbout(content) || advice.rests !== hashOf(facts);

/** `SALT.HASH` of content and advice, without names of staff, who may leave. */
export function wordsHashOf(content: Content, advice: readonly Advice[], salt = randomBytes(16).toString('hex')): string {
  const measures = content.measures.map(({ owner: _owner, ...rest }) => rest);
  const words = canonical({ content: { ...content, measures }, advice: advice.map(({ by: _by, ...rest }) => rest) });
  return `${salt}.${createHash('sha256').update(salt).update(words).digest('hex')}`;
}

/** A hash of what an advice is about: everything but the decision, and what is made of the advice itself. */
export function adviceIsAbout(content: Content): string {
  const { decision: _decision, 'advice-not-followed': _why, ...answers } = content.answers;
  const { adviceFollowed: _followed, consultation: _asked, outcome: _outcome, reviewOn: _reviewOn, ...rest } = content;
  return createHash('sha256')
    .update(canonical({ ...rest, answers }))
    .digest('hex');
}

/** Answers to questions of another kind, a measure that is not there, an owner who is not here: Problem `invalid`. `known` are owners who stood there before. */
export async function refuseOdd(ctx: Ctx, kind: AssessmentKind, content: Content, known: readonly StaffId[]): Promise<void> {
  const asked = new Set(questionsOf(kind));
  const stray = Object.keys(content.answers).find((code) => !asked.has(code));
  if (stray !== undefined) throw wrong('answers', 'Nobody asks that.');
  const ids = content.measures.map((each) => each.id);
  const risks = content.risks.map((each) => each.id);
  if (new Set(ids).size < ids.length || new Set(risks).size < risks.length) throw wrong('measures', 'Two of them have the same id.');
  if (content.risks.some((risk) => risk.measures.some((id) => !ids.includes(id))))
    throw wrong('risks', 'A risk names a measure that is not there.');
  const fresh = ownersIn(content).filter((each) => !known.includes(each));
  const here = await staffNames(ctx, fresh);
  if (fresh.some((each) => !here.has(each))) throw wrong('measures', 'There is no colleague by this id.');
}

export const ownersIn = (content: Content): StaffId[] => [
  ...new Set(content.measures.flatMap(({ owner }) => (owner === null ? [] : (owner as StaffId)))),
];

export const levelIn = (content: Content): Row['level'] => highest(content.risks.map(({ after }) => after)) ?? null;

/** Day of the first measure that is neither done nor finished since; null when none is left. */
export function firstUndone(content: Content, finished: readonly string[]): string | null {
  const days = content.measures.filter(({ id, done }) => !done && !finished.includes(id)).flatMap(({ dueOn }) => dueOn ?? []);
  return days.sort()[0] ?? null;
}

export const wrong = (path: string, message: string): Problem =>
  new Problem('invalid', { fields: [{ path: `body/content/${path}`, message }] });
