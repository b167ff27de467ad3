import { expect, test } from 'vitest';
import { asksForDpia, highest, lacking, levelOf, questionsOf, wasConsulted } from './assessing.ts';

const screening = { criteria: [] as string[], cases: [] as string[], onList: false };
const answers = (kind: 'dpia' | 'lia') => Object.fromEntries(questionsOf(kind).map((code) => [code, 'Said.']));
const low = { likelihood: 1, severity: 2 };
const grave = { likelihood: 3, severity: 4 };
const whole = {
  ...{ criteria: ['sensitive', 'large-scale'], cases: [], onList: false, answers: answers('dpia') },
  risks: [{ before: grave, after: low, measures: ['m1'] }],
  measures: [{ owner: 'stf_1', dueOn: '2027-01-01', done: false }],
  ...{ viewsAsked: true, adviceFollowed: true, consultation: null, outcome: 'may' as const, reviewOn: '2027-11-01' },
};
const around = { hasOfficer: true, hasAdvice: true, today: '2026-11-24' };
const left = (change: object, by: object = {}) => lacking('dpia', { ...whole, ...change }, { ...around, ...by });

test('two criteria, one case or the list of the authority ask for an impact assessment, one criterion does not', () => {
  expect(asksForDpia({ ...screening, criteria: ['monitoring'] })).toBe(false);
  expect(asksForDpia({ ...screening, criteria: ['monitoring', 'vulnerable'] })).toBe(true);
  expect(asksForDpia({ ...screening, cases: ['special-at-scale'] })).toBe(true);
  expect(asksForDpia({ ...screening, onList: true })).toBe(true);
});

test('a risk is judged by likelihood and severity together', () => {
  const row = (severity: number) => [1, 2, 3, 4].map((likelihood) => levelOf({ likelihood, severity }));
  expect(row(1)).toEqual(['low', 'low', 'low', 'medium']);
  expect(row(2)).toEqual(['low', 'medium', 'medium', 'high']);
  expect(row(3)).toEqual(['low', 'medium', 'high', 'high']);
  expect(row(4)).toEqual(['medium', 'high', 'high', 'high']);
  expect(highest([low, { likelihood: 2, severity: 2 }])).toBe('medium');
  expect(highest([])).toBe(undefined);
});

test('a whole draft lacks nothing, and each part that is missing is named', () => {
  expect(left({})).toEqual([]);
  expect(left({ answers: { ...whole.answers, nature: ' ' } })).toEqual(['nature']);
  expect(left({ risks: [] })).toEqual(['risks']);
  expect(left({ risks: [{ before: grave, after: low, measures: [] }] })).toEqual(['measures-of-risks']);
  expect(left({ measures: [{ owner: null, dueOn: '2027-01-01', done: false }] })).toEqual(['measures-in-charge']);
  expect(left({ measures: [{ owner: null, dueOn: null, done: true }] })).toEqual([]);
  expect(left({ viewsAsked: null })).toEqual(['views-asked']);
  expect(left({ outcome: null })).toEqual(['outcome']);
  expect(left({ reviewOn: '2026-11-24' })).toEqual(['review-on']);
  expect(left({ outcome: 'not-needed' })).toEqual(['outcome']); // two criteria ask for it
});

test('the advice of the officer is needed where there is one, and why it is not followed', () => {
  expect(left({}, { hasAdvice: false })).toEqual(['advice']);
  expect(left({ adviceFollowed: null }, { hasAdvice: false, hasOfficer: false })).toEqual([]);
  expect(left({ adviceFollowed: null })).toEqual(['advice-followed']);
  expect(left({ adviceFollowed: false, answers: { ...whole.answers, 'advice-not-followed': '' } })).toEqual(['advice-not-followed']);
});

test('a high risk that remains needs the prior consultation, its answer or the end of its time', () => {
  const risks = [{ before: grave, after: grave, measures: ['m1'] }];
  const after = (consultation: Parameters<typeof wasConsulted>[0]['consultation'], today = '2026-11-24') =>
    left({ risks, consultation }, { today });
  const asked = { askedOn: '2026-09-29', answeredOn: null, extended: false };
  const said = { ...asked, answeredOn: '2026-10-20' };
  expect(after(null)).toEqual(['consultation']);
  expect(after(asked)).toEqual(['consultation']); // the last day of the eight weeks
  expect(after(asked, '2026-11-25')).toEqual([]);
  expect(after({ ...asked, extended: true }, '2026-11-25')).toEqual(['consultation']);
  expect(after(said)).toEqual(['consultation-answer']);
  expect(after({ ...said, answer: 'advice' })).toEqual([]);
  expect(after({ ...said, answer: 'prohibited' })).toEqual(['consultation']);
  expect(left({ risks, consultation: { ...said, answer: 'advice' } }, { begunOn: '2026-11-01' })).toEqual(['consultation']); // about what was planned before
  expect(wasConsulted({ consultation: { ...asked, answeredOn: '2026-09-01' } }, around)).toBe(false); // before it was asked
  expect(left({ risks, outcome: 'may-not' })).toEqual([]);
});

test('where the screening finds nothing, its reason, a decision and a day are enough', () => {
  const draft = { ...whole, ...screening, answers: { screening: 'Few people, nothing sensitive.', decision: 'Not needed.' }, risks: [] };
  expect(lacking('dpia', { ...draft, outcome: 'not-needed', adviceFollowed: null }, around)).toEqual([]);
  expect(lacking('dpia', { ...draft, outcome: 'not-needed' }, { ...around, hasAdvice: false })).toEqual(['advice']);
  expect(lacking('dpia', { ...draft, outcome: 'not-needed', risks: whole.risks }, around)).toEqual(['outcome']); // high before measures: Art. 35(1)
  expect(lacking('dpia', { ...draft, answers: {}, outcome: 'not-needed' }, around)).toEqual(['screening', 'decision']);
});

test('a test of an interest asks its three parts, a decision and a day', () => {
  const draft = { ...whole, ...screening, answers: answers('lia'), risks: [], measures: [] };
  expect(lacking('lia', draft, around)).toEqual([]);
  expect(lacking('lia', { ...draft, answers: {}, outcome: null, reviewOn: null }, around)).toEqual([
    ...questionsOf('lia'),
    ...['outcome', 'review-on'],
  ]);
  expect(lacking('lia', { ...draft, outcome: 'not-needed' }, around)).toEqual(['outcome']);
});
