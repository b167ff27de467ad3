// The self-check: what it finds is kept, said once in the ledger, and stays a finding until the ledger holds again.
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { newId, type WorkspaceId } from '#kit/ids';
import { appendMany, list, sequence, verified, watch } from '#ledger';
import { type Ground, openGround } from '#test/ground';
import { checks } from './checks.ts';
import { watchDaily } from './watch.ts';

let ground: Ground;
let workspace: WorkspaceId;
let entries: string[];
const start = new Date('2026-11-24T09:00:00Z');
const later = (hours: number) => ground.setTime(new Date(start.getTime() + hours * 3_600_000));
const check = (id: string) => ground.ctx((ctx) => checks.find((each) => each.id === id)!.run(ctx), { workspace });
const look = () => ground.ctx(watch, { workspace });
const state = () => ground.ctx(verified, { workspace });
const findings = async () => (await ground.ctx((ctx) => list(ctx, { kind: 'ledger.fault-found', limit: 50 }), { workspace })).items;
const tamper = (sql: string, values: unknown[]) =>
  ground
    .admin('SET session_replication_role = replica')
    .then(() => ground.admin(sql, values))
    .finally(() => ground.admin('SET session_replication_role = DEFAULT'));

beforeAll(async () => {
  ground = await openGround({ keys: false });
});
afterAll(() => ground.stop());
beforeEach(async () => {
  workspace = newId('wsp');
  ground.setTime(start);
  for (const count of [3, 2]) {
    const more = await ground.ctx(
      (ctx) =>
        appendMany(
          ctx,
          Array.from({ length: count }, (_, n) => ({ kind: 'test.done', facts: { n } })),
        ),
      {
        workspace,
      },
    );
    entries = [...(entries ?? []), ...more].slice(-5);
    await ground.ctx(sequence, { workspace });
  }
});

it('a ledger that holds leaves a good verdict and no finding', async () => {
  expect(await state()).toBeNull();
  await look();
  expect(await state()).toEqual({ at: start.toISOString(), size: 5, faults: 0, first: null });
  expect(await check('ledger.does-not-verify')).toBe(0);
  expect(await findings()).toEqual([]);
});

it('a changed entry is a finding, said once, until it holds again', async () => {
  await look();
  later(24);
  await tamper(`UPDATE ledger_entries SET kind = 'test.undone' WHERE id = $1`, [entries[4]]);
  await look();
  expect(await check('ledger.does-not-verify')).toBe(2);
  expect(ground.lines.at(-1)).toMatch(/"error","event":"ledger.does-not-verify".*"problems":2,"first":"leaf-differs"/);
  expect((await findings()).map((each) => each.facts)).toEqual([{ size: 5, faults: 2, first: 'leaf-differs' }]);
  later(48);
  await look();
  expect(await findings()).toHaveLength(1);
  await tamper(`UPDATE ledger_entries SET kind = 'test.done' WHERE id = $1`, [entries[4]]);
  later(72);
  await look();
  expect(await check('ledger.does-not-verify')).toBe(0);
});

it('a ledger that was cut back to an older checkpoint is a finding, also at the second look', async () => {
  await look();
  await tamper('DELETE FROM ledger_checkpoints WHERE workspace_id = $1 AND size = 5', [workspace]);
  await tamper('DELETE FROM ledger_leaves WHERE workspace_id = $1 AND position >= 3', [workspace]);
  for (const table of ['ledger_payloads WHERE entry_id', 'ledger_entries WHERE id'])
    await tamper(`DELETE FROM ${table} = ANY ($1)`, [entries.slice(3)]);
  for (const hours of [24, 48]) {
    later(hours);
    await look();
    expect(await state()).toMatchObject({ faults: 1, first: 'tree-shrank' });
    expect(await check('ledger.does-not-verify')).toBe(1);
  }
  expect(await findings()).toHaveLength(1);
});

it('a ledger that nobody verified for two days is a finding', async () => {
  expect(await check('ledger.not-verified-lately')).toBe(0);
  later(49);
  expect(await check('ledger.not-verified-lately')).toBe(1);
  await look();
  expect(await check('ledger.not-verified-lately')).toBe(0);
  later(49 + 49);
  expect(await check('ledger.not-verified-lately')).toBe(1);
});

it('the clock verifies once a day, however often it strikes', async () => {
  const verdicts = async () => (await ground.admin('SELECT 1 FROM ledger_verdicts WHERE workspace_id = $1', [workspace])).length;
  for (const [hours, count] of [
    [0, 1],
    [1, 1],
    [22, 1],
    [24, 2],
    [25, 2],
  ] as const) {
    later(hours);
    await ground.ctx(watchDaily, { workspace });
    expect([hours, await verdicts()]).toEqual([hours, count]);
  }
});
