// An audit over the wire: planned, worked through item by item, answered by the machine where it can, its misses findings, and the next one planned when it is done.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { list } from '#ledger';
import { openHouse } from '#test/house';
import { runControls } from '../controls/run.ts';
import { byMachine } from './answers.ts';
import { asvs, itemsOf } from './checklists.ts';

let house: Awaited<ReturnType<typeof openHouse>>;
let carol: Awaited<ReturnType<typeof house.staffClient>>;
let audit = '';
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
beforeAll(async () => {
  house = await openHouse();
  carol = await house.staffClient();
});
afterAll(() => house.stop());

const read = (language?: 'de') => carol.call('readAudit', { params: { audit }, query: { ...(language && { language }) } });
const answer = (item: string, body: object) => carol.call('answerItem', { params: { audit, item }, body: body as never });
const refused = (work: Promise<unknown>) =>
  work.then(
    () => 'not refused',
    (error: { problem: { type: string; because?: string; fields?: { path: string }[] } }) =>
      [error.problem.type.split(':').at(-1), error.problem.because ?? error.problem.fields?.[0]?.path].filter(Boolean).join(' '),
  );

test('the checklists hold every requirement of their level, once, and name only controls that exist', async () => {
  const ids = asvs.map((item) => item.id);
  expect([ids.length, new Set(ids).size]).toEqual([253, 253]);
  expect(itemsOf('asvs-1')).toHaveLength(70);
  expect(asvs.filter((item) => item.question.en.length < 15 || item.question.de.length < 15 || !/\?$/.test(item.question.de))).toEqual([]);
  const known = new Set((await carol.call('readPosture')).controls.map((each) => each.id));
  const asked = [...asvs, ...itemsOf('article-32')].flatMap((item) => item.controls);
  expect(asked.length).toBeGreaterThan(20);
  expect(asked.filter((control) => !known.has(control))).toEqual([]);
});

test('the machine says no when one control fails, yes when all hold, nothing while one was not looked at', () => {
  const states = new Map([
    ['a', 'passes'],
    ['b', 'fails'],
    ['c', 'unknown'],
  ] as const);
  const of = (...controls: string[]) => byMachine({ controls }, states);
  expect([of('a'), of('a', 'b'), of('a', 'c'), of('b', 'c'), of('never'), of()]).toEqual([
    'met',
    'not-met',
    undefined,
    'not-met',
    undefined,
    undefined,
  ]);
});

test('an audit is planned for a day to come, by somebody who is here', async () => {
  const plan = (body: object) => carol.call('planAudit', { body: { checklist: 'article-32', plannedOn: day(3), ...body } as never });
  expect(await refused(plan({ plannedOn: '2020-01-01' }))).toBe('invalid body/plannedOn');
  expect(await refused(plan({ auditor: 'stf_00000000000000000000000000' }))).toBe('invalid body/auditor');
  expect(await refused(plan({ checklist: 'made-up' }))).toMatch(/^invalid/);
  const me = (await carol.call('me')).staff;
  const planned = await plan({ everyMonths: 12, auditor: me.id });
  expect(planned).toMatchObject({ state: 'planned', everyMonths: 12, auditor: { name: 'Carol' }, overdue: false, met: 0 });
  audit = planned.id;
  expect(await carol.call('changeAudit', { params: { audit }, body: { plannedOn: day(5) } })).toMatchObject({
    plannedOn: day(5),
    everyMonths: 12,
  });
});

test('what a control shows is answered before anybody comes, and a person may say otherwise', async () => {
  await runControls(house.tools, house.workspace);
  const { items, notMet } = await read();
  const factor = items.find((each) => each.item === 'b.2');
  expect(factor).toMatchObject({
    answer: 'not-met',
    byMachine: true,
    controls: ['access.administrators-have-a-second-factor'],
    finding: null,
  });
  expect(notMet).toBeGreaterThan(0);
  expect((await read('de')).items[0]).toMatchObject({
    section: expect.stringContaining('Verschlüsselung'),
    question: expect.stringMatching(/^Liegt/),
  });
  await answer('b.2', { answer: 'met', note: 'Carol’s passkey comes tomorrow' });
  expect((await read()).items.find((each) => each.item === 'b.2')).toMatchObject({ answer: 'met', byMachine: false, answeredBy: 'Carol' });
  await answer('b.2', { answer: null });
  expect((await read()).items.find((each) => each.item === 'b.2')).toMatchObject({ answer: 'not-met', byMachine: true, note: null });
});

test('a no needs a reason and is a finding; a yes afterwards repairs it, a second no opens it again', async () => {
  expect(await refused(answer('c.1', { answer: 'not-met' }))).toBe('invalid body/note');
  expect(await refused(answer('V1.1.1', { answer: 'met' }))).toBe('not-found');
  const { item, audit: now } = await answer('c.1', { answer: 'not-met', note: 'Nobody checked it' });
  expect(item).toMatchObject({ answer: 'not-met', note: 'Nobody checked it', finding: expect.stringMatching(/^fnd_/) });
  expect(now.state).toBe('running');
  const finding = async () => {
    const both = await Promise.all(
      (['standing', 'closed'] as const).map((state) => carol.call('listFindings', { query: { state, limit: 100 } })),
    );
    return both.flatMap(({ items }) => items).find((each) => each.id === item.finding);
  };
  expect(await finding()).toMatchObject({
    source: 'audit',
    audit,
    item: 'c.1',
    severity: 'high',
    state: 'open',
    question: expect.stringMatching(/backup/),
  });
  await answer('c.1', { answer: 'met' });
  expect(await finding()).toMatchObject({ state: 'repaired' });
  await answer('c.1', { answer: 'not-met', note: 'It failed' });
  expect(await finding()).toMatchObject({ state: 'open' });
});

test('it ends when every item has its answer, keeps the machine’s as they were, and plans the next', async () => {
  expect(await refused(carol.call('finishAudit', { params: { audit } }))).toBe('conflict items-open');
  for (const each of (await read()).items.filter(({ answer: given }) => given === null))
    await answer(each.item, { answer: 'not-applicable', note: 'Only a drill' });
  const { audit: done, next } = await carol.call('finishAudit', { params: { audit } });
  expect(done).toMatchObject({ state: 'done', total: itemsOf('article-32').length });
  expect(done.met + done.notMet + done.notApplicable).toBe(done.total);
  expect(next).toMatchObject({ state: 'planned', checklist: 'article-32', everyMonths: 12, auditor: { name: 'Carol' } });
  expect(next?.plannedOn.slice(0, 4)).toBe(String(Number(day(0).slice(0, 4)) + 1));
  expect((await read()).items.find((each) => each.item === 'b.2')).toMatchObject({ answer: 'not-met', byMachine: true });
  expect(await refused(answer('a.1', { answer: 'met' }))).toBe('conflict audit-done');
  expect(await refused(carol.call('finishAudit', { params: { audit } }))).toBe('conflict audit-done');
  const { items } = await house.act((ctx) => list(ctx, { kind: 'audit.done', limit: 1 }));
  expect(items[0]?.facts).toMatchObject({ audit, checklist: 'article-32', notMet: done.notMet });
  expect((await carol.call('listAudits')).items.map((each) => each.state)).toEqual(['planned', 'done']);
});
