import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { receive } from '#conversations';
import { isLive, keyStatus, matches, openSecret, reencrypt, rotateEpoch, seal, sealSecret, shred } from '#keys';
import { readConfig } from '#kit/config';
import { newId } from '#kit/ids';
import { act, pool } from '#kit/pool';
import { versionOf } from '#kit/seal';
import { keepFilesStill } from '#kit/table-copy';
import { list, verifyLedger } from '#ledger';
import { arrive } from '#people';
import { type Filled, fill, lineOf } from '#test/filled';
import { freshDatabase } from '#test/postgres';
import { openRoom, type TestRoom } from '#test/room';
import { linesIn, openSeals } from '#test/seals';
import { putItem } from '../src/channels/shared/store.ts';
import { makeBackup } from '../src/cli/backup.ts';
import { restoreBackup } from '../src/cli/restore.ts';
import { messagesOf } from '../src/conversations/store.ts';
import { openTools, startRooms } from '../src/main.ts';

let room: TestRoom;
let seals: Awaited<ReturnType<typeof openSeals>>;
let filled: Filled;
const quick = { batch: 3, pauseMs: 20 };
beforeEach(async () => {
  room = await openRoom();
  seals = await openSeals(room);
  filled = await fill(room);
  await room.ctx(async (ctx) => {
    const id = newId('sbx'); // beside what is filled: no backup carries what is played
    const sealed = await sealSecret(ctx, { table: 'sandbox_items', row: id, column: 'sealed' }, 'played at ada');
    await ctx.db.run(putItem, [ctx.workspace, id, filled.inbox, ctx.now, true, sealed]);
  });
});
afterEach(async () => {
  await seals.stop();
  await room.stop();
});
const writesMore = (n: number, person = filled.ada) =>
  room.ctx((ctx) => receive(ctx, { inbox: filled.inbox, person, continues: true, text: lineOf(n) }));

describe('sealing anew', () => {
  it('gives every value of every column a new seal, and changes nothing that they say', async () => {
    const empty = [...(await seals.versions())].filter(([, all]) => all.length === 0).map(([name]) => name);
    expect(empty, 'a column in which nothing lies proves nothing').toEqual([]);
    const before = await seals.copyOf(filled.ada);
    const raw = await seals.rows<{ body: Buffer }>('SELECT body FROM messages ORDER BY id');
    room.setTime('2026-11-24T10:00:00Z');

    const done = await reencrypt(room.tools, { workspace: room.workspace }, quick);
    expect(done).toMatchObject({ workspaces: 1, withheld: 0 });
    expect(await seals.versionsInUse()).toEqual([2]);
    expect(done.resealed).toBe([...(await seals.versions()).values()].flat().length);
    expect(await seals.copyOf(filled.ada)).toEqual(before);
    const after = await seals.rows<{ body: Buffer }>('SELECT body FROM messages ORDER BY id');
    expect(after.every((row, at) => !row.body.equals(raw[at]?.body as Buffer))).toBe(true);
    expect(await seals.twoKeys()).toBe(0);
    expect((await room.ctx((ctx) => list(ctx, { kind: 'keys.reencrypted', limit: 5 }))).items[0]?.facts).toEqual({
      keys: done.made,
      values: done.resealed,
    });
    expect((await room.ctx((ctx) => list(ctx, { kind: 'keys.reencryption-begun', limit: 5 }))).items[0]?.facts).toEqual({
      keys: done.made,
    });
    expect((await keyStatus(room.tools)).workspaces[0]?.reencryption).toBeNull();
    expect(await verifyLedger(room.tools)).toMatchObject({ ok: true });

    await rotateEpoch(room.tools); // the tombstone of the keys before makes it due
    room.setTime('2026-11-25T10:00:00Z');
    expect(await rotateEpoch(room.tools)).toMatchObject({ rotated: true });
    expect(await seals.linesOf(filled.ada)).toEqual([1, 2, 3].map(lineOf));
  });

  it('of one person leaves everybody else as they are, and of nobody says so', async () => {
    const done = await reencrypt(room.tools, { subject: filled.ada }, quick);
    expect(done.made).toBe(1);
    const [mine] = await seals.rows<{ version: number }>('SELECT version FROM subject_keys WHERE subject = $1', [filled.ada]);
    expect(mine?.version).toBe(2);
    expect(await seals.rows('SELECT DISTINCT version FROM subject_keys WHERE subject <> $1', [filled.ada])).toEqual([{ version: 1 }]);
    expect(await seals.linesOf(filled.ada)).toEqual([1, 2, 3].map(lineOf));
    await expect(reencrypt(room.tools, { subject: newId('per') }, quick)).rejects.toThrow('nobody here');
    await expect(reencrypt(room.tools, { workspace: newId('wsp') }, quick)).rejects.toThrow('no such company');
  });

  it('is done again as often as asked, and by several at once as if by one', { timeout: 120_000 }, async () => {
    for (const version of [2, 3]) {
      room.setTime(`2026-11-24T1${version}:00:00Z`);
      const all = await Promise.all([1, 2, 3].map(() => reencrypt(room.tools, {}, quick)));
      expect(new Set(all.map((each) => each.made)).size).toBe(1);
      expect(await seals.versionsInUse()).toEqual([version]);
    }
    expect(await seals.rows('SELECT DISTINCT version FROM subject_keys')).toEqual([{ version: 3 }]);
    expect(await seals.linesOf(filled.ada)).toEqual([1, 2, 3].map(lineOf));
    expect(await seals.rows("SELECT field FROM index_keys WHERE field LIKE '#%'")).toEqual([{ field: '#secret/3' }]);
    const [account] = await seals.rows<{ secrets: Buffer }>('SELECT secrets FROM channel_accounts WHERE inbox_id = $1', [filled.inbox]);
    const place = { table: 'channel_accounts', row: filled.inbox, column: 'secrets' };
    expect(await room.ctx((ctx) => openSecret(ctx, place, account?.secrets as never))).toContain('PRIVATE KEY');
  });
});

describe('meanwhile', () => {
  it('people write and read at every step, addresses are found, and an epoch ends with both keys re-wrapped', {
    timeout: 120_000,
  }, async () => {
    const other = await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: 'carol@example.com', name: 'Carol' }));
    await writesMore(1, other.person);
    let n = 3;
    let work: Promise<unknown> = Promise.resolve();
    const steps = new Set<string>();
    await reencrypt(
      room.tools,
      {},
      {
        ...quick,
        onStep(step) {
          const isFirst = !steps.has(step);
          steps.add(step);
          if (!isFirst) return;
          work = work.then(async () => {
            n += 1;
            await writesMore(n);
            expect(await seals.linesOf(filled.ada)).toEqual(Array.from({ length: n }, (_, at) => lineOf(at + 1)));
            if (!steps.has('sealed'))
              expect((await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: 'CAROL@example.com' }))).isNew).toBe(false);
            if (step === 'value') {
              expect((await keyStatus(room.tools)).workspaces[0]?.reencryption).toMatchObject({
                stage: 'sealing',
                waiting: expect.any(Number),
              });
              await rotateEpoch(room.tools, { force: true }); // both keys are re-wrapped
            }
          });
        },
      },
    );
    await work;
    expect([...steps].sort()).toEqual(['begun', 'done', 'dropped', 'fenced', 'file', 'made', 'sealed', 'secret', 'value']);
    expect([await seals.twoKeys(), await seals.versionsInUse()]).toEqual([0, [2]]);
    expect(await seals.linesOf(filled.ada)).toEqual(Array.from({ length: n }, (_, at) => lineOf(at + 1)));
  });

  it('a person who is erased in the middle loses both keys, and stops nobody', async () => {
    const other = (await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: 'carol@example.com', name: 'Carol' }))).person;
    const before = await writesMore(1, other).then(() =>
      seals.rows<{ wrapped: Buffer }>('SELECT wrapped FROM subject_keys WHERE subject = $1', [other]),
    );
    const [begun, finish] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const older = room.ctx(async (ctx) => {
      await isLive(ctx, other);
      begun.resolve();
      await finish.promise;
    });
    await begun.promise;
    const running = reencrypt(room.tools, {}, quick); // waits for the older one once the keys are made
    await expect.poll(() => seals.rows('SELECT 1 FROM reencryptions WHERE stage = $1', ['sealing']), { timeout: 10_000 }).toHaveLength(1);
    const [both] = await seals.rows<{ previous: Buffer; version: number }>(
      'SELECT previous, version FROM subject_keys WHERE subject = $1',
      [other],
    );
    expect(both?.version).toBe(2);
    expect(both?.previous.equals(before[0]?.wrapped as Buffer), 'wrapped anew').toBe(false);
    await room.ctx((ctx) => shred(ctx, [other]));
    finish.resolve();
    await Promise.all([older, running]);
    expect(await seals.rows('SELECT 1 FROM subject_keys WHERE subject = $1', [other])).toEqual([]);
    await expect(seals.linesOf(other)).rejects.toMatchObject({ code: expect.stringMatching(/erased|gate-refused/) });
    const kept = await seals.rows<{ body: Buffer }>('SELECT body FROM messages WHERE person_id = $1', [other]);
    expect(
      kept.map((row) => versionOf(row.body)),
      'what nothing opens is left for the erasure to delete',
    ).toEqual([1]);
    expect(await seals.twoKeys()).toBe(0);
    expect(await seals.linesOf(filled.ada)).toEqual([1, 2, 3].map(lineOf));
  });

  it('a backup is being taken, and files wait until it has them', async () => {
    const copying = new pg.Client({ connectionString: room.adminUrl });
    await copying.connect();
    await keepFilesStill(copying);
    const running = reencrypt(room.tools, { subject: filled.ada }, quick);
    const made = "SELECT count(*)::int AS n FROM messages WHERE person_id = $1 AND substring(body FROM 3 FOR 2) = '\\x0002'";
    await expect.poll(async () => (await seals.rows<{ n: number }>(made, [filled.ada]))[0]?.n, { timeout: 10_000 }).toBe(3);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await seals.versions()).get('attachments.content')).not.toContain(2);
    expect(await seals.twoKeys()).toBe(1);
    await copying.end();
    await running;
    expect((await seals.versions()).get('attachments.content')?.sort()).toEqual([1, 2, 2, 2]);
  });

  it('waits for whoever began before it, and seals anew what they wrote by the key before', async () => {
    const [begun, finish] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const writing = room.ctx(async (ctx) => {
      await receive(ctx, { inbox: filled.inbox, person: filled.ada, continues: true, text: lineOf(4) });
      begun.resolve();
      await finish.promise;
    });
    await begun.promise;
    const running = reencrypt(room.tools, { subject: filled.ada }, quick);
    await expect.poll(seals.twoKeys, { timeout: 10_000 }).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await seals.twoKeys()).toBe(1);
    finish.resolve();
    await Promise.all([writing, running]);
    expect(await seals.linesOf(filled.ada)).toEqual([1, 2, 3, 4].map(lineOf));
    expect(
      new Set(
        (await seals.rows<{ body: Buffer }>('SELECT body FROM messages WHERE person_id = $1', [filled.ada])).map((row) =>
          versionOf(row.body),
        ),
      ),
    ).toEqual(new Set([2]));
  });

  it('a value read before it was sealed anew still opens at the end of the same transaction', async () => {
    const [begun, finish] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const reading = room.ctx(async (ctx) => {
      const [row] = await ctx.db.all(messagesOf, [ctx.workspace, [filled.ada], null]);
      begun.resolve();
      await finish.promise;
      const place = { subject: filled.ada, table: 'messages', row: row?.id ?? '', column: 'body' };
      return matches(ctx, place, row?.body as never, lineOf(row?.sequence ?? 0));
    });
    await begun.promise;
    let isOver = false;
    const running = reencrypt(room.tools, { subject: filled.ada }, quick).then(() => {
      isOver = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 800));
    expect(isOver).toBe(false);
    finish.resolve();
    expect(await reading).toBe(true);
    await running;
  });

  it('an update that comes between is not lost', async () => {
    await seals.admin.query('BEGIN');
    await seals.admin.query('SELECT 1 FROM messages WHERE person_id = $1 FOR UPDATE', [filled.ada]);
    const running = reencrypt(room.tools, { subject: filled.ada }, quick);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const [one] = await seals.rows<{ id: string }>('SELECT id FROM messages WHERE person_id = $1 ORDER BY sequence LIMIT 1', [filled.ada]);
    const anew = await room.ctx((ctx) =>
      seal(ctx, { subject: filled.ada, table: 'messages', row: one?.id ?? '', column: 'body' }, 'corrected'),
    );
    await seals.admin.query('UPDATE messages SET body = $1 WHERE id = $2', [anew, one?.id]);
    await seals.admin.query('COMMIT');
    await running;
    expect(await seals.linesOf(filled.ada)).toEqual(['corrected', lineOf(2), lineOf(3)]);
  });

  it('a backup of the middle has both keys, and the restored house goes on with the run', { timeout: 120_000 }, async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'parley-middle-'));
    const other = await freshDatabase();
    const [begun, finish] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const older = room.ctx(async (ctx) => {
      await isLive(ctx, filled.ada);
      begun.resolve();
      await finish.promise;
    });
    await begun.promise;
    const running = reencrypt(room.tools, {}, quick);
    await expect.poll(() => seals.rows('SELECT 1 FROM reencryptions WHERE stage = $1', ['sealing']), { timeout: 10_000 }).toHaveLength(1);
    await writesMore(4); // under the new key
    await makeBackup(room.tools, room.adminUrl, path.join(folder, 'backup'), () => undefined);
    finish.resolve();
    await Promise.all([older, running]);
    cpSync(room.settings.keys, path.join(folder, 'keys'), { recursive: true });
    const settings = readConfig({
      PARLEY_DATA: path.join(folder, 'data'),
      PARLEY_KEYS: path.join(folder, 'keys'),
      PARLEY_POOL: '4',
      PARLEY_SMTP_PORT: '0',
    });
    await restoreBackup(settings, other.adminUrl, path.join(folder, 'backup'), () => undefined);
    const { tools } = await openTools(settings, other.adminUrl, {
      clock: () => new Date('2026-11-24T12:00:00Z'),
      writeLog: () => undefined,
    });
    const stop = await startRooms(tools, ['ledger', 'keys', 'gate']);
    const there = { tools, workspace: room.workspace, actor: { kind: 'system', id: 'test' }, purpose: 'service-conversation' } as const;
    const read = () => act(tools, there, (ctx) => linesIn(ctx, filled.ada));
    expect((await keyStatus(tools)).workspaces[0]?.reencryption).toMatchObject({ stage: 'sealing' });
    expect(await read()).toEqual([1, 2, 3, 4].map(lineOf));
    await reencrypt(tools, {}, quick);
    expect(await read()).toEqual([1, 2, 3, 4].map(lineOf));
    expect((await keyStatus(tools)).workspaces[0]?.reencryption).toBeNull();
    await stop();
    await pool.of({ tools }).end();
    await other.drop();
    rmSync(folder, { recursive: true, force: true });
  });
});
