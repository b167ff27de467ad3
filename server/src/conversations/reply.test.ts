import { afterAll, beforeAll, expect, test } from 'vitest';
import { permitOrThrow, restrict } from '#gate';
import { type ConversationId, type InboxId, newId, type PersonId, type StaffId } from '#kit/ids';
import { list } from '#ledger';
import { addIdentity, arrive } from '#people';
import { openRoom, type TestRoom } from '#test/room';
import { replyAgain } from './again.ts';
import { setDelivery } from './deliver.ts';
import { upload, uploadTo } from './files.ts';
import { safeFile } from './filetype.ts';
import { holdings } from './holdings.ts';
import { addInbox } from './inboxes.ts';
import { readyToList } from './reading.ts';
import { receive } from './receive.ts';
import { note, reply, start } from './reply.ts';
import { settle } from './undelivered.ts';
import { listConversations } from './views.ts';

let room: TestRoom;
let inbox: InboxId;
let carried: InboxId;
let carol: StaffId;
let made = 0;

beforeAll(async () => {
  room = await openRoom('conversations');
  inbox = (await room.ctx((ctx) => addInbox(ctx, { name: 'Support', channel: 'email', recipient: null }))).id;
  carried = (await room.ctx((ctx) => addInbox(ctx, { name: 'Carried', channel: 'email', recipient: 'smtp-relay' }))).id;
  carol = (await room.ctx((ctx) => list(ctx, { kind: 'staff.joined', limit: 1 }))).items[0]?.subject as StaffId;
});
afterAll(() => room.stop());

const asCarol = <T>(work: Parameters<typeof room.ctx<T>>[0]) => room.ctx(work, { actor: { kind: 'staff', id: carol } });
const ada = async (): Promise<PersonId> =>
  (await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: `ada${++made}@example.com` }))).person;
const written = async (person: PersonId, to = inbox): Promise<ConversationId> =>
  (await room.ctx((ctx) => receive(ctx, { inbox: to, person, text: 'Hello' }))).conversation;
const answer = (conversation: ConversationId, purpose = 'service-conversation', more = {}) =>
  asCarol((ctx) => reply(ctx, { conversation, text: 'Hello Ada', purpose, ...more }));
const plan = { name: 'plan.txt', type: 'text/plain', bytes: Buffer.from('a plan') };

test('a reply waits to be sent, under its purpose and its author', async () => {
  const conversation = await written(await ada());
  await answer(conversation);
  const { items } = await room.ctx(async (ctx) => (await readyToList(ctx, conversation, {}))());
  expect(items[1]).toMatchObject({
    sequence: 2,
    direction: 'out',
    delivery: 'queued',
    purpose: 'service-conversation',
    author: { kind: 'staff', name: 'Carol' },
  });
});

test('marketing nobody agreed to is refused with reason and article, recorded, and not written', async () => {
  const person = await ada();
  const conversation = await written(person);
  await expect(answer(conversation, 'marketing')).rejects.toMatchObject({
    code: 'gate-refused',
    extras: { because: expect.any(String), article: expect.stringMatching(/\d/), detail: expect.any(String) },
  });
  expect((await room.ctx(async (ctx) => (await readyToList(ctx, conversation, {}))())).items).toHaveLength(1);
});

test('an unknown purpose is refused', async () => {
  await expect(answer(await written(await ada()), 'curiosity')).rejects.toMatchObject({ code: 'gate-refused' });
});

test('a restricted person gets nothing that they did not ask for', async () => {
  const person = await ada();
  await room.ctx((ctx) => restrict(ctx, person, { kind: 'restricted', ground: '18(1)(a)' }));
  await expect(asCarol((ctx) => start(ctx, { person, inbox, purpose: 'service-messages', text: 'News' }))).rejects.toMatchObject({
    code: 'gate-refused',
  });
});

test('nothing goes through a relay without agreement', async () => {
  await expect(answer(await written(await ada(), carried))).rejects.toMatchObject({
    code: 'gate-refused',
    extras: { article: expect.stringContaining('28') },
  });
});

test('the same Idempotency-Key twice makes one reply', async () => {
  const conversation = await written(await ada());
  const [one, two] = await Promise.all([
    answer(conversation, undefined, { clientKey: `staff/${made}` }),
    answer(conversation, undefined, { clientKey: `staff/${made}` }),
  ]);
  expect(one.message).toBe(two.message);
  expect([one.repeated, two.repeated].sort()).toEqual([false, true]);
});

test('an address that somebody merely claimed is never written to', async () => {
  const { person } = await room.ctx((ctx) => arrive(ctx, { kind: 'visitor', value: 'a-visitor', proof: 'device' }));
  await room.ctx((ctx) => addIdentity(ctx, person, { kind: 'email', value: 'boris@example.net' }));
  await expect(asCarol((ctx) => start(ctx, { person, inbox, purpose: 'service-messages', text: 'Hello' }))).rejects.toMatchObject({
    code: 'invalid',
  });
});

test('a first message opens a conversation with its subject', async () => {
  const person = await ada();
  const { conversation } = await asCarol((ctx) =>
    start(ctx, { person, inbox, purpose: 'service-messages', subject: 'Your order', text: 'It is on its way' }),
  );
  expect((await room.ctx(async (ctx) => (await readyToList(ctx, conversation, {}))())).items[0]).toMatchObject({
    direction: 'out',
    delivery: 'queued',
  });
});

test('files are named once, by whoever uploaded them, for the person they were uploaded to', async () => {
  const [one, other] = [await ada(), await ada()];
  const [mine, theirs] = [await written(one), await written(other)];
  const file = await safeFile(plan);
  const { id } = await asCarol((ctx) => uploadTo(ctx, mine, file));
  await expect(answer(theirs, undefined, { attachments: [id] })).rejects.toMatchObject({ code: 'invalid' });
  const fromAda = await room.ctx((ctx) => upload(ctx, one, file), { actor: { kind: 'person', id: one } });
  await expect(answer(mine, undefined, { attachments: [fromAda.id] })).rejects.toMatchObject({ code: 'invalid' });
  await answer(mine, undefined, { attachments: [id] });
  await expect(answer(mine, undefined, { attachments: [id] })).rejects.toMatchObject({ code: 'invalid' });
  expect((await room.ctx(async (ctx) => (await readyToList(ctx, mine, {}))())).items.at(-1)?.attachments).toEqual([
    { id, name: 'plan.txt', type: 'text/plain', size: 6 },
  ]);
});

test('choices are sealed with the reply, shown with it, masked as it is, and stand in the copy', async () => {
  const person = await ada();
  const conversation = await written(person);
  const choices = ['Keep one', ' Not now ', '4111 1111 1111 1111'];
  const { message } = await answer(conversation, undefined, { choices });
  const { items } = await room.ctx(async (ctx) => (await readyToList(ctx, conversation, {}))());
  const offered = items[1]?.choices ?? [];
  expect(offered.slice(0, 2)).toEqual(['Keep one', 'Not now']);
  expect(offered[2]).not.toContain('4111 1111');
  expect(items.map((each) => [each.choices.length, each.masked])).toEqual([
    [0, []],
    [3, ['card']],
  ]);
  const of = { text: 'SELECT choices FROM messages WHERE workspace_id = $1 AND id = $2', name: 'test.choicesAsTheyRest' } as const;
  const rest = await room.ctx((ctx) => ctx.db.one<{ choices: Buffer }>(of, [ctx.workspace, message]));
  expect(rest.choices.includes('Keep one')).toBe(false);
  const copied = await room.ctx(async (ctx) => {
    const fields = ['messages.body', 'messages.choices'];
    const right = await permitOrThrow(ctx, { act: 'export', person, purpose: 'rights-fulfilment', fields });
    return holdings.find(({ table }) => table === 'messages')?.export?.(ctx, right, [person]);
  });
  expect(copied?.map(({ fields }) => fields['choices'])).toEqual([undefined, offered.join(' · ')]);
});

test('choices that no channel could show are refused, and so are those of a note', async () => {
  const conversation = await written(await ada());
  const refused = { code: 'invalid', extras: { fields: [{ path: expect.stringMatching(/^body\/choices/) }] } };
  for (const choices of [['  '], ['Keep', 'Cancel'], ['Hilfe'], ['Yes', 'Yes '], ['x'.repeat(21)], ['👩‍👩‍👧‍👦'.repeat(3)]])
    await expect(answer(conversation, undefined, { choices })).rejects.toMatchObject(refused);
  await expect(asCarol((ctx) => note(ctx, { conversation, text: 'x', choices: ['Yes'] }))).rejects.toMatchObject(refused);
});

test('what is not there is not found', async () => {
  await expect(answer(newId('cnv'))).rejects.toMatchObject({ code: 'not-found' });
  await expect(asCarol((ctx) => note(ctx, { conversation: newId('cnv'), text: 'x' }))).rejects.toMatchObject({ code: 'not-found' });
});

test('what did not arrive stands in a list of its own until it is tried again, once, or seen to', async () => {
  const conversation = await written(await ada());
  const file = await asCarol(async (ctx) => (await uploadTo(ctx, conversation, await safeFile(plan))).id);
  const lost = (await answer(conversation, 'service-conversation', { attachments: [file] })).message;
  const failed = { because: 'mailbox-full', words: 'The mailbox is full.' };
  const look = () => asCarol((ctx) => listConversations(ctx, { view: 'undelivered' }));
  expect((await look()).items).toEqual([]);
  await room.ctx((ctx) => setDelivery(ctx, lost, 'failed', failed));
  expect(await look()).toMatchObject({ items: [{ id: conversation, undelivered: 1 }], counts: { undelivered: 1 } });
  const two = await Promise.allSettled([
    asCarol((ctx) => replyAgain(ctx, lost, undefined)),
    asCarol((ctx) => replyAgain(ctx, lost, undefined)),
  ]);
  expect(two.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const items = (await room.ctx(async (ctx) => (await readyToList(ctx, conversation, {}))())).items.slice(1);
  expect(items).toMatchObject([
    { text: 'Hello Ada', delivery: 'failed', undelivered: null },
    { text: 'Hello Ada', delivery: 'queued', undelivered: null, attachments: [{ name: plan.name }] },
  ]);
  expect((await look()).counts).toMatchObject({ undelivered: 0 });
  const long = (await answer(conversation)).message;
  await room.ctx((ctx) => setDelivery(ctx, long, 'failed', { because: 'too-long', words: 'Too long.' }));
  await expect(asCarol((ctx) => replyAgain(ctx, long, undefined))).rejects.toMatchObject({ code: 'conflict' });
  expect((await look()).counts).toMatchObject({ undelivered: 1 });
  await asCarol((ctx) => settle(ctx, long, 'done'));
  await expect(asCarol((ctx) => settle(ctx, long, 'done'))).rejects.toMatchObject({ code: 'conflict' });
  expect((await look()).items).toEqual([]);
  const told = await room.ctx((ctx) => list(ctx, { kind: 'message.settled', limit: 9 }));
  expect(told.items.map(({ facts }) => facts?.['how'])).toEqual(['done', 'again']);
});

test('what goes to many is looked after by whoever sends it, and stands in nobody’s list', async () => {
  const asked = { person: await ada(), inbox, purpose: 'service-messages', text: 'To all', isForMany: true };
  const { message } = await room.ctx((ctx) => start(ctx, asked));
  await room.ctx((ctx) => setDelivery(ctx, message, 'failed', { because: 'bounced', words: 'It came back.' }));
  expect((await asCarol((ctx) => listConversations(ctx, { view: 'undelivered' }))).counts).toMatchObject({ undelivered: 0 });
});
