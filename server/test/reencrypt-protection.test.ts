// What protects a run: append-only tables take a new seal and nothing else, a value that does not open keeps its key, and a kill at any step is gone on with.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { permitOrThrow } from '#gate';
import { reencrypt } from '#keys';
import { verifyLedger } from '#ledger';
import { drawing, type Filled, fill } from '#test/filled';
import { openRoom, type TestRoom } from '#test/room';
import { openSeals } from '#test/seals';
import { openFile } from '../src/conversations/files.ts';
import { attachmentsOf } from '../src/conversations/store.ts';

let room: TestRoom;
let seals: Awaited<ReturnType<typeof openSeals>>;
let filled: Filled;
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
