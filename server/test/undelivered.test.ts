// Messages on their way out through the queue itself: their order, and what becomes of one that cannot be carried out here.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { messageFacts, receive, reply, replyAgain } from '#conversations';
import { statement } from '#kit/db';
import type { ConversationId, InboxId, MessageId } from '#kit/ids';
import { announce, announcement, type Listener, listen, listeners } from '#kit/outbox';
import { list } from '#ledger';
import { arrive } from '#people';
import { staffWhoMayAll } from '#test/reach';
import { openRoom, type TestRoom } from '#test/room';
import { openChannel } from '../src/channels/accounts.ts';
import type { Outbound, Outcome } from '../src/channels/adapter.ts';
import { adapterOf } from '../src/channels/adapters.ts';
import { beginAttempt, deliveryOf } from '../src/channels/store.ts';
import { why } from '../src/channels/words.ts';
import { listConversations } from '../src/conversations/views.ts';
import { drain } from '../src/worker/queue.ts';

const begun = new Date('2026-11-24T09:00:00Z');
const email = adapterOf('email');
const original = { ...email };
const left: string[] = [];
let room: TestRoom;
let inbox: InboxId;
let carol: ReturnType<typeof staffWhoMayAll>;
let made = 0;
let now = begun.getTime();

/** The email adapter with another way out; what left by it is noted. */
const sending = (how: (outbound: Outbound) => Outcome['outcome']): void =>
  void Object.assign(email, {
    send: async (_: unknown, outbound: Outbound): Promise<Outcome> => {
      if (how(outbound) !== 'sent') return { outcome: 'retry', because: 'deferred', words: 'The mail server asked to try again later.' };
      left.push(outbound.text);
      return { outcome: 'sent', externalId: outbound.externalId };
    },
  });
beforeAll(async () => {
  room = await openRoom();
  const settings = { address: 'support@lantern.example.com' };
  inbox = (await room.ctx((ctx) => openChannel(ctx, { channel: 'email', name: 'Support', settings }))).account.inbox;
  carol = staffWhoMayAll((await room.ctx((ctx) => list(ctx, { kind: 'staff.joined', limit: 1 }))).items[0]?.subject as never);
  await drained();
});
afterEach(() => {
  Object.assign(email, original);
  left.length = 0;
});
afterAll(() => room.stop());

const drained = () => drain(room.tools, room.workspace, () => false);
/** As the worker does after so long. */
const later = (seconds: number): Promise<void> => {
  now += seconds * 1_000;
  room.setTime(new Date(now));
  return drained();
};
async function thread(): Promise<ConversationId> {
  const { person } = await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: `ada${++made}@example.com` }));
  return (await room.ctx((ctx) => receive(ctx, { inbox, person, text: 'Hello' }))).conversation;
}
const answer = async (conversation: ConversationId, text: string): Promise<MessageId> =>
  (await room.ctx((ctx) => reply(ctx, { conversation, text, purpose: 'service-conversation' }), { actor: carol })).message;
const standOf = (message: MessageId) => room.ctx(async (ctx) => (await messageFacts(ctx, message))?.delivery);
const undelivered = async () => {
  const { items } = await room.ctx((ctx) => listConversations(ctx, { view: 'undelivered' }), { actor: carol });
  return items.map(({ id }) => id);
};
const reasonOf = statement<{ because: string; words: string }>(
  'test.reasonOfUndelivered',
  'SELECT delivery_because AS because, delivery_words AS words FROM messages WHERE workspace_id = $1 AND id = $2',
);
const said = (message: MessageId) => room.ctx((ctx) => ctx.db.one(reasonOf, [ctx.workspace, message]));

test('what is put off is not overtaken in its conversation, and holds up no other', async () => {
  let isBusy = true;
  sending(({ text }) => (isBusy && text === 'first' ? 'retry' : 'sent'));
  const [ada, boris] = [await thread(), await thread()];
  const [first, second] = [await answer(ada, 'first'), await answer(ada, 'second')];
  await answer(boris, 'of another');
  await drained();
  expect([left, await standOf(first), await standOf(second)]).toEqual([['of another'], 'sending', 'queued']);
  isBusy = false;
  await later(1);
  expect(left).toEqual(['of another']); // its time has not come
  await later(3_600);
  expect(left).toEqual(['of another', 'first', 'second']);
});

const settingsOf = statement<{ settings: unknown }>('test.settingsOf', 'SELECT settings FROM channel_accounts WHERE inbox_id = $1');
const setSettings = statement('test.setSettings', 'UPDATE channel_accounts SET settings = $2 WHERE inbox_id = $1');
/** Until it is given up: twelve attempts, each an hour after the one before at most. */
const triedOut = async () => {
  for (let attempt = 1; attempt <= 12; attempt += 1) await later(3_601);
};

test('what cannot be carried out here ends among what was not delivered, with words, and leaves once that is mended', async () => {
  sending(() => 'sent');
  const conversation = await thread();
  const { settings } = await room.ctx((ctx) => ctx.db.one(settingsOf, [inbox]));
  await room.ctx((ctx) => ctx.db.run(setSettings, [inbox, 'null'])); // what everything that is sent reads first
  const [lost, open] = [await answer(conversation, 'lost'), await answer(await thread(), 'begun')];
  await room.ctx(async (ctx) => {
    const facts = await messageFacts(ctx, open);
    if (facts) await beginAttempt(ctx, open, { ...facts, inbox, identity: null, recipient: null, leads: false });
  });
  await drained();
  expect([await standOf(lost), await undelivered()]).toEqual(['queued', []]);
  await triedOut();
  expect(await said(lost)).toEqual({ because: 'failed-here', words: why['failed-here'] });
  expect(await said(open)).toEqual({ because: 'unknown-fate', words: why['unknown-fate'] }); // nobody knows what became of that attempt
  expect(await room.ctx((ctx) => ctx.db.one(deliveryOf, [ctx.workspace, open]))).toMatchObject({ outcome: 'failed' });
  expect([await standOf(lost), (await undelivered()).length, left]).toEqual(['failed', 2, []]);
  await room.ctx((ctx) => ctx.db.run(setSettings, [inbox, JSON.stringify(settings)]));
  await room.ctx((ctx) => replyAgain(ctx, lost, undefined), { actor: carol });
  await later(1);
  expect([left, await undelivered()]).toEqual([['lost'], [expect.not.stringContaining(conversation)]]);
  expect(room.log.filter((line) => line.includes('"dead":true'))).toHaveLength(2);
});

test('what is given up is not dead before whoever waits for it was told', async () => {
  const word = announcement('test.hopeless');
  const told: number[] = [];
  const hopeless = listen(
    word,
    'test.hopeless',
    async () => Promise.reject(new Error('no way')),
    undefined,
    async ({ attempt }) => {
      told.push(attempt);
      if (told.length === 1) throw new Error('nor this');
    },
  );
  (listeners.of({ tools: room.tools }) as Map<string, readonly Listener[]>).set(word.topic, [hopeless]);
  await room.ctx((ctx) => announce(ctx, word, {}));
  const dead = statement<{ dead: boolean }>('test.dead', "SELECT dead FROM outbox WHERE listener = 'test.hopeless'");
  const isDead = () => room.ctx(async (ctx) => (await ctx.db.one(dead, [])).dead);
  await triedOut();
  expect([told, await isDead()]).toEqual([[12], false]);
  await later(3_601);
  await later(3_601);
  expect([told, await isDead()]).toEqual([[12, 13], true]);
});
