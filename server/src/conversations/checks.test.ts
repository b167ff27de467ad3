import { existsSync } from 'node:fs';
import { utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sweepStrayFiles } from '#keys';
import { config } from '#kit/config';
import { clock } from '#kit/pool';
import { storage } from '#kit/storage';
import { arrive } from '#people';
import { openRoom, type TestRoom } from '#test/room';
import { checks } from './checks.ts';
import { sweepLoose, upload } from './files.ts';
import { safeFile } from './filetype.ts';
import { addInbox } from './inboxes.ts';
import { receive } from './receive.ts';
import { reply } from './reply.ts';
import { attachmentById } from './store.ts';

let room: TestRoom;
beforeAll(async () => {
  room = await openRoom('conversations');
});
afterAll(() => room.stop());

const run = (id: string) => room.ctx(async (ctx) => checks.find((each) => each.id === id)?.run(ctx));

test('an upload that no message named is found after a day, and swept', async () => {
  const { person } = await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: 'ada@example.com' }));
  const file = await safeFile({ name: 'a.txt', type: 'text/plain', bytes: Buffer.from('words') });
  await room.ctx((ctx) => upload(ctx, person, file));
  room.setTime('2026-11-25T08:00:00Z');
  expect(await run('conversations.loose-files')).toBe(0);
  await room.ctx(sweepLoose);
  room.setTime('2026-11-25T11:00:00Z');
  expect(await run('conversations.loose-files')).toBe(1);
  await room.ctx(sweepLoose);
  expect(await run('conversations.loose-files')).toBe(0);
});

test('what a kill left in the storage goes eight days after it was found unnamed, half a file at once; never what a row names, or named again meanwhile', async () => {
  const { person } = await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: 'ada@example.com' }));
  const file = await safeFile({ name: 'b.txt', type: 'text/plain', bytes: Buffer.from('words') });
  const kept = await room.ctx((ctx) => upload(ctx, person, file));
  const files = storage.of(room);
  const own = await room.ctx(async (ctx) => (await ctx.db.one(attachmentById, [ctx.workspace, kept.id])).file);
  const put = async () => files.put(room.workspace, await files.get(room.workspace, own));
  const [stray, fresh] = [await put(), await put()];
  const placeOf = (name: string) => path.join(config.of(room).data, 'files', room.workspace, name.slice(0, 2), name);
  const half = `${placeOf(own)}.part`;
  await writeFile(half, 'half');
  const now = clock.of(room)().getTime();
  const age = (days: number, ...places: string[]) =>
    Promise.all(places.map((each) => utimes(each, ...([now, now].map((at) => new Date(at - days * 86_400_000)) as [Date, Date]))));
  await age(90, placeOf(own), placeOf(stray), half);
  const there = () => [own, fresh, stray].map((each) => existsSync(placeOf(each)));
  expect([await sweepStrayFiles(room.tools), there(), existsSync(half)]).toEqual([1, [true, true, true], false]);
  const name = (reference: string) =>
    room.ctx((ctx) =>
      ctx.db.run({ name: 'test.name', text: 'UPDATE attachments SET file = $3 WHERE workspace_id = $1 AND id = $2' }, [
        ctx.workspace,
        kept.id,
        reference,
      ]),
    );
  await name(fresh); // an earlier state of the database, which does not name it
  await sweepStrayFiles(room.tools);
  await name(own);
  await age(9, `${placeOf(stray)}.stray`, `${placeOf(own)}.stray`);
  expect([await sweepStrayFiles(room.tools), there()]).toEqual([1, [true, true, false]]);
  await name(fresh);
  expect([await sweepStrayFiles(room.tools), there()], 'counted anew').toEqual([0, [true, true, false]]);
  await name(own);
});

test('a message that never left is found after a day', async () => {
  const { person } = await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: 'ada@example.com' }));
  const inbox = await room.ctx((ctx) => addInbox(ctx, { name: 'Support', channel: 'email', recipient: null }));
  const { conversation } = await room.ctx((ctx) => receive(ctx, { inbox: inbox.id, person, text: 'Hello' }));
  await room.ctx((ctx) => reply(ctx, { conversation, text: 'Hello', purpose: 'service-conversation' }));
  expect(await run('conversations.stuck-messages')).toBe(0);
  room.setTime('2026-11-26T12:00:00Z');
  expect(await run('conversations.stuck-messages')).toBe(1);
});
