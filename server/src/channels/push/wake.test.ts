// Push as visitors, companies and services see it: over the sandbox, which speaks Google's and Apple's protocols and is a push service of browsers as well.
import { createECDH, randomBytes } from 'node:crypto';
import { deviceRoutes, visitorRoutes } from '@parley/contract/routes';
import { createClient } from '@parley/sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { company, createWorkspace } from '#access';
import { quietHours, recipientsOf } from '#channels';
import { reply } from '#conversations';
import { shred } from '#keys';
import { config } from '#kit/config';
import { statement } from '#kit/db';
import { holdings } from '#kit/holding';
import type { ConversationId, PersonId } from '#kit/ids';
import { wake } from '#kit/outbox';
import { clock } from '#kit/pool';
import { changePurpose, publishNotices, purposeByCode } from '#purposes';
import { agree } from '#test/agreeing';
import { eventually, openHouse } from '#test/house';
import { takeExpired } from './devices.ts';
import { type Emulator, emulator } from './emulator/emulator.ts';
import { fault } from './emulator/google.ts';
import type { Kept } from './emulator/state.ts';

type House = Awaited<ReturnType<typeof openHouse>>;
let house: House;
let staff: Awaited<ReturnType<House['staffClient']>>;
let services: Emulator;
let key: string;
let inbox: string;
let made = 0;

const topic = 'com.example.lantern';
beforeAll(async () => {
  house = await openHouse();
  staff = await house.staffClient();
  const facts = { address: 'Street 1, Berlin', contactEmail: 'privacy@lantern.example.com', dpoContact: 'dpo@lantern.example.com' };
  await staff.call('changeWorkspace', { body: { ...facts, authority: 'Authority of Berlin' } });
  await staff.call('publishNotice', { body: {} });
  const chat = await eventually('the web chat opens', async () =>
    (await staff.call('listChannels')).items.find((each) => each.inbox.channel === 'web-chat'),
  );
  inbox = chat.inbox.id;
  key = /data-key="([^"]+)"/.exec(chat.snippet ?? '')?.[1] ?? '';
  await openServices();
  await set({ webPush: true, fcm: 'sandbox', apns: 'sandbox', apnsTopic: topic });
});
afterAll(() => house.stop());
async function openServices() {
  services = await emulator(house.tools, { key });
  const { host } = new URL(services.google.url);
  config.set(house.tools, { ...config.of({ tools: house.tools }), pushHosts: host, insideHosts: host });
}

const set = (settings: Record<string, unknown>) => staff.call('changeChannel', { params: { inbox }, body: { settings } });
async function visit(language: 'en' | 'de' = 'en') {
  const { notice } = await house.publicClient().call('readWidget', { params: { key }, query: {} });
  const body = { language, noticeId: notice.id, noticeHash: notice.hash };
  const { token, visitor } = await house.publicClient().call('startVisit', { params: { key }, body });
  const client = createClient({ routes: { ...visitorRoutes, ...deviceRoutes }, baseUrl: house.url, token: () => token });
  const text = `a lamp of number ${++made}`;
  await client.call('addVisitMessage', { body: { clientId: `client-id-${made}`, text } });
  const { items } = await staff.call('listConversations', { query: { view: 'all' } });
  return { client, person: visitor as PersonId, conversation: items.find((each) => each.excerpt === text)?.id ?? '' };
}
const fcm = () => ({ kind: 'fcm' as const, token: randomBytes(24).toString('hex') });
const apns = () => ({ kind: 'apns' as const, token: randomBytes(32).toString('hex'), topic, environment: 'production' as const });
function browser() {
  const pair = createECDH('prime256v1');
  const p256dh = pair.generateKeys('base64url');
  const path = `/push/${randomBytes(12).toString('hex')}`;
  const body = { kind: 'web-push' as const, endpoint: services.google.url + path, p256dh, auth: randomBytes(16).toString('base64url') };
  return { path, body };
}
const answer = (conversation: string, text = 'Your lamp is a Secretlamp 4711') =>
  staff.call('addMessage', { params: { conversation }, body: { kind: 'message', text } });
const pushed = (to: string): Kept[] => services.state.pushed.filter((each) => each.to === to);
const arrives = (to: string) => inTime('a push arrives', async () => pushed(to).length > 0 && pushed(to));
/** Waits while the clock of the house runs ahead: work that was put off at this very moment is due soon as well. */
const inTime = <T>(what: string, look: () => Promise<T | undefined | false>): Promise<T> =>
  eventually(what, () => {
    pass(1_000);
    return look();
  });
/** The answer lies in the chat; then the time passes within which whoever looks would have fetched it. */
async function waits(conversation: string, text?: string) {
  const { id } = await answer(conversation, text);
  await eventually('it lies in the chat', async () => {
    const { items } = await staff.call('listMessages', { params: { conversation }, query: {} });
    return items.find((each) => each.id === id)?.delivery === 'sent';
  });
  pass(10_000);
}
function pass(ms: number) {
  house.passTime(ms);
  wake.of(house)(house.workspace); // it sleeps by the clock on the wall
}
const status = (work: Promise<unknown>) =>
  work.then(
    () => 0,
    (error: unknown) => (error as { status?: number }).status,
  );
const said = async (person: PersonId) =>
  (await staff.call('listLedger', { query: { person } })).items.map(({ kind, facts }) => [kind, facts?.['because'] ?? null]);

test('the sandbox shows what woke devices, puts off, comes late and forgets a device, and shows nothing to another company', async () => {
  const at = { params: { inbox } };
  const behave = (failWith: number | null, delaySeconds = 0) =>
    staff.call('changeSandbox', { ...at, body: { failWith, delaySeconds, repeat: 1 } });
  await staff.call('writeInSandbox', { ...at, body: { from: '+12025550143', text: 'A played lamp' } });
  const thread = await eventually('it came in', async () =>
    (await staff.call('listConversations', { query: { view: 'all' } })).items.find(({ excerpt }) => excerpt === 'A played lamp'),
  );
  const before = (await staff.call('readSandbox', at)).items.map(({ id }) => id);
  const shown = async (code: number | null) =>
    (await staff.call('readSandbox', at)).items.filter(({ errorCode, id }) => errorCode === code && !before.includes(id));
  await behave(429);
  await waits(thread.id);
  await inTime('both devices are refused', async () => (await shown(429)).length >= 2);
  expect((await shown(429))[0]).toMatchObject({ status: 'failed', text: 'You have a new message' });
  await behave(null, 300);
  pass(120_000);
  await inTime('what was put off leaves', async () => (await shown(null)).length === 2);
  const accepted = (await shown(null)).map(({ status, to }) => `${status} ${to.split(' ')[0]}`).sort();
  expect(accepted).toEqual(['accepted apple', 'accepted google']);
  pass(301_000);
  expect((await shown(null)).map(({ status }) => status)).toEqual(['delivered', 'delivered']);
  await behave(410);
  await waits(thread.id, 'and one more');
  const gone = async () => (await said(thread.person.id as PersonId)).filter(([, because]) => because === 'gone').length;
  await inTime('both devices are gone', async () => (await gone()) === 2);
  await behave(null);
  const dora = { name: 'Dora', email: 'dora@example.net', password: 'a long pass phrase 43' };
  await createWorkspace(house.tools, { company: 'Loom', language: 'en', country: 'DE', staff: dora });
  const theirs = await house.staffClient(dora);
  expect(await status(theirs.call('readSandbox', at))).toBe(404);
  const { inbox: own } = await theirs.call('addChannel', { body: { channel: 'web-chat', name: 'Chat', settings: { fcm: 'sandbox' } } });
  expect((await theirs.call('readSandbox', { params: { inbox: own.id } })).items).toEqual([]);
});

test('an answer that nobody looks at wakes each of the visitor’s devices once, without a word of it', async () => {
  const { client, person, conversation } = await visit('de');
  const [phone, tablet, page] = [fcm(), apns(), browser()];
  for (const body of [phone, tablet, page.body]) await client.call('registerDevice', { body });
  await waits(conversation);
  const sentence = 'Sie haben eine neue Nachricht';
  const [android] = await arrives(phone.token);
  const [ios] = await arrives(tablet.token);
  const tag = ios?.headers['apns-collapse-id'];
  expect(JSON.parse(String(android?.body)).message).toEqual({
    token: phone.token,
    data: { kind: 'message', text: sentence, tag },
    android: { priority: 'HIGH', ttl: '86400s', collapse_key: tag },
  });
  expect(JSON.parse(String(ios?.body))).toEqual({ aps: { alert: { body: sentence }, sound: 'default', 'thread-id': tag } });
  expect(ios?.headers).toMatchObject({ 'apns-topic': topic, 'apns-push-type': 'alert', ':path': `/3/device/${tablet.token}` });
  expect(pushed(page.path)).toHaveLength(0); // its service is a recipient outside: the gate waits for what the law asks for
  const everything = services.state.pushed.map((each) => JSON.stringify(each.headers) + each.body.toString('utf8')).join('\n');
  for (const word of ['Secretlamp', '4711', 'Lantern', person, conversation]) expect(everything).not.toContain(word);
  await eventually('it is recorded', async () => (await said(person)).filter(([kind]) => kind === 'push.sent').length === 2);
  expect(await house.act((ctx) => recipientsOf(ctx, [person]))).toEqual([]); // the sandbox is ourselves
});

test('a browser’s push service is told once its transfer is covered, only that something waits, and an erasure says what it keeps', async () => {
  const { client, person, conversation } = await visit();
  const page = browser();
  await client.call('registerDevice', { body: page.body });
  const vendors = (await staff.call('listVendors')).items;
  const other = vendors.find(({ code }) => code === 'web-push-other');
  expect(other).toMatchObject({ role: 'controller', valid: false });
  await staff.call('changeVendor', { params: { vendor: other?.id ?? '' }, body: { transfer: 'A46-2-c' } });
  await waits(conversation);
  const [push] = await arrives(page.path);
  expect(push?.headers).toMatchObject({ ttl: '86400', 'content-encoding': 'aes128gcm', topic: expect.stringMatching(/^[\w-]{32}$/) });
  expect(push?.body.length).toBe(86 + 256 + 17);
  const own = (await client.call('readPush')).webPush;
  expect(push?.headers['authorization']).toContain(`k=${own}`);
  await eventually('who it was handed to is known', async () =>
    (await house.act((ctx) => recipientsOf(ctx, [person]))).some(({ recipient }) => recipient === 'web-push-other'),
  );
  const { id: request } = await staff.call('openRequest', { body: { person, kind: 'erasure' } });
  await staff.call('approveRequest', { params: { request } });
  const certificate = await inTime('the certificate', () => staff.call('readCertificate', { params: { request } }).catch(() => undefined));
  const note = expect.stringMatching(/^received messages; .* here for one day\. No period is published/);
  const keeps = { basis: 'received', toldOn: null, asked: [], published: ['web-push'] };
  expect(certificate?.recipients).toEqual([{ code: 'web-push-other', toldAt: null, note, keeps }]);
  await openServices(); // what was played is forgotten with whoever is erased
});

test('whoever looks is not woken, and several answers wake once', async () => {
  const { client, conversation } = await visit();
  const phone = fcm();
  await client.call('registerDevice', { body: phone });
  const stop = new AbortController();
  let looks = 0;
  client.events('visitEvents', {
    signal: stop.signal,
    onEvent: () => void client.call('listVisitMessages', { query: { after: 0 } }).then(() => (looks += 1)),
  });
  await eventually('the line is open', async () => looks > 0);
  await answer(conversation, 'seen at once');
  await eventually('it is fetched', async () => looks > 1);
  stop.abort();
  house.passTime(10_000);
  await answer(conversation, 'one');
  await answer(conversation, 'two');
  await waits(conversation, 'three');
  await arrives(phone.token);
  await inTime('nothing more is due', async () => (await due()) === 0);
  expect(pushed(phone.token)).toHaveLength(1);
});
const dueNow = statement<{ n: number }>(
  'test.due',
  "SELECT count(*)::int AS n FROM outbox WHERE workspace_id = $1 AND listener LIKE 'channels.%'",
);
const putOff = statement<{ n: number }>(
  'test.putOff',
  "SELECT count(*)::int AS n FROM outbox WHERE workspace_id = $1 AND listener = 'channels.push' AND available_at > $2",
);
const due = () => house.act(async (ctx) => (await ctx.db.one(dueNow, [ctx.workspace])).n);

test('what goes to many wakes nobody in quiet hours, and no answer stands behind it', async () => {
  quietHours.set(house.tools, async () => undefined); // whatever the hour
  await house.act(async (ctx) => {
    const marketing = (await purposeByCode(ctx, 'marketing'))?.id ?? ('' as never);
    await changePurpose(ctx, marketing, { active: true, channels: ['web-chat'], reason: 'a test' });
    await publishNotices(ctx, await company(ctx), []);
  });
  const [asks, sleeps] = [await visit(), await visit()];
  const [phone, tablet] = [fcm(), fcm()];
  await asks.client.call('registerDevice', { body: phone });
  await sleeps.client.call('registerDevice', { body: tablet });
  for (const { conversation, person } of [asks, sleeps])
    await house.act(async (ctx) => {
      await agree(ctx, person, 'web-chat');
      await reply(ctx, { conversation: conversation as ConversationId, text: 'The lamps are here.', purpose: 'marketing' });
    }, 'marketing');
  await eventually('both lie in the chat, and wait to be looked at', async () => (await waitingAt('channels.find-devices')) === 2);
  const morning = new Date(clock.of(house)().getTime() + 3_000_000);
  quietHours.set(house.tools, async ({ now }) => (now < morning ? morning : undefined));
  pass(10_000);
  await inTime('both rest', async () => (await waitingAt('channels.push-rested')) === 2);
  await waits(asks.conversation);
  await arrives(phone.token);
  expect(pushed(tablet.token)).toEqual([]);
  pass(3_100_000);
  await arrives(tablet.token);
  await inTime('nothing more is due', async () => (await due()) === 0);
  expect([pushed(phone.token).length, pushed(tablet.token).length]).toEqual([1, 1]);
  quietHours.set(house.tools, async () => undefined);
});
const ofListener = statement<{ n: number }>(
  'test.ofListener',
  'SELECT count(*)::int AS n FROM outbox WHERE workspace_id = $1 AND listener = $2',
);
const waitingAt = (listener: string) => house.act(async (ctx) => (await ctx.db.one(ofListener, [ctx.workspace, listener])).n);

test('a device that the service no longer knows is forgotten, unless it was registered anew since then', async () => {
  const { client, person, conversation } = await visit();
  const [phone, tablet] = [fcm(), apns()];
  for (const body of [phone, tablet]) await client.call('registerDevice', { body });
  services.state.failures.push({ to: phone.token, told: fault(404, 'UNREGISTERED') });
  const long = { reason: 'Unregistered', timestamp: Date.parse('2020-01-01') };
  services.state.failures.push({ to: tablet.token, told: { status: 410, body: long } });
  await waits(conversation);
  await inTime('one device is left', async () => (await client.call('readPush')).devices.length === 1);
  expect((await client.call('readPush')).devices).toMatchObject([{ kind: 'apns' }]);
  expect(await said(person)).toContainEqual(['device.removed', 'gone']);
});

test('what is throttled waits as long as the service asks, and an expired token of Apple’s is renewed at once', async () => {
  const { client, conversation } = await visit();
  const [phone, tablet] = [fcm(), apns()];
  for (const body of [phone, tablet]) await client.call('registerDevice', { body });
  services.state.failures.push({ to: phone.token, told: { ...fault(429, 'QUOTA_EXCEEDED'), headers: { 'retry-after': '3000' } } });
  services.state.failures.push({ to: tablet.token, told: { status: 403, body: { reason: 'ExpiredProviderToken' } } });
  await waits(conversation);
  await arrives(tablet.token);
  await eventually('the throttled push is put off', () =>
    house.act(async (ctx) => (await ctx.db.one(putOff, [ctx.workspace, new Date(ctx.now.getTime() + 2_900_000)])).n === 1),
  );
  expect(pushed(phone.token)).toHaveLength(0);
  pass(3_100_000);
  await arrives(phone.token);
  expect(services.state.connections).toBe(1); // one line to Apple for all of it
});

const pushedAt = statement<{ at: Date }>('test.pushedAt', 'SELECT pushed_at AS at FROM devices WHERE workspace_id = $1 AND id = $2');

test('a service that takes its time covers no answer that came meanwhile', async () => {
  const { client, conversation } = await visit();
  const phone = fcm();
  const { id } = await client.call('registerDevice', { body: phone });
  let asked = 0;
  const slow = {
    to: phone.token,
    get told() {
      asked = clock.of(house)().getTime();
      house.passTime(14_000);
      return { status: 200, body: {} };
    },
  };
  services.state.failures.push(slow);
  await waits(conversation);
  const at = await inTime('it is pushed', () => house.act(async (ctx) => (await ctx.db.one(pushedAt, [ctx.workspace, id])).at ?? false));
  expect(at.getTime()).toBeLessThanOrEqual(asked);
});

test('attempts at one answer are not counted to the next', async () => {
  const { client, conversation } = await visit();
  const phone = fcm();
  await client.call('registerDevice', { body: phone });
  const isTried = async () => services.state.failures.length === 0;
  const fails = () => services.state.failures.push({ to: phone.token, told: fault(503, 'UNAVAILABLE') });
  for (let time = 0; time < 4; time += 1) fails();
  await waits(conversation);
  await inTime('four attempts', async () => {
    pass(60_000);
    return isTried();
  });
  await client.call('listVisitMessages', { query: { after: 0 } });
  await inTime('nothing is due', async () => {
    pass(60_000);
    return (await due()) === 0;
  });
  fails();
  await waits(conversation);
  await inTime('one attempt', isTried);
  const late = await house.act(async (ctx) => (await ctx.db.one(putOff, [ctx.workspace, new Date(ctx.now.getTime() + 60_000)])).n);
  expect(late).toBe(0);
  await arrives(phone.token);
});

test('a device is one person’s at a time, few are kept, and one press takes it back', async () => {
  const [first, second] = [await visit(), await visit()];
  const phone = fcm();
  await first.client.call('registerDevice', { body: phone });
  const { id } = await second.client.call('registerDevice', { body: phone });
  expect((await first.client.call('readPush')).devices).toEqual([]);
  expect((await second.client.call('registerDevice', { body: phone })).id).toBe(id);
  await first.client.call('removeDevice', { params: { device: id } }); // not theirs
  expect((await second.client.call('readPush')).devices).toMatchObject([{ id, kind: 'fcm' }]);
  for (let more = 0; more < 10; more += 1) await second.client.call('registerDevice', { body: fcm() });
  const left = (await second.client.call('readPush')).devices;
  expect([left.length, left.some((each) => each.id === id)]).toEqual([10, false]);
  await second.client.call('removeDevice', { params: { device: left[0]?.id ?? '' } });
  expect((await second.client.call('readPush')).devices).toHaveLength(9);
  await second.client.call('removeDevices');
  expect((await second.client.call('readPush')).devices).toEqual([]);
});

test('an address that no push may go to is refused', async () => {
  const { client } = await visit();
  const { body } = browser();
  const register = (given: typeof body | ReturnType<typeof apns>) => status(client.call('registerDevice', { body: given }));
  for (const endpoint of ['https://127.0.0.1/x', 'https://169.254.169.254/latest', 'http://example.com/push', 'https://example.com/push'])
    expect(await register({ ...body, endpoint })).toBe(422);
  expect(await register({ ...body, p256dh: 'B'.repeat(87) })).toBe(422);
  expect(await register({ ...apns(), topic: 'com.example.other' })).toBe(422);
});

test('an erasure and 90 days take the devices', async () => {
  const { client, person } = await visit();
  const phone = fcm();
  await client.call('registerDevice', { body: phone });
  const holding = holdings.of(house).find(({ table }) => table === 'devices');
  const count = () => house.act(async (ctx) => holding?.count?.(ctx, [person]));
  expect(await count()).toBe(1);
  await house.act((ctx) => shred(ctx, [person]));
  expect(await status(client.call('registerDevice', { body: fcm() }))).toBe(410);
  expect(await house.act(async (ctx) => holding?.erase?.(ctx, [person]))).toBe(1);
  const late = await visit();
  await late.client.call('registerDevice', { body: fcm() });
  house.passTime(91 * 86_400_000);
  await house.act((ctx) => takeExpired(ctx));
  expect(await house.act(async (ctx) => holding?.count?.(ctx, [late.person]))).toBe(0);
});

test('no device is woken for a chat that its visitor can no longer open', async () => {
  staff = await house.staffClient();
  const { client, conversation } = await visit();
  const phone = fcm();
  await client.call('registerDevice', { body: phone });
  house.passTime(85 * 86_400_000);
  await client.call('registerDevice', { body: phone }); // the app was opened
  house.passTime(10 * 86_400_000);
  staff = await house.staffClient();
  expect(await status(client.call('listVisitMessages', { query: { after: 0 } }))).toBe(401);
  await waits(conversation);
  await inTime('nothing is due', async () => (await due()) === 0);
  expect(pushed(phone.token)).toEqual([]);
});

test('the button of the channel says who lets us in', async () => {
  staff = await house.staffClient(); // the session ended with the days
  const verdict = await staff.call('testChannel', { params: { inbox } });
  expect(verdict).toMatchObject({ ok: true, words: expect.stringContaining('The sandbox wakes Android apps') });
  expect(verdict.words).toContain('The sandbox wakes iOS apps');
  const shown = JSON.stringify((await staff.call('listChannels')).items);
  expect(shown).not.toContain('PRIVATE KEY');
});
