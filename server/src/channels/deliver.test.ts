import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { newest, readLatestOfAll, record, stateOf } from '#consent';
import { messageFacts, receive, reply, start, waitingIn } from '#conversations';
import { shred } from '#keys';
import { openPool, statement } from '#kit/db';
import type { ConversationId, Id, InboxId, MessageId, PersonId, StaffId } from '#kit/ids';
import { pool } from '#kit/pool';
import { list } from '#ledger';
import { arrive } from '#people';
import { changePurpose, currentNotice, listPurposes, publishNotices, wordingFor } from '#purposes';
import { companyFacts } from '#test/agreeing';
import { openRoom, type TestRoom } from '#test/room';
import { addVendor, changeVendor } from '#vendors';
import { openChannel } from './accounts.ts';
import type { Adapter, Outbound, Outcome } from './adapter.ts';
import { adapterOf, adapters } from './adapters.ts';
import { wake } from './breaker.ts';
import { recipientsOf } from './channels.ts';
import { deliver } from './deliver.ts';
import { prefer } from './preference.ts';
import { type Receipt, report } from './report.ts';
import { switchSandbox } from './switch/switch.ts';

const reasonOf = statement('test.reasonOf', 'SELECT delivery_because AS because FROM messages WHERE workspace_id = $1 AND id = $2');
let room: TestRoom;
let inbox: InboxId;
let carol: StaffId;
let made = 0;
const email = adapterOf('email');
const original = { weight: undefined, ...email };
const sent: Outbound[] = [];

/** The email adapter with another way out, for one test. */
function sending(how: (outbound: Outbound) => Promise<Outcome> | Outcome, more: Partial<Adapter> = {}): void {
  Object.assign(email, more, {
    send: async (_: unknown, outbound: Outbound) => {
      sent.push(outbound);
      return how(outbound);
    },
  });
}
const works = () => sending((outbound) => ({ outcome: 'sent', externalId: outbound.externalId }));

beforeAll(async () => {
  expect(adapters).toContain(email);
  room = await openRoom();
  inbox = (
    await room.ctx((ctx) => openChannel(ctx, { channel: 'email', name: 'Support', settings: { address: 'support@lantern.example.com' } }))
  ).account.inbox;
  carol = (await room.ctx((ctx) => list(ctx, { kind: 'staff.joined', limit: 1 }))).items[0]?.subject as StaffId;
});
afterEach(() => {
  Object.assign(email, original);
  sent.length = 0;
  room.setTime('2026-11-24T09:00:00Z');
});
afterAll(() => room.stop());

const ada = async (): Promise<PersonId> =>
  (await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: `ada${++made}@example.com`, name: 'Ada' }))).person;
const answered = async (person: PersonId): Promise<{ conversation: ConversationId; message: MessageId }> => {
  const { conversation } = await room.ctx((ctx) => receive(ctx, { inbox, person, text: 'Hello', subject: 'A lamp' }));
  return room.ctx((ctx) => reply(ctx, { conversation, text: 'Hello Ada', purpose: 'service-conversation' }), {
    actor: { kind: 'staff', id: carol },
  });
};
const go = (message: MessageId, attempt = 1) => deliver({ tools: room.tools, workspace: room.workspace, attempt }, message);
const tell = (kind: Receipt['state'], because: string | null, more: Partial<Receipt> = {}) =>
  report(room.tools, {
    ...{ workspace: room.workspace, inbox, externalId: sent[0]?.externalId ?? '', state: kind, because, words: '' },
    ...more,
  });
const state = (message: MessageId) => room.ctx(async (ctx) => (await messageFacts(ctx, message))?.delivery);

test('a reply leaves with the words, the writer and the thread, once', async () => {
  works();
  const { message } = await answered(await ada());
  await go(message);
  await go(message, 2);
  expect(sent).toHaveLength(1);
  expect(sent[0]).toMatchObject({
    id: message,
    use: 'reply',
    fromName: 'Carol · lantern',
    subject: 'A lamp',
    text: 'Hello Ada',
    to: { value: `ada${made}@example.com`, name: 'Ada' },
    unsubscribeUrl: undefined,
    preferencesUrl: expect.stringContaining('http://localhost:8080/p/'),
  });
  expect(sent[0]?.replyToken).toMatch(/^[a-z0-9]{40,44}$/);
  expect(await state(message)).toBe('sent');
});

test('a relay that is away is asked again, and the words say so', async () => {
  sending(() => ({ outcome: 'retry', because: 'unreachable', words: 'The relay is away.' }));
  const { message } = await answered(await ada());
  await expect(go(message)).rejects.toMatchObject({ code: 'retry-later', afterSeconds: 15, isInLine: false });
  await expect(go(message, 2)).rejects.toMatchObject({ afterSeconds: 30 });
  expect(await state(message)).toBe('sending');
  works();
  await go(message, 3);
  expect(await state(message)).toBe('sent');
});

test('after two days it is given up, with words for the agent', async () => {
  sending(() => ({ outcome: 'retry', because: 'unreachable', words: 'The relay is away. It will be tried again.' }));
  const { message } = await answered(await ada());
  room.setTime('2026-11-26T10:00:00Z');
  await go(message);
  expect(await state(message)).toBe('failed');
  const words = { name: 'test.words', text: 'SELECT delivery_words AS words FROM messages WHERE workspace_id = $1 AND id = $2' } as const;
  const said = { words: 'It was tried for two days and given up. The relay is away.' }; // and nothing more is promised
  expect(await room.ctx((ctx) => ctx.db.one(words, [ctx.workspace, message]))).toEqual(said);
});

test('while an account rests nothing is tried on it and the agent reads why, until it takes something again', async () => {
  let isDown = true;
  sending((outbound) =>
    isDown ? { outcome: 'retry', because: 'unreachable', words: '' } : { outcome: 'sent', externalId: outbound.externalId },
  );
  for (let failed = 0; failed < 5; failed += 1) await expect(go((await answered(await ada())).message)).rejects.toBeDefined();
  const { message } = await answered(await ada());
  const before = sent.length;
  await expect(go(message)).rejects.toMatchObject({ code: 'retry-later', afterSeconds: expect.any(Number) });
  expect([sent.length, await state(message)]).toEqual([before, 'queued']);
  isDown = false;
  room.setTime('2026-11-24T09:16:00Z');
  await go(message);
  expect(await state(message)).toBe('sent');
});

test('what one person would get too fast is put off without an attempt, in order, while others get theirs', async () => {
  works();
  Object.assign(email, { pace: () => ({ recipient: { perSecond: 0.1, burst: 1 } }) });
  const person = await ada();
  const [first, second, other] = [await answered(person), await answered(person), await answered(await ada())];
  const putOff = async () => (await room.ctx((ctx) => waitingIn(ctx, inbox))).putOff;
  const before = await putOff();
  await go(first.message);
  await expect(go(second.message)).rejects.toMatchObject({ code: 'retry-later', afterSeconds: 10 });
  await go(other.message);
  expect([sent.length, await state(second.message)]).toEqual([2, 'queued']);
  expect(await room.ctx((ctx) => ctx.db.one(reasonOf, [ctx.workspace, second.message]))).toEqual({ because: 'paced' }); // the agent reads why
  expect(await putOff()).toBe(before); // and a campaign takes it for no failure
  room.setTime('2026-11-24T09:00:10Z');
  await go(second.message);
  expect([sent.length, await state(second.message)]).toEqual([3, 'sent']);
});

test('two nodes over one database send no more than the account may, in the order they asked, and rest together', async () => {
  const arrivals: string[] = [];
  let isDown = false;
  sending(({ id, externalId }) => {
    arrivals.push(id);
    return isDown ? { outcome: 'retry', because: 'unreachable', words: '' } : { outcome: 'sent', externalId };
  });
  Object.assign(email, { pace: () => ({ account: { perSecond: 0.2, burst: 3 } }) });
  const other = new Map(room.tools);
  other.delete('channels.pacer');
  const own = openPool(String(pool.of(room).options.connectionString), 4, () => undefined);
  pool.set(other, own);
  const nodes = [room.tools, other];
  const messages: MessageId[] = [];
  for (let written = 0; written < 7; written += 1) messages.push((await answered(await ada())).message);
  const waits = new Map<MessageId, number>();
  const all = (isBack: boolean) =>
    Promise.all(
      messages
        .filter((id) => !arrivals.includes(id))
        .map((id, at) =>
          deliver({ tools: nodes[at % 2] as TestRoom['tools'], workspace: room.workspace, attempt: 1, isBack }, id).catch((error) =>
            waits.set(id, error.afterSeconds),
          ),
        ),
    );
  await all(false);
  expect([arrivals.length, [...waits.values()].toSorted((a, b) => a - b)]).toEqual([3, [5, 10, 15, 20]]);
  room.setTime('2026-11-24T09:00:05Z');
  const late = (await answered(await ada())).message;
  await expect(go(late)).rejects.toMatchObject({ afterSeconds: 20, isInLine: true }); // a place is free now, and four came before
  await all(true);
  expect(arrivals).toHaveLength(4);
  room.setTime('2026-11-24T10:00:00Z');
  isDown = true;
  Object.assign(email, { pace: () => null });
  for (let failed = 0; failed < 5; failed += 1) await expect(go((await answered(await ada())).message)).rejects.toBeDefined();
  const before = arrivals.length;
  await all(true); // half of them by the node at which nothing failed
  expect(arrivals).toHaveLength(before);
  room.setTime('2026-11-24T10:16:00Z');
  await all(true);
  expect(arrivals).toHaveLength(before + 1); // one tries for both
  await room.ctx(async (ctx) => wake(ctx, inbox));
  const heavy = { pace: () => ({ account: { perSecond: 10, burst: 10 } }), weight: () => 1e300 }; // no interval is so long
  sending(({ externalId }) => ({ outcome: 'sent', externalId }), heavy);
  await go((await answered(await ada())).message);
  expect([sent.length - arrivals.length, room.log.join('').includes('pace.not-taken')]).toEqual([1, true]); // what is begun leaves
  await own.end();
});

test('an adapter that throws is tried again, and its error says nothing in the log', async () => {
  sending(() => Promise.reject(new Error('no route to ada@example.com')));
  const { message } = await answered(await ada());
  await expect(go(message)).rejects.toMatchObject({ code: 'retry-later' });
  expect(room.log.join('')).toContain('adapter.threw');
  expect(room.log.join('')).not.toContain('example.com');
});

test('an attempt that died midway is repeated only where the provider knows the id again', async () => {
  const die = () => new Promise<Outcome>(() => undefined);
  for (const repeatable of [true, false]) {
    const { message } = await answered(await ada());
    sending(die, { capabilities: { ...original.capabilities, repeatable } });
    const before = sent.length + 1;
    go(message).catch(() => undefined); // the process dies here
    await expect.poll(() => sent.length).toBe(before);
    works();
    await go(message, 2);
    expect(sent.length - before).toBe(repeatable ? 1 : 0);
    expect(await state(message)).toBe(repeatable ? 'sent' : 'failed');
  }
});

test('consent withdrawn between writing and sending stops the message', async () => {
  works();
  const person = await ada();
  await agree(person);
  const write = () => room.ctx((ctx) => start(ctx, { person, inbox, purpose: 'marketing', subject: 'News', text: 'New lamps' }));
  const [goes, stops] = [await write(), await write()];
  await go(goes.message);
  expect(sent[0]).toMatchObject({
    use: 'start',
    unsubscribeUrl: expect.stringMatching(/^http:\/\/localhost:8080\/v1\/unsubscribe\/[\w.-]+$/),
    preferencesUrl: expect.any(String),
  });
  await room.ctx((ctx) =>
    record(ctx, { person, purpose: 'marketing', channel: 'email', state: 'withdrawn', method: 'privacy-page', by: 'self' }),
  );
  await go(stops.message);
  expect(sent).toHaveLength(1);
  expect(await state(stops.message)).toBe('refused');
  const [refusal] = (await room.ctx((ctx) => list(ctx, { kind: 'message.refused', subject: person, limit: 5 }))).items;
  expect(refusal?.facts).toMatchObject({ message: stops.message, because: 'consent-withdrawn' });
});

test('a carrier is used while its agreement stands, and named to the person (Art. 15(1)(c), 28(3))', async () => {
  works();
  Object.assign(email, { recipient: () => 'smtp-relay' });
  const person = await ada();
  const [before, during, after] = [await answered(person), await answered(person), await answered(person)];
  await go(before.message);
  expect(await state(before.message)).toBe('refused');
  expect(await room.ctx((ctx) => recipientsOf(ctx, [person]))).toEqual([]);
  const agreement = { reference: 'A-1', signedOn: '2026-01-01', expiresOn: null };
  const relay = { code: 'smtp-relay', role: 'processor', name: 'Carrier', service: 'Carries mail', region: 'DE', transfer: null } as const;
  const { id } = await room.ctx((ctx) => addVendor(ctx, { ...relay, agreement }));
  await go(during.message);
  expect(await state(during.message)).toBe('sent');
  expect(await room.ctx((ctx) => recipientsOf(ctx, [person]))).toMatchObject([{ recipient: 'smtp-relay', messages: 1 }]);
  await room.ctx((ctx) => changeVendor(ctx, id as Id<'vnd'>, { agreement: { ...agreement, expiresOn: '2026-11-01' } }));
  await go(after.message);
  expect(await state(after.message)).toBe('refused');
  expect(sent).toHaveLength(1);
});

test('whoever was erased between writing and sending gets nothing', async () => {
  works();
  const person = await ada();
  const { message } = await answered(person);
  await room.ctx((ctx) => shred(ctx, [person]));
  await go(message);
  expect(sent).toHaveLength(0);
});

test('a message of which nobody knew what became of it is delivered when its provider says so; any other failure stays', async () => {
  for (const [because, end] of [
    ['unknown-fate', 'delivered'],
    ['unknown-address', 'failed'],
  ] as const) {
    sending(() => ({ outcome: 'failed', because, words: 'Nobody knows.' }));
    const { message } = await answered(await ada());
    await go(message);
    await tell('delivered', null, { externalId: sent.at(-1)?.externalId ?? '' });
    expect(await state(message)).toBe(end);
  }
});

test('a switch at the provider that comes late ends no newer consent, and the same switch made later does', async () => {
  const person = await ada();
  await agree(person);
  const [value, now] = [`ada${made}@example.com`, (await room.ctx(async (ctx) => ctx.now)).getTime()];
  const stop = async (minutes: number) => {
    const at = new Date(now + minutes * 60_000);
    await prefer(room.tools, { workspace: room.workspace, inbox, from: { kind: 'email', value }, wish: 'stop', at });
    return room.ctx((ctx) => stateOf(ctx, [person], 'marketing', 'email'));
  };
  expect(await stop(-60)).toBe('given');
  expect(await stop(0)).toBe('withdrawn');
});

test('a no that a provider tells of a message ends a consent once; one that is played is nobody’s who was met outside', async () => {
  const consent = (person: PersonId) => room.ctx((ctx) => stateOf(ctx, [person], 'marketing', 'email'));
  const [person, playedOnly] = [await ada(), await ada()];
  for (const each of [person, playedOnly]) await agree(each);
  works();
  const { message } = await answered(person);
  await go(message);
  const externalId = sent[0]?.externalId ?? '';
  sending(() => ({ outcome: 'refused', because: 'opted-out', words: '' }));
  await room.ctx((ctx) => switchSandbox(ctx, true));
  const lost = (await answered(person)).message;
  for (const id of [lost, (await answered(playedOnly)).message]) await go(id);
  const [shown] = await room.ctx((ctx) => ctx.db.all(reasonOf, [ctx.workspace, lost]));
  expect(shown).toEqual({ because: 'opted-out-played' });
  expect([sent.length, await consent(person), await consent(playedOnly)]).toEqual([3, 'given', 'withdrawn']);
  await room.ctx((ctx) => switchSandbox(ctx, false));
  const told = () => tell('failed', 'opted-out', { externalId });
  await told();
  expect(await consent(person)).toBe('withdrawn');
  room.setTime('2026-11-24T09:10:00Z');
  await agree(person);
  await told();
  expect(await consent(person)).toBe('given');
});

test('a provider’s first no counts when the message had failed for another reason, ends what was agreed to after it was written, and is heard once', async () => {
  const person = await ada();
  sending(() => ({ outcome: 'failed', because: 'unknown-fate', words: '' }));
  const { message } = await answered(person);
  room.setTime('2026-11-24T09:10:00Z');
  await agree(person);
  await go(message);
  const told = async (minute: number) => {
    room.setTime(new Date(Date.UTC(2026, 10, 24, 9, minute)));
    await tell('failed', 'opted-out');
    return room.ctx(async (ctx) => newest((await readLatestOfAll(ctx, [person])).filter(({ purpose }) => purpose === 'marketing')));
  };
  expect(await told(15)).toMatchObject({ state: 'withdrawn', at: new Date('2026-11-24T09:15:00Z') });
  room.setTime('2026-11-24T09:20:00Z');
  await agree(person);
  expect(await told(25)).toMatchObject({ state: 'given' });
});

test('whoever unsubscribes by a mail of theirs once more is heard once more, unless they allowed it since', async () => {
  works();
  const person = await ada();
  await go((await answered(person)).message);
  const about = { purpose: 'service-conversation', channel: 'email' } as const;
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 24, 9, minute));
  const told = async (minute: number, saidAt?: Date | null) => {
    room.setTime(at(minute));
    await tell('delivered', 'unsubscribed', saidAt === undefined ? {} : { saidAt });
    return room.ctx((ctx) => stateOf(ctx, [person], about.purpose, about.channel));
  };
  const lift = () => room.ctx((ctx) => record(ctx, { person, ...about, state: 'expired', method: 'signal', by: 'self' }));
  expect(await told(6, at(5))).toBe('withdrawn');
  room.setTime(at(20));
  await lift();
  expect([await told(25), await told(26, at(5))], 'the same again, by whomever').toEqual(['expired', 'expired']);
  expect(await told(31, at(30))).toBe('withdrawn');
  await lift();
  expect(await told(32, null), 'no date: in doubt it is new').toBe('withdrawn');
  await agree(person);
  await lift();
  await tell('failed', 'opted-out-of-advertising'); // held back at the provider for what was said of another mail
  const states = ['marketing', about.purpose].map((purpose) => room.ctx((ctx) => stateOf(ctx, [person], purpose, 'email')));
  expect(await Promise.all(states)).toEqual(['withdrawn', 'expired']);
});

test('a bounce is news about the message, and comes too late for what was delivered', async () => {
  works();
  const { message } = await answered(await ada());
  await go(message);
  expect(await tell('delivered', 'unknown-address')).toBe('known');
  expect(await tell('failed', 'unknown-address')).toBe('known');
  expect(await state(message)).toBe('delivered');
  expect(await tell('failed', null, { externalId: '<other@example.com>' })).toBe('unknown');
});

async function agree(person: PersonId): Promise<void> {
  await room.ctx(async (ctx) => {
    const marketing = (await listPurposes(ctx)).find((purpose) => purpose.code === 'marketing');
    if (!marketing) throw new Error('no marketing');
    if (!marketing.active) await changePurpose(ctx, marketing.id, { active: true, reason: 'test' });
    const { missing } = await publishNotices(ctx, { name: 'Lantern', country: 'DE', ...companyFacts }, []);
    expect(missing).toEqual([]);
    const notice = await currentNotice(ctx, 'en');
    if (!notice) throw new Error('no notice');
    const yes = { purpose: 'marketing', channel: 'email', state: 'given', method: 'privacy-page', by: 'self' } as const;
    const shown = { notice, language: 'en', wording: wordingFor(marketing, 'email', 'en'), session: { page: 'centre' } } as const;
    await record(ctx, { person, ...yes, ...shown });
  });
}
