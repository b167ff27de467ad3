// A main database is put back by tools of the server when the key that signed its ledger then is destroyed by now: the command that the guide names for it lets the ledger go on, before anybody is erased again.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PersonId, StaffId } from '#kit/ids';
import { goOnWithKey, rotateLedgerKey, sequence } from '#ledger';
import { arrive } from '#people';
import { freshDatabase, testServer } from '#test/postgres';
import { staffWhoMayAll } from '#test/reach';
import { openRoom, type TestRoom } from '#test/room';
import { erase } from '../src/rights/erase.ts';
import { approve, open as openRequest } from '../src/rights/requests.ts';

let room: TestRoom;
let snapshot = '';
beforeAll(async () => {
  room = await openRoom();
});
afterAll(async () => {
  await room.stop();
  if (snapshot) await rowsOf(testServer(), `DROP DATABASE IF EXISTS ${new URL(snapshot).pathname.slice(1)} WITH (FORCE)`);
});

async function rowsOf<Row = unknown>(url: string, sql: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return (await client.query(sql, values).finally(() => client.end())).rows as Row[];
}

/** A copy of the database as it is now; whoever works over it is cut off for a moment. */
async function snapshotOf(adminUrl: string): Promise<string> {
  const { name, adminUrl: url } = await freshDatabase();
  const from = new URL(adminUrl).pathname.slice(1);
  for (const sql of [
    `DROP DATABASE ${name}`,
    `ALTER DATABASE ${from} ALLOW_CONNECTIONS false`,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${from}'`,
    `CREATE DATABASE ${name} TEMPLATE ${from} STRATEGY file_copy`,
    `ALTER DATABASE ${from} ALLOW_CONNECTIONS true`,
  ])
    await rowsOf(testServer(), sql);
  return url;
}

/** A command of the operator as a process of its own, over the database that was put back. */
async function parley(...args: string[]): Promise<{ code: number; out: string; said: string }> {
  const { keys, data } = room.settings;
  const places = { DATABASE_URL: snapshot, PARLEY_KEYS: keys, PARLEY_DATA: data, PARLEY_CONFIG: '' };
  const env = { ...process.env, PORT: '0', PARLEY_SMTP_PORT: '0', PARLEY_POOL: '4', ...places };
  return promisify(execFile)(process.execPath, [path.join(import.meta.dirname, '../src/cli.ts'), ...args], { env }).then(
    ({ stdout, stderr }) => ({ code: 0, out: stdout, said: stderr }),
    (failed: { code: number; stdout: string; stderr: string }) => ({ code: failed.code, out: failed.stdout, said: failed.stderr }),
  );
}

it('keys erase-returned lets its ledger go on by the present key, and everything verifies', { timeout: 180_000 }, async () => {
  const { person } = await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: 'boris@example.com', name: 'Boris Example' }));
  await room.ctx(sequence);
  snapshot = await snapshotOf(room.adminUrl);

  const [staff] = await rowsOf<{ id: StaffId }>(room.adminUrl, 'SELECT id FROM staff LIMIT 1');
  const asOfficer = { actor: staffWhoMayAll(staff!.id), purpose: 'rights-fulfilment' };
  const asked = { person: person as PersonId, kind: 'erasure', source: 'staff', clientKey: undefined } as const;
  const { id } = await room.ctx((ctx) => openRequest(ctx, asked), asOfficer);
  await room.ctx((ctx) => approve(ctx, id), asOfficer);
  await erase({ workspace: room.workspace, tools: room.tools, attempt: 1 }, id);
  for (let n = 0; n < 2; n += 1) await rotateLedgerKey(room.tools);
  room.setTime('2027-01-15T09:00:00Z');
  await goOnWithKey(room.tools);
  expect(readFileSync(path.join(room.settings.keys, 'ledger-former.json'), 'utf8')).not.toContain('PRIVATE');

  const status = await parley('keys', 'status');
  expect(status.out).toContain(
    '1 ended in a change of the key that is missing now: was the database put back, run keys rotate-ledger --returned',
  );
  const done = await parley('keys', 'erase-returned');
  expect(done).toMatchObject({
    code: 0,
    out: expect.stringContaining('people who had been erased and stood here: 1; they are erased again'),
  });
  expect(await rowsOf(snapshot, 'SELECT FROM identities WHERE person_id = $1', [person])).toEqual([]);
  expect(await parley('ledger', 'verify')).toMatchObject({ code: 0 });
  expect(JSON.parse((await parley('keys', 'status', '--json')).out).ledger).toMatchObject({ waiting: 0, returned: 0, lost: 0 });
});
