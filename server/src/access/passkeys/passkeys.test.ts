import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makePasskey } from '#test/authenticator';
import { browserOf } from '#test/browser-of';
import { openHouse } from '#test/house';

let house: Awaited<ReturnType<typeof openHouse>>;
let desk: ReturnType<typeof browserOf>;
let key: ReturnType<typeof makePasskey>;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.stop());

/** A browser in which carol is signed in by password. */
async function signedIn(): Promise<ReturnType<typeof browserOf>> {
  const browser = browserOf(house.url);
  const { email, password } = house.admin;
  expect((await browser.call('POST', '/v1/sessions', { email, password })).status).toBe(200);
  return browser;
}
async function add(browser: typeof desk, passkey: typeof key, wrong = {}) {
  const { body } = await browser.call('POST', '/v1/me/passkeys/challenges');
  return browser.call('POST', '/v1/me/passkeys', { name: 'Carol’s laptop', response: passkey.create(body['options'], wrong) });
}
async function enter(passkey: typeof key, wrong = {}, browser = browserOf(house.url)) {
  const { body } = await browser.call('POST', '/v1/sessions/challenges');
  return browser.call('POST', '/v1/sessions/passkey', { response: passkey.get(body['options'], wrong) });
}
const rows = async (sql: string) => {
  const client = new pg.Client({ connectionString: house.adminUrl });
  await client.connect();
  const found = await client.query(sql);
  await client.end();
  return found.rows as Record<string, unknown>[];
};

beforeEach(async () => {
  desk = await signedIn();
  key = makePasskey(new URL(house.url).origin);
});

test('carol adds a passkey, signs in by it without an address, and sees when it was used', async () => {
  const added = await add(desk, key);
  expect(added).toMatchObject({ status: 201, body: { name: 'Carol’s laptop', usedAt: null } });
  const browser = browserOf(house.url);
  expect(await enter(key, {}, browser)).toMatchObject({ status: 200, body: { staff: { email: house.admin.email } } });
  expect((await browser.call('GET', '/v1/me')).status).toBe(200);
  const { body } = await browser.call('GET', '/v1/me/passkeys');
  expect(body['items']).toContainEqual(expect.objectContaining({ id: added.body['id'], usedAt: expect.any(String) }));
});

test('neither the name nor the id of a passkey lies in the database in the clear', async () => {
  await add(desk, key);
  const [found] = await rows(
    "SELECT string_agg(p::text, ' ') || (SELECT string_agg(e::text, ' ') FROM entrances e) AS text FROM passkeys p",
  );
  const { id } = key.get({ challenge: 'x' });
  for (const secret of [
    'laptop',
    id,
    Buffer.from('laptop').toString('hex'),
    Buffer.from(id).toString('hex'),
    Buffer.from(id, 'base64url').toString('hex'),
  ])
    expect(String(found?.['text'])).not.toContain(secret);
});

test.each([
  ['from another origin', { origin: 'https://evil.example.com' }],
  ['to another challenge', { challenge: 'AAAA' }],
  ['without the user verified', { verified: false }],
  ['for another domain', { rpId: 'evil.example.com' }],
])('an answer %s neither adds a passkey nor signs in', async (_what, wrong) => {
  expect(await add(desk, key, wrong)).toMatchObject({ status: 401, code: 'passkey-refused' });
  await add(desk, key);
  expect(await enter(key, wrong)).toMatchObject({ status: 401, code: 'passkey-refused' });
  expect((await enter(key)).status).toBe(200);
});

test('a counter that goes back is a copy and refused', async () => {
  await add(desk, key);
  expect((await enter(key, { counter: 50 })).status).toBe(200);
  expect(await enter(key, { counter: 50 })).toMatchObject({ code: 'passkey-refused' });
  expect((await enter(key, { counter: 51 })).status).toBe(200);
});

test('a passkey that says it is somebody else’s, and one that nobody knows, are refused alike', async () => {
  await add(desk, key);
  const other = Buffer.from('stf_00000000000000000000000000').toString('base64url');
  const [theirs, unknown] = [await enter(key, { user: other }), await enter(makePasskey(house.url))];
  expect(theirs).toMatchObject({ status: 401, code: 'passkey-refused' });
  expect(unknown).toEqual(theirs);
});

test('a challenge is good once, also at the same moment, for five minutes, for one use, and in the browser that asked', async () => {
  await add(desk, key);
  const browser = browserOf(house.url);
  const { body } = await browser.call('POST', '/v1/sessions/challenges');
  const answers = [key.get(body['options']), key.get(body['options'])];
  const stranger = browserOf(house.url);
  const post = (from: typeof browser, response: object | undefined) => from.call('POST', '/v1/sessions/passkey', { response });
  expect(await post(stranger, answers[0])).toMatchObject({ code: 'passkey-refused' });
  const both = await Promise.all(answers.map((each) => post(browser, each)));
  expect(both.filter((each) => each.status === 200)).toHaveLength(1);
  expect(await post(browser, key.get(body['options']))).toMatchObject({ code: 'passkey-refused' });

  const adding = await desk.call('POST', '/v1/me/passkeys/challenges'); // takes the place of the challenge in this browser
  expect(await post(desk, key.get(adding.body['options']))).toMatchObject({ code: 'passkey-refused' });

  const late = await browser.call('POST', '/v1/sessions/challenges');
  house.passTime(301_000);
  expect(await post(browser, key.get(late.body['options']))).toMatchObject({ code: 'passkey-refused' });
  house.passTime(-301_000);
});

test('the same passkey is not kept twice, and colleagues cannot touch it', async () => {
  const { body } = await add(desk, key);
  expect(await add(desk, key)).toMatchObject({ status: 409 });
  const { options } = (await desk.call('POST', '/v1/me/passkeys/challenges')).body as { options: { excludeCredentials: { id: string }[] } };
  expect(options.excludeCredentials.map((each) => each.id)).toContain(key.get({ challenge: 'x' }).id);
  const staff = await house.staffClient();
  const { link } = await staff.call('invite', { body: { email: 'ada@example.com', name: 'Ada', role: 'administrator' } });
  const ada = browserOf(house.url);
  await ada.call('POST', `/v1/invitations/${link?.split('#')[1]}/acceptance`, { name: 'Ada', password: 'nine quiet kettles hum' });
  expect((await ada.call('GET', '/v1/me/passkeys')).body).toEqual({ items: [] });
  expect(await ada.call('DELETE', `/v1/me/passkeys/${body['id']}`)).toMatchObject({ status: 404 });
});

test('a passkey that was removed opens nothing, and the last way in cannot be removed', async () => {
  for (const each of (await desk.call('GET', '/v1/me/passkeys')).body['items'] as { id: string }[])
    await desk.call('DELETE', `/v1/me/passkeys/${each.id}`);
  const { body } = await add(desk, key);
  await rows(
    "UPDATE staff SET password = NULL WHERE email_hash IN (SELECT lookup_hash FROM entrances WHERE kind = 'staff') AND id IN (SELECT staff_id FROM role_grants WHERE role_id = 'administrator')",
  );
  expect(await desk.call('DELETE', `/v1/me/passkeys/${body['id']}`)).toMatchObject({ status: 409, body: { because: 'last-way-in' } });
  const second = makePasskey(new URL(house.url).origin);
  await add(desk, second);
  expect((await desk.call('DELETE', `/v1/me/passkeys/${body['id']}`)).status).toBe(204);
  expect(await enter(key)).toMatchObject({ code: 'passkey-refused' });
  expect((await enter(second)).status).toBe(200);
});
