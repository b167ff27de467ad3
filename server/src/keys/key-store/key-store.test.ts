// Keys in a database of their own: what lies where, what a copy of one is worth, and what is left when the process dies between the two commits. Sealing, opening and shredding themselves are
// tested both ways in keys.test.ts and shred.test.ts.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Config } from '#kit/config';
import { newId, type PersonId } from '#kit/ids';
import { appLogin } from '#kit/login';
import type { Sealed } from '#kit/seal';
import { copyRights } from '#kit/table-copy';
import type { Tools } from '#kit/tool';
import { list } from '#ledger';
import { type Ground, openGround } from '#test/ground';
import { type Node, openNode } from '#test/node';
import { type FreshDatabase, freshDatabase, migratedDatabase } from '#test/postgres';
import { keysChecks } from '../checks.ts';
import { keyring } from '../keyring.ts';
import { createSubject, holdLive, keyPlaces, mintPermit, open, openSecret, rotateEpoch, seal, sealSecret, shred } from '../keys.ts';
import { adoptKeyStore, clearForRestore, endRestore, markLeaving, prepareKeyStore, refuseLeaving } from './house-store.ts';
import { keyStore } from './key-store.ts';
import { moveKeyStore } from './move.ts';
import { keyStoreAnswers, keyStoreFacts } from './open-store.ts';
import { areKeysGone, removeLeaving, sweepOrphans } from './removal.ts';

let ground: Ground;
let apart: pg.Client;
let ada: PersonId;
let sealed: Sealed;
const place = (subject: PersonId) => ({ subject, table: 'messages', row: 'one', column: 'text' });
const kept = async (owner: string) => Number((await apart.query('SELECT count(*) FROM kept_keys WHERE owner = $1', [owner])).rows[0].count);
const leaving = async () => (await ground.admin('SELECT owner FROM leaving_keys')).length;
const read = (subject: PersonId, value: Sealed, tools: Tools = ground.tools) =>
  ground.ctx(
    (ctx) =>
      open(
        ctx,
        mintPermit(ctx, { act: 'reveal', purpose: 'service-conversation', subjects: [subject], fields: ['messages.text'] }),
        place(subject),
        value,
      ),
    { tools },
  );
const write = (subject: PersonId) => ground.ctx((ctx) => seal(ctx, place(subject), 'hello, it is Ada'));

beforeAll(async () => {
  ground = await openGround({ apart: true });
  apart = new pg.Client({ connectionString: ground.settings.keysDatabaseUrl });
  await apart.connect();
});
afterAll(async () => {
  await apart.end();
  await ground.stop();
});
beforeEach(async () => {
  ada = newId('per');
  await ground.ctx((ctx) => createSubject(ctx, ada));
  sealed = await write(ada);
});

/** Another node, with other settings where told. */
const nodeWith = (change: Partial<Config> = {}): Promise<Node> =>
  openNode({ settings: { ...ground.settings, ...change }, appUrl: ground.appUrl, now: () => new Date('2026-11-24T09:00:00Z') });

async function fresh(work: (database: FreshDatabase) => Promise<void>): Promise<void> {
  const database = await freshDatabase();
  await work(database).finally(() => database.drop());
}

describe('what lies where', () => {
  it('no wrap lies in the main database, and no id that names anybody in that of the keys', async () => {
    await ground.ctx((ctx) => sealSecret(ctx, { table: 'channel_accounts', row: 'one', column: 'secrets' }, 'a relay password'));
    const longest = await ground.admin<{ n: number }>(
      `SELECT max(length(w)) AS n FROM (SELECT wrapped FROM subject_keys UNION ALL SELECT previous FROM subject_keys UNION ALL SELECT wrapped FROM index_keys
       UNION ALL SELECT wrapped FROM workspace_keys UNION ALL SELECT previous FROM workspace_keys) AS each (w)`,
    );
    expect(longest).toEqual([{ n: 20 }]);
    expect(existsSync(path.join(ground.settings.keys, 'key-database.secret')), 'the key folder lets nobody in there').toBe(false);
    expect(await kept(ada)).toBe(1);
    expect(await kept('workspace')).toBe(1);
    expect(await keyPlaces(ground.tools)).toMatchObject({ beside: 0, missing: 0 });
  });

  it('neither login reaches into the other database, nor one company into another’s keys, nor the application into whose house it is', async () => {
    const { pool } = keyStore.of(ground) ?? {};
    const ask = async (workspace: string, sql: string) => {
      const client = await (pool as pg.Pool).connect();
      try {
        await client.query('BEGIN');
        await client.query("SELECT set_config('parley.workspace', $1, true)", [workspace]);
        return (await client.query(sql).catch((error: { code: string }) => ({ rows: [{ n: error.code }] }))).rows[0]?.n;
      } finally {
        await client.query('ROLLBACK');
        client.release();
      }
    };
    const count = 'SELECT count(*)::int AS n FROM kept_keys';
    expect(await ask(ground.workspace, count)).toBeGreaterThan(0);
    expect([await ask(newId('wsp'), count), await ask('', count)]).toEqual([0, 0]);
    expect(await ask(ground.workspace, 'SELECT 1 AS n FROM key_house')).toBe('42501');
    expect(await ask(ground.workspace, `UPDATE kept_keys SET wrapped = ''`).then(String)).toBe('42501');
    const { rows } = await (pool as pg.Pool).query('SELECT rolsuper OR rolbypassrls AS strong FROM pg_roles WHERE rolname = current_user');
    expect(rows).toEqual([{ strong: false }]);
    const beyond = async () => (await keyStoreFacts(ground.tools, ground.settings))?.beyond;
    expect(await beyond()).toEqual([]);
    await apart.query('GRANT CREATE ON SCHEMA public TO parley_keys; GRANT SELECT ON key_house TO parley_keys');
    expect(await beyond()).toEqual(['makes objects in the schema public', 'reaches key_house']);
    await apart.query('REVOKE CREATE ON SCHEMA public FROM parley_keys; REVOKE SELECT ON key_house FROM parley_keys');
    const main = new URL(ground.appUrl);
    main.pathname = new URL(ground.settings.keysDatabaseUrl).pathname;
    const client = new pg.Client({ connectionString: main.href });
    await client.connect();
    await expect(client.query('SELECT 1 FROM kept_keys')).rejects.toMatchObject({ code: '42501' });
    await client.end();
  });
});

describe('a start', () => {
  it('says what is wrong with the database that is named, or that none is', async () => {
    await expect(nodeWith({ keysDatabaseUrl: '' })).rejects.toThrow('set PARLEY_KEYS_DATABASE_URL');
    const nowhere = 'postgres://nobody:secret-of-boris@127.0.0.1:1/keys';
    const refused = await nodeWith({ keysDatabaseUrl: nowhere }).catch((error: Error) => error.message);
    expect(refused).toBe('the database that PARLEY_KEYS_DATABASE_URL names cannot be reached: econnrefused');
    await expect(nodeWith({ keysDatabaseUrl: nowhere }), 'doctor tells it from the main one').rejects.toMatchObject({ isOfKeyStore: true });
    await expect(nodeWith({ keysDatabaseUrl: ground.appUrl })).rejects.toThrow('holds data of a Parley');
    await fresh(async ({ adminUrl }) => {
      await expect(nodeWith({ keysDatabaseUrl: adminUrl })).rejects.toThrow('is empty');
      const other = { keys: path.join(ground.settings.data, 'other'), keysDatabaseUrl: adminUrl };
      await prepareKeyStore(other);
      await expect(nodeWith({ keysDatabaseUrl: adminUrl })).rejects.toThrow('another house');
    });
  });

  it('and a restore see that a database is not empty, also by an administrator who is no superuser', async () => {
    await fresh(async ({ name, adminUrl }) => {
      await ground.admin(`CREATE ROLE ${name}_owner LOGIN CREATEROLE PASSWORD 'only here'`);
      await ground.admin(`ALTER DATABASE ${name} OWNER TO ${name}_owner`);
      const url = new URL(adminUrl);
      [url.username, url.password] = [`${name}_owner`, 'only here'];
      const settings = { keys: path.join(ground.settings.data, 'owned'), keysDatabaseUrl: url.href };
      try {
        await prepareKeyStore(settings);
        await clearForRestore(settings, 'bak_one');
        const client = new pg.Client({ connectionString: adminUrl });
        await client.connect();
        await client.query(`INSERT INTO kept_keys (workspace_id, owner, ref, wrapped) VALUES ($1, 'workspace', $2, $3)`, [
          ground.workspace,
          Buffer.alloc(20),
          Buffer.alloc(64),
        ]);
        await client.end();
        await expect(clearForRestore(settings, 'bak_two')).rejects.toThrow('not empty');
        await expect(prepareKeyStore({ ...settings, keys: path.join(ground.settings.data, 'another') })).rejects.toThrow('another house');
        await clearForRestore(settings, 'bak_one'); // an interrupted restore of the same backup begins anew
        const owner = new pg.Client({ connectionString: url.href });
        await owner.connect();
        expect(await copyRights(owner)).toEqual({ reads: false, restores: false, makes: false });
        await ground.admin(`ALTER ROLE ${name}_owner BYPASSRLS CREATEDB`);
        await ground.admin(`GRANT SET ON PARAMETER session_replication_role TO ${name}_owner`);
        expect(await copyRights(owner)).toEqual({ reads: true, restores: true, makes: true });
        await owner.end();
        await ground.admin(`REVOKE SET ON PARAMETER session_replication_role FROM ${name}_owner`);
        const before = readFileSync(path.join(settings.keys, 'key-store.id'));
        await endRestore(settings);
        expect(readFileSync(path.join(settings.keys, 'key-store.id')).equals(before), 'it is another database than the one of before').toBe(
          false,
        );
      } finally {
        await ground.admin(`REASSIGN OWNED BY ${name}_owner TO CURRENT_USER`);
        await ground.admin(`DROP DATABASE ${name} WITH (FORCE)`);
        await ground.admin(`DROP ROLE ${name}_owner`);
      }
    });
  });

  it('of a copy, with the key folder and the live key database, takes nothing away; a main database that was moved is adopted', async () => {
    const copy = await migratedDatabase();
    try {
      const start = async () =>
        openNode({ settings: ground.settings, appUrl: await appLogin(copy.adminUrl, 'copy'), now: () => new Date() });
      await expect(start()).rejects.toThrow('another main database');
      await adoptKeyStore(ground.settings, copy.adminUrl);
      await (await start()).stop();
      await expect(nodeWith()).rejects.toThrow('another main database');
    } finally {
      await adoptKeyStore(ground.settings, ground.adminUrl);
      await copy.drop();
      await ground.admin(`DROP ROLE IF EXISTS ${copy.name}_login`);
    }
    await (await nodeWith()).stop();
  });

  it('asks for a database of the keys’ own, and for a group that is nobody', async () => {
    await fresh(async ({ name, adminUrl }) => {
      const settings = { keys: path.join(ground.settings.data, 'shared'), keysDatabaseUrl: adminUrl };
      const client = new pg.Client({ connectionString: adminUrl });
      await client.connect();
      await client.query('CREATE TABLE lamps (id int)');
      await expect(prepareKeyStore(settings)).rejects.toThrow('holds other tables');
      await client.query('DROP TABLE lamps');
      await client.query(`ALTER DATABASE ${name} OWNER TO parley_keys`);
      await expect(prepareKeyStore(settings)).rejects.toThrow('rename it');
      await client.query(`ALTER DATABASE ${name} OWNER TO CURRENT_USER`);
      await client.end();
      expect(await prepareKeyStore(settings)).not.toEqual([]);
    });
  });

  it('of a house that died while it took its database goes on with that one', async () => {
    await fresh(async ({ adminUrl }) => {
      const settings = { keys: path.join(ground.settings.data, 'new'), keysDatabaseUrl: adminUrl };
      await prepareKeyStore(settings);
      rmSync(path.join(settings.keys, 'key-store.id')); // it was not written yet
      expect(await prepareKeyStore(settings)).toEqual([]);
      expect(await prepareKeyStore(settings)).toEqual([]);
    });
  });
});

it('a copy of the main database with the key folder opens nothing', async () => {
  const secret = { table: 'channel_accounts', row: 'two', column: 'secrets' };
  const password = await ground.ctx((ctx) => sealSecret(ctx, secret, 'a relay password'));
  const right = await ground.node();
  expect(await read(ada, sealed, right)).toBe('hello, it is Ada');
  expect(await ground.ctx((ctx) => openSecret(ctx, secret, password), { tools: right })).toBe('a relay password');
  await fresh(async (database) => {
    // an empty database that pretends to be the right one, so that the start itself does not stand in the way
    await prepareKeyStore({ keys: path.join(ground.settings.data, 'forged'), keysDatabaseUrl: database.adminUrl });
    const { rows } = await apart.query('SELECT id FROM key_house');
    const forger = new pg.Client({ connectionString: database.adminUrl });
    await forger.connect();
    await forger.query('UPDATE key_house SET id = $1', [rows[0].id]);
    await forger.end();
    const node = await nodeWith({ keysDatabaseUrl: database.adminUrl });
    try {
      await expect(read(ada, sealed, node.tools)).rejects.toThrow('missing in the key database');
      await expect(ground.ctx((ctx) => openSecret(ctx, secret, password), { tools: node.tools })).rejects.toThrow(
        'missing in the key database',
      );
      await expect(rotateEpoch(node.tools, { force: true }), 'no epoch key is destroyed for keys that are not there').rejects.toThrow(
        'missing',
      );
    } finally {
      await node.stop();
      await rotateEpoch(ground.tools, { force: true }); // which the forged one began
    }
  });
  expect(await read(ada, sealed, await ground.node())).toBe('hello, it is Ada');
});

describe('shredding', () => {
  it('refuses in service with the commit, and takes the wrap out of the key database after it, also what a crash left there', async () => {
    await apart.query(
      `INSERT INTO kept_keys (workspace_id, owner, ref, wrapped) SELECT workspace_id, owner, $2, wrapped FROM kept_keys WHERE owner = $1`,
      [ada, Buffer.alloc(20, 7)],
    );
    await ground.ctx((ctx) => shred(ctx, [ada]));
    await expect(read(ada, sealed)).rejects.toMatchObject({ code: 'erased' });
    expect(await areKeysGone(ground.tools, ground.workspace, [ada])).toBe(true);
    expect([await kept(ada), await leaving()]).toEqual([0, 0]);
  });

  it('waits with its promise while the key database is away, goes on by the clock, and the house says that it is not ready', async () => {
    const { tools } = ground; // which has the company's key in memory: a shred needs no other
    const name = new URL(ground.settings.keysDatabaseUrl).pathname.slice(1);
    await ground.admin(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
    await ground.admin('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND pid <> $2', [
      name,
      await pidOf(apart),
    ]);
    await ground.ctx((ctx) => shred(ctx, [ada]), { tools });
    await expect(read(ada, sealed, tools)).rejects.toMatchObject({ code: 'erased' });
    expect(await areKeysGone(tools, ground.workspace, [ada])).toBe(false);
    expect(await keyStoreAnswers(tools)).toBe(false);
    expect(await kept(ada)).toBe(1);
    const late = () => ground.ctx((ctx) => keysChecks.find(({ id }) => id === 'keys.key-store-lets-go')!.run(ctx));
    expect(await late()).toBe(0);
    await ground.admin(`UPDATE leaving_keys SET since = since - interval '2 hours'`);
    expect(await late()).toBe(1);
    await ground.admin(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
    await removeLeaving(tools);
    expect(await areKeysGone(tools, ground.workspace, [ada])).toBe(true);
    expect([await kept(ada), await keyStoreAnswers(tools)]).toEqual([0, true]);
  });
});

const pidOf = async (client: pg.Client) => (await client.query('SELECT pg_backend_pid() AS pid')).rows[0].pid;

it.each([
  ['make', 'kept'],
  ['shred', 'shredded'],
  ['shred', 'committed'],
  ['shred', 'dropped'],
  ['rotate', 'kept'],
] as const)('kill -9 in %s once it has %s leaves nobody half dead', async (what, step) => {
  const whose = what === 'make' ? newId('per') : ada;
  const child = path.join(import.meta.dirname, '../../../test/support/key-store-and-die.ts');
  const dying = spawn(process.execPath, [child, ground.appUrl, ground.settings.data, what, step, ground.workspace, whose], {
    env: { ...process.env, PARLEY_KEYS_DATABASE_URL: ground.settings.keysDatabaseUrl },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  expect((await once(dying, 'exit'))[1]).toBe('SIGKILL');
  const node = await nodeWith();
  try {
    if (what === 'shred' && step !== 'shredded') {
      await expect(read(ada, sealed, node.tools)).rejects.toMatchObject({ code: 'erased' });
      expect(await areKeysGone(node.tools, ground.workspace, [ada])).toBe(true);
      expect([await kept(ada), await leaving()]).toEqual([0, 0]);
      return;
    }
    if (what === 'make') {
      expect((await ground.ctx((ctx) => holdLive(ctx, [whose]))).size, 'no key without its commit').toBe(0);
      await ground.ctx((ctx) => createSubject(ctx, whose));
      sealed = await write(whose);
    }
    const { epochs } = keyring.of(node);
    while (what === 'rotate' && epochs.numbers().length > 1) await rotateEpoch(node.tools); // the start goes on with it
    expect(await read(whose, sealed, node.tools)).toBe('hello, it is Ada');
    await removeLeaving(node.tools);
    expect(await kept(whose)).toBe(what === 'shred' ? 1 : 2);
    await apart.query(`UPDATE kept_keys SET made_at = made_at - interval '25 hours'`);
    await ground.admin('UPDATE key_turns SET adopted_at = NULL'); // what nothing names rests after an adoption
    const orphans = await sweepOrphans(node.tools);
    expect(orphans > 0, 'what nothing names').toBe(what !== 'shred');
    expect([await kept(whose), await sweepOrphans(node.tools)]).toEqual([1, 0]);
    expect(await read(whose, sealed, await ground.node())).toBe('hello, it is Ada');
  } finally {
    await node.stop();
  }
});

it('an installation moves into a key database while it runs, and back while it stands still', async () => {
  const one = await openGround();
  await fresh(async ({ adminUrl }) => {
    const settings = { ...one.settings, keysDatabaseUrl: adminUrl };
    const value = await one.ctx(async (ctx) => {
      await createSubject(ctx, ada);
      return seal(ctx, place(ada), 'hello, it is Ada');
    });
    const wraps = () =>
      one.admin<{ w: Buffer }>(
        'SELECT wrapped AS w FROM subject_keys UNION ALL SELECT wrapped FROM index_keys UNION ALL SELECT wrapped FROM workspace_keys',
      );
    const permit = { act: 'reveal', purpose: 'service-conversation', subjects: [ada], fields: ['messages.text'] } as const;
    const readBy = (tools: Tools) => one.ctx((ctx) => open(ctx, mintPermit(ctx, permit), place(ada), value), { tools });
    const node = async (use: Config) => openNode({ settings: use, appUrl: one.appUrl, now: () => new Date('2026-11-24T09:00:00Z') });
    await expect(moveKeyStore(one.tools, false)).rejects.toThrow('no key store is named');
    const both = await node(settings);
    expect(await readBy(both.tools), 'before the move it reads what lies beside the data').toBe('hello, it is Ada');
    const [boris, before] = [newId('per'), await keyPlaces(both.tools)];
    await one.ctx((ctx) => createSubject(ctx, boris), { tools: both.tools });
    expect(before).toMatchObject({ apart: 0 });
    const steps: string[] = [];
    const moved = await moveKeyStore(both.tools, false, { onStep: (step, { beside }) => steps.push(`${step} ${beside}`) });
    expect(steps).toEqual([`rewrapping ${before.beside}`, 'ending-epoch 0', 'removing 0']);
    expect(moved).toEqual({ apart: before.beside + 3, beside: 0, withheld: 0, isWhole: true }); // boris, and two keys that were derived from the first one
    expect((await wraps()).map(({ w }) => w.length)).toEqual(Array.from({ length: before.beside + 3 }, () => 20));
    expect(await readBy(both.tools)).toBe('hello, it is Ada');
    await expect(node(one.settings)).rejects.toThrow('set PARLEY_KEYS_DATABASE_URL');
    await markLeaving(settings, true);
    const late = one.ctx((ctx) => createSubject(ctx, newId('per')), { tools: both.tools });
    await expect(late, 'whoever is at work although the keys go back').rejects.toMatchObject({ code: 'keys-away' });
    await expect(refuseLeaving(settings)).rejects.toThrow('are being moved back');
    expect(await moveKeyStore(both.tools, true)).toMatchObject({ apart: 0, isWhole: true });
    await both.stop();
    const back = await node(one.settings);
    expect(await readBy(back.tools)).toBe('hello, it is Ada');
    expect((await wraps()).every(({ w }) => w.length > 20)).toBe(true);
    const told = async (kind: string) =>
      (await one.ctx((ctx) => list(ctx, { kind, limit: 9 }), { tools: back.tools })).items.map(({ facts }) => facts?.['to']);
    for (const kind of ['keys.store-move-begun', 'keys.store-moved']) expect(await told(kind), kind).toEqual(['beside', 'apart']);
    await back.stop();
  }).finally(() => one.stop());
});
