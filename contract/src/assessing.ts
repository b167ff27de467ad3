// What an assessment asks and how it judges: a DPIA (Art. 35) and the three-part test of a legitimate interest (Art. 6(1)(f)). Shared by server and console, so that both
// see the same risk in the same square, and the same gaps.

export const assessmentKinds = ['dpia', 'lia'] as const;
export type AssessmentKind = (typeof assessmentKinds)[number];

/** The nine criteria of WP 248 rev.01: two of them ask for a DPIA. */
export const criteria = [
  'evaluation',
  'automated-decision',
  'monitoring',
  'sensitive',
  'large-scale',
  'matching',
  'vulnerable',
  'innovative',
  'prevents-right',
] as const;
/** Art. 35(3)(a) to (c): each alone asks for one. */
export const cases = ['systematic-evaluation', 'special-at-scale', 'public-monitoring'] as const;
/** `not-needed`: the screening found no likely high risk. */
export const outcomes = ['may', 'may-not', 'not-needed'] as const;

/** What the authority answers to a prior consultation (Art. 36(2), 58(2)). */
export const authorityAnswers = ['no-objection', 'advice', 'prohibited'] as const;

/** What is asked in words, step by step; `decision` last. */
export const questions = {
  dpia: {
    screening: ['screening'],
    description: ['nature', 'scope', 'context'],
    necessity: ['necessity', 'minimisation', 'information-rights'],
    people: ['views', 'advice-not-followed'],
    decision: ['decision'],
  },
  lia: {
    purpose: ['interest', 'benefit', 'lawful'],
    necessity: ['helps', 'less-intrusive', 'minimisation'],
    balancing: ['relationship', 'expectations', 'impact', 'vulnerable', 'safeguards', 'objection'],
    decision: ['decision'],
  },
} as const satisfies Record<AssessmentKind, Record<string, readonly string[]>>;

/** Every question of a kind in its order. */
export const questionsOf = (kind: AssessmentKind): readonly string[] => Object.values(questions[kind]).flat();

export type Weight = { readonly likelihood: number; readonly severity: number };
export type RiskLevel = 'low' | 'medium' | 'high';

/** Likelihood and severity of four levels each, judged by their product: up to 3 low, up to 6 medium, from 8 on high. */
export function levelOf({ likelihood, severity }: Weight): RiskLevel {
  const product = likelihood * severity;
  if (product >= 8) return 'high';
  return product >= 4 ? 'medium' : 'low';
}

/** The highest level among these; undefined of none. */
export function highest(weights: readonly Weight[]): RiskLevel | undefined {
  const levels = weights.map(levelOf);
  return (['high', 'medium', 'low'] as const).find((level) => levels.includes(level));
}

export type Screening = { readonly criteria: readonly string[]; readonly cases: readonly string[]; readonly onList: boolean };
/** Whether Art. 35 asks for a DPIA: a case of its third paragraph, the authority's own list, or two criteria. */
export const asksForDpia = ({ criteria: met, cases: hit, onList }: Screening): boolean => met.length >= 2 || hit.length > 0 || onList;

type Filled = Screening & {
  readonly answers: Readonly<Record<string, string>>;
  readonly risks: readonly { readonly before: Weight; readonly after: Weight; readonly measures: readonly string[] }[];
  readonly measures: readonly { readonly owner: string | null; readonly dueOn: string | null; readonly done: boolean }[];
  readonly viewsAsked: boolean | null;
  readonly adviceFollowed: boolean | null;
  readonly consultation: {
    readonly askedOn: string;
    readonly answeredOn: string | null;
    readonly extended: boolean;
    readonly answer?: (typeof authorityAnswers)[number] | null;
  } | null;
  readonly outcome: (typeof outcomes)[number] | null;
  readonly reviewOn: string | null;
};
/**
 * `hasOfficer`: a data protection officer is designated, whose advice must be sought (Art. 35(2)); `hasAdvice`: on the draft as it is. Days are YYYY-MM-DD; `begunOn` is that of
 * a version which follows an approved one.
 */
export type Around = {
  readonly hasOfficer: boolean;
  readonly hasAdvice: boolean;
  readonly today: string;
  readonly begunOn?: string | null;
};

/** What still stands between a draft and its approval, as codes: questions without an answer, and what the law asks for. */
export function lacking(kind: AssessmentKind, draft: Filled, around: Around): string[] {
  const isEmpty = (code: string): boolean => !draft.answers[code]?.trim();
  const decided = ['decision', ...(draft.outcome === null ? ['outcome'] : [])].filter((code) => code === 'outcome' || isEmpty(code));
  const review = draft.reviewOn === null || draft.reviewOn <= around.today ? ['review-on'] : [];
  if (kind === 'lia') {
    const wrong = draft.outcome === 'not-needed' ? ['outcome'] : [];
    return [...questionsOf('lia').filter((code) => code !== 'decision' && isEmpty(code)), ...decided, ...wrong, ...review];
  }
  if (!asksForDpia(draft) && draft.outcome === 'not-needed') {
    const advice = around.hasOfficer && !around.hasAdvice ? ['advice'] : []; // WP 248: their view is documented with the decision
    const grave = highest(draft.risks.map(({ before }) => before)) === 'high' ? ['outcome'] : []; // Art. 35(1) asks by the risk, the criteria only help to see it
    return [...(isEmpty('screening') ? ['screening'] : []), ...advice, ...decided, ...grave, ...review];
  }
  return [...dpiaLacks(draft, around, isEmpty), ...decided, ...(draft.outcome === 'not-needed' ? ['outcome'] : []), ...review];
}

function dpiaLacks(draft: Filled, around: Around, isEmpty: (code: string) => boolean): string[] {
  const asked = questionsOf('dpia').filter((code) => !['decision', 'advice-not-followed'].includes(code) && isEmpty(code));
  const goesAhead = draft.outcome === 'may';
  const isGrave = highest(draft.risks.map(({ after }) => after)) === 'high';
  const rules: Record<string, boolean> = {
    risks: draft.risks.length === 0,
    'measures-of-risks': goesAhead && draft.risks.some(({ before, measures }) => levelOf(before) !== 'low' && measures.length === 0),
    'measures-in-charge': draft.measures.some(({ done, owner, dueOn }) => !done && (owner === null || dueOn === null)),
    'views-asked': draft.viewsAsked === null,
    advice: around.hasOfficer && !around.hasAdvice,
    'advice-followed': around.hasAdvice && draft.adviceFollowed === null,
    'advice-not-followed': draft.adviceFollowed === false && isEmpty('advice-not-followed'),
    consultation: goesAhead && isGrave && !wasConsulted(draft, around),
    'consultation-answer': goesAhead && isGrave && draft.consultation?.answeredOn != null && !draft.consultation.answer,
  };
  return [...asked, ...Object.keys(rules).filter((code) => rules[code])];
}

/** Art. 36(2): the authority has eight weeks, and six more when it says so; then, or once it has answered, the company may go on, unless it was forbidden (Art. 58(2)(f)). */
export function wasConsulted(
  { consultation }: Pick<Filled, 'consultation'>,
  { today, begunOn }: Pick<Around, 'today' | 'begunOn'>,
): boolean {
  if (!consultation || consultation.askedOn > today || consultation.answer === 'prohibited') return false;
  if (begunOn && consultation.askedOn < begunOn) return false; // that was about what was planned before
  if (consultation.answeredOn !== null) return consultation.answeredOn >= consultation.askedOn && consultation.answeredOn <= today;
  return today > weeksAfter(consultation.askedOn, consultation.extended ? 14 : 8);
}

const weeksAfter = (day: string, weeks: number): string => new Date(Date.parse(day) + weeks * 7 * 86_400_000).toISOString().slice(0, 10);
