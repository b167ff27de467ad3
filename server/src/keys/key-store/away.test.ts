// What goes on while the key database is away, answers nothing, or lacks one wrap: work waits and does not die, and nobody is taken for dead.
import net from 'node:net';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { isAway } from '#kit/db';
import { newId, type PersonId } from '#kit/ids';
import { announce, announcement, listen, listeners } from '#kit/outbox';
import { type Ground, openGround } from '#test/ground';
import { openNode } from '#test/node';
import { drain } from '../../worker/queue.ts';
import { createSubject, holdKeys, holdLive, shred } from '../keys.ts';
import { keyStoreAnswers } from './open-store.ts';
import { areKeysGone } from './removal.ts';

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

it('queued work waits for the key database for as long as it takes, and is done when it is back', async () => {
  const { tools, workspace } = ground;
  const made: string[] = [];
  const asked = announcement<{ n: number }>('test.asked');
  const handle = async () => {
    const id = newId('per');
    await ground.ctx((ctx) => createSubject(ctx, id));
    made.push(id);
  };
  listeners.set(tools, new Map([['test.asked', [listen(asked, 'test.listener', handle)]]]));
  await ground.ctx((ctx) => announce(ctx, asked, { n: 1 }));
  await setAway(true);
  for (let hour = 0; hour < 14; hour += 1) {
    ground.setTime(new Date(Date.UTC(2026, 10, 24, 9 + hour)));
    await drain(tools, workspace, () => false);
  }
  expect(await ground.admin('SELECT dead, attempts, last_error FROM outbox')).toEqual([
    { dead: false, attempts: 0, last_error: 'keys-away' },
  ]);
  await setAway(false);
  ground.setTime(new Date('2026-11-25T09:00:00Z'));
  await drain(tools, workspace, () => false);
  expect([made.length, await ground.admin('SELECT FROM outbox')]).toEqual([1, []]);
});

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
  await ground.ctx((ctx) => shred(ctx, [boris]));
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
