// Everything sealed gets a new seal under a new key while people read and write, are erased, and while processes die: nothing is lost, nothing fails, and the keys
// before are gone for good.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { receive } from '#conversations';
import { permitOrThrow } from '#gate';
import { isLive, keyStatus, matches, openSecret, readyToOpen, reencrypt, rotateEpoch, seal, shred } from '#keys';
import { holdings } from '#kit/holding';
import { newId, type PersonId } from '#kit/ids';
import { versionOf } from '#kit/seal';
import { storage } from '#kit/storage';
import { keepFilesStill } from '#kit/table-copy';
import { list, verifyLedger } from '#ledger';
import { arrive } from '#people';
import { drawing, type Filled, fill, lineOf } from '#test/filled';
import { openRoom, type TestRoom } from '#test/room';
import { openFile } from '../src/conversations/files.ts';
import { attachmentsOf, messagesOf } from '../src/conversations/store.ts';
import { declaredSeals } from '../src/keys/reencrypt/declared.ts';

let room: TestRoom;
let admin: pg.Client;
let filled: Filled;
const quick = { batch: 3, pauseMs: 20 };
beforeEach(async () => {
  room = await openRoom();
  admin = new pg.Client({ connectionString: room.adminUrl });
  await admin.connect();
  filled = await fill(room);
});
afterEach(async () => {
  await admin.end();
  await room.stop();
});

const rows = async <Row>(sql: string, values: unknown[] = []): Promise<Row[]> => (await admin.query(sql, values)).rows as Row[];
const twoKeys = async () => (await rows<{ n: number }>('SELECT count(*)::int AS n FROM subject_keys WHERE previous IS NOT NULL'))[0]?.n;

/** How many values each sealed column has, by the version in their header. */
async function versions(): Promise<Map<string, number[]>> {
  const { values, secrets, files } = declaredSeals(holdings.of(room));
  const found = new Map<string, number[]>();
  for (const { table, column } of [...values, ...secrets])
    found.set(
      `${table}.${column}`,
      (await rows<{ v: Buffer }>(`SELECT "${column}" AS v FROM "${table}" WHERE "${column}" IS NOT NULL`)).map((row) => versionOf(row.v)),
    );
  for (const { table, reference, column } of files)
    found.set(
      `${table}.${column}`,
      await Promise.all(
        (await rows<{ file: string }>(`SELECT "${reference}" AS file FROM "${table}"`)).map(async ({ file }) =>
          versionOf(await storage.of(room).head(room.workspace, file)),
        ),
      ),
    );
  return found;
}
const versionsInUse = async () => [...new Set([...(await versions()).values()].flat())].sort();

/** Everything of a person by the export of every holding, as an access copy takes it. */
async function copyOf(person: PersonId): Promise<unknown> {
  return room.ctx(async (ctx) => {
    const fields = declaredSeals(holdings.of(ctx)).values.map(({ table, column }) => `${table}.${column}`);
    const permit = await permitOrThrow(ctx, {
      act: 'export',
      person,
      purpose: 'rights-fulfilment',
      fields: [...fields, 'attachments.content'],
    });
    const found = new Map<string, unknown>();
    for (const holding of holdings.of(ctx).filter((each) => each.about === 'person' && each.export && each.seals))
      found.set(holding.table, await holding.export?.(ctx, permit, [person]));
    return Object.fromEntries(found);
  });
}
const writesMore = (n: number, person = filled.ada) =>
  room.ctx((ctx) => receive(ctx, { inbox: filled.inbox, person, continues: true, text: lineOf(n) }));
async function linesOf(person = filled.ada): Promise<string[]> {
  return room.ctx(async (ctx) => {
    const permit = await permitOrThrow(ctx, { act: 'reveal', person, purpose: 'service-conversation', fields: ['messages.body'] });
    const found = (await ctx.db.all(messagesOf, [ctx.workspace, [person], null])).sort((a, b) => a.sequence - b.sequence);
    const items = found.map((row) => ({
      place: { subject: row.person, table: 'messages', row: row.id, column: 'body' },
      sealed: row.body,
    }));
    return (await readyToOpen(ctx, permit, items))();
  });
}

describe('sealing anew', () => {
  it('gives every value of every column a new seal, and changes nothing that they say', async () => {
    const empty = [...(await versions())].filter(([, all]) => all.length === 0).map(([name]) => name);
    expect(empty, 'a column in which nothing lies proves nothing').toEqual([]);
    const before = await copyOf(filled.ada);
    const raw = await rows<{ body: Buffer }>('SELECT body FROM messages ORDER BY id');
    room.setTime('2026-11-24T10:00:00Z');

    const done = await reencrypt(room.tools, { workspace: room.workspace }, quick);
    expect(done).toMatchObject({ workspaces: 1, withheld: 0 });
    expect(await versionsInUse()).toEqual([2]);
    expect(done.resealed).toBe([...(await versions()).values()].flat().length);
    expect(await copyOf(filled.ada)).toEqual(before);
    const after = await rows<{ body: Buffer }>('SELECT body FROM messages ORDER BY id');
    expect(after.every((row, at) => !row.body.equals(raw[at]?.body as Buffer))).toBe(true);
    expect(await twoKeys()).toBe(0);
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
    expect(await linesOf()).toEqual([1, 2, 3].map(lineOf));
  });

  it('of one person leaves everybody else as they are, and of nobody says so', async () => {
    const done = await reencrypt(room.tools, { subject: filled.ada }, quick);
    expect(done.made).toBe(1);
    const [mine] = await rows<{ version: number }>('SELECT version FROM subject_keys WHERE subject = $1', [filled.ada]);
    expect(mine?.version).toBe(2);
    expect(await rows('SELECT DISTINCT version FROM subject_keys WHERE subject <> $1', [filled.ada])).toEqual([{ version: 1 }]);
    expect(await linesOf()).toEqual([1, 2, 3].map(lineOf));
    await expect(reencrypt(room.tools, { subject: newId('per') }, quick)).rejects.toThrow('nobody here');
    await expect(reencrypt(room.tools, { workspace: newId('wsp') }, quick)).rejects.toThrow('no such company');
  });

  it('is done again as often as asked, and by several at once as if by one', { timeout: 120_000 }, async () => {
    for (const version of [2, 3]) {
      room.setTime(`2026-11-24T1${version}:00:00Z`);
      const all = await Promise.all([1, 2, 3].map(() => reencrypt(room.tools, {}, quick)));
      expect(new Set(all.map((each) => each.made)).size).toBe(1);
      expect(await versionsInUse()).toEqual([version]);
    }
    expect(await rows('SELECT DISTINCT version FROM subject_keys')).toEqual([{ version: 3 }]);
    expect(await linesOf()).toEqual([1, 2, 3].map(lineOf));
    expect(await rows("SELECT field FROM index_keys WHERE field LIKE '#%'")).toEqual([{ field: '#secret/3' }]);
    const [account] = await rows<{ secrets: Buffer }>('SELECT secrets FROM channel_accounts WHERE inbox_id = $1', [filled.inbox]);
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
            expect(await linesOf()).toEqual(Array.from({ length: n }, (_, at) => lineOf(at + 1)));
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
    expect([await twoKeys(), await versionsInUse()]).toEqual([0, [2]]);
    expect(await linesOf()).toEqual(Array.from({ length: n }, (_, at) => lineOf(at + 1)));
  });

  it('a person who is erased in the middle loses both keys, and stops nobody', async () => {
    const other = (await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: 'carol@example.com', name: 'Carol' }))).person;
    const before = await writesMore(1, other).then(() =>
      rows<{ wrapped: Buffer }>('SELECT wrapped FROM subject_keys WHERE subject = $1', [other]),
    );
    const [begun, finish] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const older = room.ctx(async (ctx) => {
      await isLive(ctx, other);
      begun.resolve();
      await finish.promise;
    });
    await begun.promise;
    const running = reencrypt(room.tools, {}, quick); // waits for the older one once the keys are made
    await expect.poll(() => rows('SELECT 1 FROM reencryptions WHERE stage = $1', ['sealing']), { timeout: 10_000 }).toHaveLength(1);
    const [both] = await rows<{ previous: Buffer; version: number }>('SELECT previous, version FROM subject_keys WHERE subject = $1', [
      other,
    ]);
    expect(both?.version).toBe(2);
    expect(both?.previous.equals(before[0]?.wrapped as Buffer), 'wrapped anew').toBe(false);
    await room.ctx((ctx) => shred(ctx, [other]));
    finish.resolve();
    await Promise.all([older, running]);
    expect(await rows('SELECT 1 FROM subject_keys WHERE subject = $1', [other])).toEqual([]);
    await expect(linesOf(other)).rejects.toMatchObject({ code: expect.stringMatching(/erased|gate-refused/) });
    const kept = await rows<{ body: Buffer }>('SELECT body FROM messages WHERE person_id = $1', [other]);
    expect(
      kept.map((row) => versionOf(row.body)),
      'what nothing opens is left for the erasure to delete',
    ).toEqual([1]);
    expect(await twoKeys()).toBe(0);
    expect(await linesOf()).toEqual([1, 2, 3].map(lineOf));
  });

  it('a backup is being taken, and files wait until it has them', async () => {
    const copying = new pg.Client({ connectionString: room.adminUrl });
    await copying.connect();
    await keepFilesStill(copying);
    const running = reencrypt(room.tools, { subject: filled.ada }, quick);
    const made = "SELECT count(*)::int AS n FROM messages WHERE person_id = $1 AND substring(body FROM 3 FOR 2) = '\\x0002'";
    await expect.poll(async () => (await rows<{ n: number }>(made, [filled.ada]))[0]?.n, { timeout: 10_000 }).toBe(3);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await versions()).get('attachments.content')).not.toContain(2);
    expect(await twoKeys()).toBe(1);
    await copying.end();
    await running;
    expect((await versions()).get('attachments.content')?.sort()).toEqual([1, 2, 2, 2]);
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
    await expect.poll(twoKeys, { timeout: 10_000 }).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await twoKeys()).toBe(1);
    finish.resolve();
    await Promise.all([writing, running]);
    expect(await linesOf()).toEqual([1, 2, 3, 4].map(lineOf));
    expect(
      new Set(
        (await rows<{ body: Buffer }>('SELECT body FROM messages WHERE person_id = $1', [filled.ada])).map((row) => versionOf(row.body)),
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
    await admin.query('BEGIN');
    await admin.query('SELECT 1 FROM messages WHERE person_id = $1 FOR UPDATE', [filled.ada]);
    const running = reencrypt(room.tools, { subject: filled.ada }, quick);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const [one] = await rows<{ id: string }>('SELECT id FROM messages WHERE person_id = $1 ORDER BY sequence LIMIT 1', [filled.ada]);
    const anew = await room.ctx((ctx) =>
      seal(ctx, { subject: filled.ada, table: 'messages', row: one?.id ?? '', column: 'body' }, 'corrected'),
    );
    await admin.query('UPDATE messages SET body = $1 WHERE id = $2', [anew, one?.id]);
    await admin.query('COMMIT');
    await running;
    expect(await linesOf()).toEqual(['corrected', lineOf(2), lineOf(3)]);
  });
});

describe('protection', () => {
  it('append-only rows take another seal and nothing else', async () => {
    const [event] = await rows<{ id: string; wording: Buffer }>('SELECT id, wording FROM consent_events LIMIT 1');
    const forged = Buffer.from(event?.wording as Buffer);
    forged.writeUInt16BE(9, 2);
    for (const sql of [
      'UPDATE consent_events SET wording = $2 WHERE id = $1',
      "UPDATE consent_events SET wording = $2, state = 'given' WHERE id = $1",
    ])
      await expect(admin.query(sql, [event?.id, forged])).rejects.toThrow('append-only');
    await admin.query("SELECT set_config('parley.resealing', 'on', false)");
    for (const wrong of [event?.wording, Buffer.concat([forged, Buffer.from('x')]), null])
      if (wrong !== event?.wording)
        await expect(admin.query('UPDATE consent_events SET wording = $2 WHERE id = $1', [event?.id, wrong])).rejects.toThrow();
    await expect(admin.query("UPDATE consent_events SET wording = $2, state = 'given' WHERE id = $1", [event?.id, forged])).rejects.toThrow(
      'append-only',
    );
    await expect(admin.query('UPDATE purposes SET active = NOT active')).rejects.toThrow('append-only');
    await admin.query("SELECT set_config('parley.resealing', '', false)");
  });

  it('a value that does not open stops the run by name and keeps its key', async () => {
    await admin.query('UPDATE people SET name = set_byte(name, 20, get_byte(name, 20) # 1) WHERE id = $1', [filled.ada]);
    await expect(reencrypt(room.tools, { subject: filled.ada }, quick)).rejects.toThrow(
      `people.name of ${filled.ada} cannot be sealed anew`,
    );
    expect(await twoKeys()).toBe(1);
    await admin.query('UPDATE people SET name = set_byte(name, 20, get_byte(name, 20) # 1) WHERE id = $1', [filled.ada]);
    await reencrypt(room.tools, {}, quick);
    expect(await twoKeys()).toBe(0);
  });
});

it('survives kill -9 at every step: the next run finishes it, and everything opens', { timeout: 400_000 }, async () => {
  const child = path.join(import.meta.dirname, 'support/reencrypt-and-die.ts');
  const before = JSON.stringify(await copyOf(filled.ada));
  let hour = 10;
  for (const [step, nth] of [
    ['begun', 1],
    ['made', 2],
    ['fenced', 1],
    ['value', 3],
    ['file', 2],
    ['secret', 1],
    ['sealed', 1],
    ['dropped', 2],
    ['done', 1],
  ] as const) {
    hour += 1;
    const time = `2026-11-24T${hour}:00:00Z`;
    room.setTime(time);
    const dying = spawn(process.execPath, [child, room.adminUrl, room.settings.data, time, step, String(nth)], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const [, signal] = await once(dying, 'exit');
    expect(signal, step).toBe('SIGKILL');
    expect(JSON.stringify(await copyOf(filled.ada)), step).toBe(before);
    if (step !== 'done') await reencrypt(room.tools, {}, quick);
    expect(await versionsInUse(), step).toEqual([hour - 9]);
    expect(await twoKeys(), step).toBe(0);
    expect(JSON.stringify(await copyOf(filled.ada)), step).toBe(before);
  }
  const room2 = (await room.ctx((ctx) => ctx.db.all(attachmentsOf, [ctx.workspace, [filled.ada], null]))).at(0);
  const opened = await room.ctx(async (ctx) =>
    openFile(
      ctx,
      await permitOrThrow(ctx, {
        act: 'reveal',
        person: filled.ada,
        purpose: 'service-conversation',
        fields: ['attachments.name', 'attachments.content'],
      }),
      room2 as never,
    ),
  );
  expect(opened.bytes.toString()).toBe(drawing);
  expect(await verifyLedger(room.tools)).toMatchObject({ ok: true });
});
