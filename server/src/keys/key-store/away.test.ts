// What goes on while the key database is away, answers nothing, or lacks one wrap: work waits and does not die, and nobody is taken for dead.
import { readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { isAway } from '#kit/db';
import { holdings } from '#kit/holding';
import { newId, type PersonId } from '#kit/ids';
import { derivedPassword, passwordBefore } from '#kit/login';
import { type Storage, storage } from '#kit/storage';
import { type Ground, openGround } from '#test/ground';
import { openNode } from '#test/node';
import { keysChecks } from '../checks.ts';
import { createSubject, giveUpKey, holdKeys, holdLive, keyPlaces, markInUse, openableAmong, rotateEpoch, shred } from '../keys.ts';
import { shares } from '../set-aside.ts';
import { sweepStrayFiles } from '../stray-files.ts';
import { lookBeforeAdoption } from './adoption.ts';
import { adoptKeyStore, houseIn } from './house-store.ts';
import { type KeyStore, keyStore } from './key-store.ts';
import { keyStoreAnswers, keyStoreFacts } from './open-store.ts';
import { areKeysGone, removeLeaving, sweepOrphans } from './removal.ts';
import { sweepReturned } from './returned.ts';
import { keepTurn, takeTurn } from './turns.ts';

let ground: Ground;
let apart: pg.Client;
let name: string;
let ada: PersonId;
beforeAll(async () => {
  ground = await openGround({ apart: true });
  name = new URL(ground.settings.keysDatabaseUrl).pathname.slice(1);
  apart = new pg.Client({ connectionString: ground.settings.keysDatabaseUrl });
  await apart.connect();
});
beforeEach(async () => {
  ada = newId('per');
  await ground.ctx((ctx) => createSubject(ctx, ada));
});
afterEach(() => setAway(false));
afterAll(async () => {
  await apart.end();
  await ground.stop();
});

async function setAway(isGone: boolean): Promise<void> {
  await ground.admin(`ALTER DATABASE ${name} ALLOW_CONNECTIONS ${!isGone}`);
  if (!isGone) return;
  const { rows } = await apart.query('SELECT pg_backend_pid() AS pid');
  await ground.admin('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND pid <> $2', [name, rows[0].pid]);
}

it('one wrap that is missing is one person’s affair: the error names them, and nobody is taken for dead', async () => {
  const boris = newId('per');
  await ground.ctx((ctx) => createSubject(ctx, boris));
  await apart.query('DELETE FROM kept_keys WHERE owner = $1', [boris]);
  const tools = await ground.node();
  for (const act of [holdLive, holdKeys]) {
    const error = await ground.ctx<unknown>((ctx) => act(ctx, [ada, boris]), { tools }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'keys-away', missing: boris });
    expect(isAway(error), 'nobody else’s message of a batch waits for it').toBe(false);
  }
  expect([...(await ground.ctx((ctx) => holdLive(ctx, [ada]), { tools }))]).toEqual([ada]);
  const openable = () => ground.ctx((ctx) => openableAmong(ctx, [boris, ada, boris]), { tools });
  expect([...(await openable())], 'who is not missing opens').toEqual([ada]);
  await ground.ctx((ctx) => shred(ctx, [boris]));
  expect([...(await openable())], 'nor does one who was shredded close it').toEqual([ada]);
});

it('one missing wrap holds back the epoch of its own company alone, until it is put back or given up', async () => {
  const { tools, workspace, settings } = ground;
  const [other, boris, carol] = [newId('wsp'), newId('per'), newId('per')];
  await ground.ctx((ctx) => createSubject(ctx, carol), { workspace: other });
  await ground.ctx((ctx) => createSubject(ctx, boris));
  await apart.query('DELETE FROM kept_keys WHERE owner = $1', [boris]);
  expect(await keyPlaces(tools)).toMatchObject({ missing: 1, lacking: [{ workspace, owner: boris }] });
  expect((await rotateEpoch(tools, { force: true })).destroyed).toHaveLength(1);
  expect(shares(settings.keys).map((share) => share.workspace)).toEqual([workspace]);
  expect(
    [...(await ground.ctx((ctx) => holdLive(ctx, [ada]), { tools: await ground.node() }))],
    'who is set aside with it is read',
  ).toEqual([ada]);
  await expect(ground.ctx((ctx) => giveUpKey(ctx, ada))).rejects.toThrow('is not missing');
  await ground.ctx((ctx) => giveUpKey(ctx, boris));
  await rotateEpoch(tools, { force: true });
  expect([shares(settings.keys), (await keyPlaces(tools)).missing]).toEqual([[], 0]);
});

it('a wrap that was replaced while it was looked for is not missing', async () => {
  const looking = await ground.node();
  const store = keyStore.of({ tools: looking }) as KeyStore;
  await Promise.all(store.busy);
  const meanwhile = async () => {
    keyStore.set(looking, store);
    await rotateEpoch(ground.tools, { force: true });
    await removeLeaving(ground.tools);
    return store.pool.connect();
  };
  keyStore.set(looking, { ...store, pool: { connect: meanwhile } as unknown as pg.Pool });
  expect(await keyPlaces(looking)).toMatchObject({ missing: 0 });
});

it('wraps of the erased that a backup of the key database alone brings back go again, and no others', async () => {
  const unknown = newId('per');
  const { rows } = await apart.query('SELECT * FROM kept_keys WHERE owner = $1', [ada]);
  await ground.ctx((ctx) => shred(ctx, [ada]));
  await removeLeaving(ground.tools);
  for (const owner of [ada, unknown])
    await apart.query('INSERT INTO kept_keys (workspace_id, owner, ref, wrapped, settled) VALUES ($1, $2, $3, $4, true)', [
      ground.workspace,
      owner,
      rows[0].ref,
      rows[0].wrapped,
    ]);
  expect(await sweepReturned(ground.tools)).toBe(1);
  expect((await apart.query('SELECT owner FROM kept_keys WHERE owner = ANY ($1)', [[ada, unknown]])).rows).toEqual([{ owner: unknown }]);
});

it('the snapshot of a disk that is put back takes nothing away and does not start; adopted, it goes on', async () => {
  const { tools, workspace } = ground;
  const store = keyStore.of({ tools }) as KeyStore;
  const isOurs = () => ground.ctx((ctx) => keysChecks.find(({ id }) => id === 'keys.key-store-is-ours')!.run(ctx));
  const [old] = await ground.admin('SELECT turn, mark, next FROM key_turns');
  await takeTurn(tools, store);
  await takeTurn(tools, store);
  expect(await isOurs()).toBe(0);
  await ground.admin('UPDATE key_turns SET turn = $1, mark = $2, next = $3', [old?.['turn'], old?.['mark'], old?.['next']]);
  expect(await isOurs()).toBe(1);
  await ground.ctx((ctx) => shred(ctx, [ada]));
  expect(await areKeysGone(tools, workspace, [ada])).toBe(false);
  await expect(ground.node()).rejects.toThrow('the main database is in an earlier state');
  const looked = vi.fn(async function* () {
    yield { references: [], marked: new Set<string>(), broken: [] };
  });
  holdings.set(tools, []);
  storage.set(tools, { lyingSince: looked } as Partial<Storage> as Storage);
  expect([await sweepStrayFiles(tools), looked.mock.calls.length], 'nor a file').toEqual([0, 0]);
  await keepTurn(tools);
  expect(ground.lines.join('')).toContain('"error":"keys-elsewhere"');
  await adoptKeyStore(ground.settings, ground.adminUrl);
  expect([await isOurs(), await areKeysGone(tools, workspace, [ada])]).toEqual([0, true]);
  expect([await sweepStrayFiles(tools), looked.mock.calls.length], 'the way back').toEqual([0, 0]);
  await ground.admin('UPDATE key_turns SET adopted_at = NULL');
  await sweepStrayFiles(tools);
  expect(looked).toHaveBeenCalled();
  await ground.node();
});

it('before an adoption is counted what would be lost, and after it nothing unnamed is swept for a week', async () => {
  const { tools, settings } = ground;
  const { missing, unnamed } = await lookBeforeAdoption(tools, settings);
  expect(missing).toBe(0);
  const { rows } = await apart.query('SELECT * FROM kept_keys WHERE owner = $1', [ada]);
  const [wrap] = rows;
  await apart.query('DELETE FROM kept_keys WHERE owner = $1', [ada]);
  const put = (owner: string) =>
    apart.query(`INSERT INTO kept_keys (workspace_id, owner, ref, wrapped, made_at) VALUES ($1, $2, $3, $4, now() - interval '2 days')`, [
      ground.workspace,
      owner,
      wrap.ref,
      wrap.wrapped,
    ]);
  await put(newId('per'));
  expect(await lookBeforeAdoption(tools, settings)).toEqual({ missing: 1, unnamed: unnamed + 1 });
  await put(ada);
  await adoptKeyStore(settings, ground.adminUrl);
  expect(await sweepOrphans(tools)).toBe(0);
  await ground.admin(`UPDATE key_turns SET adopted_at = adopted_at - interval '8 days'`);
  expect(await sweepOrphans(tools)).toBe(1);
  expect((await keyPlaces(tools)).missing).toBe(0);
});

it('a key database from before there were marks is not taken for ours', async () => {
  const { tools, workspace } = ground;
  const { rows } = await apart.query('SELECT mark FROM key_turn');
  await apart.query('UPDATE key_turn SET mark = NULL');
  await ground.ctx((ctx) => shred(ctx, [ada]));
  expect(await areKeysGone(tools, workspace, [ada])).toBe(false);
  await apart.query('UPDATE key_turn SET mark = $1', [rows[0].mark]);
  expect(await areKeysGone(tools, workspace, [ada])).toBe(true);
});

it('a node with another administrator in its URL does not throw out those that work', async () => {
  const url = new URL(ground.settings.keysDatabaseUrl);
  url.username = `other_${name.slice(-12)}`;
  url.password = 'another';
  await ground.admin(`CREATE ROLE ${url.username} LOGIN SUPERUSER PASSWORD 'another'`);
  const password = () => ground.admin('SELECT rolpassword FROM pg_authid WHERE rolname = $1', [`${name}_login`]);
  const before = await password();
  const unmark = markInUse(ground.settings.keys, () => new Date());
  try {
    const settings = { ...ground.settings, keysDatabaseUrl: url.href };
    await expect(openNode({ settings, appUrl: ground.appUrl, keys: true, now: () => new Date() })).rejects.toThrow(
      'has another password than this one would give it',
    );
    expect(await password()).toEqual(before);
  } finally {
    unmark();
    rmSync(path.join(ground.settings.keys, 'in-use'));
    await ground.admin(`DROP ROLE ${url.username}`);
  }
});

it('a turn that a crash left half taken is concluded; the copy of a main database, and a key database put back alone, are told apart', async () => {
  const { tools } = ground;
  const store = keyStore.of({ tools }) as KeyStore;
  const [before] = await ground.admin<{ turn: number; mark: string }>('SELECT turn, mark FROM key_turns');
  await ground.admin(`UPDATE key_turns SET next = 'of-a-crash'`);
  await apart.query(`UPDATE key_turn SET turn = turn + 1, mark = 'of-a-crash'`);
  await takeTurn(tools, store);
  expect(await ground.admin('SELECT turn, mark, next FROM key_turns')).toMatchObject([
    { turn: Number(before?.turn) + 1, mark: 'of-a-crash', next: null },
  ]);
  await apart.query(`UPDATE key_turn SET mark = 'of-a-copy'`);
  await expect(takeTurn(tools, store)).rejects.toThrow('another main database works');
  await apart.query('UPDATE key_turn SET turn = 0');
  await expect(takeTurn(tools, store)).rejects.toThrow('the key database is in an earlier state');
  await adoptKeyStore(ground.settings, ground.adminUrl);
  await takeTurn(tools, store);
});

it('a node that was started before there was a key database certifies nothing of what lies there', async () => {
  const old = await openNode({ settings: ground.settings, appUrl: ground.appUrl, keys: false, now: () => new Date() });
  try {
    await setAway(true);
    await ground.ctx((ctx) => shred(ctx, [ada]));
    old.tools.set('keys.key-store', undefined);
    expect(await areKeysGone(old.tools, ground.workspace, [ada])).toBe(false);
    await setAway(false);
    expect(await areKeysGone(ground.tools, ground.workspace, [ada])).toBe(true);
    expect(await areKeysGone(old.tools, ground.workspace, [ada])).toBe(true);
  } finally {
    await old.stop();
  }
});

it('a network that swallows packets is no key database that answers', async () => {
  const target = new URL(ground.settings.keysDatabaseUrl);
  const sockets = new Set<net.Socket>();
  let isSilent = false;
  const proxy = net.createServer((from) => {
    const to = net.connect(Number(target.port), target.hostname);
    for (const socket of [from, to]) sockets.add(socket.on('error', () => undefined));
    from.on('data', (bytes) => isSilent || to.write(bytes));
    to.on('data', (bytes) => isSilent || from.write(bytes));
    from.on('close', () => to.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const through = new URL(target);
  [through.hostname, through.port] = ['127.0.0.1', String((proxy.address() as net.AddressInfo).port)];
  const node = await openNode({
    settings: { ...ground.settings, keysDatabaseUrl: through.href },
    appUrl: ground.appUrl,
    now: () => new Date(),
  });
  try {
    expect(await keyStoreAnswers(node.tools)).toBe(true);
    isSilent = true;
    expect(await keyStoreAnswers(node.tools)).toBe(false);
  } finally {
    for (const socket of sockets) socket.destroy();
    proxy.close();
    await node.stop();
  }
});

it('a start goes on where the login has the password from before it was stretched, which is kept while such a node is at work, and then changed', async () => {
  const { keysDatabaseUrl, keys } = ground.settings;
  const login = `${new URL(keysDatabaseUrl).pathname.slice(1)}_login`;
  const before = passwordBefore(keysDatabaseUrl) ?? '';
  const after = (await derivedPassword(keysDatabaseUrl, await houseIn(ground.settings))) ?? '';
  const letsIn = async (password: string) => {
    const url = new URL(keysDatabaseUrl);
    [url.username, url.password] = [login, password];
    const client = new pg.Client({ connectionString: url.href });
    const isIn = await client.connect().then(
      () => true,
      () => false,
    );
    await client.end().catch(() => undefined);
    return isIn;
  };
  expect([await letsIn(after), await letsIn(before)]).toEqual([true, false]);
  await apart.query(`ALTER ROLE ${login} PASSWORD '${before}'`);
  const asOlder = (at: Date) => {
    writeFileSync(path.join(keys, 'in-use'), '');
    utimesSync(path.join(keys, 'in-use'), at, at);
  };
  asOlder(new Date('2026-11-24T08:59:51Z'));
  const unmark = markInUse(keys, () => new Date('2026-11-24T09:00:00Z'));
  const logged: string[] = [];
  const [settings, appUrl, now] = [ground.settings, ground.appUrl, () => new Date('2026-11-24T09:00:00Z')];
  const between = await openNode({ settings, appUrl, now, write: (line) => void logged.push(line) });
  expect([await letsIn(after), await letsIn(before)], 'an older node touched the folder before this one').toEqual([false, true]);
  expect(logged.join()).toContain('keys.login-of-before');
  expect((await keyStoreFacts(between.tools, ground.settings))?.isStretched).toBe(false);
  rmSync(path.join(keys, 'in-use.older'));
  await ground.node();
  expect([await letsIn(after), await letsIn(before)], 'who is at work knows both').toEqual([true, false]);
  await ground.admin('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1', [login]);
  await vi.waitFor(async () => expect(await keyStoreAnswers(between.tools)).toBe(true));
  expect((await keyStoreFacts(between.tools, ground.settings))?.isStretched).toBe(true);
  await between.stop();
  unmark();
  for (const each of readdirSync(keys).filter((name) => name.startsWith('in-use'))) rmSync(path.join(keys, each));
  expect(await derivedPassword(keysDatabaseUrl, 'house-of-boris'), 'each house has a salt of its own').not.toBe(after);
});
