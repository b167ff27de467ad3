// Searching the ledger by act, actor, person and time, alone and together, page by page; and that the indexes for it are used.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { statements } from '#kit/db';
import { type Id, newId, type PersonId, type StaffId } from '#kit/ids';
import { appendMany, list, type Search } from '#ledger';
import { type Ground, openGround } from '#test/ground';

let ground: Ground;
const [ada, boris] = [newId('per'), newId('per')];
const carol: StaffId = newId('stf');
const ids: Id<'led'>[] = [];

/** Forty hours with an act each: carol looks, ada consents, the system sends to boris and names ada, somebody signs in. */
beforeAll(async () => {
  ground = await openGround({ keys: false });
  for (let hour = 0; hour < 40; hour += 1) {
    ground.setTime(new Date(Date.UTC(2026, 10, 24, hour)));
    const act = (
      [
        { kind: 'data.revealed', subject: ada, by: { kind: 'staff', id: carol } },
        { kind: 'consent.given', subject: ada, by: { kind: 'person', id: ada } },
        { kind: 'data.sent', subject: boris, facts: { beside: ada } },
        { kind: 'staff.signed-in', subject: carol, by: { kind: 'staff', id: carol } },
      ] as const
    )[hour % 4]!;
    ids.push(...(await ground.ctx((ctx) => appendMany(ctx, [act]))));
  }
});
afterAll(() => ground.stop());

const find = (query: Partial<Search>) => ground.ctx((ctx) => list(ctx, { limit: 200, ...query }));
const hours = async (query: Partial<Search>) => (await find(query)).items.map((item) => ids.indexOf(item.id));
const of = (...rests: number[]) => Array.from({ length: 40 }, (_, hour) => 39 - hour).filter((hour) => rests.includes(hour % 4));

describe('the ledger is searched', () => {
  it('by act, whole or by its beginning', async () => {
    expect(await hours({})).toEqual(of(0, 1, 2, 3));
    expect(await hours({ kind: 'data.sent' })).toEqual(of(2));
    expect(await hours({ kind: 'data.' })).toEqual(of(0, 2));
    expect(await hours({ kind: 'data' })).toEqual([]);
    expect(await hours({ kind: 'da.' })).toEqual([]);
  });

  it('by who did it and by whom it is about', async () => {
    expect(await hours({ actor: carol })).toEqual(of(0, 3));
    expect(await hours({ actor: 'test' })).toEqual(of(2));
    expect(await hours({ subject: ada })).toEqual(of(0, 1, 2));
    expect(await hours({ subject: newId('per') as PersonId })).toEqual([]);
  });

  it('by time, the beginning counted in and the end not', async () => {
    const [from, to] = [new Date(Date.UTC(2026, 10, 24, 8)), new Date(Date.UTC(2026, 10, 24, 12))];
    expect(await hours({ from, to })).toEqual([11, 10, 9, 8]);
    expect(await hours({ from: to })).toHaveLength(28);
    expect(await hours({ to: from })).toHaveLength(8);
    expect(await hours({ from: to, to: from })).toEqual([]);
  });

  it('by all of it together, a page at a time', async () => {
    const query = { kind: 'data.', actor: carol, subject: ada, from: new Date(Date.UTC(2026, 10, 24, 4)), limit: 4 };
    const found: number[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < 4; page += 1) {
      const { items, next } = await find({ ...query, cursor });
      found.push(...items.map((item) => ids.indexOf(item.id)));
      if (next === null) break;
      expect(items).toHaveLength(4);
      cursor = next;
    }
    expect(found).toEqual(of(0).filter((hour) => hour >= 4));
  });

  it('and a cursor that is none is refused', async () => {
    await expect(find({ cursor: 'nonsense' })).rejects.toThrow('invalid');
    expect((await find({ cursor: newId('led') })).items).toEqual([]);
  });
});

it('a search among many entries reads the index that fits it', async () => {
  const { workspace } = ground;
  await ground.admin(
    `INSERT INTO ledger_entries SELECT $1::text, 'led_' || lpad(n::text, 26, '0'), timestamptz '2026-01-01' + n * interval '1 minute', 'test.done', decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex')
     FROM generate_series(1, 30000) n`,
    [workspace],
  );
  await ground.admin(
    `INSERT INTO ledger_payloads SELECT $1::text, id, decode(repeat('00', 32), 'hex'), NULL, NULL, jsonb_build_object('actor', 'busy') FROM ledger_entries WHERE workspace_id = $1 AND kind = 'test.done'`,
    [workspace],
  );
  await ground.admin('ANALYZE ledger_entries, ledger_payloads');
  await ground.admin("SET plan_cache_mode = 'force_custom_plan'");
  await ground.admin(`PREPARE search AS ${statements.get('ledger.list')?.text}`);
  const plan = async (...filters: string[]) => {
    const rows = await ground.admin<{ 'QUERY PLAN': string }>(
      `EXPLAIN EXECUTE search('${workspace}', ${Array.from({ length: 8 }, (_, at) => filters.find((each) => each.startsWith(`${at + 2}:`))?.slice(2) ?? 'NULL').join(', ')}, 51)`,
    );
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  };
  expect(await plan()).toContain('ledger_entries_time');
  expect(await plan(`7:'2026-01-03'`, `8:'2026-01-04'`)).toContain('ledger_entries_time');
  expect(await plan(`9:'led_${'1'.padStart(26, '0')}'`)).toContain('ledger_entries_time');
  expect(await plan(`6:'${carol}'`)).toContain('ledger_payloads_actor');
  expect(await plan(`5:'${ada}'`)).toContain('ledger_payloads_subject');
  expect(await plan(`2:'consent.given'`)).toContain('ledger_entries_kind');
});
