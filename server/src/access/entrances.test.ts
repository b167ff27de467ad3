// Row-level security of entrances and workspaces, seen by the role the application itself uses.
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lookupHash } from '#keys';
import type { WorkspaceId } from '#kit/ids';
import { pool } from '#kit/pool';
import { openRoom, type TestRoom } from '#test/room';
import { addEntrance, findEntrance, removeEntrance, workspaceIds } from './entrances.ts';

let room: TestRoom;
let loom: WorkspaceId;

beforeAll(async () => {
  room = await openRoom('access');
  loom = await room.anotherWorkspace();
  await room.ctx((ctx) => addEntrance(ctx, 'mailbox', 'help@example.com', 'inbox-of-lantern'));
  await room.ctx((ctx) => addEntrance(ctx, 'widget', 'key-of-loom', 'inbox-of-loom'), { workspace: loom });
});
afterAll(() => room.stop());

/** Raw SQL as the application's role, with these settings and nothing else. */
async function asApp<T extends pg.QueryResultRow>(settings: Record<string, string>, sql: string): Promise<T[]> {
  const client = await pool.of(room).connect();
  try {
    await client.query('BEGIN');
    for (const [name, value] of Object.entries(settings)) await client.query('SELECT set_config($1, $2, true)', [name, value]);
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}

test('a value leads to the workspace that entered it', async () => {
  expect(await findEntrance(room.tools, 'mailbox', 'help@example.com')).toEqual({ workspace: room.workspace, target: 'inbox-of-lantern' });
  expect(await findEntrance(room.tools, 'widget', 'key-of-loom')).toEqual({ workspace: loom, target: 'inbox-of-loom' });
});

test('a value of another kind, or an unknown one, leads nowhere', async () => {
  expect(await findEntrance(room.tools, 'widget', 'help@example.com')).toBeUndefined();
  expect(await findEntrance(room.tools, 'mailbox', 'other@example.com')).toBeUndefined();
});

test('nobody who has not the value sees a row: not with nothing, not with a kind, not with the key to the list of workspaces', async () => {
  const all = 'SELECT * FROM entrances';
  expect((await asApp({}, all)).length).toBe(0);
  for (const guess of ['every-workspace', 'mailbox', '%', '', 'help@example.com', "' OR true --"])
    expect(await asApp({ 'parley.lookup': guess }, all), guess).toEqual([]);
});

test('who has the value sees its one row and no other, whatever is asked', async () => {
  const held = { 'parley.lookup': lookupHash(room.tools, 'mailbox', 'help@example.com') };
  const rows = await asApp<{ target: string }>(held, 'SELECT * FROM entrances WHERE true OR lookup_hash > $$$$');
  expect(rows.map((row) => row.target)).toEqual(['inbox-of-lantern']);
});

test('who has the value can neither change the entrance nor enter the workspace', async () => {
  const held = { 'parley.lookup': lookupHash(room.tools, 'mailbox', 'help@example.com') };
  expect(await asApp(held, `UPDATE entrances SET target = 'mine' RETURNING target`)).toEqual([]);
  expect(await asApp(held, 'DELETE FROM entrances RETURNING target')).toEqual([]);
  for (const table of ['staff', 'companies', 'sessions', 'invitations', 'workspaces'])
    expect(await asApp(held, `SELECT * FROM ${table}`), table).toEqual([]);
});

test('a company sees its own entrances only, and cannot enter one for another', async () => {
  const rows = await asApp<{ workspace_id: string }>({ 'parley.workspace': loom }, 'SELECT * FROM entrances');
  expect(new Set(rows.map((row) => row.workspace_id))).toEqual(new Set([loom]));
  await expect(
    asApp(
      { 'parley.workspace': loom },
      `INSERT INTO entrances VALUES ('${room.workspace}', 'mailbox', repeat('x', 40), 'mine', now(), NULL)`,
    ),
  ).rejects.toMatchObject({ code: '42501' });
});

test('a second company with the same address does not take it over', async () => {
  await room.ctx((ctx) => addEntrance(ctx, 'mailbox', 'help@example.com', 'inbox-of-loom'), { workspace: loom });
  expect(await findEntrance(room.tools, 'mailbox', 'help@example.com')).toMatchObject({ workspace: room.workspace });
  await room.ctx((ctx) => removeEntrance(ctx, 'mailbox', 'help@example.com'), { workspace: loom });
});

test('an entrance ends with its time, and a removed one at once', async () => {
  await room.ctx((ctx) => addEntrance(ctx, 'session', 'for-an-hour', 'there', new Date(ctx.now.getTime() + 3_600_000)));
  expect(await findEntrance(room.tools, 'session', 'for-an-hour')).toBeDefined();
  room.setTime('2026-11-24T10:00:01Z');
  expect(await findEntrance(room.tools, 'session', 'for-an-hour')).toBeUndefined();
  await room.ctx((ctx) => addEntrance(ctx, 'widget', 'passing', 'there'));
  await room.ctx((ctx) => removeEntrance(ctx, 'widget', 'passing'));
  expect(await findEntrance(room.tools, 'widget', 'passing')).toBeUndefined();
});

test('values lie in the database as keyed hashes only', async () => {
  const client = new pg.Client({ connectionString: room.adminUrl });
  await client.connect();
  const { rows } = await client.query<{ text: string }>('SELECT string_agg(e::text, $1) AS text FROM entrances e', ['\n']);
  await client.end();
  expect(rows[0]?.text).toContain('inbox-of-lantern');
  expect(rows[0]?.text).not.toMatch(/help@example\.com|key-of-loom|carol@/);
});

test('every workspace is listed by id for the jobs, and nothing else of anybody is', async () => {
  expect((await workspaceIds(room.tools)).sort()).toEqual([room.workspace, loom].sort());
  for (const table of ['companies', 'staff', 'entrances'])
    expect(await asApp({ 'parley.lookup': 'every-workspace' }, `SELECT * FROM ${table}`), table).toEqual([]);
  expect(await asApp({ 'parley.workspace': loom }, 'SELECT * FROM workspaces')).toMatchObject([{ workspace_id: loom }]);
});
