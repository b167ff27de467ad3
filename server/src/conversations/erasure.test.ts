import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shred } from '#keys';
import type { InboxId, PersonId } from '#kit/ids';
import { arrive } from '#people';
import { openRoom, type TestRoom } from '#test/room';
import { upload } from './files.ts';
import { safeFile } from './filetype.ts';
import { holdings } from './holdings.ts';
import { addInbox } from './inboxes.ts';
import { receive } from './receive.ts';
import { note } from './reply.ts';

let room: TestRoom;
let inbox: InboxId;
let made = 0;

beforeAll(async () => {
  room = await openRoom('conversations');
  inbox = (await room.ctx((ctx) => addInbox(ctx, { name: 'Support', channel: 'email', recipient: null }))).id;
});
afterAll(() => room.stop());

const someone = async () => (await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: `boris${++made}@example.com` }))).person;
const left = (person: PersonId) =>
  room.ctx(async (ctx) => {
    const counts: number[] = [];
    for (const each of holdings) if (each.count) counts.push(await each.count(ctx, [person]));
    return counts;
  });
const filesOnDisk = () => {
  const root = path.join(room.settings.data, 'files', room.workspace);
  return existsSync(root) ? readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length : 0;
};
const deleteRows = async (person: PersonId) => {
  for (const each of holdings) await room.ctx(async (ctx) => each.erase?.(ctx, [person]));
};
/** A point at which one transaction stands still until the other has had its turn. */
function halt() {
  let go = () => {};
  const until = new Promise<void>((resolve) => {
    go = resolve;
  });
  return { until, go };
}
const stillPending = async (work: Promise<unknown>) =>
  (await Promise.race([work.then(() => 'done'), new Promise((resolve) => setTimeout(resolve, 200, 'pending'))])) === 'pending';

const words = () => safeFile({ name: 'a.txt', type: 'text/plain', bytes: Buffer.from('words') });

test('a message that came before the erasure is waited for, and deleted by it', async () => {
  const person = await someone();
  const halfway = halt();
  const writing = room.ctx(async (ctx) => {
    const taken = await receive(ctx, { inbox, person, text: 'just in time' });
    await halfway.until;
    return taken;
  });
  await new Promise((resolve) => setTimeout(resolve, 300));
  const shredding = room.ctx((ctx) => shred(ctx, [person]));
  expect(await stillPending(shredding)).toBe(true);
  halfway.go();
  await Promise.all([writing, shredding]);
  await deleteRows(person);
  expect(await left(person)).toEqual([0, 0, 0, 0]);
});

test('a message that comes while the key dies leaves nothing under the old record', async () => {
  const person = await someone();
  const { conversation } = await room.ctx((ctx) => receive(ctx, { inbox, person, text: 'before' }));
  const halfway = halt();
  const shredding = room.ctx(async (ctx) => {
    await shred(ctx, [person]);
    await halfway.until;
  });
  await new Promise((resolve) => setTimeout(resolve, 100));
  const writing = room.ctx(async (ctx) =>
    receive(ctx, {
      inbox,
      person,
      text: 'too late',
      conversation,
      attachments: [await safeFile({ name: 'a.txt', type: 'text/plain', bytes: Buffer.from('words') })],
    }),
  );
  writing.catch(() => undefined);
  expect(await stillPending(writing)).toBe(true);
  halfway.go();
  await shredding;
  await expect(writing).rejects.toMatchObject({ code: 'erased' });
  await deleteRows(person);
  expect(await left(person)).toEqual([0, 0, 0, 0]);
  expect(filesOnDisk()).toBe(0);
});

test('neither a note nor a file can be added to somebody who was erased', async () => {
  const person = await someone();
  const { conversation } = await room.ctx((ctx) => receive(ctx, { inbox, person, text: 'before' }));
  await room.ctx((ctx) => shred(ctx, [person]));
  await expect(room.ctx((ctx) => note(ctx, { conversation, text: 'about boris' }))).rejects.toMatchObject({ code: 'erased' });
  const file = await words();
  await expect(room.ctx((ctx) => upload(ctx, person, file))).rejects.toMatchObject({ code: 'erased' });
});

test('two uploads at once are counted one after the other: the limit holds', async () => {
  const [person, file] = [await someone(), await words()];
  for (let n = 0; n < 29; n += 1) await room.ctx((ctx) => upload(ctx, person, file));
  const both = await Promise.allSettled([1, 2].map(() => room.ctx((ctx) => upload(ctx, person, file))));
  expect(both.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(both.find((each) => each.status === 'rejected')?.reason).toMatchObject({ code: 'too-many' });
  await deleteRows(person);
});

test('erasing a person removes their files and rows and nobody else’s', async () => {
  const [gone, stays] = [await someone(), await someone()];
  const file = await safeFile({ name: 'photo.txt', type: 'text/plain', bytes: Buffer.from('a photo') });
  for (const person of [gone, stays])
    await room.ctx((ctx) => receive(ctx, { inbox, person, text: 'with a file', subject: 'A lamp', attachments: [file, file] }));
  expect(filesOnDisk()).toBe(4);
  expect(await left(gone)).toEqual([2, 0, 1, 1]);
  await room.ctx((ctx) => shred(ctx, [gone]));
  await deleteRows(gone);
  expect(await left(gone)).toEqual([0, 0, 0, 0]);
  expect(await left(stays)).toEqual([2, 0, 1, 1]);
  expect(filesOnDisk()).toBe(2);
  await deleteRows(stays);
});

test('a file whose transaction fails does not stay behind', async () => {
  const person = await someone();
  const failing = room.ctx(async (ctx) => {
    await upload(ctx, person, await words());
    throw new Error('halfway');
  });
  await expect(failing).rejects.toThrow('halfway');
  await expect.poll(filesOnDisk).toBe(0);
});
