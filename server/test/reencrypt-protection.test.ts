// What protects a run: append-only tables take a new seal and nothing else, a value that does not open keeps its key, and a kill at any step is gone on with.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { renameSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { permitOrThrow } from '#gate';
import { goOnWithRuns, reencrypt } from '#keys';
import { holdings } from '#kit/holding';
import { verifyLedger } from '#ledger';
import { drawing, type Filled, fill } from '#test/filled';
import { openRoom, type TestRoom } from '#test/room';
import { openSeals } from '#test/seals';
import { openFile } from '../src/conversations/files.ts';
import { attachmentsOf } from '../src/conversations/store.ts';
import { declaredSeals } from '../src/keys/reencrypt/declared.ts';

let room: TestRoom;
let seals: Awaited<ReturnType<typeof openSeals>>;
let filled: Filled;
/** Columns of bytes that no person's key and no secret's key seals, and why. */
const unsealed: Readonly<Record<string, string>> = {
  'consent_addresses.hash': 'a keyed hash of an address',
  'handover_arrivals.source': 'a keyed hash of where strangers sent from',
  'identities.blind_index': 'a keyed hash, cut short',
  'index_keys.wrapped': 'a key, wrapped by the key of the company',
  'ledger_checkpoints.root': 'a hash of the tree',
  'ledger_entries.commitment': 'a salted hash',
  'ledger_entries.leaf': 'a hash',
  'ledger_key_changes.key_id': 'the mark of a public key',
  'ledger_leaves.hashes': 'hashes of the tree',
  'ledger_payloads.salt': 'the salt of a commitment, removed with the payload',
  'ledger_timestamps.token': 'what an authority signed over a hash',
  'ledger_verdicts.root': 'a hash of the tree',
  'leaving_keys.ref': 'a name of a wrapped key that lay in the key database',
  'logos.content': 'a picture that the company shows everybody',
  'passkeys.public_key': 'opens nothing',
  'shredded_keys.mark': 'a keyed hash',
  'subject_keys.mark': 'a keyed hash',
  'subject_keys.previous': 'a key, wrapped by those of company and epoch',
  'subject_keys.wrapped': 'a key, wrapped by those of company and epoch',
  'workspace_exports.link': 'a hash of what the link says',
  'workspace_exports.link_key': 'the key of the file, under what the link alone says',
  'workspace_exports.manifest': 'a hash of what was in the file',
  'workspace_exports.reader': 'a public key',
  'workspace_keys.previous': 'a key, wrapped by a root',
  'workspace_keys.wrapped': 'a key, wrapped by a root',
};
const quick = { batch: 3, pauseMs: 20 };
beforeEach(async () => {
  room = await openRoom();
  seals = await openSeals(room);
  filled = await fill(room);
});
afterEach(async () => {
  await seals.stop();
  await room.stop();
});

describe('protection', () => {
  it('append-only rows take another seal and nothing else', async () => {
    const [event] = await seals.rows<{ id: string; wording: Buffer }>('SELECT id, wording FROM consent_events LIMIT 1');
    const forged = Buffer.from(event?.wording as Buffer);
    forged.writeUInt16BE(9, 2);
    for (const sql of [
      'UPDATE consent_events SET wording = $2 WHERE id = $1',
      "UPDATE consent_events SET wording = $2, state = 'given' WHERE id = $1",
    ])
      await expect(seals.admin.query(sql, [event?.id, forged])).rejects.toThrow('append-only');
    await seals.admin.query("SELECT set_config('parley.resealing', 'on', false)");
    for (const wrong of [event?.wording, Buffer.concat([forged, Buffer.from('x')]), null])
      if (wrong !== event?.wording)
        await expect(seals.admin.query('UPDATE consent_events SET wording = $2 WHERE id = $1', [event?.id, wrong])).rejects.toThrow();
    await expect(
      seals.admin.query("UPDATE consent_events SET wording = $2, state = 'given' WHERE id = $1", [event?.id, forged]),
    ).rejects.toThrow('append-only');
    await expect(seals.admin.query('UPDATE purposes SET active = NOT active')).rejects.toThrow('append-only');
    await seals.admin.query("SELECT set_config('parley.resealing', '', false)");
  });

  it('a value that does not open stops the run by name and keeps its key', async () => {
    await seals.admin.query('UPDATE people SET name = set_byte(name, 20, get_byte(name, 20) # 1) WHERE id = $1', [filled.ada]);
    await expect(reencrypt(room.tools, { subject: filled.ada }, quick)).rejects.toThrow(
      `people.name of ${filled.ada} cannot be sealed anew`,
    );
    expect(await seals.twoKeys()).toBe(1);
    await seals.admin.query('UPDATE people SET name = set_byte(name, 20, get_byte(name, 20) # 1) WHERE id = $1', [filled.ada]);
    await reencrypt(room.tools, {}, quick);
    expect(await seals.twoKeys()).toBe(0);
  });

  it('a file that is not there stops the run by name and keeps its key, until it is back', async () => {
    const files = path.join(room.settings.data, 'files');
    renameSync(files, `${files}.away`);
    const missing = /(attachments|kept_parts)\.content of (att|kpp)_\w+ cannot be sealed anew: its file is not in the storage/;
    await expect(reencrypt(room.tools, {}, quick)).rejects.toThrow(missing);
    expect(await seals.twoKeys()).toBeGreaterThan(0);
    await seals.admin.query("UPDATE reencryptions SET stage = 'letting-go'"); // as if the files had been passed by
    await expect(reencrypt(room.tools, {}, quick)).rejects.toThrow(missing);
    expect(
      (await seals.rows<{ n: number }>('SELECT count(*)::int AS n FROM subject_keys WHERE previous IS NULL AND version = 2'))[0]?.n,
    ).toBe(0);
    renameSync(`${files}.away`, files);
    await reencrypt(room.tools, {}, quick);
    expect([await seals.twoKeys(), await seals.versionsInUse()]).toEqual([0, [2]]);
  });

  it('a company whose run fails is named, and stops nobody after it', async () => {
    const other = await room.anotherWorkspace();
    expect(other > room.workspace, 'it comes later').toBe(true);
    const flip = () => seals.admin.query('UPDATE people SET name = set_byte(name, 20, get_byte(name, 20) # 1) WHERE id = $1', [filled.ada]);
    await flip();
    await expect(reencrypt(room.tools, {}, quick)).rejects.toThrow(`${room.workspace}: people.name of ${filled.ada}`);
    const stages = () => seals.rows('SELECT workspace_id AS company, stage FROM reencryptions ORDER BY workspace_id');
    expect(await stages()).toEqual([
      { company: room.workspace, stage: 'sealing' },
      { company: other, stage: 'done' },
    ]);
    await seals.admin.query("UPDATE reencryptions SET stage = 'sealing' WHERE workspace_id = $1", [other]);
    for (let tries = 0; tries < 20; tries += 1) await goOnWithRuns(room.tools);
    expect((await stages())[1]).toEqual({ company: other, stage: 'done' });
    expect(room.log.some((line) => line.includes('"keys.reencryption-failed"') && line.includes(room.workspace))).toBe(true);
    await flip();
    await reencrypt(room.tools, {}, quick);
    expect(await seals.twoKeys()).toBe(0);
  });

  it('no column of bytes stands outside the seals, but for these', async () => {
    const { values, secrets } = declaredSeals(holdings.of(room));
    const sealed = [...values, ...secrets].map(({ table, column }) => `${table}.${column}`);
    const outside = async () =>
      (
        await seals.rows<{ name: string }>(
          `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
           WHERE table_schema = 'public' AND udt_name IN ('bytea', '_bytea') ORDER BY 1`,
        )
      )
        .map(({ name }) => name)
        .filter((name) => !sealed.includes(name) && !(name in unsealed));
    expect(await outside()).toEqual([]);
    await seals.admin.query('CREATE TABLE planted (words bytea)');
    expect(await outside()).toEqual(['planted.words']);
  });
});

it('survives kill -9 at every step: the next run finishes it, and everything opens', { timeout: 400_000 }, async () => {
  const child = path.join(import.meta.dirname, 'support/reencrypt-and-die.ts');
  const before = JSON.stringify(await seals.copyOf(filled.ada));
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
      env: { ...process.env, PARLEY_KEYS_DATABASE_URL: room.settings.keysDatabaseUrl },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const [, signal] = await once(dying, 'exit');
    expect(signal, step).toBe('SIGKILL');
    expect(JSON.stringify(await seals.copyOf(filled.ada)), step).toBe(before);
    if (step !== 'done') await reencrypt(room.tools, {}, quick);
    expect(await seals.versionsInUse(), step).toEqual([hour - 9]);
    expect(await seals.twoKeys(), step).toBe(0);
    expect(JSON.stringify(await seals.copyOf(filled.ada)), step).toBe(before);
  }
  const file = (await room.ctx((ctx) => ctx.db.all(attachmentsOf, [ctx.workspace, [filled.ada], null]))).at(0);
  const opened = await room.ctx(async (ctx) =>
    openFile(
      ctx,
      await permitOrThrow(ctx, {
        act: 'reveal',
        person: filled.ada,
        purpose: 'service-conversation',
        fields: ['attachments.name', 'attachments.content'],
      }),
      file as never,
    ),
  );
  expect(opened.bytes.toString()).toBe(drawing);
  expect(await verifyLedger(room.tools)).toMatchObject({ ok: true });
});
