import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type ConversationId, type InboxId, newId, type PersonId, type StaffId, type TeamId } from '#kit/ids';
import { pool } from '#kit/pool';
import { list } from '#ledger';
import { arrive } from '#people';
import { openRoom, type TestRoom } from '#test/room';
import { acceptInvitation, invite } from '../access/invitations.ts';
import { addTeam, changeTeam, restTeam } from '../teams/manage.ts';
import { addInbox } from './inboxes.ts';
import { readyToList } from './reading.ts';
import { receive } from './receive.ts';
import { note, start } from './reply.ts';
import { releaseUnserved } from './team-load.ts';
import { changeThread, conversationOf, openConversation } from './threads.ts';

let room: TestRoom;
let inbox: InboxId;
let ada: PersonId;

beforeAll(async () => {
  room = await openRoom('conversations');
  inbox = (await room.ctx((ctx) => addInbox(ctx, { name: 'Support', channel: 'email', recipient: null }))).id;
  ada = (await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: 'ada@example.com', name: 'Ada' }))).person;
});
afterAll(() => room.stop());

const write = (text: string, more: { clientKey?: string; conversation?: ConversationId; continues?: boolean; person?: PersonId } = {}) =>
  room.ctx((ctx) => receive(ctx, { inbox, person: ada, text, ...more }));
const numbers = (conversation: ConversationId) =>
  room.ctx(async (ctx) => (await readyToList(ctx, conversation, { limit: 200 }))().items.map((message) => message.sequence));

test('fifty messages at the same moment stand in order without gaps', async () => {
  const { conversation } = await write('first');
  const taken = await Promise.all(
    Array.from({ length: 50 }, (_, at) =>
      at % 5 === 0 ? room.ctx((ctx) => note(ctx, { conversation, text: `note ${at}` })) : write(`message ${at}`, { conversation }),
    ),
  );
  const expected = Array.from({ length: 51 }, (_, at) => at + 1);
  expect(await numbers(conversation)).toEqual(expected);
  expect([1, ...taken.map((each) => each.sequence)].sort((a, b) => a - b)).toEqual(expected);
});

test('a message that fails halfway leaves no gap', async () => {
  const { conversation } = await write('first');
  const failing = room.ctx(async (ctx) => {
    await receive(ctx, { inbox, person: ada, text: 'never kept', conversation });
    throw new Error('halfway');
  });
  await expect(failing).rejects.toThrow('halfway');
  expect((await write('second', { conversation })).sequence).toBe(2);
});

test('the same delivery twice makes one message, also when both come at once', async () => {
  const [one, ...others] = await Promise.all(Array.from({ length: 8 }, () => write('once', { clientKey: 'in/same', continues: false })));
  expect(new Set([one, ...others].map((each) => each?.message)).size).toBe(1);
  expect([one, ...others].filter((each) => each?.repeated === false)).toHaveLength(1);
  expect(await write('once', { clientKey: 'in/same' })).toMatchObject({ message: one?.message, repeated: true });
});

test('first messages of one visitor at the same moment open one thread', async () => {
  const { person } = await room.ctx((ctx) => arrive(ctx, { kind: 'visitor', value: 'visitor-of-two-tabs', proof: 'device' }));
  const taken = await Promise.all(Array.from({ length: 6 }, (_, at) => write(`tab ${at}`, { person, continues: true })));
  expect(new Set(taken.map((each) => each.conversation)).size).toBe(1);
  expect(taken.map((each) => each.sequence).sort()).toEqual([1, 2, 3, 4, 5, 6]);
});

test('a new message opens a closed conversation again, one written by a machine does not', async () => {
  const { conversation } = await write('first');
  const close = () =>
    room.ctx((ctx) =>
      ctx.db.run({ name: 'test.close', text: `UPDATE conversations SET status = 'closed' WHERE workspace_id = $1 AND id = $2` }, [
        ctx.workspace,
        conversation,
      ]),
    );
  const status = () => room.ctx(async (ctx) => (await conversationOf(ctx, conversation)).status);
  await close();
  await room.ctx((ctx) => receive(ctx, { inbox, person: ada, text: 'I am away', conversation, automatic: true }));
  expect(await status()).toBe('closed');
  await write('back again', { conversation });
  expect(await status()).toBe('open');
});

test("somebody else's answer never lands in ada's conversation", async () => {
  const { conversation } = await write('mine');
  const boris = (await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: 'boris@example.net' }))).person;
  const taken = await write('a forward', { person: boris, conversation });
  expect(taken.conversation).not.toBe(conversation);
});

const team = (name: string, inboxes: readonly InboxId[]) => room.ctx((ctx) => addTeam(ctx, { name, inboxes }));
async function join(name: string, teams: readonly TeamId[]): Promise<StaffId> {
  const email = `${name.toLowerCase()}@example.com`;
  const { link } = await room.ctx((ctx) => invite(ctx, { name, email, role: 'agent', teams: [...teams] }));
  return (await acceptInvitation(room.tools, link.split('#')[1] ?? '', { name, password: 'nine quiet kettles hum' })).staff;
}
const as = (id: StaffId) => ({ actor: { kind: 'staff', id }, purpose: 'service-conversation' }) as const;
const release = (id: TeamId) => releaseUnserved.handle({ workspace: room.workspace, tools: room.tools, attempt: 1 }, { team: id });
/** Until as many statements wait for a lock. */
const waits = () =>
  vi.waitFor(async () => {
    const sql = "SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    expect((await pool.of(room).query(sql)).rows[0].n).toBeGreaterThan(0);
  });

test('nothing is given to a team, and nothing begins with it, while it loses the inbox or is put to rest', async () => {
  const other = (await room.ctx((ctx) => addInbox(ctx, { name: 'Sales', channel: 'email', recipient: null }))).id;
  const north = await team('North', [inbox, other]);
  const boris = await join('Boris', [north.id]);
  const { conversation } = await write('hello');
  let given: Promise<unknown> = Promise.resolve();
  await room.ctx(async (ctx) => {
    await changeTeam(ctx, north.id, { inboxes: [other] });
    given = room.ctx((each) => changeThread(each, conversation, { team: north.id })).catch((error: unknown) => error);
    await waits();
  });
  expect(await given).toMatchObject({ code: 'invalid' });

  const { conversation: mine } = await room.ctx((ctx) => receive(ctx, { inbox: other, person: ada, text: 'hello' }));
  await room.ctx((ctx) => changeThread(ctx, mine, { team: north.id }));
  const words = { person: ada, inbox: other, purpose: 'service-conversation', text: 'Good morning' };
  await room.ctx(async (ctx) => {
    await restTeam(ctx, north.id);
    given = room.ctx((each) => start(each, words), as(boris)).catch((error: unknown) => error);
    await waits();
  });
  expect(await given).toMatchObject({ code: 'not-found' });
});

test('whoever does not see what was handed on, or fell back, lets it go, and the entry says so', async () => {
  const [east, west] = [await team('East', [inbox]), await team('West', [inbox])];
  const carla = await join('Carla', [east.id]);
  const taken = async () => {
    const { conversation } = await write('hello');
    return (await room.ctx((ctx) => changeThread(ctx, conversation, { team: east.id, assignee: carla }))).id;
  };
  const [handed, fallen] = [await taken(), await taken()];
  expect(await room.ctx((ctx) => changeThread(ctx, handed, { team: west.id }), as(carla))).toMatchObject({ assignee: null });
  await room.ctx((ctx) => restTeam(ctx, east.id));
  await release(east.id);
  expect(await room.ctx((ctx) => conversationOf(ctx, fallen))).toMatchObject({ team: null, assignee: null });
  const { items } = await room.ctx((ctx) => list(ctx, { kind: 'conversation.changed', limit: 1 }));
  expect(items).toMatchObject([{ facts: { conversation: fallen, assignee: null, because: 'team-gone' } }]);
});

test('whoever sees a person through their team goes on in the thread that they reach, or hears that another team looks after it', async () => {
  const chat = (await room.ctx((ctx) => addInbox(ctx, { name: 'Chat', channel: 'web-chat', recipient: null }))).id;
  const { person } = await room.ctx((ctx) => arrive(ctx, { kind: 'visitor', value: newId('vst') }));
  const south = await team('South', [chat, inbox]);
  const dora = await join('Dora', [south.id]);
  const open = (where: InboxId, of: TeamId | null) => room.ctx((ctx) => openConversation(ctx, { inbox: where, person, team: of }));
  await open(inbox, south.id);
  await open(chat, null);
  const begin = () => room.ctx((ctx) => start(ctx, { person, inbox: chat, purpose: 'service-conversation', text: 'Hello' }), as(dora));
  await expect(begin()).rejects.toMatchObject({ code: 'conflict', extras: { because: 'looked-after-elsewhere' } });
  const own = await open(chat, south.id);
  room.setTime('2026-11-24T09:05:00Z');
  await open(chat, null);
  expect((await begin()).conversation).toBe(own.id);
});
