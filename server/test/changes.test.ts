// What happens to a message later, by the verbs that every channel calls: edits, unsends and reactions, late, twice, before their message and after an erasure.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { conversation, readMessage, readShownFile } from '#conversations';
import { lift, permitOrThrow, restrict } from '#gate';
import { shred } from '#keys';
import { holdings, sealedFields } from '#kit/holding';
import type { AttachmentId, ConversationId, InboxId, MessageId, PersonId } from '#kit/ids';
import { openRoom, type TestRoom } from '#test/room';
import { tracesInDatabase } from '#test/traces';
import { openChannel } from '../src/channels/accounts.ts';
import type { Change, Inbound } from '../src/channels/adapter.ts';
import { adapterOf } from '../src/channels/adapters.ts';
import { change } from '../src/channels/change.ts';
import { receive } from '../src/channels/receive.ts';
import { stop } from '../src/channels/stop.ts';
import { download, htmlPage } from '../src/conversations/downloads.ts';
import { placeHold } from '../src/retention/holds.ts';
import { rooms } from '../src/rooms.ts';

let room: TestRoom;
let inbox: InboxId;
let made = 0;
const email = adapterOf('email');
const original = email.capabilities;

beforeAll(async () => {
  Object.assign(email, { capabilities: { ...original, changes: true, stopWords: true } }); // mail in the place of a messenger
  room = await openRoom();
  inbox = (await room.ctx((ctx) => openChannel(ctx, { channel: 'email', name: 'Support', settings: { address: 'support@example.com' } })))
    .account.inbox;
});
afterAll(async () => {
  Object.assign(email, { capabilities: original });
  await room.stop();
});

const ada = { kind: 'email', value: 'ada@example.com' } as const;
const newId = () => `<m-${++made}@example.com>`;
const inbound = (externalId: string, more: Partial<Inbound> = {}): Inbound => ({
  ...{ workspace: room.workspace, inbox, externalId, from: ada, authentic: false, text: 'A green lamp, please', attachments: [] },
  ...{ answers: [], continues: true, automatic: false, ...more },
});
type What = { change: 'edited'; text: string } | { change: 'unsent' } | { change: 'reacted'; reaction: string | null };
const happens = (externalId: string, order: number, what: What, from: Change['from'] = ada) =>
  change(room.tools, { workspace: room.workspace, inbox, externalId, from, order, ...what });
const find = { name: 'test.message', text: 'SELECT id FROM messages WHERE workspace_id = $1 AND conversation_id = $2 AND sequence = $3' };
async function stored(externalId: string, more: Partial<Inbound> = {}) {
  const received = await receive(room.tools, inbound(externalId, more));
  if (received.outcome === 'dropped') throw new Error(received.because);
  const { id } = await room.ctx((ctx) => ctx.db.one<{ id: MessageId }>(find, [ctx.workspace, received.conversation, received.sequence]));
  return { id, conversation: received.conversation };
}
const shown = (id: MessageId) => room.ctx((ctx) => readMessage(ctx, id));
const ownerOf = (id: ConversationId) => room.ctx(async (ctx) => (await conversation(ctx, id)).person);
const filesOnDisk = () => {
  const folder = path.join(room.settings.data, 'files', room.workspace);
  if (!existsSync(folder)) return 0;
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile()).length;
};
const dayAfter = (days: number) => new Date(Date.parse('2026-12-03') + days * 86_400_000).toISOString().slice(0, 10);
const tick = async (name: string) => {
  const clock = rooms.flatMap(({ clocks = [] }) => clocks).find((each) => each.name === name);
  await room.ctx(async (ctx) => clock?.run?.(ctx));
};
const exported = (person: PersonId, table = 'messages') =>
  room.ctx(async (ctx) => {
    const fields = sealedFields(holdings.of(ctx));
    const right = await permitOrThrow(ctx, { act: 'export', person, purpose: 'rights-fulfilment', fields });
    const items = await holdings
      .of(ctx)
      .find((each) => each.table === table)
      ?.export?.(ctx, right, [person]);
    return items ?? [];
  });

test('an edit replaces the words; one that comes twice, or late, or from somebody else changes nothing', async () => {
  const [externalId] = [newId()];
  const { id, conversation: thread } = await stored(externalId);
  expect(await happens(externalId, 20, { change: 'edited', text: 'A blue lamp, please' })).toBe('done');
  expect(await happens(externalId, 20, { change: 'edited', text: 'A blue lamp, please' })).toBe('repeated');
  expect(await happens(externalId, 10, { change: 'edited', text: 'A red lamp, please' })).toBe('repeated');
  expect(await happens(externalId, 30, { change: 'edited', text: 'mine now' }, { kind: 'email', value: 'boris@example.com' })).toBe(
    'unknown',
  );
  expect(await shown(id)).toMatchObject({ text: 'A blue lamp, please', changes: { edited: expect.any(String), unsent: null } });
  // what must not rest is masked in an edit too, and what tells of Art. 9 guards the conversation
  expect(await happens(externalId, 40, { change: 'edited', text: 'My card 4111 1111 1111 1111, I have diabetes' })).toBe('done');
  const now = await shown(id);
  expect(now.text).not.toContain('4111');
  expect(now.masked).toEqual(['card']);
  expect((await room.ctx((ctx) => conversation(ctx, thread))).class).toBe('special');
  const first = (await exported(await ownerOf(thread))).find(({ fields }) => fields['message'] === id);
  expect(first?.fields).toMatchObject({ body: now.text, edited: now.changes.edited, unsent: null });
});

test('what is taken back goes with its files at once, stays gone, and is said in the ledger without a word of it', async () => {
  const externalId = newId();
  const before = filesOnDisk();
  const file = { name: 'plan.txt', type: 'text/plain', bytes: Buffer.from('a plan') };
  const { id } = await stored(externalId, { text: 'A violet regret', attachments: [file] });
  expect(filesOnDisk()).toBe(before + 1);
  expect(await happens(externalId, 5, { change: 'reacted', reaction: '👍' })).toBe('done');
  expect((await shown(id)).changes.reaction).toBe('👍');
  expect(await happens(externalId, 6, { change: 'unsent' })).toBe('done');
  expect(filesOnDisk()).toBe(before);
  expect(await shown(id)).toMatchObject({ text: '', attachments: [], changes: { unsent: expect.any(String), reaction: null } });
  expect(await happens(externalId, 6, { change: 'unsent' })).toBe('repeated');
  expect(await happens(externalId, 7, { change: 'edited', text: 'A violet regret again' })).toBe('repeated');
  expect(await happens(externalId, 8, { change: 'reacted', reaction: '👎' })).toBe('repeated');
  expect((await receive(room.tools, inbound(externalId, { text: 'A violet regret' }))).outcome).toBe('repeated');
  expect((await shown(id)).text).toBe('');
  expect(await tracesInDatabase(room.adminUrl, ['violet regret', 'plan.txt'])).toEqual([]);
});

test('an unsend that comes before its message, or at the same moment, leaves nothing of it', async () => {
  const early = newId();
  expect(await happens(early, 1, { change: 'unsent' })).toBe('unknown');
  expect(await receive(room.tools, inbound(early))).toEqual({ outcome: 'dropped', because: 'taken-back' });
  for (let round = 0; round < 8; round += 1) {
    const externalId = newId();
    const [received, taken] = await Promise.all([
      receive(room.tools, inbound(externalId, { text: 'at once' })),
      happens(externalId, 1, { change: 'unsent' }),
    ]);
    if (received.outcome === 'dropped') expect(taken).toBe('unknown');
    else {
      expect(taken).toBe('done');
      const { id } = await room.ctx((ctx) =>
        ctx.db.one<{ id: MessageId }>(find, [ctx.workspace, received.conversation, received.sequence]),
      );
      expect((await shown(id)).text).toBe('');
    }
  }
  room.setTime('2026-12-03T09:00:00Z');
  await tick('channels.forget-early-unsends');
  const count = { name: 'test.early', text: 'SELECT count(*)::int AS n FROM early_unsends WHERE workspace_id = $1' };
  expect((await room.ctx((ctx) => ctx.db.one<{ n: number }>(count, [ctx.workspace]))).n).toBe(0);
});

test('changes in any order and twice end as the newest says', async () => {
  const externalId = newId();
  const { id } = await stored(externalId);
  const all = [1, 2, 3, 4, 5].flatMap((order): [number, What][] => [
    [order, { change: 'edited', text: `version ${order}` }],
    [order, { change: 'reacted', reaction: order === 5 ? null : `${order}` }],
  ]);
  const twice = [...all, ...all].sort(() => Math.random() - 0.5);
  await Promise.all(twice.map(([order, what]) => happens(externalId, order, what)));
  expect(await shown(id)).toMatchObject({ text: 'version 5', changes: { reaction: null } });
});

test('under a legal hold what is taken back is shown to nobody, in no way, and goes with the hold', async () => {
  const externalId = newId();
  const file = { name: 'plan.txt', type: 'text/plain', bytes: Buffer.from('a plan') };
  const said = { text: 'kept for the court, card 4111 1111 1111 1111', html: '<p>kept for the court</p>', attachments: [file] };
  const before = filesOnDisk();
  const { id, conversation: thread } = await stored(externalId, said);
  const [attached] = (await shown(id)).attachments;
  const person = await ownerOf(thread);
  const fact = await room.ctx((ctx) => restrict(ctx, person, { kind: 'held', ground: 'legal-claims' }));
  expect(await happens(externalId, 1, { change: 'unsent' })).toBe('done');
  expect(await shown(id)).toMatchObject({ text: '', hasHtml: false, masked: [], changes: { unsent: expect.any(String) } });
  const gone = { code: 'not-found' };
  await expect(room.ctx((ctx) => download(ctx, attached?.id as AttachmentId))).rejects.toMatchObject(gone);
  await expect(room.ctx((ctx) => readShownFile(ctx, thread, attached?.id as AttachmentId))).rejects.toMatchObject(gone);
  await expect(room.ctx((ctx) => htmlPage(ctx, id, false))).rejects.toMatchObject(gone);
  await tick('conversations.carry-out-unsends');
  const body = async () => (await exported(person)).find(({ fields }) => fields['message'] === id)?.fields['body'];
  expect(await body()).toContain('kept for the court');
  expect(filesOnDisk()).toBe(before + 1);
  await room.ctx((ctx) => lift(ctx, fact));
  await tick('conversations.carry-out-unsends');
  expect(await body()).toBe('');
  expect(filesOnDisk()).toBe(before);
});

test.each(['held', 'restricted'] as const)('what an edit replaces while its person is %s stays sealed until that ends', async (kind) => {
  const externalId = newId();
  const { id, conversation: thread } = await stored(externalId, { text: 'I owe nothing', html: '<p>I owe nothing</p>' });
  const person = await ownerOf(thread);
  const fact = await room.ctx((ctx) => restrict(ctx, person, { kind, ground: kind === 'held' ? 'legal-claims' : 'requested' }));
  for (const [order, text] of [
    [2, 'I owe ten'],
    [3, 'I owe nine'],
    [3, 'I owe nine'],
    [1, 'late'],
  ] as const)
    await happens(externalId, order, { change: 'edited', text });
  const former = async () => (await exported(person, 'former_words')).map(({ fields }) => fields['body']).sort();
  expect(await former()).toEqual(['I owe nothing', 'I owe ten']);
  await tick('conversations.carry-out-unsends');
  expect(await former()).toHaveLength(2);
  await room.ctx((ctx) => lift(ctx, fact));
  expect((await shown(id)).text).toBe('I owe nine');
  await tick('conversations.carry-out-unsends');
  expect(await former()).toEqual([]);
});

test('a hold on one conversation keeps nothing of the others, and one that is being set is waited for', async () => {
  const [held, free] = [newId(), newId()];
  const dora = { kind: 'email', value: 'dora@example.com' } as const;
  const one = await stored(held, { from: dora, text: 'about the claim' });
  const other = await stored(free, { from: dora, text: 'about a lamp', continues: undefined as never });
  expect(other.conversation).not.toBe(one.conversation);
  const hold = { conversation: one.conversation, ground: 'legal-claims', reason: 'a claim', reviewOn: dayAfter(1) } as const;
  const taken = await room.ctx(async (ctx) => {
    await placeHold(ctx, hold);
    const unsend = happens(held, 1, { change: 'unsent' }, dora);
    await new Promise((resolve) => setTimeout(resolve, 300)); // it waits for the hold
    return { unsend };
  });
  expect(await taken.unsend).toBe('done');
  expect(await happens(free, 1, { change: 'unsent' }, dora)).toBe('done');
  const person = await ownerOf(one.conversation);
  const bodies = (await exported(person)).map(({ fields }) => fields['body']);
  expect(bodies.sort()).toEqual(['', 'about the claim']);
});

test('a start lifts the stop before it, and none that is newer: it came late', async () => {
  const egon = { kind: 'email', value: 'egon@example.com' } as const;
  const person = await ownerOf((await stored(newId(), { from: egon })).conversation);
  const wishes = (wish: 'stop' | 'start', at: string) =>
    stop(room.tools, { workspace: room.workspace, inbox, from: egon, wish, at: new Date(`2026-12-03T${at}Z`) });
  const last = {
    name: 'test.last',
    text: `SELECT state || ' ' || method AS last FROM consent_events WHERE workspace_id = $1 AND person_id = $2 AND purpose = 'service-messages' ORDER BY at DESC, id DESC LIMIT 1`,
  };
  const state = () => room.ctx(async (ctx) => (await ctx.db.one<{ last: string }>(last, [ctx.workspace, person])).last);
  await wishes('stop', '08:59:30');
  await wishes('start', '08:59:00');
  expect(await state()).toBe('withdrawn signal');
  await wishes('start', '08:59:31');
  expect(await state()).toBe('expired signal');
});

test('a mistyped STOP that is corrected stops; nothing of an erased person can be changed', async () => {
  const externalId = newId();
  const boris = { kind: 'email', value: 'boris@example.com' } as const;
  const { conversation: thread } = await stored(externalId, { from: boris, text: 'STPO' });
  expect(await happens(externalId, 1, { change: 'edited', text: 'STOP' }, boris)).toBe('done');
  const person = await ownerOf(thread);
  const states = {
    name: 'test.stop',
    text: `SELECT count(*)::int AS n FROM consent_events WHERE workspace_id = $1 AND person_id = $2 AND state = 'withdrawn'`,
  };
  expect((await room.ctx((ctx) => ctx.db.one<{ n: number }>(states, [ctx.workspace, person]))).n).toBeGreaterThan(0);
  await room.ctx((ctx) => shred(ctx, [person]));
  expect(await happens(externalId, 2, { change: 'edited', text: 'too late' }, boris)).toBe('unknown');
  expect(await happens(externalId, 3, { change: 'reacted', reaction: '👍' }, boris)).toBe('unknown');
});
