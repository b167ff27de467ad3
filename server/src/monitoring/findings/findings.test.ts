// Findings as people work on them, over the wire: opened, given away, accepted, repaired, verified; what is not right is refused with words.
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checks } from '#kit/room';
import type { Sealed } from '#kit/seal';
import { list } from '#ledger';
import { openHouse } from '#test/house';
import { monitoringHoldings } from '../holdings.ts';
import { settleFindings } from './settle.ts';
import { changeRow, findingRow, findingsOfControls } from './store.ts';

let house: Awaited<ReturnType<typeof openHouse>>;
let carol: Awaited<ReturnType<typeof house.staffClient>>;
let me = '';
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
beforeAll(async () => {
  house = await openHouse();
  carol = await house.staffClient();
  me = (await carol.call('me')).staff.id;
});
afterAll(() => house.stop());

const secret = 'Boris left his screen open';
const open = (severity: 'low' | 'high' = 'high') =>
  carol.call('openFinding', { body: { title: 'Screen open', note: secret, severity, owner: me } });
const change = (finding: string, body: object) => carol.call('changeFinding', { params: { finding }, body });
const refused = (work: Promise<unknown>) =>
  work.then(
    () => 'not refused',
    (error: { problem: { type: string; fields?: { path: string }[] } }) =>
      `${error.problem.type.split(':').at(-1)} ${error.problem.fields?.[0]?.path ?? ''}`.trim(),
  );

test('a finding by hand is due by its severity, has its owner by name, and its words lie sealed', async () => {
  const finding = await open();
  expect(finding).toMatchObject({
    source: 'person',
    title: 'Screen open',
    note: secret,
    state: 'open',
    dueOn: day(7),
    owner: { id: me, name: 'Carol' },
  });
  const admin = new pg.Client({ connectionString: house.adminUrl });
  await admin.connect();
  const { rows } = await admin.query('SELECT title, note FROM findings WHERE id = $1', [finding.id]);
  await admin.end();
  expect(Buffer.concat([rows[0].title, rows[0].note]).toString('latin1')).not.toMatch(/Screen|Boris/);
  const { items } = await house.act((ctx) => list(ctx, { kind: 'finding.opened', limit: 1 }));
  expect(items[0]?.facts).toMatchObject({ finding: finding.id, severity: 'high', owner: me });
  expect(JSON.stringify(items)).not.toMatch(/Screen|Boris/);
});

test('it is accepted with a reason until a day, repaired with words, verified, and then stays', async () => {
  const { id } = await open('low');
  expect(await refused(change(id, { state: 'accepted', acceptedUntil: day(30) }))).toBe('invalid body/note');
  expect(await refused(change(id, { state: 'accepted', note: 'No budget' }))).toBe('invalid body/acceptedUntil');
  expect(await refused(change(id, { state: 'accepted', note: 'No budget', acceptedUntil: day(400) }))).toBe('invalid body/acceptedUntil');
  expect(await refused(change(id, { state: 'verified' }))).toBe('conflict');
  expect(await change(id, { state: 'accepted', note: 'No budget', acceptedUntil: day(30) })).toMatchObject({
    state: 'accepted',
    acceptedUntil: day(30),
  });
  expect(await refused(change(id, { state: 'repaired' }))).toBe('invalid body/note');
  expect(await change(id, { state: 'repaired', note: 'Screens lock after a minute' })).toMatchObject({
    state: 'repaired',
    acceptedUntil: null,
  });
  expect((await carol.call('listFindings')).items.map((each) => each.id)).not.toContain(id);
  expect(await change(id, { state: 'verified' })).toMatchObject({ state: 'verified', note: 'Screens lock after a minute' });
  expect(await refused(change(id, { state: 'open' }))).toBe('conflict');
  const { items } = await house.act((ctx) => list(ctx, { kind: 'finding.', limit: 200 }));
  expect(items.filter((entry) => entry.facts?.['finding'] === id).map((entry) => entry.kind)).toEqual([
    'finding.verified',
    'finding.repaired',
    'finding.accepted',
    'finding.opened',
  ]);
});

test('what does not fit is refused, and so is whoever may not', async () => {
  const { id } = await open();
  expect(await refused(change(id, { dueOn: '2020-01-01' }))).toBe('invalid body/dueOn');
  expect(await refused(change(id, { owner: 'stf_00000000000000000000000000' }))).toBe('invalid body/owner');
  expect(await refused(change('fnd_00000000000000000000000000', { severity: 'low' }))).toBe('not-found');
  expect(await refused(carol.call('listFindings', { query: { cursor: 'elsewhere' } }))).toBe('invalid query/cursor');
  const { link } = await carol.call('invite', { body: { email: 'boris@example.com', name: 'Boris', role: 'agent' } });
  const password = 'nine quiet kettles hum';
  const token = link?.split('#')[1] ?? '';
  await house.publicClient().call('acceptInvitation', { params: { token }, body: { name: 'Boris', password } });
  const boris = await house.staffClient({ email: 'boris@example.com', password });
  expect(await refused(boris.call('listFindings'))).toBe('not-permitted');
  expect(await refused(boris.call('changeFinding', { params: { finding: id }, body: { state: 'verified' } }))).toBe('not-permitted');
});

test('the list is paged and filtered', async () => {
  for (let n = 0; n < 3; n += 1) await open('low');
  const low = await carol.call('listFindings', { query: { severity: 'low', limit: 2 } });
  expect(low.items.map((each) => each.severity)).toEqual(['low', 'low']);
  const rest = await carol.call('listFindings', { query: { severity: 'low', limit: 2, cursor: low.next ?? '' } });
  expect(rest.items.map((each) => each.id).some((id) => low.items.some((each) => each.id === id))).toBe(false);
  expect((await carol.call('listFindings', { query: { owner: me } })).items.length).toBeGreaterThan(3);
});

test('whoever is erased owns nothing any more, and the findings stay', async () => {
  const before = (await carol.call('listFindings', { query: { limit: 100 } })).items.length;
  const holding = monitoringHoldings.find((each) => each.table === 'findings');
  expect(await house.act(async (ctx) => holding?.count?.(ctx, [me as never]))).toBeGreaterThan(0);
  for (const each of monitoringHoldings) await house.act(async (ctx) => each.erase?.(ctx, [me as never]));
  for (const each of monitoringHoldings) expect((await house.act(async (ctx) => each.count?.(ctx, [me as never]))) ?? 0).toBe(0);
  const { items } = await carol.call('listFindings', { query: { limit: 100 } });
  expect(items).toHaveLength(before);
  expect(items.every((each) => each.owner === null)).toBe(true);
});

test('a look at the controls loses nothing of what somebody writes at the same moment', async () => {
  const check = checks.of({ tools: house.tools })[0]!;
  const look = (faults: number) => [{ check, state: 'fails', faults, evidence: [] }] as const;
  await house.act((ctx) => settleFindings(ctx, look(1)));
  const { id } = (await house.act((ctx) => findingsOfControls(ctx))).find((row) => row.control === check.id)!;
  const [written, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const writing = house.act(async (ctx) => {
    await changeRow(ctx, { ...(await findingRow(ctx, id))!, note: Buffer.from('sealed words') as unknown as Sealed });
    written.resolve();
    await goOn.promise;
  });
  await written.promise;
  const looking = house.act((ctx) => settleFindings(ctx, look(2)));
  await sleep(200);
  goOn.resolve();
  await Promise.all([writing, looking]);
  expect(await house.act((ctx) => findingRow(ctx, id))).toMatchObject({ faults: 2, note: Buffer.from('sealed words') });
});
