import { afterAll, beforeAll, expect, test } from 'vitest';
import { openMany, type Permit } from '#keys';
import type { StaffId } from '#kit/ids';
import { type ConversationId, type InboxId, newId, type PersonId } from '#kit/ids';
import { list } from '#ledger';
import { arrive, merge } from '#people';
import { openRoom, type TestRoom } from '#test/room';
import { unfinished } from '../gate/refused.ts';
import { download, htmlPage } from './downloads.ts';
import { disposition, safeFile } from './filetype.ts';
import { addInbox } from './inboxes.ts';
import { readyToList } from './reading.ts';
import { receive } from './receive.ts';
import { note } from './reply.ts';
import { messagesAfter } from './store.ts';
import { changeThread, markRead } from './threads.ts';
import { listConversations, readConversation } from './views.ts';
import { foreseenPerson, noteWhose, whose } from './whose.ts';
import { placeOfBody } from './write.ts';

let room: TestRoom;
let inbox: InboxId;
let ada: PersonId;
let thread: ConversationId;
let carol: StaffId;

beforeAll(async () => {
  room = await openRoom('conversations');
  inbox = (await room.ctx((ctx) => addInbox(ctx, { name: 'Support', channel: 'email', recipient: null }))).id;
  ada = (await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: 'ada@example.com', name: 'Ada' }))).person;
  const file = await safeFile({ name: 'Rechnung März.pdf', type: 'text/html', bytes: Buffer.from('%PDF-1.7 …') });
  thread = (
    await room.ctx((ctx) =>
      receive(ctx, { inbox, person: ada, text: 'My lamp is\n broken', html: '<p>My lamp</p>', subject: 'Lamp', attachments: [file] }),
    )
  ).conversation;
  carol = (await room.ctx((ctx) => list(ctx, { kind: 'staff.joined', limit: 1 }))).items[0]?.subject as StaffId;
});
afterAll(() => room.stop());

const revealed = () => room.ctx(async (ctx) => (await list(ctx, { kind: 'data.revealed', subject: ada, limit: 100 })).items.length);

test('a page of messages is one look: one line in the ledger, however many there are', async () => {
  for (let at = 0; at < 5; at += 1) await room.ctx((ctx) => receive(ctx, { inbox, person: ada, text: `more ${at}`, conversation: thread }));
  const before = await revealed();
  const page = await room.ctx(async (ctx) => (await readyToList(ctx, thread, { limit: 50 }))());
  expect(page.items.map((message) => message.text)).toEqual(['My lamp is\n broken', 'more 0', 'more 1', 'more 2', 'more 3', 'more 4']);
  expect(page.items[0]).toMatchObject({
    author: { kind: 'person', name: 'Ada' },
    hasHtml: true,
    delivery: 'received',
    attachments: [{ name: 'Rechnung März.pdf', type: 'application/pdf' }],
  });
  expect((await revealed()) - before).toBe(1);
});

const about = (person: PersonId) =>
  room.ctx(async (ctx) =>
    (await list(ctx, { subject: person, limit: 200 })).items.map(({ kind }) => kind).filter((kind) => kind !== 'person.created'),
  );

test('whose conversation it is may be foreseen wrongly: the row says who it is, and nobody else was looked at', async () => {
  const boris = (await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: 'boris@example.org', name: 'Boris' }))).person;
  const look = () => room.ctx(async (ctx) => (await readyToList(ctx, thread, { limit: 1 }))());
  const expected = await look();
  for (const foreseen of [boris, ada, newId('per')]) {
    const before = { ada: await revealed(), boris: await about(boris) };
    await room.ctx(async (ctx) => noteWhose(ctx, { id: thread, person: foreseen }));
    expect(await look()).toEqual(expected);
    expect(await about(boris)).toEqual(before.boris);
    expect((await revealed()) - before.ada).toBe(1);
    expect(await room.ctx(async (ctx) => foreseenPerson(ctx, thread))).toBe(ada);
  }
});

test('what was asked ahead decides nothing: who does not reach a conversation leaves neither a look nor a refusal', async () => {
  const grants = [{ permissions: ['conversations.read'], purposes: null, inboxes: [newId('inb')], teams: null }];
  const actor = { kind: 'staff', id: carol, reach: { grants, permission: 'conversations.read' } } as const;
  const before = await about(ada);
  expect(await room.ctx(async (ctx) => foreseenPerson(ctx, thread))).toBe(ada);
  await expect(room.ctx((ctx) => readyToList(ctx, thread, { limit: 1 }), { actor })).rejects.toMatchObject({ code: 'not-found' });
  expect(await about(ada)).toEqual(before);
});

test('a no of the gate to what was asked ahead is recorded once, and no look', async () => {
  const before = await about(ada);
  expect(await room.ctx(async (ctx) => foreseenPerson(ctx, thread))).toBe(ada);
  const asking = room.ctx((ctx) => readyToList(ctx, thread, { limit: 1 }), { purpose: 'no-such-purpose' });
  await expect(asking).rejects.toMatchObject({ code: 'gate-refused' });
  await Promise.all(unfinished.of({ tools: room.tools })); // it was rolled back with the rest, and recorded anew
  expect(await about(ada)).toEqual(['gate.refused', ...before]);
});

test('whose conversation it is is noted only once their words may open', async () => {
  const noted = () => room.ctx(async (ctx) => foreseenPerson(ctx, thread));
  whose.of({ tools: room.tools }).delete(thread);
  const asking = room.ctx((ctx) => readyToList(ctx, thread, { limit: 1 }), { purpose: 'no-such-purpose' });
  await expect(asking).rejects.toMatchObject({ code: 'gate-refused' });
  await Promise.all(unfinished.of({ tools: room.tools }));
  await room.ctx((ctx) => readyToList(ctx, thread, { after: 1000 })); // nothing to show: no key is held
  expect(await noted()).toBeUndefined();
  await room.ctx((ctx) => readyToList(ctx, thread, { limit: 1 }));
  expect(await noted()).toBe(ada);
});

test('pages go back and forth without gap or repeat', async () => {
  const pages = await room.ctx(async (ctx) => [
    (await readyToList(ctx, thread, { limit: 2 }))(),
    (await readyToList(ctx, thread, { before: 5, limit: 2 }))(),
    (await readyToList(ctx, thread, { after: 4, limit: 50 }))(),
  ]);
  expect(pages.map((page) => page.items.map((message) => message.sequence))).toEqual([
    [5, 6],
    [3, 4],
    [5, 6],
  ]);
  expect((await room.ctx(async (ctx) => (await readyToList(ctx, thread, { before: 2, limit: 2 }))())).earlier).toBe(false);
});

test('without a permit of the gate not one word opens', async () => {
  await room.ctx(async (ctx) => {
    const [row] = await ctx.db.all(messagesAfter, [ctx.workspace, thread, 0, 1]);
    if (!row) throw new Error('no message');
    const item = { place: placeOfBody(row), sealed: row.body };
    const forged: Permit = {
      act: 'reveal',
      workspace: ctx.workspace,
      actor: ctx.actor,
      purpose: 'service-conversation',
      subjects: [ada],
      fields: ['messages.body'],
    };
    await expect(openMany(ctx, forged, [item])).rejects.toThrow();
  });
});

test('the list shows name, subject and excerpt, and what nobody has seen', async () => {
  const page = await room.ctx((ctx) => listConversations(ctx, { view: 'open' }));
  expect(page.items[0]).toMatchObject({
    id: thread,
    person: { name: 'Ada' },
    subject: 'Lamp',
    excerpt: 'more 4',
    excerptOf: 'in',
    unread: 6,
    assignee: null,
  });
  await room.ctx((ctx) => markRead(ctx, thread, 4));
  expect(await room.ctx((ctx) => readConversation(ctx, thread))).toMatchObject({ unread: 2 });
  await room.ctx((ctx) => markRead(ctx, thread, 6));
  expect(await room.ctx((ctx) => readConversation(ctx, thread))).toMatchObject({ unread: 0 });
});

test('a long list comes in pages, each conversation once', async () => {
  const boris = (await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: 'boris@example.net', name: 'Boris' }))).person;
  for (let at = 0; at < 7; at += 1) await room.ctx((ctx) => receive(ctx, { inbox, person: boris, text: `question ${at}` }));
  const seen: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await room.ctx((ctx) => listConversations(ctx, { view: 'all', limit: 3, ...(cursor && { cursor }) }));
    seen.push(...page.items.map((each) => each.id));
    if (page.next === null) break;
    cursor = page.next;
  }
  expect(seen).toHaveLength(8);
  expect(new Set(seen).size).toBe(8);
  await expect(room.ctx((ctx) => listConversations(ctx, { cursor: 'bm9uc2Vuc2U' }))).rejects.toMatchObject({ code: 'invalid' });
});

test('each view holds what belongs there', async () => {
  const as = { actor: { kind: 'staff', id: carol } } as const;
  const counts = async () => (await room.ctx((ctx) => listConversations(ctx, { view: 'mine', limit: 1 }), as)).counts;
  expect(await counts()).toEqual({ mine: 0, unassigned: 8, open: 8, undelivered: 0, closed: 0, all: 8 });
  await room.ctx((ctx) => changeThread(ctx, thread, { assignee: carol }), as);
  expect(await counts()).toEqual({ mine: 1, unassigned: 7, open: 8, undelivered: 0, closed: 0, all: 8 });
  await room.ctx((ctx) => changeThread(ctx, thread, { status: 'closed' }), as);
  expect(await counts()).toEqual({ mine: 0, unassigned: 7, open: 7, undelivered: 0, closed: 1, all: 8 });
  expect((await room.ctx((ctx) => listConversations(ctx, { view: 'closed' }), as)).items.map((each) => each.id)).toEqual([thread]);
  await expect(room.ctx((ctx) => changeThread(ctx, thread, { assignee: newId('stf') }), as)).rejects.toMatchObject({ code: 'invalid' });
});

test('a note names its author and is the person’s to see in an access copy, but nobody is unread by it', async () => {
  await room.ctx((ctx) => note(ctx, { conversation: thread, text: 'asked the workshop' }), { actor: { kind: 'staff', id: carol } });
  const { items } = await room.ctx(async (ctx) => (await readyToList(ctx, thread, { after: 6 }))());
  expect(items[0]).toMatchObject({ kind: 'note', author: { kind: 'staff', id: carol, name: 'Carol' } });
  expect(await room.ctx((ctx) => readConversation(ctx, thread))).toMatchObject({ unread: 0, status: 'closed', excerptOf: 'note' });
});

test('files come as downloads, HTML as a page that can do nothing', async () => {
  const [message] = (await room.ctx(async (ctx) => (await readyToList(ctx, thread, { after: 0, limit: 1 }))())).items;
  const file = await room.ctx((ctx) => download(ctx, message?.attachments[0]?.id as never));
  expect(file.headers).toMatchObject({ 'content-type': 'application/pdf', 'content-disposition': disposition('Rechnung März.pdf') });
  const page = await room.ctx((ctx) => htmlPage(ctx, message?.id as never, false));
  expect(String(page.bytes)).toContain('<p>My lamp</p>');
  expect(page.headers?.['content-security-policy']).toMatch(/default-src 'none'.*sandbox/);
  expect(page.headers?.['content-security-policy']).not.toContain('https:');
});

test('another company sees nothing of it', async () => {
  const loom = await room.anotherWorkspace();
  await expect(room.ctx((ctx) => readyToList(ctx, thread, {}), { workspace: loom })).rejects.toMatchObject({
    code: 'not-found',
  });
});

test('whoever is merged goes by the name of the group, foreseen or not, and both were looked at', async () => {
  const { boris, cleo } = await room.ctx(async (ctx) => ({
    boris: (await arrive(ctx, { kind: 'email', value: 'boris@example.com', name: 'Boris' })).person,
    cleo: (await arrive(ctx, { kind: 'email', value: 'cleo@example.com' })).person,
  }));
  const { conversation } = await room.ctx((ctx) => receive(ctx, { inbox, person: cleo, text: 'me again' }));
  await room.ctx((ctx) => merge(ctx, boris, cleo, 'code'));
  for (const foreseen of [undefined, cleo]) {
    expect(await room.ctx(async (ctx) => foreseenPerson(ctx, conversation))).toBe(foreseen);
    const { items } = await room.ctx(async (ctx) => (await readyToList(ctx, conversation, {}))());
    expect(items).toMatchObject([{ text: 'me again', author: { id: cleo, name: 'Boris' } }]);
  }
  for (const each of [boris, cleo]) expect((await about(each)).filter((kind) => kind === 'data.revealed')).toHaveLength(2);
});
