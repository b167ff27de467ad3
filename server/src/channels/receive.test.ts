import { afterAll, beforeAll, expect, test } from 'vitest';
import { record, stateOf } from '#consent';
import { conversation, reply, safeFile, upload } from '#conversations';
import { decide, permitOrThrow } from '#gate';
import { shred, signId } from '#keys';
import { holdings } from '#kit/holding';
import type { ConversationId, InboxId, MessageId, PersonId } from '#kit/ids';
import { addIdentity, arrive, findIdentity, identitiesOf, mergesOf, rootOf, unmerge } from '#people';
import { changePurpose, currentNotice, publishNotices, purposeByCode } from '#purposes';
import { companyFacts } from '#test/agreeing';
import { oneWaits } from '#test/held-open';
import { byTwilio, whatsapp } from '#test/meta';
import { openRoom, type TestRoom } from '#test/room';
import { accountIn, changeChannel, openChannel } from './accounts.ts';
import type { Inbound } from './adapter.ts';
import { readUpdates } from './adapters/whatsapp/read.ts';
import { batch } from './adapters/whatsapp/samples.ts';
import { inboundOf } from './adapters/whatsapp/twilio/read.ts';
import { adapterOf } from './adapters.ts';
import { change } from './change.ts';
import { deliver } from './deliver.ts';
import { renamed } from './formerly.ts';
import { asPlayed } from './played.ts';
import { prefer } from './preference.ts';
import { reach } from './reach.ts';
import { receive } from './receive.ts';

let room: TestRoom;
let inbox: InboxId;
let made = 0;

beforeAll(async () => {
  room = await openRoom();
  inbox = (
    await room.ctx((ctx) => openChannel(ctx, { channel: 'email', name: 'Support', settings: { address: 'support@lantern.example.com' } }))
  ).account.inbox;
});
afterAll(() => room.stop());

const mail = (from: string, more: Partial<Inbound> = {}): Inbound => ({
  workspace: room.workspace,
  inbox,
  externalId: `<mail-${++made}@example.com>`,
  from: { kind: 'email', value: from, name: 'Ada' },
  authentic: false,
  text: 'The lamp flickers',
  attachments: [],
  answers: [],
  automatic: false,
  ...more,
});
const stored = async (inbound: Inbound) => {
  const received = await receive(room.tools, inbound);
  if (received.outcome === 'dropped') throw new Error('dropped');
  return received;
};
const owner = (id: ConversationId): Promise<PersonId> => room.ctx(async (ctx) => (await conversation(ctx, id)).person);
const answered = async (id: ConversationId): Promise<MessageId> => {
  const { message } = await room.ctx((ctx) => reply(ctx, { conversation: id, text: 'We look into it', purpose: 'service-conversation' }));
  await deliver({ tools: room.tools, workspace: room.workspace, attempt: 1 }, message);
  return message;
};
const erase = async (person: PersonId) => {
  for (const each of holdings.of(room)) if (each.about === 'person') await room.ctx(async (ctx) => each.erase?.(ctx, [person]));
};

test('the same mail twice makes one message, one after the other and at once', async () => {
  const inbound = mail('ada@example.com');
  const all = [await stored(inbound), await stored(inbound), ...(await Promise.all(Array.from({ length: 5 }, () => stored(inbound))))];
  expect(all.map((each) => each.outcome)).toEqual(['stored', ...Array.from({ length: 6 }, () => 'repeated')]);
  const twin = mail('ada@example.com');
  const twins = await Promise.all(Array.from({ length: 6 }, () => stored(twin)));
  expect(twins.filter((each) => each.outcome === 'stored')).toHaveLength(1);
  expect(new Set(twins.map((each) => `${each.conversation}/${each.sequence}`)).size).toBe(1);
});

test('the same id at another inbox is another message', async () => {
  const other = (
    await room.ctx((ctx) => openChannel(ctx, { channel: 'email', name: 'Sales', settings: { address: 'sales@lantern.example.com' } }))
  ).account.inbox;
  const inbound = mail('ada@example.com');
  await stored(inbound);
  expect(await stored({ ...inbound, inbox: other })).toMatchObject({ outcome: 'stored', sequence: 1 });
});

test('an answer joins its thread by what it answers, never by its subject', async () => {
  const first = mail('ada@example.com', { subject: 'Lamp' });
  const { conversation: thread } = await stored(first);
  const message = await answered(thread);
  expect(await stored(mail('ada@example.com', { subject: 'Lamp', answers: [`<${message}@lantern.example.com>`] }))).toMatchObject({
    conversation: thread,
    sequence: 3,
  });
  expect(
    await stored(mail('ada@example.com', { subject: 'Something else', answers: ['<unknown@example.com>', first.externalId] })),
  ).toMatchObject({ conversation: thread, sequence: 4 });
  expect((await stored(mail('ada@example.com', { subject: 'Re: Lamp' }))).conversation).not.toBe(thread);
});

test('a reply address leads back even when the mail names nothing', async () => {
  const { conversation: thread } = await stored(mail('ada@example.com'));
  const replyToken = signId(room.tools, 'reply', await answered(thread));
  expect((await stored(mail('ada@example.com', { replyToken }))).conversation).toBe(thread);
  expect(
    (await stored(mail('ada@example.com', { replyToken: `${replyToken.slice(0, -2)}${replyToken.endsWith('00') ? '11' : '00'}` })))
      .conversation,
  ).not.toBe(thread);
});

test('whoever answers in somebody else’s name or thread gets a conversation of their own', async () => {
  const { conversation: thread } = await stored(mail('ada@example.com'));
  const message = await answered(thread);
  const forwarded = await stored(
    mail('boris@example.net', {
      answers: [`<${message}@lantern.example.com>`],
      replyToken: signId(room.tools, 'reply', message),
      authentic: true,
    }),
  );
  expect(forwarded.conversation).not.toBe(thread);
  expect(await owner(forwarded.conversation)).not.toBe(await owner(thread));
});

test('an answer to the reply address proves the address only when its sender is vouched for', async () => {
  const { conversation: thread } = await stored(mail('carol@example.org'));
  const { person: visitor } = await room.ctx((ctx) => arrive(ctx, { kind: 'visitor', value: 'a-visitor', proof: 'device' }));
  await room.ctx((ctx) => addIdentity(ctx, visitor, { kind: 'email', value: 'carol@example.org' }));
  const replyToken = signId(room.tools, 'reply', await answered(thread));
  const proved = () => room.ctx(async (ctx) => (await findIdentity(ctx, 'email', 'carol@example.org'))?.proof ?? null);
  await stored(mail('carol@example.org', { replyToken, authentic: false }));
  expect(await proved()).toBeNull();
  await stored(mail('carol@example.org', { replyToken, authentic: true }));
  expect(await proved()).toBe('reply-address');
  expect(await room.ctx((ctx) => rootOf(ctx, visitor))).toBe(visitor); // the visitor only claimed the address: a claim opens nothing
});

test('a mail that arrives during its sender’s erasure starts a new record and is not lost', async () => {
  const { conversation: thread } = await stored(mail('boris@example.com'));
  const old = await owner(thread);
  let finish = () => {};
  const until = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const shredding = room.ctx(async (ctx) => {
    await shred(ctx, [old]);
    await until;
  });
  await new Promise((resolve) => setTimeout(resolve, 100));
  const arriving = stored(mail('boris@example.com', { answers: [], text: 'Are you there?' }));
  await new Promise((resolve) => setTimeout(resolve, 100));
  finish();
  await shredding;
  await erase(old);
  const received = await arriving;
  expect(await owner(received.conversation)).not.toBe(old);
  expect(received).toMatchObject({ outcome: 'stored', sequence: 1 });
  await expect(owner(thread)).rejects.toMatchObject({ code: 'not-found' });
});

test('a sender that is no address is dropped, a file too large is said to be', async () => {
  expect(await receive(room.tools, mail('no address'))).toEqual({ outcome: 'dropped', because: 'no-usable-sender' });
  const bytes = Buffer.alloc(room.settings.attachmentMaxBytes + 1);
  await expect(receive(room.tools, mail('ada@example.com', { attachments: [{ name: 'big', type: '', bytes }] }))).rejects.toMatchObject({
    code: 'too-large',
  });
  const { person } = await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: 'ada@example.com' }));
  const file = await safeFile({ name: 'big', type: '', bytes });
  await expect(room.ctx((ctx) => upload(ctx, person, file))).rejects.toMatchObject({ code: 'too-large' });
});

test('what tells a provider that words were read is kept while the company tells it, and the newest alone', async () => {
  const settings = { provider: 'sandbox' };
  const line = (await room.ctx((ctx) => openChannel(ctx, { channel: 'line', name: 'LINE', settings }))).account.inbox;
  const write = (minute: number, readToken: string) =>
    stored({
      ...mail('', { readToken: `read/${readToken}`, saidAt: new Date(Date.UTC(2026, 10, 24, 8, minute)), continues: true }),
      ...{ inbox: line, from: { kind: 'account', value: 'line:U0123456789' } },
    });
  const text = 'SELECT said_at AS at FROM external_ids WHERE workspace_id = $1 AND is_read_token';
  const kept = async () =>
    (await room.ctx((ctx) => ctx.db.all<{ at: Date }>({ name: 'test.tokens', text }, [ctx.workspace]))).map(({ at }) => at.getUTCMinutes());
  await write(1, 'asked-for-before-it-was-switched-off');
  expect(await kept()).toEqual([]);
  await room.ctx((ctx) => changeChannel(ctx, line, { settings: { ...settings, tellsRead: true }, reason: 'People ask.' }));
  await write(3, 'newest');
  await write(2, 'late');
  expect(await kept()).toEqual([3]);
  await write(4, 'newer');
  expect(await kept()).toEqual([4]);
  await room.ctx((ctx) => changeChannel(ctx, line, { settings: { tellsRead: false } }));
  expect(await kept()).toEqual([]);
});

test('a STOP waits for what is being sent before it locks the thread, into which that goes, and then stands', async () => {
  const settings = { provider: 'sandbox', number: '+12025550100' };
  const texts = (await room.ctx((ctx) => openChannel(ctx, { channel: 'sms', name: 'Texts', settings }))).account.inbox;
  const says = (text: string) => stored(mail('', { inbox: texts, text, continues: true, from: { kind: 'phone', value: '+12025550143' } }));
  const { conversation: id } = await says('Is the lamp in stock?');
  const person = await owner(id);
  let stopped: ReturnType<typeof says> | undefined;
  await room.ctx(async (ctx) => {
    await permitOrThrow(ctx, { act: 'send', person, purpose: 'service-conversation', channel: 'sms' });
    stopped = says('STOP');
    await oneWaits(room);
    const free = 'SELECT id FROM conversations WHERE workspace_id = $1 AND id = $2 FOR UPDATE NOWAIT';
    await ctx.db.one({ name: 'test.free', text: free }, [ctx.workspace, id]);
    await reply(ctx, { conversation: id, text: 'It is', purpose: 'service-conversation' });
  });
  await stopped;
  const refused = room.ctx((ctx) => permitOrThrow(ctx, { act: 'send', person, purpose: 'service-conversation', channel: 'sms' }));
  await expect(refused).rejects.toMatchObject({ extras: { because: 'channel-stopped' } });
});

/** WhatsApp, where marketing may be agreed to; `n` keeps the numbers and ids of one test apart. */
async function openWhatsApp(n: number, given: object = whatsapp) {
  const numberId = `10654035224290${n}`;
  const settings = { ...given, ...('numberId' in given && { numberId }) };
  const { account } = await room.ctx((ctx) => openChannel(ctx, { channel: 'whatsapp', name: `WhatsApp ${n}`, settings }));
  await room.ctx(async (ctx) => {
    const marketing = await purposeByCode(ctx, 'marketing');
    if (!marketing) throw new Error('no marketing');
    await changePurpose(ctx, marketing.id, { active: true, channels: ['email', 'whatsapp'], confirmOn: [], reason: 'a test' });
    await publishNotices(ctx, { name: 'Lantern', country: 'DE', ...companyFacts }, []);
  });
  const at = { workspace: room.workspace, inbox: account.inbox };
  const [digits, ids] = [`1202555${n}143`, [1, 2, 3].map((each) => `US.${n}00${each}`)] as const;
  const fromOf = (value: object): Inbound['from'] => {
    const [update] = readUpdates(batch([[{ contacts: [], ...value }]])) ?? [];
    if (!update || !('from' in update)) throw new Error('nobody is named');
    return update.from;
  };
  const message = (said: object) => fromOf({ messages: [{ id: 'wamid.1', timestamp: '1', type: 'text', text: { body: 'x' }, ...said }] });
  /** Somebody writes, as a webhook of Meta names them. */
  const writes = async (said: object, text: string) => {
    const { conversation: id } = await stored(mail('', { ...at, from: message(said), text, continues: true }));
    return owner(id);
  };
  const both = (id: string | undefined, number: string = digits) => ({ from: number, from_user_id: id });
  const personAt = async (value: string) => {
    const found = await room.ctx((ctx) => findIdentity(ctx, 'account', `whatsapp:${value}`));
    return found && room.ctx((ctx) => rootOf(ctx, found.person));
  };
  return { ...at, account, digits, ids: ids as [string, string, string], writes, both, personAt, fromOf };
}
const agrees = (person: PersonId) =>
  room.ctx(async (ctx) => {
    const notice = await currentNotice(ctx, 'en');
    const yes = { purpose: 'marketing', channel: 'whatsapp', state: 'given', method: 'privacy-page', by: 'self' } as const;
    await record(ctx, { person, ...yes, notice, language: 'en', wording: 'Yes, please.' });
  });
const mayAdvertise = async (person: PersonId) =>
  (await room.ctx((ctx) => decide(ctx, { act: 'send', person, purpose: 'marketing', channel: 'whatsapp' }))).allowed;
const stand = (person: PersonId) => room.ctx((ctx) => stateOf(ctx, [person], 'marketing', 'whatsapp'));
const joinedBy = async (person: PersonId) => (await room.ctx((ctx) => mergesOf(ctx, person))).map(({ proof }) => proof);

test('by Twilio one number with two ids is two people, and one id under two numbers is one', async () => {
  const { account, inbox: at } = await openWhatsApp(1, byTwilio);
  const says = async (from: string, id: string, text = 'Is it blue?') => {
    const form = new URLSearchParams({ MessageSid: `SM${String(++made).padStart(32, '0')}`, From: from, Body: text, ExternalUserId: id });
    const inbound = await inboundOf((await accountIn(room.tools, room.workspace, at)) as never, form, room.tools);
    if (typeof inbound !== 'object') throw new Error('nobody wrote');
    return owner((await stored(inbound)).conversation);
  };
  expect(adapterOf('whatsapp').entrances(account.settings)).toHaveLength(1);
  const [one, other] = [await says('whatsapp:+12025550143', 'US.11'), await says('whatsapp:+12025550143', 'US.12')];
  expect(other).not.toBe(one);
  expect(await says('whatsapp:+12025550144', 'US.11')).toBe(one);
  const before = await says('whatsapp:+12025550145', '');
  await agrees(before);
  expect(await says('whatsapp:+12025550145', 'US.13', 'STOP')).toBe(before);
  expect([await mayAdvertise(before), await joinedBy(before)]).toEqual([false, ['provider']]);
});

test('who agreed under a number and says STOP under an id is one person for whom nothing is sent, also when they are parted, and they stay parted', async () => {
  const { ids, digits, writes, both, personAt } = await openWhatsApp(2);
  const ada = await writes({ from: digits }, 'Is it blue?');
  await agrees(ada);
  expect(await mayAdvertise(ada)).toBe(true);
  expect(await writes(both(ids[0]), 'STOP')).toBe(ada);
  const [merge] = await room.ctx((ctx) => mergesOf(ctx, ada));
  expect(merge).toMatchObject({ into: ada, proof: 'provider' });
  expect([await personAt(digits), await personAt(ids[0]), await mayAdvertise(ada)]).toEqual([ada, ada, false]);
  await room.ctx((ctx) => unmerge(ctx, merge!.id));
  const boris = (await personAt(ids[0])) as PersonId;
  expect([boris, await personAt(digits)]).toEqual([merge?.from, ada]);
  expect([await stand(ada), await stand(boris), await mayAdvertise(boris)]).toEqual(['withdrawn', 'none', false]);
  await writes(both(ids[0]), 'And now?');
  expect([await personAt(ids[0]), await joinedBy(ada)]).toEqual([boris, []]);
  await agrees(ada);
  await writes(both(ids[0]), 'STOP');
  expect(await stand(ada), 'what goes to that number reaches whoever says no').toBe('withdrawn');
});

test('a number that was another account’s joins nobody, nothing goes there any more, and its new holder ends nothing of theirs', async () => {
  const { ids, digits, inbox: at, writes, both, personAt } = await openWhatsApp(3);
  const ada = await writes({ from: digits }, 'Is it blue?');
  await agrees(ada);
  expect(await writes(both(ids[0]), 'It is me.')).toBe(ada);
  const boris = await writes(both(ids[1]), 'STOP');
  expect([boris === ada, await joinedBy(boris), await joinedBy(ada)]).toEqual([false, [], ['provider']]);
  expect([await stand(ada), await stand(boris)]).toEqual(['given', 'withdrawn']);
  const { lostAt } = (await room.ctx((ctx) => identitiesOf(ctx, ada)))[0]!;
  expect([lostAt === null, await personAt(digits)]).toEqual([false, undefined]);
  expect(await writes(both(ids[0], '12025550199'), 'I have another number.')).toBe(ada);
  const { conversation: id } = await stored(
    mail('', { inbox: at, from: { kind: 'account', value: `whatsapp:${digits}` }, continues: true }),
  );
  const carol = await owner(id);
  expect([ada, boris].includes(carol), 'whoever writes from it without an id').toBe(false);
  const address = async (person: PersonId, conversationId: ConversationId) =>
    (
      await room.ctx((ctx) =>
        reach(ctx, adapterOf('whatsapp'), { person, inbox: at, conversation: conversationId, purpose: 'service-conversation' }),
      )
    )?.id;
  expect(await address(ada, id)).toBe((await room.ctx((ctx) => findIdentity(ctx, 'account', `whatsapp:${ids[0]}`)))?.id);
});

test('a number that was silent for as long as a number rests joins nobody; whoever says no there has it heeded for both', async () => {
  const { ids, digits, writes, both } = await openWhatsApp(4);
  const ada = await writes({ from: digits }, 'Is it blue?');
  await agrees(ada);
  room.setTime('2027-01-08T09:00:01Z');
  const boris = await writes(both(ids[0]), 'Hello?');
  expect([boris === ada, await joinedBy(ada), await stand(ada)]).toEqual([false, [], 'given']);
  await writes(both(ids[0]), 'STOP');
  expect([await stand(ada), await stand(boris)]).toEqual(['withdrawn', 'withdrawn']);
});

test('an id whose holder is somebody by proofs of their own swallows nobody, and a switch at the provider is heard for both without joining', async () => {
  const { ids, digits, workspace, inbox: at, writes, both, fromOf } = await openWhatsApp(5);
  const boris = await writes({ from_user_id: ids[0] }, 'Hello.');
  await room.ctx((ctx) => addIdentity(ctx, boris, { kind: 'email', value: 'boris-five@example.com', proof: 'signed-identity' }));
  const ada = await writes({ from: digits }, 'Is it blue?');
  await agrees(ada);
  expect(await writes(both(ids[0]), 'And me?')).toBe(boris);
  expect([await joinedBy(boris), await joinedBy(ada), await stand(ada)]).toEqual([[], [], 'given']);
  const contacts = [{ wa_id: digits, user_id: ids[0] }];
  const user_preferences = [{ user_id: ids[0], category: 'marketing_messages', value: 'stop', timestamp: '1800000000' }];
  await prefer(room.tools, {
    workspace,
    inbox: at,
    from: fromOf({ contacts, user_preferences }),
    wish: 'stop',
    at: new Date('2027-01-08T09:00:01Z'),
  });
  expect([await stand(ada), await stand(boris), await joinedBy(ada)]).toEqual(['withdrawn', 'withdrawn', []]);
});

test('news of another id goes to whoever is known by the one before, and makes nobody known', async () => {
  const { ids, digits, workspace, inbox: at, writes, both, personAt, fromOf } = await openWhatsApp(6);
  const news = (system: object, from = digits) =>
    renamed(room.tools, { workspace, inbox: at, from: fromOf({ messages: [{ id: 'wamid.1', from, type: 'system', system }] }) });
  const moved = { type: 'user_changed_number', wa_id: '12025556199', user_id: ids[1], previous_user_id: ids[0] };
  await news(moved);
  expect([await personAt(ids[0]), await personAt(ids[1])]).toEqual([undefined, undefined]);
  const ada = await writes({ from: digits }, 'Is it blue?');
  expect(await writes(both(ids[0]), 'It is me.')).toBe(ada);
  await news(moved);
  expect([await personAt(ids[1]), await personAt(digits), await joinedBy(ada)]).toEqual([ada, undefined, ['provider', 'provider']]);
  expect(await writes({ from_user_id: ids[1] }, 'Me again.')).toBe(ada);
  expect(await writes(both(ids[2]), 'I have this number now.')).not.toBe(ada);
});

test('a receipt that names an id for the number makes its holder known by it, who may then hide the number; of one long silent nothing follows', async () => {
  const { ids, digits, workspace, inbox: at, writes, personAt } = await openWhatsApp(9);
  const told = (number: string, id: string) => {
    const named = { recipient_id: number, recipient_user_id: id };
    const [, update] = readUpdates(batch([[{ statuses: [{ id: 'wamid.1', status: 'delivered', ...named }] }]])) ?? [];
    return renamed(room.tools, { workspace, inbox: at, from: (update as { from: Inbound['from'] }).from });
  };
  const ada = await writes({ from: digits }, 'Is it blue?');
  const from = (value: string) => ({ kind: 'account', value: `whatsapp:${value}` }) as const;
  const letter = mail('', { inbox: at, from: from(digits) });
  await stored(letter);
  await agrees(ada);
  await told(digits, ids[0]);
  expect([await writes({ from_user_id: ids[0] }, 'STOP'), await mayAdvertise(ada)]).toEqual([ada, false]);
  const unsent = (by: string) => change(room.tools, { ...letter, from: from(by), order: 1, change: 'unsent' });
  expect([await unsent(ids[1]), await unsent(ids[0])], 'what was written from the number is theirs').toEqual(['unknown', 'done']);
  const boris = await writes({ from: '12025559144' }, 'And green?');
  room.setTime('2027-06-08T09:00:00Z');
  await told('12025559144', ids[1]);
  expect([await personAt('12025559144'), await personAt(ids[1])]).toEqual([boris, undefined]);
});

test('what is played in the sandbox joins nobody who was met outside', async () => {
  const { ids, digits, writes, both, personAt } = await openWhatsApp(7, { provider: 'sandbox' });
  const real = await openWhatsApp(8);
  const ada = await real.writes({ from: digits }, 'Is it blue?');
  await agrees(ada);
  const boris = await asPlayed(() => writes(both(ids[0]), 'STOP'));
  expect([boris === ada, await personAt(digits), await stand(ada)]).toEqual([false, ada, 'given']);
  const carol = await asPlayed(() => writes({ from: real.digits }, 'Hello.'));
  expect(await asPlayed(() => writes(both(ids[1], real.digits), 'Me again.')), 'among themselves it goes as outside').toBe(carol);
});
