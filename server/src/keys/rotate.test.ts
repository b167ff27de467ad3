// What shredding promises (Art. 17): after the epoch key is destroyed, no old log, no old file and no old backup opens with everything that is left. Each
// attack is made before the rotation as well, where it must succeed: a test that could not read the key then would prove nothing now.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId, type SubjectId } from '#kit/ids';
import { bind, openBytes, type Sealed, subKey, unwrapKey } from '#kit/seal';
import { list, verifyLedger } from '#ledger';
import { type Ground, openGround } from '#test/ground';
import { openEpochs } from './epochs.ts';
import { keyring, wrappingKey } from './keyring.ts';
import { createSubject, mintPermit, open, rotateEpoch, seal, shred, shredTimes, unrecoverableBy } from './keys.ts';
import { openRoots } from './roots/roots.ts';
import { boundToWorkspace } from './workspace.ts';

let ground: Ground;
const ada = newId('per');
const boris = newId('per');
let words: Map<SubjectId, Sealed>;
const placeOf = (subject: SubjectId) => ({ subject, table: 'messages', row: 'one', column: 'text' });

beforeEach(async () => {
  ground = await openGround();
  words = new Map();
  await ground.ctx(async (ctx) => {
    for (const [subject, text] of [
      [ada, 'hello, it is Ada'],
      [boris, 'hello, it is Boris'],
    ] as const) {
      await createSubject(ctx, subject);
      words.set(subject, await seal(ctx, placeOf(subject), text));
    }
  });
});
afterEach(() => ground.stop());

/** Reads on a fresh node, so that no cache helps. */
async function read(subject: SubjectId): Promise<string> {
  const tools = await ground.node();
  const permit = { act: 'reveal', purpose: 'service-conversation', subjects: [subject], fields: ['messages.text'] } as const;
  return ground.ctx((ctx) => open(ctx, mintPermit(ctx, permit), placeOf(subject), words.get(subject)!), { tools });
}

const epochFiles = () => readdirSync(path.join(ground.settings.keys, 'epochs')).sort();
const shredAda = () => ground.ctx((ctx) => shred(ctx, [ada]));
const wrappedKey = async (subject: SubjectId) =>
  (await ground.admin<{ wrapped: Buffer }>('SELECT wrapped FROM subject_keys WHERE subject = $1', [subject]))[0]!.wrapped;

/** Everything an attacker can do with a wrapped key found somewhere, the whole database as it is now, and the whole key folder as it is now. */
async function attack(subject: SubjectId, wrapped: Buffer): Promise<string | undefined> {
  const roots = openRoots(ground.settings);
  const epochs = await openEpochs(ground.settings.keys, roots, new Date(), true);
  const [row] = await ground.admin<{ wrapped: Buffer; root_id: string }>(
    'SELECT wrapped, root_id FROM workspace_keys WHERE workspace_id = $1',
    [ground.workspace],
  );
  const key = await roots.unwrap('workspace', boundToWorkspace(ground.workspace), { rootId: row!.root_id, bytes: row!.wrapped });
  const ring = { epochs } as Parameters<typeof wrappingKey>[0];
  for (const held of epochs.numbers())
    for (let said = 0; said < 5; said += 1) {
      try {
        const kek = (await wrappingKey(ring, ground.workspace, { version: 0, key }, held))!;
        const own = subKey(unwrapKey(kek, bind('subject-key', ground.workspace, subject, 1, said), wrapped), 'parley/1/seal');
        const place = placeOf(subject);
        return openBytes(
          own,
          bind('value', ground.workspace, subject, place.table, place.row, place.column, 1),
          words.get(subject)!,
        ).toString();
      } catch {
        // this pair does not open it
      }
    }
  return undefined;
}

/** Where in heap and write-ahead log the bytes lie now. */
async function traces(bytes: Buffer, fromSegment: string): Promise<string[]> {
  await ground.admin('CHECKPOINT');
  const files = await ground.admin<{ file: string }>(
    `SELECT 'heap' AS kind, pg_relation_filepath('subject_keys') AS file UNION ALL SELECT 'log', 'pg_wal/' || name FROM pg_ls_waldir() WHERE name >= $1 AND length(name) = 24`,
    [fromSegment],
  );
  const found: string[] = [];
  for (const { file } of files) {
    const [hit] = await ground.admin<{ at: number }>('SELECT position($1::bytea in pg_read_binary_file($2)) AS at', [bytes, file]);
    if ((hit?.at ?? 0) > 0) found.push(file.startsWith('pg_wal') ? 'log' : 'heap');
  }
  return [...new Set(found)].sort();
}

describe('after shredding and rotation', () => {
  it('old heap, old log and rows of an old backup hold the wrapped key, and nothing opens it', async () => {
    const [segment] = await ground.admin<{ name: string }>('SELECT pg_walfile_name(pg_current_wal_lsn()) AS name');
    const again = newId('per'); // made while we watch the log
    await ground.ctx(async (ctx) => {
      await createSubject(ctx, again);
      words.set(again, await seal(ctx, placeOf(again), 'hello once more'));
    });
    const [old, oldBoris] = [await wrappedKey(again), await wrappedKey(boris)];
    await ground.ctx((ctx) => shred(ctx, [again]));
    expect(await traces(old, segment!.name), 'a deleted row stays in the files: this is why there are epochs').toContain('log');
    expect(await attack(again, old), 'before the rotation an old copy still opens').toBe('hello once more');

    expect(await rotateEpoch(ground.tools, { force: true })).toMatchObject({ rotated: true, epoch: 2, destroyed: [1], rewrapped: 2 });
    expect(await traces(old, segment!.name)).toContain('log');
    expect(await attack(again, old)).toBeUndefined();
    expect(await attack(boris, oldBoris), 'an old copy of a survivor is worth nothing either').toBeUndefined();
    expect(await attack(boris, await wrappedKey(boris))).toBe('hello, it is Boris');
  });

  it('a restored backup of the key tables opens nobody, and a restored backup of the data opens the survivors', async () => {
    const tables = ['workspace_keys', 'subject_keys', 'shredded_keys', 'epoch_ends'];
    await ground.admin('CREATE SCHEMA backup');
    for (const table of tables) await ground.admin(`CREATE TABLE backup.${table} AS TABLE ${table}`);
    await shredAda();
    const restore = async () => {
      await ground.admin('SET session_replication_role = replica');
      for (const table of tables) {
        await ground.admin(`CREATE SCHEMA IF NOT EXISTS present`);
        await ground.admin(`CREATE TABLE present.${table} AS TABLE ${table}`);
        await ground.admin(`DELETE FROM ${table}`);
        await ground.admin(`INSERT INTO ${table} SELECT * FROM backup.${table}`);
      }
    };
    const undo = async () => {
      for (const table of tables) {
        await ground.admin(`DELETE FROM ${table}`);
        await ground.admin(`INSERT INTO ${table} SELECT * FROM present.${table}`);
      }
      await ground.admin('DROP SCHEMA present CASCADE');
      await ground.admin('SET session_replication_role = DEFAULT');
    };
    await expect(read(ada)).rejects.toMatchObject({ code: 'erased' });
    await restore();
    expect(await read(ada), 'within the epoch a backup of the key tables brings the key back: the certificate says until when').toBe(
      'hello, it is Ada',
    );
    await undo();

    await rotateEpoch(ground.tools, { force: true });
    await restore();
    await expect(read(ada)).rejects.toThrow('does not open');
    await expect(read(boris)).rejects.toThrow('does not open');
    await undo();
    expect(await read(boris)).toBe('hello, it is Boris'); // old data, present keys
    await expect(read(ada)).rejects.toMatchObject({ code: 'erased' });
  });
});

describe('the epoch', () => {
  it('ends on time when something was shredded in it, not otherwise, and the certificate times are true', async () => {
    ground.setTime(new Date('2026-11-26T09:00:00Z'));
    expect(await rotateEpoch(ground.tools)).toMatchObject({ rotated: false, epoch: 1 });
    ground.setTime(new Date('2026-11-24T12:00:00Z'));
    const promised = await ground.ctx(async (ctx) => {
      await shred(ctx, [ada]);
      return unrecoverableBy(ctx);
    });
    expect(promised).toEqual(new Date('2026-11-25T09:00:00Z'));
    ground.setTime(new Date('2026-11-25T07:59:59Z'));
    expect((await rotateEpoch(ground.tools)).rotated).toBe(false);
    const done = new Date('2026-11-25T08:00:00Z');
    ground.setTime(done);
    expect(await rotateEpoch(ground.tools)).toMatchObject({ rotated: true, epoch: 2, destroyed: [1] });
    expect(done < promised).toBe(true);
    expect(await ground.ctx((ctx) => shredTimes(ctx, ada))).toEqual({
      shreddedAt: new Date('2026-11-24T12:00:00Z'),
      unrecoverableAt: done,
    });
    expect((await ground.ctx((ctx) => list(ctx, { limit: 1 }))).items[0]).toMatchObject({
      kind: 'keys.epoch-destroyed',
      facts: { epoch: 1 },
    });
    ground.setTime(new Date('2026-11-27T08:00:00Z'));
    expect((await rotateEpoch(ground.tools)).rotated, 'nothing was shredded since').toBe(false);
    expect(await read(boris)).toBe('hello, it is Boris');
  });

  it('is ended by one of many nodes, and the others take up the new key when they meet it', async () => {
    const others = [await ground.node(), await ground.node()];
    const results = await Promise.all([ground.tools, ...others].map((tools) => rotateEpoch(tools, { force: true })));
    const rotations = results.filter((result) => result.rotated).length;
    expect(rotations).toBeGreaterThan(0);
    expect(epochFiles()).toEqual([`epoch-${String(rotations + 1).padStart(6, '0')}.key`]);
    const carol = newId('stf');
    for (const tools of others) {
      const value = await ground.ctx(
        async (ctx) => {
          await createSubject(ctx, carol);
          return seal(ctx, placeOf(carol), 'hello, it is Carol');
        },
        { tools },
      );
      words.set(carol, value);
      expect(await read(carol)).toBe('hello, it is Carol');
    }
    expect(await ground.admin('SELECT DISTINCT epoch FROM subject_keys')).toEqual([{ epoch: rotations + 1 }]);
  });

  it('waits for a key that is being made under the old epoch key', async () => {
    const carol = newId('stf');
    const [made, finished] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const creating = ground.ctx(async (ctx) => {
      await createSubject(ctx, carol);
      words.set(carol, await seal(ctx, placeOf(carol), 'hello, it is Carol'));
      made.resolve();
      await finished.promise;
    });
    await made.promise;
    const rotating = rotateEpoch(ground.tools, { force: true });
    await expect.poll(epochFiles, { timeout: 20_000 }).toHaveLength(2);
    await sleep(200);
    expect(epochFiles(), 'the old epoch key must wait').toHaveLength(2);
    finished.resolve();
    await creating;
    expect(await rotating).toMatchObject({ rewrapped: 3, destroyed: [1] });
    expect(await read(carol)).toBe('hello, it is Carol');
  });

  it('lets a key be made under the old epoch key while a rotation has not come to the workspace yet', async () => {
    const { epochs } = keyring.of({ tools: ground.tools });
    await epochs.create(new Date()); // as a crash right after this step leaves it, or a restored key folder
    expect(epochs.numbers()).toHaveLength(2);
    const carol = newId('per');
    await ground.ctx(async (ctx) => {
      await createSubject(ctx, carol);
      words.set(carol, await seal(ctx, placeOf(carol), 'hello, it is Carol'));
    });
    await rotateEpoch(ground.tools);
    expect(epochs.numbers()).toHaveLength(1);
    for (const [subject, text] of [
      [carol, 'hello, it is Carol'],
      [ada, 'hello, it is Ada'],
    ] as const)
      expect(await read(subject)).toBe(text);
  });

  it('survives kill -9 at every step: the next run finishes it, survivors open, the shredded does not', { timeout: 240_000 }, async () => {
    await ground.ctx(async (ctx) => {
      for (let n = 0; n < 5; n += 1) await createSubject(ctx, newId('per')); // more than one batch of two
    });
    await shredAda();
    const time = '2026-11-25T09:00:00Z';
    ground.setTime(new Date(time));
    const child = path.join(import.meta.dirname, '../../test/support/rotate-and-die.ts');
    for (const step of ['created', 'fenced', 'moved', 'batch', 'rewrapped', 'destroyed', 'recorded']) {
      await ground.ctx(async (ctx) => {
        const gone = newId('per'); // so that there is an end to record each time
        await createSubject(ctx, gone);
        await shred(ctx, [gone]);
      });
      const dying = spawn(process.execPath, [child, ground.appUrl, ground.settings.data, time, step], {
        env: { ...process.env, PARLEY_KEYS_DATABASE_URL: ground.settings.keysDatabaseUrl },
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      const [, signal] = await once(dying, 'exit');
      expect(signal, step).toBe('SIGKILL');
      expect(epochFiles().length, step).toBe(step === 'destroyed' || step === 'recorded' ? 1 : 2);
      expect(await read(boris), step).toBe('hello, it is Boris'); // on a node that starts now, and goes on with the rotation beside it
      for (let tries = 0; tries < 50 && epochFiles().length > 1; tries += 1, await sleep(100)) await rotateEpoch(ground.tools); // the dead one's lock is let go in a moment
      expect(epochFiles().length, step).toBe(1);
      await rotateEpoch(ground.tools);
      expect(await read(boris), step).toBe('hello, it is Boris');
    }
    const pending = await ground.admin(
      'SELECT 1 FROM shredded_keys s WHERE NOT EXISTS (SELECT FROM epoch_ends e WHERE e.workspace_id = s.workspace_id AND e.epoch >= s.epoch)',
    );
    expect(pending).toEqual([]);
    expect(await ground.ctx((ctx) => shredTimes(ctx, ada))).toMatchObject({ unrecoverableAt: new Date(time) });
    await expect(read(ada)).rejects.toMatchObject({ code: 'erased' });
    expect(await verifyLedger(ground.tools)).toMatchObject({ ok: true });
  });

  it('finishes destroying a file that a crash left half overwritten', async () => {
    const left = path.join(ground.settings.keys, 'epochs', 'epoch-000000.key.gone');
    writeFileSync(left, Buffer.alloc(100, 7), { mode: 0o600 });
    await rotateEpoch(ground.tools);
    expect(epochFiles()).toEqual(['epoch-000001.key']);
  });
});
