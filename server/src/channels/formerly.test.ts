import { afterAll, beforeAll, expect, test } from 'vitest';
import { record, stateOf } from '#consent';
import { conversation } from '#conversations';
import { decide } from '#gate';
import type { ConversationId, InboxId, PersonId } from '#kit/ids';
import { addIdentity, findIdentity, identitiesOf, mergesOf, rootOf, unmerge } from '#people';
import { changePurpose, currentNotice, publishNotices, purposeByCode } from '#purposes';
import { companyFacts } from '#test/agreeing';
import { byTwilio, whatsapp } from '#test/meta';
import { openRoom, type TestRoom } from '#test/room';
import { accountIn, openChannel } from './accounts.ts';
import type { Inbound } from './adapter.ts';
import { readUpdates } from './adapters/whatsapp/read.ts';
import { batch } from './adapters/whatsapp/samples.ts';
import { inboundOf } from './adapters/whatsapp/twilio/read.ts';
import { adapterOf } from './adapters.ts';
import { change } from './change.ts';
import { renamed } from './formerly.ts';
import { asPlayed } from './played.ts';
import { prefer } from './preference.ts';
import { reach } from './reach.ts';
import { receive } from './receive.ts';
import { report } from './report.ts';

let room: TestRoom;
let made = 0;

beforeAll(async () => {
  room = await openRoom();
});
afterAll(() => room.stop());

const letter = (inbox: InboxId, from: Inbound['from'], text = 'The lamp flickers'): Inbound => ({
  ...{ workspace: room.workspace, inbox, externalId: `wamid-${++made}`, from, authentic: false, text },
  ...{ attachments: [], answers: [], automatic: false, continues: true },
});
const stored = async (inbound: Inbound) => {
  const received = await receive(room.tools, inbound);
  if (received.outcome === 'dropped') throw new Error('dropped');
  return received;
};
const owner = (id: ConversationId): Promise<PersonId> => room.ctx(async (ctx) => (await conversation(ctx, id)).person);

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
    const { conversation: id } = await stored(letter(account.inbox, message(said), text));
    return owner(id);
  };
  const both = (id: string | undefined, number: string = digits) => ({ from: number, from_user_id: id });
  const personAt = async (value: string) => {
    const found = await room.ctx((ctx) => findIdentity(ctx, 'account', `whatsapp:${value}`));
    return found && room.ctx((ctx) => rootOf(ctx, found.person));
  };
  return { ...at, account, digits, ids: ids as [string, string, string], writes, both, personAt, fromOf };
}
/** Whom a status says that a message reached. */
function reachedIn(named: object): Inbound['from'] {
  const [update] = readUpdates(batch([[{ statuses: [{ id: 'wamid.1', status: 'delivered', ...named }] }]])) ?? [];
  return (update as { reached: Inbound['from'] }).reached;
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
  expect(await personAt(digits), 'what is for ada would reach boris').toBe(undefined);
  await agrees(ada);
  await writes(both(ids[0]), 'STOP');
  expect(await stand(ada), 'a no of whoever has the number is one for both').toBe('withdrawn');
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
  const { conversation: id } = await stored(letter(at, { kind: 'account', value: `whatsapp:${digits}` }));
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
    return renamed(room.tools, { workspace, inbox: at, from: reachedIn(named) });
  };
  const ada = await writes({ from: digits }, 'Is it blue?');
  const from = (value: string) => ({ kind: 'account', value: `whatsapp:${value}` }) as const;
  const written = letter(at, from(digits));
  await stored(written);
  await agrees(ada);
  await told(digits, ids[0]);
  expect([await writes({ from_user_id: ids[0] }, 'STOP'), await mayAdvertise(ada)]).toEqual([ada, false]);
  const unsent = (by: string) => change(room.tools, { ...written, from: from(by), order: 1, change: 'unsent' });
  expect([await unsent(ids[1]), await unsent(ids[0])], 'what was written from the number is theirs').toEqual(['unknown', 'done']);
  const boris = await writes({ from: '12025559144' }, 'And green?');
  room.setTime('2027-06-08T09:00:00Z');
  await told('12025559144', ids[1]);
  expect([await personAt('12025559144'), await personAt(ids[1])]).toEqual([boris, undefined]);
});

test('what went to a number makes its holder known by the id in the very act that takes its receipt in', async () => {
  const { ids, digits, workspace, inbox, writes, personAt } = await openWhatsApp(13);
  const ada = await writes({ from: digits }, 'Is it blue?');
  const known = letter(inbox, { kind: 'account', value: `whatsapp:${digits}` });
  await stored(known);
  const reached = reachedIn({ recipient_id: digits, recipient_user_id: ids[0] });
  const receipt = {
    workspace,
    inbox,
    externalId: known.externalId,
    alsoKnownAs: 'wamid.9',
    state: 'delivered',
    because: null,
    words: null,
  } as const;
  expect(await report(room.tools, { ...receipt, externalId: 'wamid.0', reached })).toBe('unknown');
  expect(await personAt(ids[0])).toBeUndefined();
  for (const _ of [1, 2]) expect(await report(room.tools, { ...receipt, reached })).toBe('known');
  expect([await personAt(ids[0]), await personAt(digits), await writes({ from_user_id: ids[0] }, 'Thanks.')]).toEqual([ada, ada, ada]);
});

test('of whoever has a number now, or gave up one long silent, a receipt or news makes nobody, and nothing goes to it', async () => {
  const { ids, digits, workspace, inbox: at, writes, both, personAt, fromOf } = await openWhatsApp(10);
  const ada = await writes({ from: digits }, 'Is it blue?');
  expect(await writes(both(ids[0]), 'It is me.')).toBe(ada);
  const named = { recipient_id: digits, recipient_user_id: ids[1] };
  await renamed(room.tools, { workspace, inbox: at, from: reachedIn(named) });
  expect([await personAt(ids[1]), await personAt(digits), await personAt(ids[0])]).toEqual([undefined, undefined, ada]);
  const boris = await writes({ from: '12025559155' }, 'And green?');
  room.setTime('2028-06-08T09:00:00Z');
  const system = { type: 'user_changed_number', wa_id: '12025559166', user_id: ids[2] };
  await renamed(room.tools, {
    workspace,
    inbox: at,
    from: fromOf({ messages: [{ id: 'wamid.1', from: '12025559155', type: 'system', system }] }),
  });
  expect([await personAt(ids[2]), await personAt('12025559155')]).toEqual([undefined, undefined]);
  expect((await room.ctx((ctx) => identitiesOf(ctx, boris)))[0]?.lostAt).toBeInstanceOf(Date);
});

test('who changes to a number from which somebody else wrote lately is not joined to them, then or later, and ends nothing of theirs', async () => {
  const { ids, digits, workspace, inbox: at, writes, both, personAt, fromOf } = await openWhatsApp(11);
  const ada = await writes(both(ids[0]), 'Is it blue?');
  const carol = await writes({ from: '12025557102' }, 'And green?');
  await agrees(carol);
  const system = { type: 'user_changed_number', wa_id: '12025557102', user_id: ids[1], previous_user_id: ids[0] };
  await renamed(room.tools, {
    workspace,
    inbox: at,
    from: fromOf({ messages: [{ id: 'wamid.1', from: digits, type: 'system', system }] }),
  });
  expect(await writes(both(ids[1], '12025557102'), 'STOP')).toBe(ada);
  expect([await joinedBy(carol), await stand(carol), await personAt('12025557102')]).toEqual([[], 'given', undefined]);
});

test('an edit into STOP is heard for whoever has the number too', async () => {
  const { ids, digits, inbox: at, writes, both } = await openWhatsApp(12);
  const ada = await writes({ from: digits }, 'Is it blue?');
  await agrees(ada);
  room.setTime('2028-08-08T09:00:00Z');
  const boris = await writes(both(ids[0]), 'STPO');
  const written = letter(
    at,
    { kind: 'account', value: `whatsapp:${ids[0]}`, formerly: [{ value: `whatsapp:${digits}`, mayMove: true }] },
    'STPO',
  );
  await stored(written);
  expect(await change(room.tools, { ...written, order: 1, change: 'edited', text: 'STOP' })).toBe('done');
  expect([boris === ada, await stand(boris), await stand(ada)]).toEqual([false, 'withdrawn', 'withdrawn']);
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
