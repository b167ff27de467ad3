// That a company has closed is final, and who wrote while it closed leaves nothing behind. Each guard is shown what it must refuse.
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askEnd, leave } from '#departure';
import { act, pool } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { append } from '#ledger';
import { openRoom, type TestRoom } from '#test/room';

let room: TestRoom;
let admin: pg.Client;
const at = (days: number) => new Date(Date.parse('2026-11-24T09:00:00Z') + days * 86_400_000);
const count = async (table: string, workspace: string) =>
  (await admin.query(`SELECT count(*)::int AS n FROM ${table} WHERE workspace_id = $1`, [workspace])).rows[0].n as number;
const ledgerTables = ['ledger_payloads', 'ledger_queue', 'ledger_leaves', 'ledger_checkpoints', 'ledger_entries'];

beforeAll(async () => {
  room = await openRoom();
  admin = new pg.Client({ connectionString: room.adminUrl });
  await admin.connect();
});
afterAll(async () => {
  await admin.end();
  await room.stop();
});

/** Runs a script as the application's own role, in one transaction that keeps nothing; gives the code of what was refused. */
async function asTheApplication(workspace: string, script: readonly string[]): Promise<string | undefined> {
  const client = await pool.of(room).connect();
  try {
    await client.query('BEGIN');
    await client.query(`SELECT set_config('parley.workspace', $1, true)`, [workspace]);
    for (const line of script) await client.query(line);
    return undefined;
  } catch (error) {
    return (error as { code?: string }).code;
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}

const copied = ['workspace_keys', 'index_keys', 'subject_keys'].map(
  (table) => `CREATE TEMP TABLE k_${table} ON COMMIT DROP AS SELECT * FROM ${table}`,
);
const emptied = [
  'DELETE FROM subject_keys',
  'SELECT parley_drop_workspace_key()',
  ...ledgerTables.map((table) => `SELECT parley_wipe('${table}', 100000)`),
];

test('the ledger of a living company cannot be cut: who closes it cannot open it again, nor put a key back', async () => {
  const { workspace } = room;
  const said = (...script: string[]) => asTheApplication(workspace, [...copied, ...script]);
  expect(await said('UPDATE workspaces SET closed_at = now()')).toBe('42501');
  const closed = ['SELECT parley_close(now())', ...emptied];
  expect(await said(...closed)).toBeUndefined(); // so far it is what a departure does
  expect(await said(...closed, 'UPDATE workspaces SET closed_at = NULL')).toBe('42501');
  expect(await said(...closed, 'DELETE FROM closed_workspaces')).toBe('42501');
  for (const table of ['index_keys', 'subject_keys'])
    expect(await said(...closed, `INSERT INTO ${table} SELECT * FROM k_${table}`), table).toBe('PL410');
  const key =
    'INSERT INTO workspace_keys (workspace_id, wrapped, root_id, epoch, created_at) SELECT workspace_id, wrapped, root_id, epoch, created_at FROM k_workspace_keys';
  expect(await said(...closed, `SELECT set_config('parley.departing', 'on', true)`, key)).toBe('PL410');
  expect(await said(...closed, `INSERT INTO workspaces (workspace_id, created_at) VALUES ('${workspace}', now())`)).toBe('PL410');
  expect(await said(...closed, `SELECT parley_wipe('closed_workspaces', 1)`)).toBe('55006');
});

test('tables that a session made for itself satisfy no guard', async () => {
  const { workspace } = room;
  const own = ['subject_keys', 'workspace_keys'].map((table) => `CREATE TEMP TABLE ${table} (workspace_id text) ON COMMIT DROP`);
  expect(await asTheApplication(workspace, [...own, 'SELECT parley_close(now())', 'SELECT parley_drop_workspace_key()'])).toBe('55006');
  expect(await asTheApplication(workspace, [...own, 'SELECT parley_close(now())', `SELECT parley_wipe('ledger_entries', 10)`])).toBe(
    '55006',
  );
  const posing = [
    'CREATE TEMP TABLE workspaces (workspace_id text) ON COMMIT DROP',
    `SELECT set_config('parley.wiping', '${workspace}', true)`,
  ];
  const isWiping = `SELECT 1 / CASE WHEN parley_is_wiping('${workspace}', 'ledger_entries'::regclass) THEN 0 ELSE 1 END`;
  expect(await asTheApplication(workspace, [...posing, isWiping])).toBeUndefined();
});

test('who begins while the doors close is waited for, and nothing of theirs stands afterwards', async () => {
  const workspace = await room.anotherWorkspace();
  await room.ctx((ctx) => askEnd(ctx, { endsAt: at(20), returns: false, holds: 'wait' }, 'operator'), { workspace });
  room.setTime(at(21));
  const [began, goesOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let late: Promise<unknown> | undefined;
  const tools = before(room.tools, (name) => {
    if (!name.startsWith('departure.move-end') || late !== undefined) return undefined;
    late = act(room.tools, { workspace, actor: { kind: 'system', id: 'test' } }, async (ctx) => {
      await append(ctx, { kind: 'workspace.changed' });
      await ctx.db.all({ name: 'test.after', text: 'SELECT 1 AS one' }, []);
      began.resolve();
      await goesOn.promise;
    });
    late.catch(began.reject);
    return began.promise;
  });
  expect(await leave({ tools, workspace })).toBe('waits');
  expect(late).toBeDefined();
  goesOn.resolve();
  await late;
  expect(await leave({ tools: room.tools, workspace })).toBe('left');
  expect(await count('ledger_entries', workspace)).toBe(0);
});

test('a late worker makes neither entry nor key for a company that is gone', async () => {
  const { rows } = await admin.query('SELECT workspace_id AS id FROM closed_workspaces');
  const workspace = rows[0].id;
  expect(await count('workspaces', workspace)).toBe(0);
  await expect(room.ctx((ctx) => append(ctx, { kind: 'workspace.changed' }), { workspace })).rejects.toMatchObject({ code: 'PL410' });
  expect(await asTheApplication(workspace, [`INSERT INTO index_keys VALUES ('${workspace}', 'x', '')`])).toBe('PL410');
});

/** Tools that do something before a statement is sent. */
function before(given: Tools, what: (statement: string) => Promise<void> | undefined): Tools {
  const real = pool.of({ tools: given });
  const tools: Tools = new Map(given);
  const connect = async () => {
    const client = await real.connect();
    const query = async (asked: { name?: string }, ...rest: unknown[]) => {
      await what(asked.name ?? '');
      return (client.query as unknown as (...all: unknown[]) => unknown).call(client, asked, ...rest);
    };
    const own = (name: string | symbol) => {
      const value = Reflect.get(client, name);
      return typeof value === 'function' ? value.bind(client) : value;
    };
    return new Proxy(client, { get: (_, name) => (name === 'query' ? query : own(name)) });
  };
  pool.set(tools, new Proxy(real, { get: (target, name) => (name === 'connect' ? connect : Reflect.get(target, name)) }));
  return tools;
}
