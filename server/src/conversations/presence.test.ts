import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ConversationId, type InboxId, newId, type PersonId, type StaffId, type WorkspaceId } from '#kit/ids';
import { type LiveEvent, live, openLive } from '#kit/live';
import type { Tools } from '#kit/tool';
import { arrive } from '#people';
import { eventually } from '#test/house';
import { openRoom, type TestRoom } from '#test/room';
import { addInbox } from './inboxes.ts';
import { outward, type Seen } from './outward.ts';
import { personWrites, readPresence, startPresence, tellPresence } from './presence.ts';
import { openBoard } from './presence-board.ts';
import { receive } from './receive.ts';
import { conversationOf, markRead, seenOf } from './threads.ts';

let room: TestRoom;
let inbox: InboxId;
let person: PersonId;
let conversation: ConversationId;
let boris: StaffId;
let cleo: StaffId;
const nine = Date.parse('2026-11-24T09:00:00Z');
const after = (seconds: number) => room.setTime(new Date(nine + seconds * 1000));

beforeAll(async () => {
  room = await openRoom('conversations');
  inbox = (await room.ctx((ctx) => addInbox(ctx, { name: 'Chat', channel: 'web-chat', recipient: null }))).id;
  boris = await room.colleague('Boris');
  cleo = await room.colleague('Cleo');
});
beforeEach(async () => {
  after(0);
  person = (await room.ctx((ctx) => arrive(ctx, { kind: 'visitor', value: newId('vst') }))).person;
  conversation = (await room.ctx((ctx) => receive(ctx, { inbox, person, text: 'Hello?' }))).conversation;
});
afterAll(() => room.stop());

const as = (staff: StaffId, workspace?: WorkspaceId) => ({ actor: { kind: 'staff', id: staff } as const, ...(workspace && { workspace }) });
const tell = (staff: StaffId, state: 'viewing' | 'writing' | 'gone') =>
  room.ctx((ctx) => tellPresence(ctx, conversation, state), as(staff));
const seenBy = async (staff: StaffId) => {
  const { items, personWriting } = await room.ctx((ctx) => readPresence(ctx, conversation), as(staff));
  return [...items.map((each) => `${each.staff.name} ${each.state}`), ...(personWriting ? ['person writing'] : [])];
};

test('two in one conversation see each other, never themselves, until one leaves', async () => {
  await tell(boris, 'viewing');
  await tell(cleo, 'viewing');
  expect(await seenBy(cleo)).toEqual(['Boris viewing']);
  expect(await seenBy(boris)).toEqual(['Cleo viewing']);
  await tell(boris, 'gone');
  expect(await seenBy(cleo)).toEqual([]);
});

test('writing ends after six seconds without a word, being there after forty-five', async () => {
  await tell(boris, 'writing');
  after(5.9);
  expect(await seenBy(cleo)).toEqual(['Boris writing']);
  after(6);
  expect(await seenBy(cleo)).toEqual(['Boris viewing']);
  after(44.9);
  expect(await seenBy(cleo)).toEqual(['Boris viewing']);
  after(45);
  expect(await seenBy(cleo)).toEqual([]);
});

test('the person who writes is seen for six seconds, or until their words are there', async () => {
  await room.ctx(async (ctx) => personWrites(ctx, conversation));
  expect(await seenBy(cleo)).toEqual(['person writing']);
  after(6);
  expect(await seenBy(cleo)).toEqual([]);
  await room.ctx(async (ctx) => personWrites(ctx, conversation));
  await room.ctx((ctx) => receive(ctx, { inbox, person, conversation, text: 'Anybody there?' }));
  expect(await seenBy(cleo)).toEqual([]);
});

/** What a later room is told meanwhile, to show it to the person. */
async function shownWhile(work: () => Promise<unknown>): Promise<Seen[]> {
  const shown: Seen[] = [];
  outward.set(room.tools, (_tools, seen) => shown.push(seen));
  await work().finally(() => outward.set(room.tools, () => undefined));
  return shown;
}

test('the person is shown who may write to them: no key of a program, and nobody who may only read', async () => {
  const by = (permissions: string[], isProgram?: true) => {
    const grants = [{ permissions: ['conversations.read', ...permissions], purposes: null, inboxes: null, teams: null }];
    const reach = { grants, permission: 'conversations.read' };
    const actor = { kind: 'staff', id: boris, reach, ...(isProgram && { isProgram }) } as const;
    const tell = () => room.ctx((ctx) => tellPresence(ctx, conversation, 'writing'), { actor });
    return { actor, shown: () => shownWhile(tell) };
  };
  expect(await by(['conversations.write'], true).shown()).toEqual([]);
  expect(await seenBy(cleo)).toEqual([]);
  expect(await by([]).shown()).toEqual([]);
  expect(await seenBy(cleo)).toEqual(['Boris viewing']); // and so the page of a visitor hears of no writing either
  const writer = by(['conversations.write']);
  expect(await writer.shown()).toEqual([{ workspace: expect.any(String), conversation, actor: writer.actor, doing: 'typing' }]);
  expect(await seenBy(cleo)).toEqual(['Boris writing']);
});

test('that something was read is told when something was, and of nothing that came after it', async () => {
  await room.ctx((ctx) => receive(ctx, { inbox, person, conversation, text: 'Anybody there?' }));
  const read = async (sequence: number) =>
    (await shownWhile(() => room.ctx((ctx) => markRead(ctx, conversation, sequence), as(boris)))).map(({ doing }) => doing);
  const seen = () => room.ctx(async (ctx) => (await seenOf(ctx, await conversationOf(ctx, conversation))).length);
  expect([await read(0), await seen()]).toEqual([[], 0]);
  expect([await read(1), await seen()]).toEqual([['read'], 1]);
  expect([await read(1), await read(0), await seen()]).toEqual([[], [], 1]);
  expect([await read(100), await seen()]).toEqual([['read'], 2]);
  expect(await read(100)).toEqual([]);
});

test('what is being written while something is read stays unread, and is named to nobody', async () => {
  const waiting = {
    name: 'test.waiting',
    text: 'SELECT count(*)::int AS n FROM pg_locks WHERE NOT granted AND transactionid = pg_current_xact_id()::xid',
  };
  const early = await room.ctx((ctx) => conversationOf(ctx, conversation));
  const { reading } = await room.ctx(async (ctx) => {
    await receive(ctx, { inbox, person, conversation, text: 'Still there?' });
    const reading = room.ctx((other) => markRead(other, conversation, 1), as(boris));
    await eventually('it waits', async () => (await ctx.db.one<{ n: number }>(waiting, [])).n > 0);
    return { reading };
  });
  await reading;
  expect(await room.ctx((ctx) => conversationOf(ctx, conversation))).toMatchObject({ unread: 1, lastSequence: 2 });
  expect(await room.ctx((ctx) => seenOf(ctx, early))).toEqual([early.lastMessage]);
});

test('another node hears it over the bus by ids alone, and nothing is told when the transaction fails', async () => {
  const other: Tools = new Map(room.tools);
  live.set(
    other,
    openLive(() => undefined),
  );
  const stop = await startPresence(other);
  const heard: LiveEvent[] = [];
  const unhear = live.of(room).subscribeAll((workspace, event) => {
    heard.push(event);
    live.of({ tools: other }).deliver(workspace, event);
  });
  await tell(boris, 'writing');
  const there = await room.ctx((ctx) => readPresence({ ...ctx, tools: other }, conversation), as(cleo));
  expect(there.items.map((each) => [each.staff.name, each.state])).toEqual([['Boris', 'writing']]);
  expect(heard).toEqual([{ topic: 'presence.changed', ids: { conversation, staff: boris, state: 'writing' } }]);
  const failed = room.ctx(async (ctx) => {
    await tellPresence(ctx, conversation, 'viewing');
    throw new Error('rolled back');
  }, as(cleo));
  await expect(failed).rejects.toThrow('rolled back');
  expect(heard).toHaveLength(1);
  unhear();
  await stop();
});

test('another company neither hears nor reads it', async () => {
  const elsewhere = await room.anotherWorkspace();
  const heard: string[] = [];
  const stop = live.of(room).subscribe(elsewhere, ({ topic }) => heard.push(topic));
  await tell(boris, 'viewing');
  expect(heard).toEqual([]);
  const theirs = as(newId('stf'), elsewhere);
  await expect(room.ctx((ctx) => readPresence(ctx, conversation), theirs)).rejects.toMatchObject({ code: 'not-found' });
  await expect(room.ctx((ctx) => tellPresence(ctx, conversation, 'viewing'), theirs)).rejects.toMatchObject({ code: 'not-found' });
  stop();
});

test('memory is bounded: whoever was touched longest ago is forgotten first, and what ran out leaves nothing', () => {
  const board = openBoard(2, 2);
  const workspace = newId('wsp');
  const places = [1, 2, 3].map(() => ({ workspace, conversation: newId('cnv') }));
  const [first, second, third] = places as [(typeof places)[0], (typeof places)[0], (typeof places)[0]];
  for (const place of [first, second, third]) board.tell(place, boris, 'viewing', 0);
  expect(board.size()).toBe(2);
  expect(board.read(first, 1).staff).toEqual([]);
  for (const staff of [newId('stf'), newId('stf'), cleo]) board.tell(third, staff, 'viewing', 1);
  expect(board.read(third, 2).staff).toHaveLength(2);
  for (const place of places) board.read(place, 100_000);
  expect(board.size()).toBe(0);
});
