import { afterAll, beforeAll, expect, test } from 'vitest';
import { arrive } from '#people';
import { openRoom, type TestRoom } from '#test/room';
import { checks } from './checks.ts';
import { sweepLoose, upload } from './files.ts';
import { safeFile } from './filetype.ts';
import { addInbox } from './inboxes.ts';
import { receive } from './receive.ts';
import { reply } from './reply.ts';

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

test('a message that never left is found after a day', async () => {
  const { person } = await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: 'ada@example.com' }));
  const inbox = await room.ctx((ctx) => addInbox(ctx, { name: 'Support', channel: 'email', recipient: null }));
  const { conversation } = await room.ctx((ctx) => receive(ctx, { inbox: inbox.id, person, text: 'Hello' }));
  await room.ctx((ctx) => reply(ctx, { conversation, text: 'Hello', purpose: 'service-conversation' }));
  expect(await run('conversations.stuck-messages')).toBe(0);
  room.setTime('2026-11-26T12:00:00Z');
  expect(await run('conversations.stuck-messages')).toBe(1);
});
