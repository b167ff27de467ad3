import Type from 'typebox';
import { assessmentKinds, authorityAnswers, cases, criteria, outcomes } from './assessing.ts';
import { day, endpoints, id, instant, maybe, one, text } from './shapes.ts';

const kind = one(assessmentKinds, 'dpia: data protection impact assessment (Art. 35); lia: test of a legitimate interest (Art. 6(1)(f))');
const state = one(['draft', 'approved', 'reopened'], 'reopened: approved once, and to be looked at again');
const level = maybe(one(['low', 'medium', 'high'], 'Highest risk that remains'));
const code = (what: string) => Type.String({ pattern: '^[A-Za-z0-9.-]{1,80}$', description: what });
const ownId = Type.String({ pattern: '^[a-z0-9]{1,12}$', description: 'Id within this assessment' });
const count = (most: number, what: string, minimum = 1) => Type.Integer({ minimum, maximum: most, description: what });
const version = count(1_000_000, 'Version');
const revision = count(2_147_483_646, 'How often this version was changed; the one that was read comes along with a change', 0);
const colleague = maybe(Type.Object({ id: id('stf', 'Member of staff'), name: Type.String({ maxLength: 200 }) }));
const weight = Type.Object({ likelihood: count(4, '1 hardly to 4 almost surely'), severity: count(4, '1 slight to 4 grave') });

const content = Type.Object({
  title: text(160, 'What is assessed'),
  criteria: Type.Array(one(criteria, 'Criterion of WP 248 that is met'), { maxItems: 9, uniqueItems: true }),
  cases: Type.Array(one(cases, 'Case of Art. 35(3)'), { maxItems: 3, uniqueItems: true }),
  onList: Type.Boolean({ description: 'It stands on the list of the authority (Art. 35(4))' }),
  answers: Type.Record(Type.String({ pattern: '^[a-z-]{1,40}$' }), text(4000, 'Answer in words; not for names of customers', 0)),
  risks: Type.Array(
    Type.Object({
      id: ownId,
      what: text(400, 'What could happen to people'),
      source: text(400, 'How it could come about', 0),
      before: weight,
      after: weight,
      measures: Type.Array(ownId, { maxItems: 20, uniqueItems: true }),
    }),
    { maxItems: 40 },
  ),
  measures: Type.Array(
    Type.Object({
      id: ownId,
      what: text(400, 'What is done against it'),
      owner: maybe(id('stf', 'Who sees to it')),
      dueOn: maybe(day),
      done: Type.Boolean(),
    }),
    { maxItems: 40 },
  ),
  viewsAsked: maybe(Type.Boolean({ description: 'Whether the people concerned were asked (Art. 35(9))' })),
  adviceFollowed: maybe(Type.Boolean({ description: 'Whether the advice of the data protection officer is followed' })),
  consultation: maybe(
    Type.Object({
      askedOn: day,
      answeredOn: maybe(day),
      extended: Type.Boolean({ description: 'The authority took six weeks more (Art. 36(2))' }),
      answer: Type.Optional(maybe(one(authorityAnswers, 'What the authority answered (Art. 36(2), 58(2))'))),
    }),
  ),
  outcome: maybe(one(outcomes, 'Decision')),
  reviewOn: maybe(day),
});

const words = Type.Record(Type.String({ pattern: '^[a-z]{2}$' }), Type.String({ maxLength: 800 }));
const codes = (most: number) => Type.Array(Type.String({ maxLength: 130 }), { maxItems: most });
const phrase = Type.String({ maxLength: 800 });
const facts = Type.Object({
  purposes: Type.Array(
    Type.Object({
      ...{ code: phrase, name: words, description: words, about: phrase, lawfulBasis: phrase, article: phrase },
      ...{ acts: codes(10), categories: codes(80), channels: codes(20), recipients: codes(200), period: phrase, starts: phrase },
      advertising: Type.Boolean(),
      specialCategories: Type.Optional(codes(9)),
      toChildren: Type.Optional(Type.Boolean()),
    }),
    { maxItems: 20 },
  ),
  recipients: Type.Array(
    Type.Object({
      ...{ code: phrase, name: phrase, service: phrase, role: phrase, country: phrase },
      ...{ transfer: maybe(phrase), safeguard: maybe(phrase), agreement: maybe(phrase) },
    }),
    { maxItems: 200 },
  ),
  places: Type.Array(Type.Object({ purpose: phrase, place: phrase, categories: codes(80), periods: codes(80) }), { maxItems: 400 }),
  automations: Type.Array(Type.Object({ code: phrase, what: phrase }), { maxItems: 40 }),
  hosting: Type.Object({ country: maybe(phrase), by: maybe(phrase), operator: maybe(phrase) }),
});
const changes = Type.Array(
  Type.Object({
    part: one(['purpose', 'recipient', 'place', 'automation', 'hosting'], 'What the fact is about'),
    ...{ code: Type.String({ maxLength: 130 }), field: Type.String({ maxLength: 40 }) },
    before: Type.String({ maxLength: 4000, description: 'Empty where there was nothing' }),
    after: Type.String({ maxLength: 4000, description: 'Empty where there is nothing any more' }),
  }),
  { maxItems: 500, description: 'What it rests on and has changed since it was approved, field by field' },
);
const item = {
  id: id('asm', 'Assessment'),
  kind,
  purposes: codes(20),
  title: Type.String({ maxLength: 160 }),
  state,
  because: one(['new', 'facts', 'review', 'by-hand'], 'Why the newest version was begun'),
  version,
  level,
  outcome: maybe(one(outcomes, 'Decision of the newest approved version')),
  approvedAt: maybe(instant),
  reviewOn: maybe(day),
  changedAt: instant,
};
const advice = {
  by: Type.String({ maxLength: 160, description: 'Empty once they are erased' }),
  on: day,
  words: Type.String({ maxLength: 4000 }),
};
const whole = Type.Object({
  ...item,
  shown: version,
  revision,
  isFrozen: Type.Boolean({ description: 'An approved version: nothing of it changes any more' }),
  content,
  facts,
  factsHash: Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 over the facts it rests on' }),
  advice: maybe(
    Type.Object({
      ...advice,
      isOlder: Type.Boolean({ description: 'Given before the words or the facts changed: another is asked for' }),
      earlier: Type.Array(Type.Object(advice), { maxItems: 20, description: 'What was advised on this version before, oldest first' }),
    }),
  ),
  changes,
  required: Type.Boolean({ description: 'Whether the screening asks for a DPIA' }),
  lacking: Type.Array(code('What is missing for the approval'), { maxItems: 60 }),
  approvedBy: colleague,
  finished: Type.Array(ownId, { maxItems: 40, description: 'Measures that were carried out after the approval' }),
  versions: Type.Array(Type.Object({ version, approvedAt: maybe(instant), approvedBy: colleague }), { maxItems: 200 }),
});
const which = Type.Object({ assessment: item.id });

export const assessmentsEndpoints = endpoints({
  listAssessments: {
    summary: 'Impact assessments and tests of legitimate interests, newest first, and the purposes that lack one; at most 200',
    answer: Type.Object({
      items: Type.Array(Type.Object(item), { maxItems: 200 }),
      untested: Type.Array(Type.String({ maxLength: 60 }), {
        maxItems: 200,
        description: 'Purposes on a legitimate interest that no approved test carries',
      }),
    }),
  },
  openAssessment: {
    summary: 'Begin an assessment of one or more purposes; a test of a legitimate interest is about one that rests on it',
    body: Type.Object({
      kind,
      title: content.properties.title,
      purposes: Type.Array(Type.String({ maxLength: 60 }), { minItems: 1, maxItems: 20, uniqueItems: true }),
    }),
    answer: whole,
    status: 201,
  },
  readAssessment: {
    summary: 'An assessment with the facts it rests on, what changed since, and what is missing',
    params: which,
    query: Type.Object({ version: Type.Optional(version) }),
    answer: whole,
  },
  changeAssessment: {
    summary: 'Write a draft on; refused when somebody else changed it meanwhile',
    params: which,
    body: Type.Object({ revision, content }),
    answer: whole,
  },
  adviseOnAssessment: {
    summary: 'Record the advice of the data protection officer (Art. 35(2))',
    params: which,
    body: Type.Object({ revision, by: text(160, 'Who gives it'), on: day, words: text(4000, 'The advice') }),
    answer: whole,
  },
  approveAssessment: {
    summary:
      'Approve a draft: it is frozen with the facts it was made from. Refused while something is missing, such as the prior consultation (Art. 36)',
    params: which,
    body: Type.Object({ revision, factsHash: whole.properties.factsHash }),
    answer: whole,
  },
  reopenAssessment: {
    summary: 'Begin the next version of an approved assessment',
    params: which,
    answer: whole,
  },
  finishMeasure: {
    summary: 'Say that a measure of an approved assessment was carried out',
    params: Type.Object({ assessment: item.id, measure: ownId }),
    answer: whole,
  },
  removeAssessment: { summary: 'Take away a draft that was never approved', params: which, answer: Type.Object({}) },
  giveAssessment: {
    summary: 'An assessment as a document',
    params: which,
    query: Type.Object({
      format: Type.Optional(one(['html', 'pdf', 'json'], 'Form')),
      language: Type.Optional(one(['en', 'de'], 'Language of the words')),
      version: Type.Optional(version),
    }),
    binary: true,
    answer: Type.Unknown(),
  },
});
