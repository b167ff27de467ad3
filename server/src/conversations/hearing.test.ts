// Who hears that a conversation went on in an inbox of which they know nothing.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { InboxId } from '#kit/ids';
import { type LiveEvent, live } from '#kit/live';
import { list } from '#ledger';
import { arrive } from '#people';
import { eventually } from '#test/house';
import { openRoom, type TestRoom } from '#test/room';
import { hearWithin } from './hearing.ts';
import { addInbox } from './inboxes.ts';
import { receive } from './receive.ts';
import { goOnIn } from './views.ts';

let room: TestRoom;
beforeAll(async () => {
  room = await openRoom('conversations');
});
afterAll(() => room.stop());

test('pages of the inbox that a conversation left hear it, those of others do not, and the ledger names it', async () => {
  const open = async (name: string) => (await room.ctx((ctx) => addInbox(ctx, { name, channel: 'email', recipient: null }))).id;
  const [from, to, other] = [await open('Chat'), await open('Messenger'), await open('Other')];
  const conversation = await room.ctx(async (ctx) => {
    const { person } = await arrive(ctx, { kind: 'email', value: 'ada@example.com' });
    return (await receive(ctx, { inbox: from, person, text: 'Hello' })).conversation;
  });
  const heard = new Map<InboxId, LiveEvent[]>();
  const stops = [from, to, other].map((inbox) => {
    const events: LiveEvent[] = [];
    heard.set(inbox, events);
    const ears = { conversations: [inbox], people: [], special: [], requests: 'none' } as const;
    const hear = hearWithin({ tools: room.tools, workspace: room.workspace }, ears, (event) => events.push(event));
    return live.of(room).subscribe(room.workspace, (event) => hear(event));
  });
  await room.ctx((ctx) => goOnIn(ctx, conversation, to));
  for (const inbox of [from, to])
    await eventually('it is heard', async () =>
      heard.get(inbox)?.some(({ topic, ids }) => topic === 'conversation.changed' && ids['conversation'] === conversation),
    );
  expect(heard.get(other)).toEqual([]);
  for (const stop of stops) stop();
  const [entry] = (await room.ctx((ctx) => list(ctx, { kind: 'conversation.changed', limit: 1 }))).items;
  expect(entry?.facts).toMatchObject({ conversation, assignee: null, because: 'goes-on-elsewhere', inbox: to });
});
