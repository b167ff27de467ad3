// A company in which every sealed column holds something is exported whole, then leaves, interrupted again and again; its neighbour notices nothing.
import { execFileSync } from 'node:child_process';
import { createHash, type KeyObject } from 'node:crypto';
import { cpSync, createWriteStream, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askEnd, askExport, leave, leaveAgain, makeExport, privateOf, readDeparture, verifyDeparture, zipOf } from '#departure';
import { restrict } from '#gate';
import { canonical } from '#kit/canonical';
import { holdings } from '#kit/holding';
import { newId, type WorkspaceId } from '#kit/ids';
import { pool } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { append, rotateLedgerKey, signText } from '#ledger';
import { type Filled, fill, lineOf } from '#test/filled';
import { openRoom, type TestRoom } from '#test/room';
import { liftHold, listHolds, placeHold } from '../retention/holds.ts';
import { credentials, ownTexts } from './returning/contents.ts';
import { newPassPhrase, publicOf } from './returning/pass-phrase.ts';
import { close, exportRow } from './store.ts';

let room: TestRoom;
let filled: Filled;
let neighbour: WorkspaceId;
let admin: pg.Client;
const home = mkdtempSync(path.join(tmpdir(), 'parley-departure-'));
const whose = () => ({ tools: room.tools, workspace: room.workspace });

beforeAll(async () => {
  room = await openRoom();
  filled = await fill(room);
  neighbour = await room.anotherWorkspace();
  admin = new pg.Client({ connectionString: room.adminUrl });
  await admin.connect();
});
afterAll(async () => {
  await admin.end();
  await room.stop();
  rmSync(home, { recursive: true, force: true });
});

/** Tools whose database goes away after so many transactions: what a kill leaves behind is what had been committed by then. */
function dyingAfter(transactions: number): Tools {
  const real = pool.of(room);
  let left = transactions;
  const dying = new Proxy(real, {
    get: (target, name) =>
      name === 'connect'
        ? () => {
            left -= 1;
            return left < 0 ? Promise.reject(new Error('killed')) : target.connect();
          }
        : Reflect.get(target, name),
  });
  const tools: Tools = new Map(room.tools);
  pool.set(tools, dying);
  return tools;
}

/** Runs `work` with lives of so many transactions each until it comes to its end; gives how often it was killed. */
async function killedAgainAndAgain(transactions: number, work: (tools: Tools) => Promise<unknown>): Promise<number> {
  for (let kills = 0; kills < 500; kills += 1) {
    const died = await work(dyingAfter(transactions)).then(
      () => false,
      (error: Error) => {
        if (error.message !== 'killed') throw error;
        return true;
      },
    );
    if (!died) return kills;
  }
  throw new Error('it never came to its end');
}

const rowsOf = async (workspace: WorkspaceId) => {
  const { rows: tables } = await admin.query<{ name: string }>(
    `SELECT c.table_name AS name FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE c.table_schema = 'public' AND c.column_name = 'workspace_id' AND t.table_type = 'BASE TABLE' AND c.table_name <> 'closed_workspaces' ORDER BY 1`,
  );
  const counted: [string, number][] = [];
  for (const { name } of tables) {
    const { rows } = await admin.query<{ n: string }>(`SELECT count(*) AS n FROM "${name}" WHERE workspace_id = $1`, [workspace]);
    if (Number(rows[0]?.n) > 0) counted.push([name, Number(rows[0]?.n)]);
  }
  return counted;
};

test('everything of a company is exported, though killed after every few commits, and whoever gets it can check it', async () => {
  await room.ctx((ctx) => restrict(ctx, filled.ada, { kind: 'restricted', ground: 'accuracy-contested' }));
  const { row, passPhrase } = await room.ctx((ctx) => askExport(ctx, 'operator'));
  const kills = await killedAgainAndAgain(4, (tools) => makeExport({ tools, workspace: room.workspace }, row.id));
  expect(kills).toBeGreaterThan(0);
  const made = await room.ctx((ctx) => exportRow(ctx, row.id));
  if (made?.state !== 'ready') throw new Error('the export is not ready');
  const lying = path.join(room.settings.data, 'exports', room.workspace, row.id);
  expect(readdirSync(lying).every((name) => !readFileSync(path.join(lying, name)).includes('amber lamp'))).toBe(true);

  const reader = privateOf(passPhrase);
  if (!reader) throw new Error('a phrase of ours is one');
  await pipeline(zipOf(whose(), made, reader), createWriteStream(path.join(home, 'all.zip')));
  execFileSync('unzip', ['-q', 'all.zip'], { cwd: home });
  const read = (name: string) => readFileSync(path.join(home, name), 'utf8');
  const manifest = JSON.parse(read('manifest.json')) as { tables: Record<string, number>; files: { name: string; sha256: string }[] };
  for (const { name, sha256 } of manifest.files)
    expect(
      createHash('sha256')
        .update(readFileSync(path.join(home, name)))
        .digest('hex'),
      name,
    ).toBe(sha256);
  const lines = (table: string) =>
    read(`data/${table}.jsonl`)
      .trim()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  for (const [table, count] of Object.entries(manifest.tables)) expect(lines(table), table).toHaveLength(count);

  expect(lines('messages').map((line) => line['body'])).toContain(lineOf(1));
  expect(lines('people').find((line) => line['id'] === filled.ada)?.['marks']).toContainEqual(
    expect.objectContaining({ kind: 'restricted', ground: 'accuracy-contested' }),
  );
  const [file] = lines('attachments');
  expect(existsSync(path.join(home, String(file?.['content_file'])))).toBe(true);
  expect(execFileSync('node', ['ledger/verify.mjs', 'ledger'], { cwd: home, encoding: 'utf8' })).toContain('HOLDS');

  // each table of the house is either in it or named with a reason; nothing that opens a door is in it
  const shown = new Set(Object.keys(manifest.tables));
  const away = holdings.of(room).filter(({ table, room: owner }) => !shown.has(table) && owner !== 'keys' && owner !== 'ledger');
  const { leftOut } = JSON.parse(read('manifest.json')) as { leftOut: Record<string, string> };
  expect(away.map(({ table }) => table).filter((table) => !(table in leftOut))).toEqual([]);
  expect(lines('staff')[0]).not.toHaveProperty('password');
  const sealed = holdings
    .of(room)
    .flatMap(({ table, columns }) => (shown.has(table) ? Object.entries(columns).map(([name, kind]) => ({ table, name, kind })) : []));
  for (const { table, name, kind } of sealed)
    if (ownTexts.has(`${table}.${name}`))
      expect(
        lines(table).map((line) => typeof line[name]),
        `${table}.${name}`,
      ).toContain('string');
    else if (kind === 'secret' || kind === 'index')
      expect(
        lines(table).every((line) => !(name in line)),
        `${table}.${name}`,
      ).toBe(true);
  // whatever lies under the company's own key is either its own words or opens a door; somebody decided which
  const underItsKey = holdings
    .of(room)
    .filter(({ table }) => !(table in leftOut))
    .flatMap(({ table, columns, seals }) =>
      Object.entries(columns).flatMap(([name, kind]) =>
        kind === 'secret' || (typeof kind === 'object' && seals?.under === 'workspace_id') ? [`${table}.${name}`] : [],
      ),
    );
  expect([...ownTexts, ...credentials].sort()).toEqual(underItsKey.sort());
  // what was shredded before is named and not opened: the case of a request whose person is gone, and nothing else
  const unreadable = [...shown].flatMap((table) =>
    lines(table).flatMap((line) => ((line['unreadable'] ?? []) as string[]).map((name) => `${table}.${name}`)),
  );
  expect(unreadable).toHaveLength(made.lost);
});

test('another pass phrase opens nothing, however close: one sign makes it another, or none', () => {
  const phrase = newPassPhrase();
  const near = [...phrase].map((sign, place) => phrase.slice(0, place) + (sign === 'a' ? 'b' : 'a') + phrase.slice(place + 1));
  const mine = publicOf(privateOf(phrase) as KeyObject);
  for (const other of near.filter((each) => each !== phrase)) {
    const reader = privateOf(other);
    expect(reader === undefined || !publicOf(reader).equals(mine), other).toBe(true);
  }
});

test('an end waits for its notice, its day and legal holds; then the company leaves, though killed after every few commits', async () => {
  const at = (days: number) => new Date(Date.parse('2026-11-24T09:00:00Z') + days * 86_400_000);
  const ask = (days: number) => room.ctx((ctx) => askEnd(ctx, { endsAt: at(days), returns: false, holds: 'wait' }, 'operator'));
  await expect(ask(3)).rejects.toMatchObject({ code: 'invalid' });
  const { id } = await ask(20);
  expect(await leave(whose())).toBe('not-due');
  const held = { person: filled.ada, ground: 'legal-claims', reason: 'A claim is announced.', reviewOn: '2027-06-01' } as const;
  await room.ctx((ctx) => placeHold(ctx, held));
  room.setTime(at(21));
  expect(await leave(whose())).toBe('blocked');
  for (const { row } of await room.ctx((ctx) => listHolds(ctx, 'standing'))) await room.ctx((ctx) => liftHold(ctx, row.id)); // closed for writing, and yet it can be lifted
  expect(await rotateLedgerKey(room.tools, { compromised: true })).toMatchObject({ told: 1, failed: 0 }); // what that leaves goes too

  const before = await rowsOf(neighbour);
  const copy = await backupOf();
  let outcome: unknown;
  const kills = await killedAgainAndAgain(12, async (tools) => {
    outcome = await leave({ tools, workspace: room.workspace });
  });
  expect(outcome).toBe('left');
  expect(kills).toBeGreaterThan(2);
  expect(await rowsOf(room.workspace)).toEqual([]);
  expect(existsSync(path.join(room.settings.data, 'files', room.workspace))).toBe(false);
  expect(existsSync(path.join(room.settings.data, 'exports', room.workspace))).toBe(false);
  const ledgerOf = (table: [string, number]) =>
    !['epoch_ends', 'ledger_entries', 'ledger_payloads', 'ledger_queue', 'ledger_leaves', 'ledger_checkpoints'].includes(table[0]);
  expect((await rowsOf(neighbour)).filter(ledgerOf)).toEqual(before.filter(ledgerOf));

  const certificate = readDeparture(room.tools, id);
  if (!certificate) throw new Error('there is a certificate');
  expect(certificate.figures.keys).toBeGreaterThan(1);
  expect(certificate.figures.rows).toBeGreaterThan(100);
  expect(await verifyDeparture(room.tools, certificate)).toEqual({ ok: true, because: null });
  const forged = { ...certificate, figures: { ...certificate.figures, rows: 1 } };
  expect(await verifyDeparture(room.tools, forged)).toEqual({ ok: false, because: 'words-changed' });
  // the ledger's key was stolen and replaced: what was kept holds on, and what that key signs of its own is nothing
  const unknown = { ...certificate, departure: newId('dep') };
  const signed = await room.ctx((ctx) =>
    signText(ctx, `parley departure certificate v1\n${canonical({ ...unknown, signature: undefined })}\n`),
  );
  const made = { ...unknown, signature: signed };
  expect(await verifyDeparture(room.tools, made)).toEqual({ ok: true, because: null });
  expect(await verifyDeparture(room.tools, { ...made, departure: id })).toEqual({ ok: false, because: 'signature' });
  expect(await rotateLedgerKey(room.tools)).toMatchObject({ isNew: true });
  expect(await verifyDeparture(room.tools, certificate)).toEqual({ ok: true, because: null });
  expect(await verifyDeparture(room.tools, made)).toEqual({ ok: false, because: 'signature' });

  // an older state of the database comes back, as a restore brings it: the list beside the keys sends it away again
  await copy.putBack();
  expect((await rowsOf(room.workspace)).length).toBeGreaterThan(0);
  expect(await leaveAgain(room.tools)).toBe(1);
  expect(await rowsOf(room.workspace)).toEqual([]);
  expect(await leaveAgain(room.tools)).toBe(0);
  expect(readDeparture(room.tools, id)).toEqual(certificate);
});

test('nobody but the departure may act for a company whose doors are closed, and the wipe is refused while a key is left', async () => {
  await room.ctx(close, { workspace: neighbour });
  await expect(room.ctx((ctx) => append(ctx, { kind: 'workspace.changed' }), { workspace: neighbour })).rejects.toMatchObject({
    code: 'PL410',
  });
  const wipe = { name: 'test.wipe', text: `SELECT parley_wipe('ledger_entries', 10) AS gone` };
  await expect(room.ctx((ctx) => ctx.db.all(wipe, []), { workspace: neighbour })).rejects.toMatchObject({ code: '55006' });
  const bare = { name: 'test.bare', text: `DELETE FROM ledger_entries WHERE workspace_id = parley_workspace()` };
  await expect(room.ctx((ctx) => ctx.db.all(bare, []), { workspace: neighbour })).rejects.toMatchObject({ code: '42501' });
});

/** The company's rows and files as they lie now, to be put back past every protection. */
async function backupOf() {
  const names = (await rowsOf(room.workspace)).map(([name]) => name);
  const kept = new Map<string, unknown[]>();
  for (const name of names)
    kept.set(name, (await admin.query(`SELECT to_jsonb(t) AS data FROM "${name}" t WHERE workspace_id = $1`, [room.workspace])).rows);
  const files = path.join(room.settings.data, 'files', room.workspace);
  cpSync(files, path.join(home, 'files'), { recursive: true });
  return {
    async putBack() {
      cpSync(path.join(home, 'files'), files, { recursive: true });
      await admin.query(`BEGIN; SET LOCAL session_replication_role = replica`);
      for (const [name, rows] of kept)
        for (const { data } of rows as { data: object }[])
          await admin.query(`INSERT INTO "${name}" SELECT * FROM jsonb_populate_record(NULL::"${name}", $1)`, [data]);
      await admin.query('COMMIT');
    },
  };
}
