// Who may close what is severe, and what people bring to show how it stands, over the wire.
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checks } from '#kit/room';
import { list } from '#ledger';
import { openHouse } from '#test/house';
import { monitoringHoldings } from '../holdings.ts';
import { settleFindings } from './settle.ts';

let house: Awaited<ReturnType<typeof openHouse>>;
type Staff = Awaited<ReturnType<typeof house.staffClient>>;
let carol: Staff;
let boris: Staff;
const password = 'nine quiet kettles hum';
beforeAll(async () => {
  house = await openHouse();
  carol = await house.staffClient();
});
afterAll(() => house.stop());

const open = async (by: Staff, severity: 'low' | 'medium' | 'high') =>
  (await by.call('openFinding', { body: { title: 'Screen open', severity } })).id;
const change = (by: Staff, finding: string, body: object) => by.call('changeFinding', { params: { finding }, body });
const repair = (by: Staff, finding: string) => change(by, finding, { state: 'repaired', note: 'It locks' });
const verify = (by: Staff, finding: string) => change(by, finding, { state: 'verified' });
const openToJudge = (id: string) =>
  house.act((ctx) =>
    checks
      .of(ctx)
      .find((each) => each.id === id)!
      .run(ctx),
  );
const newest = async (kind: string) => (await house.act((ctx) => list(ctx, { kind, limit: 1 }))).items[0];

test('alone, carol verifies what she repaired: the ledger says so, and it stays a finding until somebody else has judged it', async () => {
  const finding = await open(carol, 'high');
  await repair(carol, finding);
  expect(await verify(carol, finding)).toMatchObject({ takesTwo: true, repairedBy: { name: 'Carol' }, verifiedBy: { name: 'Carol' } });
  const entry = await newest('finding.verified');
  expect(entry?.facts).toMatchObject({ finding, alone: 1 });
  const [act] = (await carol.call('listActsAlone')).items;
  expect(act).toMatchObject({ kind: 'repair', staff: { name: 'Carol' }, role: null, entry: entry?.id, verdict: null });
  expect(await openToJudge('access.repairs-are-seen-by-two')).toBe(1);
  const judge = (by: Staff) => by.call('judgeActAlone', { params: { act: act?.id ?? '' }, body: { verdict: 'justified' } });
  await expect(judge(carol)).rejects.toMatchObject({ code: 'needs-second-person' });

  const { link } = await carol.call('invite', { body: { email: 'boris@example.com', name: 'Boris', role: 'privacy-officer' } });
  const token = link?.split('#')[1] ?? '';
  await house.publicClient().call('acceptInvitation', { params: { token }, body: { name: 'Boris', password } });
  boris = await house.staffClient({ email: 'boris@example.com', password });
  await judge(boris);
  expect(await openToJudge('access.repairs-are-seen-by-two')).toBe(0);
});

test('where two may, somebody else verifies a severe repair, also one that was called less severe meanwhile', async () => {
  const finding = await open(carol, 'medium');
  await change(carol, finding, { severity: 'high' });
  await change(carol, finding, { severity: 'low' });
  expect(await repair(carol, finding)).toMatchObject({ takesTwo: true, repairedBy: { name: 'Carol' }, verifiedBy: null });
  await expect(verify(carol, finding)).rejects.toMatchObject({ code: 'needs-second-person', problem: { because: 'own-repair' } });
  expect(await verify(boris, finding)).toMatchObject({ state: 'verified', repairedBy: { name: 'Carol' }, verifiedBy: { name: 'Boris' } });
  expect((await newest('finding.verified'))?.facts).not.toHaveProperty('alone');
  expect(await openToJudge('access.repairs-are-seen-by-two')).toBe(0);
  const small = await open(carol, 'low');
  await repair(carol, small);
  expect(await verify(carol, small)).toMatchObject({ state: 'verified', takesTwo: false });
});

test('what a control found repaired is verified by somebody else than its owner, whoever owns it since', async () => {
  const check = checks.of({ tools: house.tools }).find((each) => each.severity === 'high')!;
  const look = (state: 'passes' | 'fails') =>
    house.act((ctx) => settleFindings(ctx, [{ check, state, faults: state === 'fails' ? 1 : 0, evidence: [] }]));
  await look('fails');
  const { id } = (await carol.call('listFindings')).items.find((each) => each.control === check.id)!;
  const me = (await carol.call('me')).staff.id;
  await change(carol, id, { owner: me });
  await look('passes');
  await change(carol, id, { owner: null });
  await expect(verify(carol, id)).rejects.toMatchObject({ code: 'needs-second-person' });
  await look('fails');
  await change(carol, id, { owner: me });
  await change(carol, id, { owner: null }); // nobody's when the control finds it repaired: whose it was counts
  await look('passes');
  await expect(verify(carol, id)).rejects.toMatchObject({ code: 'needs-second-person' });
  await look('fails'); // open again: what was said of the repair before is no longer so
  expect((await carol.call('listFindings')).items.find((each) => each.id === id)).toMatchObject({ state: 'open', repairedBy: null });
});

test('evidence says who brought it, lies sealed, and is taken back by nobody else', async () => {
  const finding = await open(carol, 'high');
  const params = { finding };
  const bring = (by: Staff, body: { note: string; file?: { name: string; sha256: string } }) =>
    by.call('addFindingEvidence', { params, body });
  const file = { name: 'report of boris.pdf', sha256: 'ab'.repeat(32) };
  const first = await bring(carol, { note: 'Seen in the report', file });
  expect(first).toMatchObject({ saidBy: { name: 'Carol' }, note: 'Seen in the report', file, takenBackAt: null });
  const second = await bring(boris, { note: 'Nobody saw it on Monday' });
  expect((await boris.call('listFindingEvidence', { params })).items).toEqual([first, second]);
  expect((await newest('finding.evidence-added'))?.facts).toMatchObject({ finding, evidence: second.id, file: 0 });
  expect(JSON.stringify((await house.act((ctx) => list(ctx, { kind: 'finding.evidence-added', limit: 9 }))).items)).not.toContain(
    file.sha256,
  );

  const admin = new pg.Client({ connectionString: house.adminUrl });
  await admin.connect();
  const stored = async () =>
    (await admin.query('SELECT note, file_name, file_hash FROM finding_evidence WHERE id = $1', [first.id])).rows[0];
  expect(
    JSON.stringify(await stored(), (_key, each) => (each?.type === 'Buffer' ? Buffer.from(each.data).toString('latin1') : each)),
  ).not.toMatch(/report/);
  await expect(bring(carol, { note: 'Worse', file: { ...file, sha256: 'zz' } })).rejects.toMatchObject({ code: 'invalid' });
  const takeBack = (by: Staff) => by.call('takeFindingEvidenceBack', { params: { finding, evidence: first.id } });
  await expect(takeBack(boris)).rejects.toMatchObject({ code: 'not-found' });
  await takeBack(carol);
  expect(await stored()).toEqual({ note: null, file_name: null, file_hash: null });
  await admin.end();
  expect((await carol.call('listFindingEvidence', { params })).items[0]).toMatchObject({
    ...{ id: first.id, saidBy: { name: 'Carol' }, note: null, file: null, takenBackAt: expect.any(String) },
  });

  await repair(carol, finding);
  await verify(boris, finding);
  await expect(bring(carol, { note: 'Too late' })).rejects.toMatchObject({ code: 'conflict' });
  const by = (await boris.call('me')).staff.id;
  const holding = monitoringHoldings.find((each) => each.table === 'finding_evidence');
  expect(await house.act(async (ctx) => holding?.count?.(ctx, [by as never]))).toBe(1);
  await house.act(async (ctx) => holding?.erase?.(ctx, [by as never]));
  expect((await carol.call('listFindingEvidence', { params })).items[1]).toMatchObject({ saidBy: null, note: 'Nobody saw it on Monday' });
});
