import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { live } from '#kit/live';
import { makePasskey } from '#test/authenticator';
import { browserOf } from '#test/browser-of';
import { colleagueOf } from '#test/colleague';
import { eventually, openHouse } from '#test/house';
import { lookAtStreams } from '../../http/streams.ts';
import { sessionCache } from '../authenticate.ts';
import { nameCache } from '../names.ts';
import { deviceOf, unknownDevice } from './device.ts';

let house: Awaited<ReturnType<typeof openHouse>>;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.stop());

const byItself = { 'parley-by-itself': '1' };
type Item = { id: string; device: string; by: string; isCurrent: boolean };
const phone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1';
async function signedIn(userAgent?: string, url = house.url) {
  const browser = browserOf(url, userAgent);
  const { email, password } = house.admin;
  expect((await browser.call('POST', '/v1/sessions', { email, password })).status).toBe(200);
  return browser;
}
const sessions = async (browser: Awaited<ReturnType<typeof signedIn>>) =>
  (await browser.call('GET', '/v1/me/sessions')).body['items'] as Item[];

test.each([
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'firefox/linux'],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0',
    'edge/windows',
  ],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36', 'chrome/windows'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Safari/605.1.15', 'safari/macos'],
  ['Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36', 'chrome/android'],
  [phone, 'safari/ios'],
  ['curl/8', unknownDevice],
])('of %s no more is kept than %s', (userAgent, words) => {
  expect(deviceOf(userAgent)).toBe(words);
});

test('carol sees where she is signed in, ends one, then all others; hers goes on', async () => {
  const desk = await signedIn();
  const [mobile, third] = [await signedIn(phone), await signedIn()];
  const items = await sessions(desk);
  expect(items.filter((each) => each.isCurrent)).toMatchObject([{ device: 'firefox/linux', by: 'password' }]);
  const target = items.find((each) => each.device === 'safari/ios');
  expect((await desk.call('DELETE', `/v1/me/sessions/${target?.id}`)).status).toBe(204);
  expect((await mobile.call('GET', '/v1/me')).status).toBe(401);
  expect((await third.call('GET', '/v1/me')).status).toBe(200);
  expect((await desk.call('DELETE', '/v1/me/sessions')).body).toEqual({ ended: 1 });
  expect((await third.call('GET', '/v1/me')).status).toBe(401);
  expect(await sessions(desk)).toMatchObject([{ isCurrent: true }]);
  expect(await desk.call('DELETE', `/v1/me/sessions/${target?.id}`)).toMatchObject({ status: 404 });
});

test('a colleague’s session cannot be ended by its id', async () => {
  const desk = await signedIn();
  const staff = await house.staffClient();
  const { link } = await staff.call('invite', { body: { email: 'ada@example.com', name: 'Ada', role: 'administrator' } });
  const ada = browserOf(house.url);
  await ada.call('POST', `/v1/invitations/${link?.split('#')[1]}/acceptance`, { name: 'Ada', password: 'nine quiet kettles hum' });
  const mine = (await sessions(desk)).find((each) => each.isCurrent);
  expect(await ada.call('DELETE', `/v1/me/sessions/${mine?.id}`)).toMatchObject({ status: 404 });
  expect((await ada.call('DELETE', '/v1/me/sessions')).body).toEqual({ ended: 0 });
  expect((await desk.call('GET', '/v1/me')).status).toBe(200);
});

test('a session that is ended stops on another node well before its memory would, and its open page hears no more', async () => {
  const other = await house.anotherNode();
  const there = await signedIn(phone);
  const atOther = browserOf(other);
  for (const [name, value] of there.cookies) atOther.cookies.set(name, value);
  expect((await atOther.call('GET', '/v1/me')).status).toBe(200); // now in the memory of that node
  const cookie = [...there.cookies].map((each) => each.join('=')).join('; ');
  const page = await fetch(`${other}/v1/events`, { headers: { cookie } });
  const end = page.body?.getReader();
  await end?.read();
  const desk = await signedIn();
  const began = performance.now();
  await desk.call('DELETE', '/v1/me/sessions');
  await eventually('the other node refuses', async () => (await atOther.call('GET', '/v1/me')).status === 401);
  expect(performance.now() - began).toBeLessThan(3_000); // memory alone would answer for five seconds
  const closed = (async () => {
    for (;;) if ((await end?.read())?.done) return 'closed';
  })().catch(() => 'closed');
  expect(await Promise.race([closed, new Promise((resolve) => setTimeout(() => resolve('open'), 5_000))])).toBe('closed');
});

const openPage = async (browser: Awaited<ReturnType<typeof signedIn>>, url = house.url) => {
  const cookie = [...browser.cookies].map((each) => each.join('=')).join('; ');
  const page = await fetch(`${url}/v1/events`, { headers: { cookie, ...byItself } });
  const reader = page.body?.getReader();
  await reader?.read();
  const closed = (async () => {
    for (;;) if ((await reader?.read())?.done) return 'closed';
  })().catch(() => 'closed');
  return () => Promise.race([closed, new Promise((resolve) => setImmediate(() => setImmediate(resolve, 'open')))]);
};
/** What the house does once a minute. */
const minutePasses = () => lookAtStreams(house.tools);

test('a page that is left alone keeps no session, and hears no more once it is idle; one that is used goes on', async () => {
  const [left, used] = [await signedIn(), await signedIn(phone)];
  const [hers, his] = [await openPage(left), await openPage(used)];
  house.passTime(8 * 3_600_000);
  const withoutHand = [byItself, { 'sec-fetch-dest': 'image' }, { 'sec-fetch-dest': 'iframe' }]; // a photo or a mail in the page comes without a mark
  for (const headers of withoutHand) expect((await left.call('GET', '/v1/me', undefined, headers)).status).toBe(200);
  expect((await used.call('GET', '/v1/me')).status).toBe(200);
  await minutePasses();
  expect([await hers(), await his()]).toEqual(['open', 'open']);
  house.passTime(5 * 3_600_000);
  await minutePasses();
  await eventually('hers is closed', async () => (await hers()) === 'closed');
  expect(await his()).toBe('open');
  expect((await left.call('GET', '/v1/me')).status).toBe(401);
});

const inDatabase = async <T extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<T[]> => {
  const client = new pg.Client({ connectionString: house.adminUrl });
  await client.connect();
  return (await client.query<T>(sql, values).finally(() => client.end())).rows;
};

test('a burst of long events reaches the other nodes whole, and where one of them fits into no letter they hear that they missed something', async () => {
  const [tools = new Map()] = house.toolsElsewhere();
  const heard: number[] = [];
  let missed = 0;
  const deaf = live
    .of({ tools })
    .subscribeAll((_workspace, { topic, ids }) => void (topic === 'test.long' && heard.push(Number(ids['at']))));
  const hear = live.of({ tools }).whenMissed(() => {
    missed += 1;
  });
  const say = (at: number, bytes: number) =>
    live.of(house).publish(house.workspace, { topic: 'test.long', ids: { at, subjects: 'x'.repeat(bytes) } });
  for (let at = 0; at < 5; at += 1) say(at, 3_100); // the ids of a hundred keys that were destroyed
  await eventually('all of them', async () => heard.length === 5);
  expect([heard, missed]).toEqual([[0, 1, 2, 3, 4], 0]);
  say(5, 8_000);
  await eventually('that something was missed', async () => missed > 0);
  say(6, 10);
  await eventually('the next one', async () => heard.length === 6);
  expect([heard.at(-1), missed]).toEqual([6, 1]);
  for (const stop of [deaf, hear]) stop();
});

test('whoever is suspended while the line between nodes is down hears no more there, and no memory keeps them', async () => {
  const other = await house.anotherNode();
  const dora = await colleagueOf(house, 'Dora', { role: 'agent' });
  const there = browserOf(other);
  for (const [name, value] of dora.browser.cookies) there.cookies.set(name, value);
  const page = await openPage(there, other);
  const [tools = new Map()] = house.toolsElsewhere().slice(-1);
  const known = () => sessionCache.of({ tools }).size + nameCache.of({ tools }).kept.size;
  expect((await there.call('GET', '/v1/me')).status).toBe(200);
  expect(known()).toBeGreaterThan(0);
  const carol = await house.staffClient();
  const lines = await inDatabase<{ pid: number }>(
    "SELECT pid, pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'parley-live' AND datname = current_database()",
  );
  const pids = [lines.map(({ pid }) => pid)];
  await eventually('they are down', async () => (await inDatabase('SELECT FROM pg_stat_activity WHERE pid = ANY($1)', pids)).length === 0);
  await carol.call('suspendStaff', { params: { staff: dora.id } });
  await eventually('her page there is closed', async () => (await page()) === 'closed');
  expect(known()).toBe(0);
});

test('a page whose session may do less by now, and to which nobody said so, is closed by the look of the minute', async () => {
  const boris = await colleagueOf(house, 'Boris', { role: 'agent' });
  const page = await openPage(boris.browser);
  await minutePasses();
  expect(await page()).toBe('open');
  await inDatabase('UPDATE role_grants SET until = now() WHERE staff_id = $1', [boris.id]); // behind the back of everybody
  sessionCache.of({ tools: house.tools }).clear();
  await minutePasses();
  await eventually('it is closed', async () => (await page()) === 'closed');
});

const invite = (browser: Awaited<ReturnType<typeof signedIn>>) =>
  browser.call('POST', '/v1/invitations', { email: `${crypto.randomUUID()}@example.com`, name: 'Boris', role: 'agent' });
const stale = async () => {
  const browser = await signedIn();
  house.passTime(601_000);
  expect(await invite(browser)).toMatchObject({ status: 403, code: 'step-up-needed' });
  return browser;
};

test('ten minutes after the last proof a dangerous act asks for another; a password makes the session fresh, for ten minutes', async () => {
  const browser = await signedIn();
  house.passTime(590_000);
  expect((await invite(browser)).status).toBe(201);
  house.passTime(20_000);
  expect(await invite(browser)).toMatchObject({ status: 403, code: 'step-up-needed' });
  expect((await browser.call('GET', '/v1/me')).status).toBe(200); // everything else goes on
  expect((await browser.call('GET', '/v1/session/proof')).body).toEqual({ ways: ['password'] });
  expect(await browser.call('POST', '/v1/session/proof', { password: 'wrong' })).toMatchObject({ status: 401, code: 'wrong-password' });
  expect(await invite(browser)).toMatchObject({ code: 'step-up-needed' });
  expect((await browser.call('POST', '/v1/session/proof', { password: house.admin.password })).status).toBe(204);
  expect((await invite(browser)).status).toBe(201);
  house.passTime(601_000);
  expect(await invite(browser)).toMatchObject({ code: 'step-up-needed' });
});

test('a proof counts for its own session alone, and guessing it is slowed down', async () => {
  const [one, two] = [await stale(), await stale()];
  await two.call('POST', '/v1/session/proof', { password: house.admin.password });
  expect(await invite(one)).toMatchObject({ code: 'step-up-needed' });
  const guesses = await Promise.all(Array.from({ length: 13 }, () => one.call('POST', '/v1/session/proof', { password: 'wrong' })));
  expect(guesses.filter((each) => each.status === 429).length).toBeGreaterThanOrEqual(2);
  house.passTime(3_600_000);
});

test('a passkey proves it too, only one of one’s own, and not with a challenge meant for a sign-in', async () => {
  const browser = await signedIn();
  const key = makePasskey(new URL(house.url).origin);
  const { options } = (await browser.call('POST', '/v1/me/passkeys/challenges')).body;
  await browser.call('POST', '/v1/me/passkeys', { name: 'Laptop', response: key.create(options) });
  house.passTime(601_000);
  expect((await browser.call('GET', '/v1/session/proof')).body).toEqual({ ways: ['passkey', 'password'] });
  const foreign = await browser.call('POST', '/v1/sessions/challenges');
  expect(await browser.call('POST', '/v1/session/proof', { response: key.get(foreign.body['options']) })).toMatchObject({
    code: 'passkey-refused',
  });
  const asked = await browser.call('POST', '/v1/session/proof/challenges');
  const stranger = makePasskey(new URL(house.url).origin);
  expect(await browser.call('POST', '/v1/session/proof', { response: stranger.get(asked.body['options']) })).toMatchObject({
    code: 'passkey-refused',
  });
  expect((await browser.call('POST', '/v1/session/proof', { response: key.get(asked.body['options']) })).status).toBe(204);
  expect((await invite(browser)).status).toBe(201);
});

test('a new password needs the present one and a fresh proof, ends every other session, and is the only one that counts', async () => {
  const [desk, elsewhere] = [await signedIn(), await signedIn(phone)];
  const change = (body: object) => desk.call('PUT', '/v1/me/password', body);
  const next = 'eleven kind ladders wait';
  expect(await change({ password: next })).toMatchObject({ status: 401, code: 'wrong-password' });
  expect(await change({ current: 'not this one at all', password: next })).toMatchObject({ status: 401, code: 'wrong-password' });
  expect(await change({ current: house.admin.password, password: 'Carol 2026!!' })).toMatchObject({ status: 422, code: 'weak-password' });
  expect((await elsewhere.call('GET', '/v1/me')).status).toBe(200);
  expect((await change({ current: house.admin.password, password: next })).status).toBe(204);
  expect((await elsewhere.call('GET', '/v1/me')).status).toBe(401);
  expect((await desk.call('GET', '/v1/me')).status).toBe(200);
  const enter = (password: string) => browserOf(house.url).call('POST', '/v1/sessions', { email: house.admin.email, password });
  expect(await enter(house.admin.password)).toMatchObject({ status: 401, code: 'wrong-credentials' });
  expect((await enter(next)).status).toBe(200);
  expect((await change({ current: next, password: house.admin.password })).status).toBe(204);
});
