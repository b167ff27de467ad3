import { appendFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { config } from '#kit/config';
import { newId } from '#kit/ids';
import { openRoom, type TestRoom } from '#test/room';
import { expireBackups } from './backups.ts';
import { backupIsWhole, createSubject, findBackupKey, lastBackup, newBackupKey, returnedSubjects, shred, unrecoverableBy } from './keys.ts';
import { expireNoes, noes, noteNo } from './noes.ts';
import { marksOf } from './subjects.ts';

let room: TestRoom;
beforeAll(async () => {
  room = await openRoom('keys');
});
afterAll(() => room.stop());

it('a backup opens until its days are over, and certificates carry that day', async () => {
  const key = await newBackupKey(room.tools);
  backupIsWhole(room.tools, key.id);
  const settings = config.of(room);
  expect((await findBackupKey(settings, key.id, key.rootId)).key.equals(key.key)).toBe(true);
  expect(key.expiresAt.toISOString()).toBe('2026-12-24T09:00:00.000Z');
  expect(await room.ctx(async (ctx) => unrecoverableBy(ctx).toISOString())).toBe('2026-12-24T10:00:00.000Z');
  await expect(findBackupKey(settings, key.id, 'another')).rejects.toThrow('not the root key');
  room.setTime('2026-12-24T08:59:59Z');
  expect(expireBackups(room.tools)).toBe(0);
  room.setTime('2026-12-24T09:00:00Z');
  expect(expireBackups(room.tools)).toBe(1);
  expect(readdirSync(path.join(settings.keys, 'backups'))).toEqual([]);
  await expect(findBackupKey(settings, key.id, key.rootId)).rejects.toThrow('days are over');
  room.setTime('2026-11-24T09:00:00Z');
});

it('the key of a backup that was killed goes after a day, and it is the newest for nobody', async () => {
  const { id, rootId } = await newBackupKey(room.tools);
  expect(lastBackup(room.tools)).toBeUndefined();
  room.setTime('2026-11-25T08:59:59Z');
  expect(expireBackups(room.tools)).toBe(0);
  room.setTime('2026-11-25T09:00:00Z');
  expect(expireBackups(room.tools)).toBe(1);
  expect(readdirSync(path.join(room.settings.keys, 'backups'))).toEqual([]);
  await expect(findBackupKey(config.of(room), id, rootId)).rejects.toThrow('days are over');
  room.setTime('2026-11-24T09:00:00Z');
});

it('what people said no to stays on its list while a backup from before opens, also once backups are to be kept for a shorter time', async () => {
  const ada = newId('per');
  await room.ctx((ctx) => createSubject(ctx, ada));
  await room.ctx((ctx) => noteNo(ctx, ada, { of: 'consent', at: ctx.now, codes: { purpose: 'marketing' } }));
  backupIsWhole(room.tools, (await newBackupKey(room.tools)).id);
  config.set(room.tools, { ...room.settings, backupDays: 1 });
  expireNoes(room.tools, new Date('2026-12-10T09:00:00Z'));
  expect(noes(room.tools)).toHaveLength(1);
  room.setTime('2026-12-24T09:00:00Z');
  expect(expireBackups(room.tools)).toBe(1);
  expireNoes(room.tools, new Date('2026-12-24T09:00:00Z'));
  expect(noes(room.tools)).toEqual([]);
  config.set(room.tools, room.settings);
  room.setTime('2026-11-24T09:00:00Z');
});

it('the list of the erased lies outside the database, names nobody, and finds who came back', async () => {
  const [ada, boris] = [newId('per'), newId('per')];
  await room.ctx(async (ctx) => {
    await createSubject(ctx, ada);
    await createSubject(ctx, boris);
  });
  const failing = room.ctx(async (ctx) => {
    await shred(ctx, [ada]);
    throw new Error('the disk is full');
  });
  await expect(failing).rejects.toThrow('the disk is full');
  expect(await returnedSubjects(room.tools, new Date('2026-11-24T00:00:00Z'))).toEqual([]); // the commit did not happen, and the list took it back
  const [mark] = await room.ctx((ctx) => marksOf(ctx, [ada]));
  appendFileSync(path.join(room.settings.keys, 'erased.log'), `2026-11-24T09:00:00.000Z ${room.workspace} ${mark?.toString('hex')}\n`);
  // As after a restore: the list knows, the database does not.
  const cameBack = { workspace: room.workspace, subjects: [ada], unsure: [] };
  expect(await returnedSubjects(room.tools, new Date('2026-11-24T00:00:00Z'))).toEqual([cameBack]);
  expect(await returnedSubjects(room.tools, new Date('2026-11-25T00:00:00Z'))).toEqual([]);
  await room.ctx((ctx) => shred(ctx, [ada]));
  expect(await returnedSubjects(room.tools, new Date('2026-11-24T00:00:00Z'))).toEqual([]);
});
