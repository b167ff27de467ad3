// A whole company whose keys lie in a database of their own: what a copy of its main database is worth, and what one backup of both brings back.
import { execFile } from 'node:child_process';
import { cpSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addInbox, receive } from '#conversations';
import {
  createSubject,
  giveUpKey,
  keyPlaces,
  mintPermit,
  openBytes,
  openSecret,
  prepareKeyStore,
  reencrypt,
  removeLeaving,
  replaceWorkspaceKeys,
  rotateEpoch,
  shred,
} from '#keys';
import { readConfig } from '#kit/config';
import { holdings } from '#kit/holding';
import { newId, type PersonId, type StaffId, type SubjectId } from '#kit/ids';
import { announce, announcement, listen, listeners } from '#kit/outbox';
import { act, pool } from '#kit/pool';
import type { Sealed } from '#kit/seal';
import type { Tools } from '#kit/tool';
import { arrive, merge } from '#people';
import { fill } from '#test/filled';
import { temporaryFolder } from '#test/folder';
import { whileGone } from '#test/in-database';
import { freshDatabase, testServer } from '#test/postgres';
import { staffWhoMayAll } from '#test/reach';
import { openRoom, type TestRoom } from '#test/room';
import { makeBackup } from '../src/cli/backup.ts';
import { backups, keyDatabase } from '../src/cli/doctor-keys.ts';
import { drillOnce } from '../src/cli/drill.ts';
import { restoreBackup } from '../src/cli/restore.ts';
import { listConversations } from '../src/conversations/views.ts';
import { keyring } from '../src/keys/keyring.ts';
import { declaredSeals } from '../src/keys/reencrypt/declared.ts';
import { openTools, startRooms } from '../src/main.ts';
import { askForCode, enterByCode } from '../src/rights/entry.ts';
import { erase } from '../src/rights/erase.ts';
import { namesOfPeople } from '../src/rights/names-of-people.ts';
import { approve, open as openRequest } from '../src/rights/requests.ts';
import { viewRequest } from '../src/rights/view.ts';
import { drain } from '../src/worker/queue.ts';

let room: TestRoom;
let ada: PersonId;
let staff: StaffId;
const tidy: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  room = await openRoom(undefined, { apart: true });
  ({ ada, staff } = await fill(room));
});
afterAll(async () => {
  for (const each of tidy.reverse()) await each();
  await room.stop();
});

async function fresh(): Promise<string> {
  const database = await freshDatabase();
  tidy.push(() => database.drop());
  return database.adminUrl;
}

async function rowsOf<Row extends object>(url: string, sql: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return (await client.query<Row>(sql, values).finally(() => client.end())).rows;
}

const whileAway = (work: () => Promise<void>) => whileGone(room.adminUrl, room.settings.keysDatabaseUrl, work);

/** The tools of ledger and keys over these databases, as a thief or a rehearsal opens them. */
async function toolsOver(adminUrl: string, change: Record<string, string>): Promise<Tools> {
  const settings = { ...room.settings, ...change };
  const { tools } = await openTools(settings, adminUrl, { clock: () => new Date('2026-11-24T09:00:00Z'), writeLog: () => undefined });
  const stop = await startRooms(tools, ['ledger', 'keys']);
  tidy.push(async () => {
    await stop();
    await pool.of({ tools }).end();
  });
  return tools;
}

/** Tries every sealed value of the company, of people and of its own; gives how many there are, how many open, and of which columns they are. */
async function tryAll(tools: Tools, adminUrl: string) {
  const { values, secrets } = declaredSeals(holdings.of(room));
  const found = { all: 0, opened: 0, columns: new Set<string>() };
  for (const { table, column, under, row } of [...values, ...secrets]) {
    const named = row.map((name) => `t."${name}"`).join(', ');
    const rows = await rowsOf<{ owner: SubjectId; named: string; sealed: Sealed }>(
      adminUrl,
      `SELECT t."${under}"::text AS owner, concat_ws('/', ${named}) AS named, t."${column}" AS sealed FROM "${table}" t WHERE t."${column}" IS NOT NULL`,
    );
    for (const { owner, named: place, sealed } of rows) {
      const opens = act(
        tools,
        { workspace: room.workspace, actor: { kind: 'system', id: 'thief' }, purpose: 'service-conversation' },
        async (ctx) => {
          if (under === 'workspace_id') return openSecret(ctx, { table, row: place, column }, sealed);
          const permit = mintPermit(ctx, {
            act: 'reveal',
            purpose: 'service-conversation',
            subjects: [owner],
            fields: [`${table}.${column}`],
          });
          return openBytes(ctx, permit, { subject: owner, table, row: place, column }, sealed);
        },
      );
      found.all += 1;
      found.columns.add(`${table}.${column}`);
      found.opened += await opens.then(
        () => 1,
        () => 0,
      );
    }
  }
  return { ...found, columns: found.columns.size };
}

it('a copy of the main database with the key folder opens no value of any column', async () => {
  const right = await tryAll(room.tools, room.adminUrl);
  expect(right.columns).toBeGreaterThan(30);
  expect(right.opened, 'with both databases everything opens').toBe(right.all);
  const empty = await fresh();
  await prepareKeyStore({ keys: temporaryFolder(), keysDatabaseUrl: empty });
  const [house] = await rowsOf<{ id: string }>(room.settings.keysDatabaseUrl, 'SELECT id FROM key_house');
  await rowsOf(empty, 'UPDATE key_house SET id = $1', [house?.id]); // it pretends to be the right one, or there would be no start at all
  const stolen = await toolsOver(room.adminUrl, { keysDatabaseUrl: empty });
  expect(await tryAll(stolen, room.adminUrl)).toEqual({ ...right, opened: 0 });
});

it('queued work waits for the key database for as long as it takes, and is done when it is back', async () => {
  const { tools, workspace } = room;
  const asked = announcement<{ n: number }>('test.asked');
  let made = 0;
  const handle = async () => {
    await room.ctx((ctx) => createSubject(ctx, newId('per')));
    made += 1;
  };
  listeners.set(tools, new Map([...listeners.of(room), ['test.asked', [listen(asked, 'test.listener', handle)]]]));
  await room.ctx((ctx) => announce(ctx, asked, { n: 1 }));
  const mine = () => rowsOf(room.adminUrl, `SELECT dead, attempts, last_error FROM outbox WHERE listener = 'test.listener'`);
  await whileAway(async () => {
    for (let hour = 0; hour < 14; hour += 1) {
      room.setTime(new Date(Date.UTC(2026, 10, 24, 9 + hour)));
      await drain(tools, workspace, () => false);
    }
    expect(await mine()).toEqual([{ dead: false, attempts: 0, last_error: 'keys-away' }]);
  });
  room.setTime('2026-11-25T09:00:00Z');
  await drain(tools, workspace, () => false);
  room.setTime('2026-11-24T09:00:00Z');
  expect([made, await mine()]).toEqual([1, []]);
});

it('an erasure that is approved while the key database is away stands, says why it waits, and is carried out when it is back', async () => {
  const who = { actor: staffWhoMayAll(staff), purpose: 'rights-fulfilment' };
  const work = { workspace: room.workspace, tools: room.tools, attempt: 1 };
  const { person } = await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: 'boris@example.net', name: 'Boris Example' }));
  const { id } = await room.ctx((ctx) => openRequest(ctx, { person, kind: 'erasure', source: 'person', clientKey: undefined }), {
    actor: { kind: 'person', id: person },
    purpose: 'rights-fulfilment',
  });
  await whileAway(async () => {
    // whether an address is known is told to nobody
    for (const email of ['boris@example.net', 'nobody@example.net']) {
      await expect(askForCode(room.tools, room.workspace, { email }, '')).rejects.toMatchObject({ code: 'keys-away' });
      await expect(enterByCode(room.tools, room.workspace, { email }, '1')).rejects.toMatchObject({ code: 'keys-away' });
    }
    const row = await room.ctx((ctx) => approve(ctx, id), who);
    expect(row.state).toBe('approved');
    await expect(erase(work, id)).rejects.toMatchObject({ code: 'keys-away' });
    const { steps } = await room.ctx((ctx) => viewRequest(ctx, row), who);
    expect(steps.map((step) => step.name)).toContain('waits-for-key-database');
  });
  await erase(work, id);
  expect(await rowsOf(room.adminUrl, 'SELECT state FROM requests WHERE id = $1', [id])).toEqual([{ state: 'fulfilled' }]);
  // the key of the request itself goes beside the last answer
  const kept = () => rowsOf(room.settings.keysDatabaseUrl, 'SELECT FROM kept_keys WHERE owner = ANY ($1)', [[person, id]]);
  await expect.poll(kept, { timeout: 10_000 }).toEqual([]);
});

it('an erasure that waits for a key which is lost is carried out by itself once the key is given up, and says so', async () => {
  const who = { actor: staffWhoMayAll(staff), purpose: 'rights-fulfilment' };
  const { person } = await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: 'carol@example.net', name: 'Carol Example' }));
  const { id } = await room.ctx((ctx) => openRequest(ctx, { person, kind: 'erasure', source: 'person', clientKey: undefined }), {
    actor: { kind: 'person', id: person },
    purpose: 'rights-fulfilment',
  });
  await rowsOf(room.settings.keysDatabaseUrl, 'DELETE FROM kept_keys WHERE owner = $1', [person]);
  keyring.of(room).subjects.drop([`${room.workspace}/${person}`]);
  expect((await room.ctx((ctx) => approve(ctx, id), who)).state, 'the approval stands').toBe('approved');
  await drain(room.tools, room.workspace, () => false);
  expect(
    await rowsOf(room.adminUrl, `SELECT last_error FROM outbox WHERE listener = 'rights.erase' AND payload->>'request' = $1`, [id]),
  ).toEqual([{ last_error: 'keys-away' }]);
  await room.ctx((ctx) => giveUpKey(ctx, person));
  room.setTime('2026-11-24T09:05:00Z');
  await drain(room.tools, room.workspace, () => false);
  room.setTime('2026-11-24T09:00:00Z');
  expect(await rowsOf(room.adminUrl, 'SELECT state, outcome FROM requests WHERE id = $1', [id])).toEqual([
    { state: 'fulfilled', outcome: 'erased' },
  ]);
  expect(
    await rowsOf(
      room.adminUrl,
      `SELECT step, detail FROM request_steps WHERE request_id = $1 AND step IN ('key-given-up', 'told') ORDER BY step`,
      [id],
    ),
  ).toEqual([
    { step: 'key-given-up', detail: { people: 1 } },
    { step: 'told', detail: { person: 'key-given-up' } },
  ]);
  expect(await rowsOf(room.adminUrl, 'SELECT FROM identities WHERE person_id = $1', [person])).toEqual([]);
});

it('of a joined person of whom one key was given up, what the other key holds is answered as ever', async () => {
  const arrives = (value: string) => room.ctx((ctx) => arrive(ctx, { kind: 'email', value, name: 'Ada Example' }));
  const [first, second] = [(await arrives('ada.one@example.net')).person, (await arrives('ada.two@example.net')).person];
  const who = { actor: staffWhoMayAll(staff), purpose: 'rights-fulfilment' };
  await room.ctx((ctx) => merge(ctx, first, second, 'agent-decision'), who);
  const { id } = await room.ctx((ctx) => openRequest(ctx, { person: first, kind: 'erasure', source: 'staff', clientKey: undefined }), who);
  await rowsOf(room.settings.keysDatabaseUrl, 'DELETE FROM kept_keys WHERE owner = $1', [first]);
  keyring.of(room).subjects.drop([`${room.workspace}/${first}`]);
  const inbox = (await room.ctx((ctx) => addInbox(ctx, { name: 'Lost', channel: 'email', recipient: null }))).id;
  for (const person of [(await arrives('carol.one@example.net')).person, second])
    await room.ctx((ctx) => receive(ctx, { inbox, person, text: 'It glows' }));
  const page = () => room.ctx(async (ctx) => (await listConversations(ctx, { inbox })).items.map((each) => each.excerpt).sort());
  expect(await page(), 'a missing key closes no page of many').toEqual(['It glows', 'It glows']);
  expect([...(await room.ctx((ctx) => namesOfPeople(ctx, [first, second]), who)).keys()]).toEqual([second]);
  await room.ctx((ctx) => giveUpKey(ctx, first));
  expect(await page(), 'nor does one given up, whose group the gate keeps closed').toEqual(['', 'It glows']);
  await room.ctx((ctx) => approve(ctx, id), who);
  await drain(room.tools, room.workspace, () => false);
  expect(
    await rowsOf(
      room.adminUrl,
      `SELECT step, detail->>'person' AS person, detail->>'people' AS people FROM request_steps WHERE request_id = $1 AND step IN ('key-given-up', 'told') ORDER BY step`,
      [id],
    ),
  ).toEqual([
    { step: 'key-given-up', person: null, people: '1' },
    { step: 'told', person: expect.not.stringMatching('key-given-up'), people: null },
  ]);
  expect(await rowsOf(room.adminUrl, 'SELECT FROM identities WHERE person_id = ANY ($1)', [[first, second]])).toEqual([]);
});

it('keys of companies are replaced, and people sealed anew, over both databases: everything opens, nothing is missing, and no old wrap is left', async () => {
  const { tools, workspace, settings } = room;
  const wraps = async () =>
    (await rowsOf<{ ref: Buffer }>(settings.keysDatabaseUrl, 'SELECT ref FROM kept_keys')).map(({ ref }) => ref.toString('hex'));
  const before = new Set(await wraps());
  const right = await tryAll(tools, room.adminUrl);
  expect(await replaceWorkspaceKeys(tools, workspace)).toMatchObject({ workspaces: 1, withheld: 0 });
  const { made, resealed } = await reencrypt(tools, { workspace }, { pauseMs: 1 });
  expect([made > 5, resealed > 50]).toEqual([true, true]);
  await rotateEpoch(tools, { force: true });
  await removeLeaving(tools);
  expect(await keyPlaces(tools)).toMatchObject({ beside: 0, missing: 0, leaving: 0 });
  expect((await wraps()).filter((ref) => before.has(ref))).toEqual([]);
  expect(await tryAll(tools, room.adminUrl)).toEqual({ ...right, opened: right.all });
});

it('one backup brings both back, and whoever was erased since has no key in either', async () => {
  const folder = temporaryFolder();
  const file = path.join(folder, 'backup');
  await makeBackup(room.tools, room.adminUrl, file, () => undefined);
  const looked = [...(await keyDatabase(room.tools)), ...(await backups(room.tools, room.adminUrl))];
  expect(looked.map(({ check, ok }) => [check, ok])).toEqual(
    ['key database', 'keys apart', 'backup', 'backup rights'].map((check) => [check, true]),
  );
  room.setTime('2026-12-03T09:00:00Z');
  expect((await backups(room.tools, room.adminUrl))[0]).toEqual({ check: 'backup', ok: false, says: 'the newest is 9 days old' });
  room.setTime('2026-11-24T09:00:00Z');
  await room.ctx((ctx) => shred(ctx, [ada]));
  const drill = await drillOnce(room.tools, room.adminUrl, file, () => undefined);
  expect(drill).toMatchObject({ ok: true, deviations: [], erasedAgain: 1 });
  expect(await rowsOf(room.adminUrl, `SELECT datname FROM pg_database WHERE datname ~ '^parley_drill_'`)).toEqual([]);
  const keys = path.join(folder, 'keys');
  cpSync(room.settings.keys, keys, { recursive: true });
  const [data, apart] = [await fresh(), await fresh()];
  const settings = readConfig({ PARLEY_DATA: path.join(folder, 'data'), PARLEY_KEYS: keys, PARLEY_POOL: '4', PARLEY_SMTP_PORT: '0' });
  const into = { ...settings, keysDatabaseUrl: apart };
  await expect(restoreBackup(settings, data, file, () => undefined)).rejects.toThrow('set PARLEY_KEYS_DATABASE_URL');
  const used = { ...settings, keysDatabaseUrl: room.settings.keysDatabaseUrl };
  await expect(restoreBackup(used, data, file, () => undefined)).rejects.toThrow('not empty');
  // the machine dies when both are loaded and nobody was erased again yet
  const dies = (line: string) => {
    if (line.startsWith('erased again')) throw new Error('lost power');
  };
  await expect(restoreBackup(into, data, file, dies)).rejects.toThrow('lost power');
  const facts = await restoreBackup(into, data, file, () => undefined);
  expect(facts.rows).toBeGreaterThan(100);
  const left = 'SELECT count(*)::int AS n FROM kept_keys WHERE owner = $1';
  expect([await rowsOf(apart, left, [ada]), await rowsOf(apart, left, [staff])]).toEqual([[{ n: 0 }], [{ n: 1 }]]);
  const [promised] = await rowsOf<{ by: string | null }>(
    data,
    `SELECT c.body->>'unrecoverableBy' = s.detail->>'unrecoverable' AS by FROM request_steps s JOIN certificates c USING (workspace_id, request_id)
     WHERE s.step = 'deleted' ORDER BY s.at DESC LIMIT 1`,
  );
  expect(promised, 'the promise counts from when the key left the key database').toEqual({ by: true });
  expect(await rowsOf(data, 'SELECT owner FROM leaving_keys')).toEqual([]);
  const restored = await toolsOver(data, { data: settings.data, keys, keysDatabaseUrl: apart });
  const tried = await tryAll(restored, data);
  expect(tried.opened).toBe(tried.all);
  expect(tried.all).toBeGreaterThan(30);
});

it('a main database that was put back from a snapshot is adopted by the command line, after it has said what would be lost', {
  timeout: 240_000, // each command is a process of its own
}, async () => {
  const house = await openRoom(undefined, { apart: true });
  tidy.push(() => house.stop());
  const comes = async (value: string) =>
    (await house.ctx((ctx) => arrive(ctx, { kind: 'email', value, name: 'Boris Example' }))).person as PersonId;
  const boris = await comes('boris@example.com');
  const snapshot = await snapshotOf(house.adminUrl);
  const carol = await comes('carol@example.com');
  const asOfficer = { actor: staffWhoMayAll(await staffOf(house)), purpose: 'rights-fulfilment' };
  const { id } = await house.ctx(
    (ctx) => openRequest(ctx, { person: boris, kind: 'erasure', source: 'staff', clientKey: undefined }),
    asOfficer,
  );
  await house.ctx((ctx) => approve(ctx, id), asOfficer);
  await erase({ workspace: house.workspace, tools: house.tools, attempt: 1 }, id);
  await removeLeaving(house.tools);
  const { keys, data, keysDatabaseUrl } = house.settings;
  const environment = { DATABASE_URL: snapshot, PARLEY_KEYS_DATABASE_URL: keysDatabaseUrl, PARLEY_KEYS: keys, PARLEY_DATA: data };
  const belongs = () => rowsOf(keysDatabaseUrl, 'SELECT main FROM key_house');
  const before = await belongs();

  const advised = await parley(['keys', 'erase-returned'], environment);
  expect(advised).toMatchObject({
    code: 1,
    said: expect.stringMatching(/belongs to another main database .*: parley keys adopt-store\n$/s),
  });
  const looked = await parley(['keys', 'adopt-store'], environment);
  expect(looked).toEqual({
    code: 1,
    said: '',
    out: `1 keys that this main database names are missing in the key database: what they hold would not open here
1 keys there are named by nothing here: those of the erased go at once, the others after 7 days
nothing was changed. Is a newer main database at hand, put that back instead. Otherwise: parley keys adopt-store --confirm
`,
  });
  expect(await belongs(), 'without a word nothing is tied').toEqual(before);

  const adopted = await parley(['keys', 'adopt-store', '--confirm'], environment);
  expect(adopted).toMatchObject({
    ...{ code: 0, said: '' },
    out: expect.stringContaining('people who had been erased and stood here: 1; they are erased again'),
  });
  expect(adopted.out).toMatch(/belongs to this main database, as it is now.*the way back: until \d{4}-\d\d-\d\d /s);
  expect(await belongs()).not.toEqual(before);
  expect(await rowsOf(snapshot, 'SELECT FROM identities WHERE person_id = $1', [boris]), 'who was erased is gone from it').toEqual([]);
  expect(await rowsOf(keysDatabaseUrl, 'SELECT FROM kept_keys WHERE owner = $1', [carol]), 'what nothing names rests a week').toHaveLength(
    1,
  );
  const { out } = await parley(['doctor', '--port', '8123', '--json'], environment);
  const { findings, config, from } = JSON.parse(out);
  expect(findings).toContainEqual({ check: 'key database', ok: true, says: expect.stringContaining('of this house') });
  expect(findings).toContainEqual(expect.objectContaining({ check: 'configuration', ok: true }));
  expect(config).toMatchObject({ port: 8123, publicUrl: 'http://localhost:8123', databaseUrl: '[secret]' });
  expect(from).toMatchObject({ port: 'PORT', keys: 'PARLEY_KEYS', databaseUrl: 'DATABASE_URL', smtpRelay: 'default' });
});

/** A copy of this database as it is now, as a tool of the server would put it back; the house that works over it is cut off for a moment. */
async function snapshotOf(adminUrl: string): Promise<string> {
  const { name, adminUrl: url } = await freshDatabase();
  const from = new URL(adminUrl).pathname.slice(1);
  tidy.push(() => rowsOf(testServer(), `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  await rowsOf(testServer(), `DROP DATABASE ${name}`);
  await rowsOf(testServer(), `ALTER DATABASE ${from} ALLOW_CONNECTIONS false`);
  await rowsOf(testServer(), 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [from]);
  await rowsOf(testServer(), `CREATE DATABASE ${name} TEMPLATE ${from} STRATEGY file_copy`);
  await rowsOf(testServer(), `ALTER DATABASE ${from} ALLOW_CONNECTIONS true`);
  return url;
}

async function staffOf({ adminUrl }: TestRoom): Promise<StaffId> {
  return (await rowsOf<{ id: StaffId }>(adminUrl, 'SELECT id FROM staff LIMIT 1'))[0]?.id as StaffId;
}

/** A command of the operator as a process of its own. */
async function parley(args: readonly string[], environment: Record<string, string>): Promise<{ code: number; out: string; said: string }> {
  const cli = path.join(import.meta.dirname, '../src/cli.ts');
  const env = { ...process.env, PORT: '0', PARLEY_SMTP_PORT: '0', PARLEY_POOL: '4', PARLEY_CONFIG: '', ...environment };
  return promisify(execFile)(process.execPath, [cli, ...args], { env }).then(
    ({ stdout, stderr }) => ({ code: 0, out: stdout, said: stderr }),
    (failed: { code: number; stdout: string; stderr: string }) => ({ code: failed.code, out: failed.stdout, said: failed.stderr }),
  );
}
