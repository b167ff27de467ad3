// How many people a company may begin with in 24 hours: asked of Meta's emulator, counted over numbers and nodes, and what is above waits instead of being refused.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { InboxId, MessageId } from '#kit/ids';
import { eventually } from '#test/house';
import { openMetaHouse, post, shared, whatsapp } from '#test/meta';
import { accountOf } from '../adapters/meta/emulator/emulator.ts';
import { askForLimit } from './ask.ts';
import { noteNotBegun } from './give-back.ts';
import { beginWith, limitFor, roomToBegin } from './limit.ts';

const hourMs = 3_600_000;
const second = { ...shared, numberId: '106540352242933', businessId: '102290129340333' };
type Bench = Awaited<ReturnType<typeof openMetaHouse>>;
type Channel = { inbox: { id: string }; webhook: string | null };
let bench: Bench;
let carol: Bench['carol'];
let [one, two] = [] as unknown as [Channel, Channel];
const numbers = [whatsapp, second] as const;

beforeAll(async () => {
  bench = await openMetaHouse();
  ({ carol } = bench);
  bench.emulator.open(accountOf({ ...second, verifyToken: '', key: '' }));
  const add = (name: string, settings: object) =>
    carol.call('addChannel', { body: { channel: 'whatsapp', name, settings: { ...settings } } });
  one = await add('Sales', whatsapp);
  two = await add('Service', second);
  for (const { numberId } of numbers) Object.assign(emulated(numberId), { portfolio: '900000000000001', tier: 'TIER_3' });
  await carol.call('connectChannel', { params: { inbox: one.inbox.id } });
  await agreeWithMeta(null);
  await bench.house.anotherNode();
});
afterAll(() => bench.stop());
beforeEach(async () => {
  raise('TIER_3');
  await pass(49 * hourMs); // nobody was begun with any more
  await ask();
});

/** Nobody stays signed in for so long. */
async function pass(ms: number): Promise<void> {
  bench.house.passTime(ms);
  carol = await bench.house.staffClient();
}
async function agreeWithMeta(expiresOn: string | null): Promise<void> {
  const vendor = (await carol.call('listVendors')).items.find(({ code }) => code === 'meta');
  const agreement = { reference: 'DPA 2026', signedOn: '2026-01-05', expiresOn };
  await carol.call('changeVendor', { params: { vendor: vendor?.id ?? '' }, body: { agreement, transfer: 'A45-3' } });
}
const emulated = (id: string) => {
  const found = bench.emulator.state.accounts.get(id);
  if (!found) throw new Error('no such number');
  return found;
};
const ask = async () => {
  for (const { inbox } of [one, two]) await askForLimit(bench.house.tools, bench.house.workspace, inbox.id as InboxId);
};
const standOf = ({ inbox }: Channel) => bench.house.act((ctx) => limitFor(ctx, inbox.id as InboxId, false));
const raise = (tier: string) => {
  for (const { numberId } of numbers) Object.assign(emulated(numberId), { tier });
};
/** Another system begins with all whom the portfolio may begin with. */
const fill = () => {
  const now = bench.emulator.state.now();
  bench.emulator.state.begun.set('900000000000001', new Map(['US.1', 'US.2', 'US.3'].map((each) => [each, now])));
};
const calls = () => bench.emulator.state.calls.filter((each) => each.endsWith('/messages')).length;
/** Within four minutes: a look that was under way when time passed begins its wait then; and what is under way gets time to end, or its lease is over. */
async function soon(what: string, look: () => Promise<boolean>): Promise<void> {
  for (let step = 0; step < 3; step += 1) {
    bench.house.passTime(75_000);
    if (await eventually(what, look, 8_000).catch(() => false)) return;
  }
  throw new Error(`in vain: ${what}`);
}
/** As whoever delivers takes the place of a message of the first number. */
const take = ({ to, message, at = bench.emulator.state.now() }: { to: string; message: string; at?: Date }) => {
  const { tools, workspace } = bench.house;
  return beginWith({ tools, workspace }, { inbox: one.inbox.id as InboxId, isPlayed: false, to, message: message as MessageId, at });
};
let met = 1;
/** Conversations of people who wrote to one of the numbers so long ago that no window is open. */
async function people(channel: 0 | 1, count: number): Promise<{ conversation: string; from: string }[]> {
  const all = Array.from({ length: count }, (_, at) => `US.${met + at}00000`);
  met += count;
  for (const from of all) await bench.emulator.write(numbers[channel].numberId, { from, text: `Hello from ${from}` });
  return Promise.all(
    all.map(async (from) => {
      const named = async () =>
        (await carol.call('listConversations', { query: { view: 'all', limit: 100 } })).items.find(
          ({ excerpt }) => excerpt === `Hello from ${from}`,
        );
      return { conversation: (await eventually('their conversation', named)).id, from };
    }),
  );
}
async function begin({ conversation }: { conversation: string }): Promise<() => Promise<{ delivery: unknown; because: unknown }>> {
  const body = { name: 'order_shipped', language: 'en', values: ['Ada', 'lamp'], purpose: 'service-conversation' };
  const { id } = await carol.call('sendTemplate', { params: { conversation }, body });
  return async () => {
    const now = (await carol.call('listMessages', { params: { conversation } })).items.find((each) => each.id === id);
    return { delivery: now?.delivery, because: now?.deliveryBecause };
  };
}
const left = { delivery: 'delivered', because: null };
const held = { delivery: 'queued', because: 'limit-reached' };
const becomes = (look: () => Promise<object>, what: object) =>
  eventually(`it is ${JSON.stringify(what)}`, async () => JSON.stringify(await look()) === JSON.stringify(what)).catch(async () =>
    expect(await look()).toEqual(what),
  );
const written = () => numbers.reduce((sum, { numberId }) => sum + bench.sent(numberId).length, 0);

test('trying a channel asks for the limit, which is shared by the numbers of a portfolio and shown at each', {
  timeout: 60_000,
}, async () => {
  await carol.call('testChannel', { params: { inbox: two.inbox.id } });
  const { items } = await carol.call('listChannels');
  const shown = items.filter(({ inbox }) => inbox.channel === 'whatsapp').map(({ limit }) => limit);
  expect(shown).toMatchObject([
    { most: 3, used: 0, inboxes: 2, freeAt: null },
    { most: 3, used: 0, inboxes: 2, freeAt: null },
  ]);
  expect(items.find(({ inbox }) => inbox.channel === 'web-chat')?.limit).toBeNull();
});

test('whoever is above it waits with the reason, from whichever number, and leaves when a place is free', {
  timeout: 120_000,
}, async () => {
  const [ada, boris, third, late] = await people(0, 4);
  const [other] = await people(1, 1);
  await pass(25 * hourMs);
  if (!ada || !boris || !third || !late || !other) throw new Error('nobody');
  for (const each of [ada, boris]) await becomes(await begin(each), left);
  await pass(hourMs);
  await becomes(await begin(third), left);
  const before = written();
  const [fourth, fifth] = [await begin(late), await begin(other)];
  for (const look of [fourth, fifth]) await becomes(look, held);
  await becomes(await begin(ada), left); // was begun with already
  expect(written()).toBe(before + 1); // nothing was asked of Meta in vain
  expect(await standOf(two)).toMatchObject({ most: 3, used: 3 });
  expect(await carol.call('readWindow', { params: { conversation: late.conversation } })).toMatchObject({
    limit: { most: 3, used: 3, freeAt: expect.any(String) },
  });
  await pass(23.5 * hourMs); // that of boris is free again; ada was written to since
  await eventually('one of them leaves', async () => [await fourth(), await fifth()].some(({ delivery }) => delivery === 'delivered'));
  await pass(hourMs);
  for (const look of [fourth, fifth]) await becomes(look, left);
});

test('within an open window nobody is counted', { timeout: 60_000 }, async () => {
  for (const each of await people(0, 4)) await becomes(await begin(each), left);
  expect(await standOf(one)).toMatchObject({ used: 0 });
});

test('what Meta says of a change makes it be asked, and those who wait leave', { timeout: 120_000 }, async () => {
  const all = await people(0, 4);
  await pass(25 * hourMs);
  const looks: Awaited<ReturnType<typeof begin>>[] = [];
  for (const each of all) looks.push(await begin(each));
  await eventually(
    'three leave',
    async () => (await Promise.all(looks.map((look) => look()))).filter(({ delivery }) => delivery === 'delivered').length === 3,
  );
  await eventually('one waits', async () =>
    (await Promise.all(looks.map((look) => look()))).some(({ because }) => because === 'limit-reached'),
  );
  raise('TIER_2K');
  const change = { field: 'business_capability_update', value: { max_daily_conversations_per_business: 'TIER_2K' } };
  const told = { object: 'whatsapp_business_account', entry: [{ id: whatsapp.businessId, time: 1, changes: [change] }] };
  expect(await post(one.webhook ?? '', told)).toBe(200);
  await eventually('it is known', async () => (await standOf(two))?.most === 2_000);
  await pass(hourMs / 3);
  for (const look of looks) await becomes(look, left);
});

test('Meta’s own word counts more than what was counted here, and is waited for', { timeout: 120_000 }, async () => {
  const [ada, boris] = await people(0, 2);
  await pass(25 * hourMs);
  if (!ada || !boris) throw new Error('nobody');
  fill();
  const first = await begin(ada);
  await becomes(first, { ...held, delivery: 'sending' }); // it was tried
  const asked = calls();
  const next = await begin(boris);
  await becomes(next, held);
  expect(calls()).toBe(asked);
  await pass(25 * hourMs);
  for (const look of [first, next]) await becomes(look, left);
});

test('what reached nobody has begun with nobody', { timeout: 60_000 }, async () => {
  const [ada] = await people(0, 1);
  await pass(25 * hourMs);
  if (!ada) throw new Error('nobody');
  Object.assign(emulated(whatsapp.numberId).behaviour, { failWith: 131026 });
  await becomes(await begin(ada), { delivery: 'failed', because: 'undeliverable' });
  Object.assign(emulated(whatsapp.numberId).behaviour, { failWith: null });
  expect(await standOf(one)).toMatchObject({ used: 0 });
});

test('who writes while a template to them waits is answered within the look, and not when the limit is free', {
  timeout: 60_000,
}, async () => {
  const [ada] = await people(0, 1);
  await pass(25 * hourMs);
  for (const n of [1, 2, 3]) expect(await take({ to: `idn_met${n}`, message: `msg_met${n}` })).toBeUndefined(); // free again tomorrow
  if (!ada) throw new Error('nobody');
  await becomes(await begin(ada), held);
  await bench.emulator.write(whatsapp.numberId, { from: ada.from, text: 'Is it on its way?' });
  const { conversation } = ada;
  const body = { kind: 'message', text: 'It comes tomorrow.' } as const;
  const { id } = await carol.call('addMessage', { params: { conversation }, body });
  const answer = async () =>
    (await carol.call('listMessages', { params: { conversation } })).items.find((each) => each.id === id)?.delivery;
  await soon('the answer arrives', async () => (await answer()) === 'delivered');
});

test('what Meta refuses to begin with gives its place back, waits with the others and is not tried more seldom each time', {
  timeout: 120_000,
}, async () => {
  const [ada] = await people(0, 1);
  await pass(25 * hourMs);
  if (!ada) throw new Error('nobody');
  fill();
  const look = await begin(ada);
  await becomes(look, { ...held, delivery: 'sending' });
  expect(await standOf(one)).toMatchObject({ used: 0, freeAt: expect.any(Date) });
  for (let round = 0; round < 2; round += 1) {
    const asked = calls();
    await pass(10 * 60_000); // it is closed
    expect(calls()).toBe(asked);
    await pass(6 * 60_000);
    await soon('it is tried again', async () => calls() > asked);
    await eventually('it waits', async () => (await standOf(one))?.used === 0);
  }
  bench.emulator.state.begun.clear();
  await pass(17 * 60_000);
  await becomes(look, left);
});

test('that nothing is left closes the portfolio also where Meta tells it later, so that no more are lost', {
  timeout: 60_000,
}, async () => {
  const [ada, boris] = await people(0, 2);
  await pass(25 * hourMs);
  if (!ada || !boris) throw new Error('nobody');
  Object.assign(emulated(whatsapp.numberId).behaviour, { failWith: 131048, isToldLater: true });
  await becomes(await begin(ada), { ...held, delivery: 'failed' });
  Object.assign(emulated(whatsapp.numberId).behaviour, { failWith: null, isToldLater: false });
  expect(await standOf(one)).toMatchObject({ used: 0, freeAt: expect.any(Date) });
  const next = await begin(boris);
  await becomes(next, held);
  await pass(17 * 60_000);
  await becomes(next, left);
});

test('who waits is begun with in the order of what was written', async () => {
  const began = bench.emulator.state.now().getTime();
  const turn = (n: number) => take({ to: `idn_line${n}`, message: `msg_line${n}`, at: new Date(began + n * 1000) });
  for (const n of [0, 1]) expect(await turn(n)).toBeUndefined();
  await pass(hourMs);
  expect(await turn(2)).toBeUndefined();
  await pass(23 * hourMs - 60_000);
  for (const n of [3, 4, 5]) expect(await turn(n)).toBeGreaterThan(0);
  await pass(90_000); // two are free again
  expect(await turn(5)).toBeGreaterThan(0);
  expect(await turn(4)).toBeUndefined();
  expect(await turn(6)).toBeGreaterThan(0);
  expect(await turn(3)).toBeUndefined();
  await pass(hourMs); // whoever waited and never came back keeps nobody
  expect(await turn(7)).toBeUndefined();
});

test('what waited for two days is given up: nobody wants it so late', { timeout: 60_000 }, async () => {
  raise('TIER_0');
  await ask();
  const [ada] = await people(0, 1);
  await pass(25 * hourMs);
  if (!ada) throw new Error('nobody');
  const look = await begin(ada);
  await becomes(look, held);
  await pass(47 * hourMs);
  await becomes(look, held);
  await pass(2 * hourMs);
  await becomes(look, { delivery: 'failed', because: 'given-up' });
});

test('a place is given back where the message ends before it leaves', { timeout: 60_000 }, async () => {
  raise('TIER_0');
  await ask();
  const [ada] = await people(0, 1);
  await pass(25 * hourMs);
  if (!ada) throw new Error('nobody');
  const look = await begin(ada);
  await becomes(look, held);
  await agreeWithMeta('2026-01-06'); // it is over
  raise('TIER_3');
  await ask();
  await pass(16 * 60_000);
  await eventually('it is refused', async () => (await look()).delivery === 'refused');
  expect(await standOf(one)).toMatchObject({ used: 0 });
  await agreeWithMeta(null);
});

test('a first message that fails late leaves the place to a second by which the same person was reached', async () => {
  for (const message of ['msg_first', 'msg_second']) expect(await take({ to: 'idn_twice', message })).toBeUndefined();
  await bench.house.act((ctx) => noteNotBegun(ctx, ['msg_first' as MessageId]));
  expect(await standOf(one)).toMatchObject({ used: 1 });
});

test('two nodes that begin with many at once do not take more than there are, and a campaign leaves some to colleagues', {
  timeout: 60_000,
}, async () => {
  raise('TIER_20');
  await ask();
  const nodes = [bench.house.tools, ...bench.house.toolsElsewhere()];
  const { workspace } = bench.house;
  const takeAt = (n: number) => {
    const tools = nodes[n % nodes.length] ?? bench.house.tools;
    const inbox = (n % 3 === 0 ? two : one).inbox.id as InboxId;
    return beginWith(
      { tools, workspace },
      { inbox, isPlayed: false, to: `idn_${n}`, message: `msg_${n}` as MessageId, at: bench.emulator.state.now() },
    );
  };
  const waits: (number | undefined)[] = [];
  for (let at = 0; at < 40; at += 8) waits.push(...(await Promise.all(Array.from({ length: 8 }, (_, n) => takeAt(at + n)))));
  expect(waits.filter((each) => each === undefined)).toHaveLength(20);
  expect(waits.filter((each) => each !== undefined).every((each) => each > 0 && each <= 15 * 60_000)).toBe(true);
  const free = () => bench.house.act((ctx) => roomToBegin(ctx, one.inbox.id as InboxId));
  expect(await free()).toBe(0);
  await pass(25 * hourMs);
  expect(await free()).toBe(19);
  raise('TIER_UNLIMITED');
  await ask();
  expect(await free()).toBe(Infinity);
});
