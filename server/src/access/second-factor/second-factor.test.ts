import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { list } from '#ledger';
import { codeNow, makePasskey } from '#test/authenticator';
import { browserOf } from '#test/browser-of';
import { eventually, openHouse } from '#test/house';
import { recordRefusals } from '../refused/refused.ts';

import { signIn } from '../sessions.ts';
import { newRecoveryCodes, newSecret, stepOf } from './codes.ts';

let house: Awaited<ReturnType<typeof openHouse>>;
let shift = 0;
const ada = { email: 'ada@example.com', password: 'nine quiet kettles hum' };
let secret = '';
let codes: string[] = [];
beforeAll(async () => {
  house = await openHouse();
  const staff = await house.staffClient();
  const { link } = await staff.call('invite', { body: { email: ada.email, name: 'Ada', role: 'agent' } });
  await house
    .publicClient()
    .call('acceptInvitation', { params: { token: link?.split('#')[1] ?? '' }, body: { name: 'Ada', password: ada.password } });
});
afterAll(() => house.stop());

const pass = (ms: number): void => {
  house.passTime(ms);
  shift += ms;
};
const code = (ms = 0): string => codeNow(secret, new Date(Date.now() + shift + ms));
const enter = (more: object = {}, browser = browserOf(house.url)) => browser.call('POST', '/v1/sessions', { ...ada, ...more });
async function desk() {
  const browser = browserOf(house.url);
  pass(60_000);
  await enter(secret === '' ? {} : { code: code() }, browser);
  return browser;
}

test('ada sets her app up; a secret that no code confirmed is not asked for', async () => {
  const browser = await desk();
  const started = await browser.call('POST', '/v1/me/second-factor');
  expect(started.body).toMatchObject({
    secret: expect.stringMatching(/^[A-Z2-7]{32}$/),
    picture: expect.stringMatching(/^<svg .*<\/svg>$/s),
  });
  expect(String(started.body['uri'])).toContain(`secret=${started.body['secret']}`);
  expect((await enter()).status).toBe(200);
  expect(await browser.call('POST', '/v1/me/second-factor/confirmation', { code: '000000' })).toMatchObject({
    status: 401,
    code: 'wrong-code',
  });
  secret = String(started.body['secret']);
  const confirmed = await browser.call('POST', '/v1/me/second-factor/confirmation', { code: code() });
  codes = confirmed.body['recoveryCodes'] as string[];
  expect(new Set(codes).size).toBe(10);
  expect(codes.every((each) => /^([0-9a-z]{4}-){3}[0-9a-z]{4}$/.test(each))).toBe(true);
  expect((await browser.call('GET', '/v1/me/second-factor')).body).toEqual({ since: expect.any(String), recoveryCodes: 10 });
  expect(await browser.call('POST', '/v1/me/second-factor')).toMatchObject({ status: 409 });
});

test('the first step tells nobody without the password whether there is an address or a second factor', async () => {
  const wrong = await browserOf(house.url).call('POST', '/v1/sessions', { ...ada, password: 'wrong' });
  const unknown = await browserOf(house.url).call('POST', '/v1/sessions', {
    email: 'nobody@example.com',
    password: 'wrong',
    code: '123456',
  });
  expect(wrong).toMatchObject({ status: 401, code: 'wrong-credentials' });
  expect(unknown).toEqual(wrong);
  const first = browserOf(house.url);
  expect(await enter({}, first)).toMatchObject({ status: 401, code: 'code-needed' });
  expect(first.cookies.size).toBe(0);
});

test('a code signs in once, one step early or late, and no further', async () => {
  pass(90_000);
  const now = code();
  expect((await enter({ code: `${now.slice(0, 3)} ${now.slice(3)}` })).status).toBe(200);
  expect(await enter({ code: now })).toMatchObject({ status: 401, code: 'wrong-code' });
  expect((await enter({ code: code(30_000) })).status).toBe(200);
  expect(await enter({ code: code() })).toMatchObject({ code: 'wrong-code' }); // a step before one that was taken
  pass(120_000);
  expect(await enter({ code: code(-65_000) })).toMatchObject({ code: 'wrong-code' });
  expect((await enter({ code: code(-30_000) })).status).toBe(200);
  pass(120_000);
  const same = code();
  const both = await Promise.all([enter({ code: same }), enter({ code: same })]);
  expect(both.map((each) => each.status).sort()).toEqual([200, 401]);
});

test('guessing codes is slowed down although the password is right, and a recovery code still lets ada in, once', async () => {
  pass(3_600_000 * 5);
  const guesses = await Promise.all(Array.from({ length: 7 }, () => enter({ code: '000001' })));
  const untried = guesses.filter((each) => each.code === 'too-many').length;
  expect(untried).toBeGreaterThan(0);
  await recordRefusals(house.tools, { all: true });
  const told = (await house.act((ctx) => list(ctx, { kind: 'staff.sign-in-refused', limit: 9 }))).items.map(({ facts }) => facts);
  expect(told).toContainEqual({ because: 'too-many', from: 'inside', tries: untried });
  expect(told).toContainEqual(expect.objectContaining({ because: 'wrong-code', from: 'inside' }));
  expect(await enter({ code: code() })).toMatchObject({ status: 429 });
  await signIn(house.tools, ada.email, ada.password, { code: code(), from: { ip: '203.0.113.9' } }); // ada is elsewhere
  const [first = '', second = ''] = codes;
  expect((await enter({ code: first.toUpperCase() })).status).toBe(200);
  expect(await enter({ code: first })).toMatchObject({ code: 'wrong-code' });
  expect((await enter({ code: second.replaceAll('-', '') })).status).toBe(200);
  pass(3_600_000 * 5);
  const browser = await desk();
  expect((await browser.call('GET', '/v1/me/second-factor')).body).toMatchObject({ recoveryCodes: 8 });
  const renewed = (await browser.call('POST', '/v1/me/second-factor/recovery-codes')).body['recoveryCodes'] as string[];
  expect(await enter({ code: codes[2] })).toMatchObject({ code: 'wrong-code' });
  expect((await enter({ code: renewed[0] })).status).toBe(200);
});

test('once there is a second factor a password alone is no proof: it could take the factor away', async () => {
  pass(3_600_000 * 5);
  const browser = await desk();
  pass(601_000);
  expect(await browser.call('DELETE', '/v1/me/second-factor')).toMatchObject({ code: 'step-up-needed' });
  expect((await browser.call('GET', '/v1/session/proof')).body).toEqual({ ways: ['code'] });
  expect(await browser.call('POST', '/v1/session/proof', { password: ada.password })).toMatchObject({ status: 401, code: 'code-needed' });
  expect(await browser.call('DELETE', '/v1/me/second-factor')).toMatchObject({ code: 'step-up-needed' });
  expect((await browser.call('POST', '/v1/session/proof', { code: code() })).status).toBe(204);
});

test('neither the secret nor a recovery code lies in the database or the log', async () => {
  const client = new pg.Client({ connectionString: house.adminUrl });
  await client.connect();
  const { rows } = await client.query(
    "SELECT (SELECT string_agg(t::text, ' ') FROM totp_secrets t) || (SELECT string_agg(c::text, ' ') FROM recovery_codes c) AS text",
  );
  await client.end();
  for (const each of [secret, Buffer.from(secret).toString('hex'), ...codes, ...codes.map((one) => one.replaceAll('-', ''))]) {
    expect(rows[0].text).not.toContain(each);
    expect(house.log.join('')).not.toContain(each);
  }
});

test('an administrator takes a second factor away: it is in the ledger, and ada is told by mail; an agent may not', async () => {
  const carol = await house.staffClient();
  const { items } = await carol.call('listStaff');
  const [her, his] = [items.find((each) => each.name === 'Ada'), items.find((each) => each.name === 'Carol')];
  expect([her?.secondFactor, his?.secondFactor]).toEqual([true, false]);
  await carol.call('addChannel', {
    body: { channel: 'email', name: 'Mail', settings: { address: 'support@shop.example.org', fromName: 'Lantern & Loom' } },
  });
  expect(await (await desk()).call('DELETE', `/v1/staff/${her?.id}/second-factor`)).toMatchObject({ status: 403 });
  await carol.call('takeSecondFactor', { params: { staff: her?.id ?? '' } });
  expect((await enter()).status).toBe(200);
  await eventually('a mail to ada', async () =>
    (await carol.call('listCaptured')).items.find(
      (mail) => mail.to.includes(ada.email) && /second factor was taken away/.test(mail.subject),
    ),
  );
  const { items: entries } = await carol.call('listLedger', { query: { kind: 'staff.second-factor-taken' } });
  expect(entries).toHaveLength(1);
  await expect(carol.call('takeSecondFactor', { params: { staff: her?.id ?? '' } })).rejects.toMatchObject({ status: 404 });
});

test('where the company asks for it, a password alone opens nothing but the way to a second factor, and then everything', async () => {
  const carol = await house.staffClient();
  const open = browserOf(house.url);
  await open.call('POST', '/v1/sessions', { email: house.admin.email, password: house.admin.password });
  const page = await fetch(`${house.url}/v1/events`, {
    headers: { cookie: [...open.cookies].map(([key, value]) => `${key}=${value}`).join('; ') },
  });
  const isCut = page.text().then(
    () => true,
    () => true,
  );
  expect(page.status).toBe(200);
  expect((await carol.call('changeStaffTerms', { body: { secondFactor: true } })).secondFactor).toBe(true);
  expect(await isCut, 'a page that was open hears no more').toBe(true);
  pass(6_000);
  await expect(carol.call('listStaff'), 'also for who asked for it').rejects.toMatchObject({ status: 403, code: 'second-factor-needed' });
  const browser = browserOf(house.url);
  pass(60_000);
  expect((await enter({}, browser)).body).toMatchObject({ secondFactorNeeded: true, permissions: [] });
  for (const [method, path] of [
    ['GET', '/v1/conversations'],
    ['GET', '/v1/me/sessions'],
    ['GET', '/v1/events'],
    ['PATCH', '/v1/me'],
  ] as const)
    expect(await browser.call(method, path, method === 'PATCH' ? { name: 'Ada' } : undefined), path).toMatchObject({
      status: 403,
      code: 'second-factor-needed',
    });
  expect(await browser.call('POST', '/v1/me/keys', { name: 'mine', scopes: ['conversations.read'], days: 1 })).toMatchObject({
    code: 'second-factor-needed',
  });
  const waiting = browserOf(house.url); // somebody who stole the password, and waits
  pass(60_000);
  await enter({}, waiting);
  secret = String((await browser.call('POST', '/v1/me/second-factor')).body['secret']);
  expect((await browser.call('POST', '/v1/me/second-factor/confirmation', { code: code() })).status).toBe(200);
  expect((await browser.call('GET', '/v1/me')).body).toMatchObject({ secondFactorNeeded: false });
  expect((await waiting.call('GET', '/v1/conversations')).status, 'what waited by a password alone is over').toBe(401);
  expect((await browser.call('GET', '/v1/me/sessions')).status).toBe(200);
  expect((await desk()).cookies.size).toBeGreaterThan(0);
});

test('where the company asks for it, whoever has a passkey shows it: a stolen password sets up no second factor of its own', async () => {
  const { email, password } = house.admin;
  const byPassword = async () => {
    const browser = browserOf(house.url);
    pass(60_000);
    expect((await browser.call('POST', '/v1/sessions', { email, password })).body).toMatchObject({ secondFactorNeeded: true });
    return browser;
  };
  const key = makePasskey(new URL(house.url).origin);
  const hers = await byPassword();
  const { body } = await hers.call('POST', '/v1/me/passkeys/challenges');
  expect((await hers.call('POST', '/v1/me/passkeys', { name: 'phone', response: key.create(body['options']) })).status).toBe(201);
  expect((await hers.call('GET', '/v1/me/sessions')).status).toBe(200);
  const other = await byPassword();
  for (const path of ['/v1/me/second-factor', '/v1/me/passkeys/challenges'])
    expect(await other.call('POST', path), path).toMatchObject({ status: 403, code: 'second-factor-needed' });
  expect((await other.call('GET', '/v1/session/proof')).body).toEqual({ ways: ['passkey', 'password'] });
  expect((await other.call('POST', '/v1/session/proof', { password })).status).toBe(204);
  expect(await other.call('POST', '/v1/me/second-factor'), 'the password shown twice is no more').toMatchObject({ status: 403 });
  const asked = await other.call('POST', '/v1/session/proof/challenges');
  expect((await other.call('POST', '/v1/session/proof', { response: key.get(asked.body['options']) })).status).toBe(204);
  expect((await other.call('GET', '/v1/me/sessions')).status).toBe(200);
  const colleague = (await hers.call('GET', '/v1/staff')).body['items'] as { name: string; id: string; secondFactor: boolean }[];
  expect(colleague.map(({ secondFactor }) => secondFactor)).toEqual([true, true]);
  const off = { secondFactor: false };
  expect(await hers.call('PATCH', '/v1/staff-terms', off), 'to ask for less asks why').toMatchObject({ code: 'invalid' });
  expect((await hers.call('PATCH', '/v1/staff-terms', { ...off, reason: 'A pilot without phones' })).status).toBe(200);
  const settings = (await hers.call('GET', '/v1/settings')).body['items'] as { code: string; step?: { id: string } | null }[];
  expect(settings.find((each) => each.code === 'access.second-factor')?.step).toMatchObject({ reason: 'A pilot without phones' });
  await eventually('a mail about the passkey', async () =>
    ((await hers.call('GET', '/v1/captured')).body['items'] as { to: string[]; subject: string }[]).find(
      (mail) => mail.to.includes(email) && /new way into your account/.test(mail.subject),
    ),
  );
});

test('codes have the bits they promise, and a code of another time is none', () => {
  const many = Array.from({ length: 20 }, newRecoveryCodes).flat();
  expect(new Set(many).size).toBe(200);
  expect(new Set(many.map((each) => each[0])).size).toBeGreaterThan(16); // no letter stands still
  const [made, at] = [newSecret(), new Date('2026-11-24T09:00:00Z')];
  expect(stepOf(made, codeNow(made, at), at)).toBe(Math.floor(at.getTime() / 30_000));
  expect(stepOf(made, codeNow(made, at), new Date(at.getTime() + 90_000))).toBeUndefined();
  expect(stepOf(made, 'abcdef', at)).toBeUndefined();
});
