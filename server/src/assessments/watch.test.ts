// What an approval does not outlive: another plan, a draft that lies about, words that are changed under it.
import { questionsOf } from '@parley/contract/assessing';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Ctx } from '#kit/ctx';
import type { StaffId } from '#kit/ids';
import { checks } from '#kit/room';
import { list } from '#ledger';
import { changePurpose, listPurposes } from '#purposes';
import { staffWhoMayAll } from '#test/reach';
import { openRoom, type TestRoom } from '#test/room';
import { changeCompany } from '../access/workspaces.ts';
import { adviseOn, approve } from './approval.ts';
import { type AssessmentId, changeAssessment, openAssessment, reopenAssessment } from './assessments.ts';
import { assessmentsHoldings } from './holdings.ts';
import { lookAgain } from './turn.ts';
import type { Content } from './types.ts';
import { readAssessment } from './view.ts';

let room: TestRoom;
let admin: pg.Client;
let carol: StaffId;
let dpia: AssessmentId;
let lia: AssessmentId;
beforeAll(async () => {
  room = await openRoom();
  admin = new pg.Client({ connectionString: room.adminUrl });
  await admin.connect();
  carol = (await admin.query('SELECT id FROM staff WHERE workspace_id = $1', [room.workspace])).rows[0].id;
  await room.ctx((ctx) => changeCompany(ctx, { dpoContact: 'privacy@example.com' }));
});
afterAll(async () => {
  await admin.end();
  await room.stop();
});

const as = <T>(work: (ctx: Ctx) => Promise<T>) => room.ctx(work, { actor: staffWhoMayAll(carol) });
const read = (id: AssessmentId, version?: number) => as((ctx) => readAssessment(ctx, id, version));
const check = (id: string): Promise<number> =>
  room.ctx(
    (ctx) =>
      checks
        .of(room)
        .find((each) => each.id === id)
        ?.run(ctx) ?? Promise.reject(new Error(id)),
  );
const said = (kind: 'dpia' | 'lia') => Object.fromEntries(questionsOf(kind).map((code) => [code, `What was thought of ${code}.`]));
const write = async (id: AssessmentId, change: Partial<Content>) => {
  const { revision, content } = await read(id);
  await as((ctx) => changeAssessment(ctx, id, { revision, content: { ...content, ...change } }));
};
const approveNow = async (id: AssessmentId) => {
  const { revision, factsHash } = await read(id);
  await as((ctx) => approve(ctx, id, { revision, factsHash }));
};
const adviseNow = async (id: AssessmentId, words: string) => {
  const { revision } = await read(id);
  await as((ctx) => adviseOn(ctx, id, { revision, by: 'Dora Officer', on: '2026-11-24', words }));
  await write(id, { adviceFollowed: true });
};
const purpose = (code: string, change: Parameters<typeof changePurpose>[2]) =>
  as(async (ctx) => changePurpose(ctx, (await listPurposes(ctx)).find((each) => each.code === code)!.id, change));
const grave = { likelihood: 3, severity: 4 };
const consultation = { askedOn: '2026-01-01', answeredOn: '2026-02-01', extended: false, answer: 'advice' } as const;

it('what the authority said counts for the version it was said about, and no other', async () => {
  dpia = await as((ctx) => openAssessment(ctx, { kind: 'dpia', title: 'Talking', purposes: ['service-conversation'] }));
  const risk = { id: 'r1', what: 'Somebody reads it', source: 'A stolen device', before: grave, after: grave, measures: ['m1'] };
  await write(dpia, {
    ...{ criteria: ['sensitive', 'large-scale'], answers: said('dpia'), risks: [risk], viewsAsked: true, consultation },
    measures: [{ id: 'm1', what: 'Seal', owner: carol, dueOn: '2027-12-10', done: false }],
    ...{ outcome: 'may', reviewOn: '2027-11-24' },
  });
  await adviseNow(dpia, 'Go on.');
  await approveNow(dpia);
  await purpose('service-conversation', { period: 'P5Y', reason: 'Claims.' });
  await room.ctx(lookAgain);
  const next = await read(dpia);
  expect(next).toMatchObject({ because: 'facts', version: 2, content: { consultation: null, outcome: null } });
  expect(next.content.answers['decision']).toBeUndefined();
  expect((await read(dpia, 1)).content.consultation).toEqual(consultation); // stays readable there
  await write(dpia, { answers: said('dpia'), consultation, outcome: 'may', reviewOn: '2027-11-24' });
  await adviseNow(dpia, 'Ask the authority again.');
  expect((await read(dpia)).lacking).toEqual(['consultation']);
  await expect(approveNow(dpia)).rejects.toMatchObject({ extras: { because: 'consultation-needed' } });
});

it('an advice on other facts is none on these', async () => {
  await purpose('service-conversation', { period: 'P6Y', reason: 'Claims.' });
  expect(await read(dpia)).toMatchObject({ advice: { isOlder: true }, lacking: expect.arrayContaining(['advice']) });
});

it('one that was opened by hand is found when its facts change, and when its review is due', async () => {
  lia = await as((ctx) => openAssessment(ctx, { kind: 'lia', title: 'Surveys', purposes: ['satisfaction-survey'] }));
  await write(lia, { answers: said('lia'), outcome: 'may', reviewOn: '2027-05-01' });
  await approveNow(lia);
  await as((ctx) => reopenAssessment(ctx, lia));
  const [changed, due] = [await check('assessments.every-change-is-judged'), await check('assessments.every-review-is-done')];
  await purpose('satisfaction-survey', { active: true, period: 'P9Y', reason: 'We want to know.' });
  await room.ctx(lookAgain);
  expect((await read(lia)).version).toBe(2);
  expect((await check('assessments.every-change-is-judged')) - changed).toBe(1);
  room.setTime('2027-05-01T09:00:00Z');
  expect((await check('assessments.every-review-is-done')) - due).toBe(1);
});

it('words that are not those that were approved are found, and the ledger knows by which hash', async () => {
  expect(await check('assessments.words-as-approved')).toBe(0);
  const [entry] = (await room.ctx((ctx) => list(ctx, { kind: 'assessment.approved', limit: 1 }))).items;
  const { rows } = await admin.query('SELECT words_hash, content FROM assessment_versions WHERE assessment_id = $1 AND version = 1', [lia]);
  expect(rows[0].words_hash.split('.')[1]).toBe(entry?.facts?.['words']);
  const put = (content: Buffer) =>
    admin.query('UPDATE assessment_versions SET content = $2 WHERE assessment_id = $1 AND version = 1', [lia, content]);
  await put(Buffer.from([0]));
  expect(await check('assessments.words-as-approved')).toBe(1);
  await put(rows[0].content);
  const [holding] = assessmentsHoldings;
  await room.ctx((ctx) => holding!.erase!(ctx, [carol])); // the names of staff are no part of it
  expect(await check('assessments.words-as-approved')).toBe(0);
  expect((await read(dpia, 1)).advice).toMatchObject({ by: '', words: 'Go on.' });
});
