// Assessments in a real house: written, advised, refused until whole, frozen; begun anew by what they rest on; and each check against a planted fault.

import { questionsOf } from '@parley/contract/assessing';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Ctx } from '#kit/ctx';
import { deciders } from '#kit/decider';
import { holdings } from '#kit/holding';
import type { StaffId } from '#kit/ids';
import { checks } from '#kit/room';
import { list } from '#ledger';
import { changePurpose, listPurposes } from '#purposes';
import { staffWhoMayAll } from '#test/reach';
import { openRoom, type TestRoom } from '#test/room';
import { addVendor, changeVendor, listVendors } from '#vendors';
import { changeCompany } from '../access/workspaces.ts';
import { openChannel } from '../channels/accounts.ts';
import { adviseOn, approve, finishMeasure } from './approval.ts';
import { type AssessmentId, changeAssessment, openAssessment, removeAssessment, reopenAssessment } from './assessments.ts';
import { emptyContent } from './content.ts';
import { giveAssessment } from './document/give.ts';
import { assessmentsHoldings } from './holdings.ts';
import { lookAgain } from './turn.ts';
import type { Content } from './types.ts';
import { listAssessments, readAssessment } from './view.ts';

let room: TestRoom;
let admin: pg.Client;
let carol: StaffId;
let boris: StaffId;
let dpia: AssessmentId;
let lia: AssessmentId;
beforeAll(async () => {
  room = await openRoom();
  admin = new pg.Client({ connectionString: room.adminUrl });
  await admin.connect();
  carol = (await admin.query('SELECT id FROM staff WHERE workspace_id = $1', [room.workspace])).rows[0].id;
  boris = await room.colleague('Boris');
  await room.ctx((ctx) => changeCompany(ctx, { dpoContact: 'privacy@example.com' }));
  const relay = { code: 'smtp-relay', role: 'processor', name: 'Relay Example', service: 'carries mail', region: 'DE' } as const;
  const agreement = { reference: 'DPA 7', signedOn: '2026-01-01', expiresOn: null };
  await room.ctx((ctx) => addVendor(ctx, { ...relay, agreement, transfer: null }));
});
afterAll(async () => {
  await admin.end();
  await room.stop();
});

const as = <T>(work: (ctx: Ctx) => Promise<T>) => room.ctx(work, { actor: staffWhoMayAll(carol) });
const read = (id: AssessmentId, version?: number) => as((ctx) => readAssessment(ctx, id, version));
const check = async (id: string): Promise<number> => {
  const found = checks.of(room).find((each) => each.id === id);
  if (!found) throw new Error(`no check ${id}`);
  return room.ctx((ctx) => found.run(ctx));
};
const said = (kind: 'dpia' | 'lia') => Object.fromEntries(questionsOf(kind).map((code) => [code, `What was thought of ${code}.`]));
const write = async (id: AssessmentId, change: Partial<Content>) => {
  const { revision, content } = await read(id);
  await as((ctx) => changeAssessment(ctx, id, { revision, content: { ...content, ...change } }));
};
const approveNow = async (id: AssessmentId) => {
  const { revision, factsHash } = await read(id);
  await as((ctx) => approve(ctx, id, { revision, factsHash }));
};
const advise = async (id: AssessmentId, words: string, on = '2026-11-24') => {
  const { revision } = await read(id);
  await as((ctx) => adviseOn(ctx, id, { revision, by: 'Dora Officer', on, words }));
};
const purpose = (code: string, change: Parameters<typeof changePurpose>[2]) =>
  as(async (ctx) => changePurpose(ctx, (await listPurposes(ctx)).find((each) => each.code === code)!.id, change));
const grave = { likelihood: 3, severity: 4 };
const risk = (after: { likelihood: number; severity: number }) => ({
  ...{ id: 'r1', what: 'Somebody reads what is not for them', source: 'A stolen device', before: grave, after, measures: ['m1'] },
});

it('begins with the facts of the house, and knows what a purpose rests on', async () => {
  dpia = await as((ctx) => openAssessment(ctx, { kind: 'dpia', title: 'Talking with customers', purposes: ['service-conversation'] }));
  const { facts, state, lacking, content } = await read(dpia);
  expect({ state, content }).toEqual({ state: 'draft', content: emptyContent('Talking with customers') });
  expect(facts.purposes).toMatchObject([{ code: 'service-conversation', lawfulBasis: 'contract', period: 'P2Y' }]);
  expect(facts.places.map(({ place }) => place)).toContain('conversations');
  expect(facts.automations.map(({ code }) => code)).toEqual(['joining', 'refusals', 'detection', 'stops', 'limits', 'deletion', 'hints']);
  expect(lacking).toEqual(expect.arrayContaining(['nature', 'risks', 'advice', 'outcome', 'review-on']));
  for (const purposes of [['service-conversation'], ['satisfaction-survey', 'analytics'], ['nothing']])
    await expect(as((ctx) => openAssessment(ctx, { kind: 'lia', title: 'T', purposes }))).rejects.toMatchObject({ code: 'invalid' });
});

it('takes no answer that nobody asked, no stranger as owner, and no word over another’s', async () => {
  const { revision, content } = await read(dpia);
  const change = (part: object, from = revision) =>
    as((ctx) => changeAssessment(ctx, dpia, { revision: from, content: { ...content, ...part } }));
  await expect(change({ answers: { interest: 'Ours' } })).rejects.toMatchObject({ code: 'invalid' });
  await expect(change({ risks: [risk(grave)] })).rejects.toMatchObject({ code: 'invalid' }); // its measure is not there
  const stranger = 'stf_00000000000000000000000000';
  const measure = { id: 'm1', what: 'Seal', owner: stranger, dueOn: null, done: false };
  await expect(change({ measures: [measure] })).rejects.toMatchObject({ code: 'invalid' });
  await change({ criteria: ['sensitive', 'large-scale'] });
  await expect(change({ criteria: [] })).rejects.toMatchObject({ code: 'conflict', extras: { because: 'overtaken' } });
  expect(await read(dpia)).toMatchObject({ revision: revision + 1, required: true });
});

it('refuses the approval while something is missing, and while a high risk remains that the authority was not asked about', async () => {
  await expect(approveNow(dpia)).rejects.toMatchObject({ code: 'conflict', extras: { because: 'incomplete', article: '35(7)' } });
  const measure = { id: 'm1', what: 'Seal what is said', owner: boris, dueOn: '2026-12-10', done: false };
  await write(dpia, {
    ...{ answers: said('dpia'), measures: [measure], risks: [risk(grave)], viewsAsked: true },
    ...{ outcome: 'may', reviewOn: '2027-11-24' },
  });
  const { revision } = await read(dpia);
  const tomorrow = as((ctx) => adviseOn(ctx, dpia, { revision, by: 'Dora Officer', on: '2026-11-25', words: 'Go on.' }));
  await expect(tomorrow).rejects.toMatchObject({ code: 'invalid' });
  await as((ctx) => adviseOn(ctx, dpia, { revision, by: 'Dora Officer', on: '2026-11-24', words: 'Seal it first.' }));
  await write(dpia, { adviceFollowed: true });
  expect((await read(dpia)).lacking).toEqual(['consultation']);
  await expect(approveNow(dpia)).rejects.toMatchObject({ extras: { because: 'consultation-needed', article: '36(1)' } });
  expect((await read(dpia)).advice).toMatchObject({ by: 'Dora Officer', isOlder: false }); // the decision is none of what it was about
  await write(dpia, { risks: [risk({ likelihood: 1, severity: 3 })] });
  expect((await read(dpia)).advice?.isOlder).toBe(true);
  expect((await read(dpia)).lacking).toEqual(['advice']); // an advice on other risks is none on these
  await expect(approveNow(dpia)).rejects.toMatchObject({ extras: { because: 'incomplete' } });
  await advise(dpia, 'Now it is sealed.');
  expect(await read(dpia)).toMatchObject({
    advice: { isOlder: false, earlier: [{ words: 'Seal it first.' }] },
    lacking: ['advice-followed'],
  });
  await write(dpia, { adviceFollowed: true });
});

it('freezes what was approved with the facts it was made from, and nobody writes on it', async () => {
  const { revision } = await read(dpia);
  await expect(as((ctx) => approve(ctx, dpia, { revision, factsHash: '0'.repeat(64) }))).rejects.toMatchObject({
    extras: { because: 'facts-changed' },
  });
  await approveNow(dpia);
  const after = await read(dpia);
  expect(after).toMatchObject({
    state: 'approved',
    isFrozen: true,
    level: 'low',
    outcome: 'may',
    approvedBy: { id: carol, name: 'Carol' },
  });
  await expect(write(dpia, { title: 'Another' })).rejects.toMatchObject({ extras: { because: 'frozen' } });
  const touched = admin.query(`UPDATE assessment_versions SET outcome = 'may-not' WHERE assessment_id = $1`, [dpia]);
  await expect(touched).rejects.toThrow('not written on');
  await expect(admin.query('DELETE FROM assessment_versions WHERE assessment_id = $1', [dpia])).rejects.toThrow('stays');
  await expect(admin.query('DELETE FROM assessments WHERE id = $1', [dpia])).rejects.toThrow('stays');
  await expect(as((ctx) => removeAssessment(ctx, dpia))).rejects.toMatchObject({ code: 'conflict' });
  await room.ctx(lookAgain);
  expect((await read(dpia)).state).toBe('approved'); // nothing has changed
  const kinds = (await room.ctx((ctx) => list(ctx, { kind: 'assessment.', limit: 20 }))).items.map(({ kind }) => kind);
  expect(new Set(kinds)).toEqual(new Set(['assessment.approved', 'assessment.changed', 'assessment.advised', 'assessment.opened']));
});

it('finds a legitimate interest in force that no approved test carries', async () => {
  expect(await check('assessments.every-interest-is-weighed')).toBe(0); // the survey is off
  await purpose('satisfaction-survey', { active: true, reason: 'We want to know.' });
  expect(await check('assessments.every-interest-is-weighed')).toBe(1);
  lia = await as((ctx) => openAssessment(ctx, { kind: 'lia', title: 'Surveys', purposes: ['satisfaction-survey'] }));
  const again = as((ctx) => openAssessment(ctx, { kind: 'lia', title: 'Twice', purposes: ['satisfaction-survey'] }));
  await expect(again).rejects.toMatchObject({ code: 'conflict' });
  await write(lia, { answers: said('lia'), outcome: 'may-not', reviewOn: '2027-05-01' });
  await approveNow(lia);
  expect(await check('assessments.every-interest-is-weighed')).toBe(1); // weighed, and found too light
  await as((ctx) => reopenAssessment(ctx, lia));
  expect(await read(lia)).toMatchObject({ state: 'reopened', because: 'by-hand', content: { outcome: null } });
  await write(lia, { answers: said('lia'), outcome: 'may', reviewOn: '2027-05-01' });
  await approveNow(lia);
  expect(await check('assessments.every-interest-is-weighed')).toBe(0);
  expect((await as(listAssessments)).items.map(({ id, version }) => [id, version])).toEqual([
    [lia, 2],
    [dpia, 1],
  ]);
});

it('is opened again by itself when a recipient, its transfer, a purpose or its data has changed, and says what, field by field', async () => {
  const account = { provider: 'twilio', number: '+12025550100', accountSid: `AC${'1'.repeat(32)}`, authToken: 'a'.repeat(32) };
  await purpose('service-conversation', { period: 'P1Y' });
  expect(await check('assessments.every-change-is-judged')).toBe(1); // before the turn
  await room.ctx(lookAgain);
  expect(await read(dpia)).toMatchObject({
    ...{ state: 'reopened', because: 'facts', version: 2, advice: null, lacking: expect.arrayContaining(['advice', 'outcome']) },
    changes: [{ part: 'purpose', code: 'service-conversation', field: 'period', before: 'P2Y', after: 'P1Y' }],
  });
  expect(await check('assessments.every-change-is-judged')).toBe(1);
  const [entry] = (await room.ctx((ctx) => list(ctx, { kind: 'assessment.reopened', limit: 1 }))).items;
  expect(entry?.facts).toMatchObject({ assessment: dpia, because: 'facts', changed: 'purpose:service-conversation', changes: 1 });
  await purpose('service-conversation', { period: 'P2Y', reason: 'Claims.' });
  expect((await read(dpia)).changes).toHaveLength(1); // as it was again, and still to be looked at
  const { revision } = await read(dpia);
  await as((ctx) => adviseOn(ctx, dpia, { revision, by: 'Dora Officer', on: '2026-11-24', words: 'As before.' }));
  await write(dpia, { answers: said('dpia'), adviceFollowed: true, outcome: 'may', reviewOn: '2027-11-24' });
  await approveNow(dpia);
  expect(await check('assessments.every-change-is-judged')).toBe(0);

  await room.ctx((ctx) => openChannel(ctx, { channel: 'sms', name: 'Text', settings: account })); // a channel and a processor more
  const relay = (await as(listVendors)).find(({ code }) => code === 'smtp-relay');
  const change = (to: Parameters<typeof changeVendor>[2]) => as((ctx) => changeVendor(ctx, relay!.id as never, to));
  await change({ region: 'US', transfer: 'A46-2-c' });
  await room.ctx(lookAgain);
  const changed = (await read(dpia)).changes.map(({ part, code, field, after }) => `${part} ${code} ${field} ${after}`);
  expect(changed).toEqual([
    'purpose service-conversation channels email, sms, web-chat',
    'purpose service-conversation recipients smtp-relay, twilio',
    'recipient smtp-relay country US',
    'recipient smtp-relay transfer A46-2-c',
    'recipient smtp-relay safeguard clauses',
    'recipient twilio there Twilio',
  ]);
});

it('is opened again when it is for a special category or for children, when a place holds another kind of data, and when a machine does more', async () => {
  const news = await as((ctx) => openAssessment(ctx, { kind: 'dpia', title: 'News', purposes: ['marketing'] }));
  const approved = async () => {
    const measures = [{ id: 'm1', what: 'Ask first', owner: carol, dueOn: '2027-12-10', done: false }];
    await write(news, { answers: said('dpia'), measures, risks: [risk({ likelihood: 1, severity: 1 })], viewsAsked: true });
    await write(news, { outcome: 'may', reviewOn: '2027-11-24' });
    await advise(news, 'Go on.');
    await write(news, { adviceFollowed: true });
    await approveNow(news);
    await room.ctx(lookAgain);
    expect((await read(news)).state).toBe('approved');
  };
  const changesAfter = async (change: () => unknown) => {
    await approved();
    await change();
    await room.ctx(lookAgain);
    const { state, because, changes } = await read(news);
    expect({ state, because }).toEqual({ state: 'reopened', because: 'facts' });
    return changes.map(({ part, code, field, before, after }) => `${part} ${code} ${field}: ${before} > ${after}`);
  };
  expect(await changesAfter(() => purpose('marketing', { specialCategories: ['Health'], reason: 'Lamps against the winter.' }))).toEqual([
    'purpose marketing specialCategories:  > Health',
  ]);
  expect(await changesAfter(() => purpose('marketing', { specialCategories: [], toChildren: true, reason: 'Night lights.' }))).toEqual([
    'purpose marketing specialCategories: Health > ',
    'purpose marketing toChildren:  > true',
  ]);
  const [declared, deciding] = [holdings.of(room), deciders.of(room)];
  const { places, automations } = (await read(news)).facts;
  const kinds = places.find(({ purpose: code, place }) => code === 'marketing' && place === 'campaigns')?.categories.join(', ');
  const more = declared.map((each) =>
    each.table === 'campaign_places'
      ? { ...each, columns: { ...each.columns, mood: { category: 'pd:Zodiac', sealed: true } as const } }
      : each,
  );
  expect(await changesAfter(() => holdings.set(room.tools, more))).toEqual([
    `place marketing:campaigns categories: ${kinds} > ${kinds}, Zodiac`,
  ]);
  const [{ code, what } = { code: '', what: '' }] = automations;
  const further = deciding.map((each) => (each.code === code ? { ...each, extent: 'everything' } : each));
  expect(await changesAfter(() => deciders.set(room.tools, further))).toEqual([`automation ${code} what: ${what} > everything`]);
  holdings.set(room.tools, declared);
  deciders.set(room.tools, deciding);
});

it('finds a review that is due, a measure that is late, and a purpose that runs although it was refused', async () => {
  expect(await check('assessments.measures-in-time')).toBe(0);
  room.setTime('2026-12-11T09:00:00Z');
  expect(await check('assessments.measures-in-time')).toBe(1);
  await as((ctx) => finishMeasure(ctx, dpia, 'm1'));
  expect(await check('assessments.measures-in-time')).toBe(0);
  await expect(as((ctx) => finishMeasure(ctx, dpia, 'm9'))).rejects.toMatchObject({ code: 'not-found' });

  expect(await check('assessments.refused-is-off')).toBe(0);
  const { revision } = await read(dpia);
  await as((ctx) => adviseOn(ctx, dpia, { revision, by: 'Dora Officer', on: '2026-12-11', words: 'Not so.' }));
  await write(dpia, { answers: said('dpia'), adviceFollowed: true, outcome: 'may-not', reviewOn: '2026-12-20' });
  await approveNow(dpia);
  expect(await check('assessments.refused-is-off')).toBe(1);

  expect(await check('assessments.every-review-is-done')).toBe(0);
  room.setTime('2026-12-20T09:00:00Z');
  expect(await check('assessments.every-review-is-done')).toBe(1);
  await room.ctx(lookAgain);
  expect(await read(dpia)).toMatchObject({ state: 'reopened', because: 'review', changes: [] });
  expect(await check('assessments.every-review-is-done')).toBe(1);
});

it('is given away as a page, a tagged PDF and JSON, in both languages, an older version as it was', async () => {
  const give = (format: 'html' | 'pdf' | 'json', language: 'en' | 'de', version?: number) =>
    as(async (ctx) => giveAssessment(ctx, await readAssessment(ctx, dpia, version), format, language));
  const html = (await give('html', 'en', 1)).bytes.toString();
  for (const words of [
    'Seal what is said',
    'high (probable, grave)',
    'low (hardly, serious)',
    'Dora Officer',
    'Boris',
    '2 years',
    'version 1, approved on 2026-11-24',
  ])
    expect(html).toContain(words);
  const german = (await give('html', 'de', 3)).bytes.toString();
  for (const words of ['Datenschutz-Folgenabschätzung', 'darf nicht stattfinden', 'Übermittlungsgrundlage', 'A46-2-c'])
    expect(german).toContain(words);
  const pdf = await give('pdf', 'de', 1);
  expect(pdf.bytes.subarray(0, 8).toString()).toBe('%PDF-1.7');
  expect(pdf.bytes.includes('/MarkInfo')).toBe(true);
  expect(pdf.name).toMatch(/^dpia-[a-z0-9]{6}-1-2026-11-24\.pdf$/);
  expect(JSON.parse((await give('json', 'en', 1)).bytes.toString())).toMatchObject({
    shown: 1,
    content: { title: 'Talking with customers' },
  });
  await expect(read(dpia, 9)).rejects.toMatchObject({ code: 'not-found' });
  const { rows } = await admin.query("SELECT string_agg(v::text, ' ') AS all FROM assessment_versions v");
  for (const words of ['stolen device', 'Dora', 'Talking with']) expect(rows[0].all).not.toContain(words);
});

it('lets somebody who is erased leave every version, and stays frozen otherwise', async () => {
  const [holding] = assessmentsHoldings;
  expect(await room.ctx((ctx) => holding!.count!(ctx, [boris]))).toBe(4);
  expect(await room.ctx((ctx) => holding!.erase!(ctx, [boris]))).toBe(4);
  expect(await room.ctx((ctx) => holding!.count!(ctx, [boris]))).toBe(0);
  expect((await read(dpia, 1)).content.measures).toMatchObject([{ id: 'm1', owner: null }]);
  await room.ctx((ctx) => holding!.erase!(ctx, [carol]));
  expect(await read(dpia, 1)).toMatchObject({ isFrozen: true, approvedBy: null });
});

it('a draft that was never approved is taken away; another company sees nothing', async () => {
  const id = await as((ctx) => openAssessment(ctx, { kind: 'dpia', title: 'Tried', purposes: ['analytics'] }));
  await as((ctx) => removeAssessment(ctx, id));
  await expect(read(id)).rejects.toMatchObject({ code: 'not-found' });
  const other = await room.anotherWorkspace();
  const within = <T>(work: (ctx: Ctx) => Promise<T>) => room.ctx(work, { workspace: other });
  expect((await within(listAssessments)).items).toEqual([]);
  await expect(within((ctx) => readAssessment(ctx, dpia))).rejects.toMatchObject({ code: 'not-found' });
});
