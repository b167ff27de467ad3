// Coming in by a provider, over the wire, with one that says whatever the test wants: what does not hold opens nothing.
import type { Answer } from '@parley/contract';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createWorkspace } from '#access';
import { list } from '#ledger';
import { codeNow, makePasskey } from '#test/authenticator';
import { browserOf } from '#test/browser-of';
import { openForgedProvider, type Wrong } from '#test/forged-provider';
import { openHouse } from '#test/house';
import { accessChecks } from '../checks.ts';
import { recordRefusals } from '../refused/refused.ts';

let house: Awaited<ReturnType<typeof openHouse>>;
let forged: Awaited<ReturnType<typeof openForgedProvider>>;
let carol: Awaited<ReturnType<Awaited<ReturnType<typeof openHouse>>['staffClient']>>;
let provider: Answer<'addProvider'>;
const ada = { sub: 'ada-1', email: 'ada@example.com', email_verified: true, name: 'Ada', groups: ['Support'] };
const usual = { addsPeople: true, groupsClaim: 'groups', passwordsOff: false };
beforeAll(async () => {
  forged = await openForgedProvider();
  house = await openHouse({ environment: { PARLEY_INSIDE_HOSTS: forged.host } });
  carol = await house.staffClient();
  provider = await carol.call('addProvider', {
    body: {
      ...{ name: 'Lantern ID', issuer: forged.issuer, clientId: 'parley', secret: forged.secret, domains: ['example.com'] },
      ...{ ...usual, groups: [{ group: 'Support', role: 'agent' }], strongAcr: ['strong'] },
    },
  });
});
beforeEach(() => forged.tells({}));
afterAll(async () => {
  await house.stop();
  await forged.stop();
});
type Browser = ReturnType<typeof browserOf>;
const away = async (browser: Browser, id = provider.id) => String((await browser.call('POST', `/v1/providers/${id}/sign-in`)).body['url']);
const back = (browser: Browser, query: string, id = provider.id) => browser.call('POST', `/v1/providers/${id}/arrival`, { query });
async function enter(claims: object = {}, wrong: Wrong = {}, browser = browserOf(house.url)) {
  return { browser, ...(await back(browser, await forged.letIn(await away(browser), { ...ada, ...claims }, wrong))) };
}
const kinds = async () => (await carol.call('listLedger', { query: { limit: 50 } })).items.map((each) => each.kind);
const refusedFor = (because: string) => ({ status: 401, code: 'provider-refused', body: { because } });

describe('what does not hold', () => {
  const hours = Math.floor(Date.now() / 1000) - 7200;
  test.each<[string, Wrong]>([
    ['a signature of a stranger', { key: 'stranger' }],
    ['no signature (alg: none)', { alg: 'none' }],
    ['a signature by the shared secret', { alg: 'HS256' }],
    ['another nonce', { claims: { nonce: 'of another sign-in' } }],
    ['no nonce', { claims: { nonce: undefined } }],
    ['another audience', { claims: { aud: 'somebody else' } }],
    ['another issuer', { claims: { iss: 'https://id.example.org' } }],
    ['a token that is over', { claims: { iat: hours, exp: hours + 300 } }],
  ])('opens nothing: %s', async (_name, wrong) => {
    expect(await enter({}, wrong)).toMatchObject(refusedFor('answer-not-valid'));
  });

  test('an answer to another browser, to another question, or a second time opens nothing', async () => {
    const [mine, other] = [browserOf(house.url), browserOf(house.url)];
    const query = await forged.letIn(await away(mine), { ...ada, groups: ['Cooks'] });
    expect(await back(other, query)).toMatchObject(refusedFor('not-begun-here'));
    await away(other);
    expect(await back(other, query)).toMatchObject(refusedFor('answer-not-valid')); // its state is another
    expect(await back(mine, query.replace(/state=[^&]+/, 'state=sign-in.forged'))).toMatchObject(refusedFor('answer-not-valid'));
    expect(await back(mine, query)).toMatchObject(refusedFor('no-role'));
    expect(await back(mine, query)).toMatchObject(refusedFor('used-before'));
    house.passTime(601_000);
    expect(await back(mine, query)).toMatchObject(refusedFor('not-begun-here'));
  });

  test('a code that somebody else asked for is of no use: the proof of it stays with the browser that asked (PKCE)', async () => {
    const [mine, theirs] = [browserOf(house.url), browserOf(house.url)];
    const [own, stolen] = [new URLSearchParams(await forged.letIn(await away(mine), ada)), await forged.letIn(await away(theirs), ada)];
    const injected = new URLSearchParams(stolen);
    injected.set('state', own.get('state') ?? '');
    expect(await back(mine, injected.toString())).toMatchObject(refusedFor('answer-not-valid'));
  });

  test('an answer of one provider is none of another (mix-up)', async () => {
    const evil = await openForgedProvider();
    const other = await carol.call('addProvider', {
      body: {
        ...{ ...usual, name: 'Evil', issuer: evil.issuer, clientId: 'parley', domains: ['example.org'], groups: [], strongAcr: [] },
      },
    });
    const browser = browserOf(house.url);
    const query = await forged.letIn(await away(browser), ada);
    expect(await back(browser, query, other.id)).toMatchObject(refusedFor('not-begun-here'));
    const mixed = query.replace(/iss=[^&]+/, `iss=${encodeURIComponent(evil.issuer)}`);
    expect(await back(browser, mixed)).toMatchObject(refusedFor('answer-not-valid'));
    expect(evil.asked).not.toContain('/token');
    await carol.call('removeProvider', { params: { provider: other.id } });
    await evil.stop();
  });

  test('a provider that is gone inside a network, or sends elsewhere, is asked for nothing', async () => {
    const look = (issuer: string) => carol.call('testProvider', { body: { issuer } });
    expect(await look('https://169.254.169.254')).toMatchObject({ ok: false, because: 'outside-refused' });
    expect(await look('http://localhost:1')).toMatchObject({ ok: false, because: 'outside-refused' });
    expect(await look(`${forged.issuer}/other`)).toMatchObject({ ok: false, because: 'no-discovery' });
    expect(await look(forged.issuer)).toMatchObject({ ok: true, because: null, issuer: forged.issuer, pkce: true, responseIssuer: true });
  });
});

describe('somebody new', () => {
  test.each([
    [{ email_verified: false }, 'email-not-verified'],
    [{ email: 'ada@example.org' }, 'domain-not-allowed'],
    [{ email: undefined }, 'email-missing'],
    [{ groups: ['Cooks'] }, 'no-role'],
    [{ groups: undefined }, 'no-role'],
  ])('with %j is refused, and nobody is made', async (claims, because) => {
    expect(await enter(claims)).toMatchObject(refusedFor(because));
    expect((await carol.call('listStaff')).items).toHaveLength(1);
  });

  test('joins with the roles of their groups, also when these are told apart from the token', async () => {
    forged.tells({ sub: 'ada-1', email: ada.email, email_verified: true, name: 'Ada', groups: ['Support'] });
    const { status, body, browser } = await enter({ email: undefined, email_verified: undefined, name: undefined, groups: undefined });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      codeNeeded: false,
      me: { staff: { name: 'Ada', email: ada.email, grants: [{ role: 'agent', source: 'provider' }] } },
    });
    expect((await browser.call('GET', '/v1/me')).status).toBe(200);
    expect((await browser.call('GET', '/v1/me/sessions')).body['items']).toMatchObject([{ by: 'provider', isCurrent: true }]);
    expect(await kinds()).toEqual(expect.arrayContaining(['staff.added-by-provider', 'staff.linked', 'staff.granted', 'staff.signed-in']));
    expect(JSON.stringify(house.log)).not.toContain('ada');
  });

  test('is the same person from then on by subject, whatever the address; another subject with the address is refused', async () => {
    expect(await enter({ email: 'lovelace@example.org', email_verified: false })).toMatchObject({ status: 200 });
    expect(await enter({ sub: 'somebody-else' })).toMatchObject(refusedFor('other-subject'));
  });

  test('loses a role with its group, and keeps one that a colleague gave', async () => {
    const adaNow = async () => (await carol.call('listStaff')).items.find((each) => each.email === ada.email);
    expect(await enter({ groups: undefined })).toMatchObject(refusedFor('answer-not-valid')); // what it tells besides is of nobody
    forged.tells({ sub: 'ada-1', email: ada.email });
    expect(await enter({ groups: undefined, _claim_names: { groups: 'src1' } })).toMatchObject(refusedFor('groups-elsewhere')); // Entra ID
    expect((await adaNow())?.grants).toHaveLength(1);
    expect(await enter({ groups: [] })).toMatchObject(refusedFor('no-role'));
    expect((await adaNow())?.grants).toEqual([]);
    const own = await carol.call('addGrant', { params: { staff: (await adaNow())?.id ?? '' }, body: { role: 'auditor', reason: 'Audit' } });
    expect(await enter({ groups: ['Support'] })).toMatchObject({ status: 200 });
    expect(await enter({ groups: [] })).toMatchObject({ status: 200, body: { me: { staff: { grants: [{ role: 'auditor' }] } } } });
    await carol.call('removeGrant', { params: { grant: own.id } });
    await enter();
  });
});

test('somebody is in the teams that their groups mean from the sign-in on, until one at which they are in the group no more', async () => {
  const team = (await carol.call('addTeam', { body: { name: 'North' } })).id;
  const other = (await carol.call('addTeam', { body: { name: 'South' } })).id;
  const teams = ['North', 'Shared'].map((group) => ({ group, team }));
  await carol.call('changeProvider', { params: { provider: provider.id }, body: { teams } });
  const membersOf = async (id: string) =>
    (await carol.call('listTeams')).items.find((each) => each.id === id)?.members.map(({ name, sources }) => [name, ...sources]);
  expect(await enter({ sub: 'eve-1', email: 'eve@example.com', groups: ['North'] })).toMatchObject(refusedFor('no-role')); // a team lets nobody in
  const { browser } = await enter({ groups: ['Support', 'North', 'Shared'] });
  expect(await membersOf(team)).toEqual([['Ada', 'provider']]);
  const mine = (await browser.call('GET', '/v1/team-names')).body['items'];
  expect(mine).toMatchObject([
    { id: team, isMine: true },
    { id: other, isMine: false },
  ]);
  expect(JSON.stringify(mine)).not.toContain('Ada');
  await enter({ groups: ['Support'] });
  expect(await membersOf(team)).toEqual([]);
  await enter({ groups: ['Support', 'Shared'] });
  await carol.call('startAccessReview');
  const line = (await carol.call('readAccessReview')).review?.members
    .flatMap(({ lines }) => lines)
    .find(({ kind }) => kind === 'membership');
  expect(line).toMatchObject({ name: 'North', source: 'provider' });
  await carol.call('changeProvider', { params: { provider: provider.id }, body: { teams: [{ group: 'Shared', team: other }] } });
  expect([await membersOf(team), await membersOf(other)]).toEqual([[], []]); // the next sign-in says the rest
  await enter({ groups: ['Support', 'Shared'] });
  expect(await membersOf(other)).toEqual([['Ada', 'provider']]);
  const { items } = await house.act((ctx) => list(ctx, { limit: 2, kind: 'team.member-added' }));
  expect(items.map(({ facts }) => facts)).toEqual([
    { team: other, source: 'provider' },
    { team, source: 'provider' },
  ]);
  await enter();
});

describe('the second factor', () => {
  let secret = '';
  test('of the house is asked for when the provider asked for none', async () => {
    const { browser } = await enter();
    secret = String((await browser.call('POST', '/v1/me/second-factor')).body['secret']);
    await browser.call('POST', '/v1/me/second-factor/confirmation', { code: codeNow(secret, new Date(Date.now() + 601_000)) });
    house.passTime(60_000);
    const again = await enter();
    expect(again).toMatchObject({ status: 200, body: { me: null, codeNeeded: true } });
    expect((await again.browser.call('GET', '/v1/me')).status).toBe(401);
    const path = `/v1/providers/${provider.id}/code`;
    expect(await again.browser.call('POST', path, { code: '000000' })).toMatchObject({ status: 401, code: 'wrong-code' });
    const code = codeNow(secret, new Date(Date.now() + 661_000));
    expect(await browserOf(house.url).call('POST', path, { code })).toMatchObject(refusedFor('not-begun-here'));
    expect(await again.browser.call('POST', path, { code })).toMatchObject({ status: 200, body: { staff: { email: ada.email } } });
  });

  test.each([{ amr: ['pwd', 'mfa'] }, { acr: 'strong' }])('of the provider counts when it says %j', async (claims) => {
    expect(await enter(claims)).toMatchObject({ status: 200, body: { codeNeeded: false } });
  });
});

describe('a dangerous act', () => {
  const proof = async (browser: Browser, claims: object) => {
    const url = String((await browser.call('POST', '/v1/session/proof/provider')).body['url']);
    expect(new URL(url).searchParams.get('prompt')).toBe('login');
    expect(new URL(url).searchParams.get('max_age')).toBe('0');
    const query = await forged.letIn(url, { ...ada, amr: ['mfa'], ...claims } as never);
    return browser.call('POST', `/v1/session/proof/provider/${provider.id}/arrival`, { query });
  };
  const now = () => Math.floor(Date.now() / 1000) + 661;
  test('is open once the provider asked the same person anew', async () => {
    const { browser } = await enter({ amr: ['mfa'] });
    house.passTime(601_000);
    const key = () => browser.call('POST', '/v1/me/keys', { name: 'Shop', scopes: ['people.read'], days: 30 });
    expect((await browser.call('GET', '/v1/session/proof')).body['ways']).toContain('provider');
    expect(await key()).toMatchObject({ code: 'step-up-needed' });
    expect(await proof(browser, {})).toMatchObject(refusedFor('answer-not-valid')); // no auth_time
    expect(await proof(browser, { auth_time: now() - 3600 })).toMatchObject({ status: 401 });
    expect(await proof(browser, { auth_time: now() + 601, sub: 'somebody-else' })).toMatchObject(refusedFor('not-you'));
    expect(await proof(browser, { auth_time: now() + 601, amr: ['pwd'] })).toMatchObject({ status: 401, code: 'code-needed' });
    expect(await key()).toMatchObject({ code: 'step-up-needed' });
    expect(await proof(browser, { auth_time: now() + 601 })).toMatchObject({ status: 204 });
    expect(await key()).toMatchObject({ status: 201 });
  });

  test('has no such way for a session that began by password', async () => {
    const browser = browserOf(house.url);
    await browser.call('POST', '/v1/sessions', { email: house.admin.email, password: house.admin.password });
    expect((await browser.call('GET', '/v1/session/proof')).body['ways']).toEqual(['password']);
    expect(await browser.call('POST', '/v1/session/proof/provider')).toMatchObject({ status: 409 });
    expect(await browserOf(house.url).call('POST', '/v1/session/proof/provider')).toMatchObject({ status: 401 });
  });
});

describe('the end of a session', () => {
  const logout = async (token: string | Promise<string>, id = provider.id) =>
    (await fetch(`${house.url}/v1/providers/${id}/logout`, { method: 'POST', body: new URLSearchParams({ logout_token: await token }) }))
      .status;
  const isIn = async (browser: Browser, url = house.url) => {
    const cookie = [...browser.cookies].map((each) => each.join('=')).join('; ');
    return (await fetch(`${url}/v1/me`, { headers: { cookie } })).status === 200;
  };

  test('at the provider ends it here, on every node: one by its sid, all by the subject', async () => {
    const strong = { amr: ['mfa'] };
    const [one, two] = [(await enter({ ...strong, sid: 'at-home' })).browser, (await enter({ ...strong, sid: 'at-work' })).browser];
    const other = await house.anotherNode();
    expect([await isIn(one, other), await isIn(two, other)]).toEqual([true, true]);
    expect(await logout(forged.logoutToken({ sid: 'at-home' }))).toBe(200);
    await expect.poll(() => isIn(one, other)).toBe(false);
    expect([await isIn(one), await isIn(two)]).toEqual([false, true]);
    const token = await forged.logoutToken({ sub: 'ada-1' });
    expect(await logout(token)).toBe(200);
    expect(await isIn(two)).toBe(false);
    expect(await logout(token)).toBe(400); // once
    expect(await logout(forged.logoutToken({ sub: 'nobody-here' }))).toBe(200);
  });

  test.each<[string, Record<string, unknown>, Wrong]>([
    ['signed by a stranger', { sub: 'ada-1' }, { key: 'stranger' }],
    ['without a signature', { sub: 'ada-1' }, { alg: 'none' }],
    ['signed by the shared secret', { sub: 'ada-1' }, { alg: 'HS256' }],
    ['for somebody else', { sub: 'ada-1', aud: 'somebody else' }, {}],
    ['of another issuer', { sub: 'ada-1', iss: 'https://id.example.org' }, {}],
    ['that is an ID token', { sub: 'ada-1', nonce: 'x' }, {}],
    ['about no event', { sub: 'ada-1', events: {} }, {}],
    ['about nobody', {}, {}],
    ['about a session without a name', { sid: '' }, {}],
    ['without an id', { sub: 'ada-1', jti: undefined }, {}],
    ['of yesterday', { sub: 'ada-1', iat: 1_700_000_000, exp: 4_000_000_000 }, {}],
  ])('is not believed by a token %s', async (_name, claims, wrong) => {
    const { browser } = await enter({ amr: ['mfa'] });
    expect(await logout(forged.logoutToken(claims, wrong))).toBe(400);
    expect(await isIn(browser)).toBe(true);
  });

  test('costs one look at the keys of the provider, however many tokens come; a fault of ours is none of the token', async () => {
    forged.asked.length = 0;
    for (let times = 0; times < 3; times += 1) expect(await logout(forged.logoutToken({ sub: 'nobody-here' }))).toBe(200);
    expect(forged.asked.filter((path) => path === '/jwks').length).toBeLessThan(2);
    const admin = new pg.Client({ connectionString: house.adminUrl });
    await admin.connect();
    const token = await forged.logoutToken({ sub: 'nobody-here' });
    await admin.query('ALTER TABLE spent_challenges RENAME TO spent_elsewhere');
    expect(await logout(token)).toBe(500);
    await admin.query('ALTER TABLE spent_elsewhere RENAME TO spent_challenges');
    await admin.end();
    expect(await logout(token)).toBe(200);
  });

  test('here goes on at the provider, and only where the session began there', async () => {
    const { browser } = await enter({ amr: ['mfa'] });
    const { to } = (await browser.call('DELETE', '/v1/session')).body as { to: string };
    expect(to.startsWith(`${forged.issuer}/logout?`)).toBe(true);
    expect(Object.fromEntries(new URL(to).searchParams)).toEqual({
      client_id: 'parley',
      post_logout_redirect_uri: `${house.url}/sign-in`,
    });
    await browser.call('POST', '/v1/sessions', { email: house.admin.email, password: house.admin.password });
    expect((await browser.call('DELETE', '/v1/session')).body).toEqual({ to: null });
  });
});

describe('passwords', () => {
  const byPassword = (email: string, password: string) => browserOf(house.url).call('POST', '/v1/sessions', { email, password });
  test('are switched off for the domains, and never for an administrator whom nobody else could let in', async () => {
    const invited = async (name: string, role: string) => {
      const { link } = await carol.call('invite', { body: { email: `${name}@example.com`, name, role } });
      const params = { token: link?.split('#')[1] ?? '' };
      const { staff } = await house.publicClient().call('acceptInvitation', { params, body: { name, password: 'nine quiet kettles hum' } });
      return staff;
    };
    await invited('boris', 'agent');
    await invited('dora', 'administrator');
    await carol.call('changeProvider', { params: { provider: provider.id }, body: { passwordsOff: true } });
    expect(await byPassword('boris@example.com', 'wrong')).toMatchObject({ code: 'wrong-credentials' });
    expect(await byPassword('boris@example.com', 'nine quiet kettles hum')).toMatchObject({ status: 401, code: 'use-provider' });
    // carol is of another domain and has a password: she could let dora in
    expect(await byPassword('dora@example.com', 'nine quiet kettles hum')).toMatchObject({ code: 'use-provider' });
    const domains = ['example.com', 'example.org'];
    await carol.call('changeProvider', { params: { provider: provider.id }, body: { domains } });
    expect((await byPassword('dora@example.com', 'nine quiet kettles hum')).status).toBe(200);
    expect((await byPassword(house.admin.email, house.admin.password)).status).toBe(200);
    const browser = browserOf(house.url);
    await browser.call('POST', '/v1/sessions', { email: house.admin.email, password: house.admin.password });
    const passkey = makePasskey(house.url);
    const { options } = (await browser.call('POST', '/v1/me/passkeys/challenges')).body;
    expect((await browser.call('POST', '/v1/me/passkeys', { name: 'Key', response: passkey.create(options) })).status).toBe(201);
    carol = await house.staffClient(); // whatever else was open by a password ended with it
    expect(await byPassword('dora@example.com', 'nine quiet kettles hum')).toMatchObject({ code: 'use-provider' });
    await carol.call('changeProvider', { params: { provider: provider.id }, body: { passwordsOff: false, domains: ['example.com'] } });
  });
});

test('the page learns the ways of an address, and of a house with one company also without', async () => {
  const ways = (email?: string) => house.publicClient().call('readSignInWays', { body: email ? { email } : {} });
  const known = { providers: [{ id: provider.id, name: 'Lantern ID' }] };
  expect(await ways()).toEqual(known);
  expect(await ways('nobody@example.com')).toEqual(known);
  expect(await ways('carol@example.org')).toEqual({ providers: [] });
});

test('in a house of several companies the page shows the provider by which this browser came in, and tells nobody which addresses are known', async () => {
  const { browser } = await enter({ amr: ['mfa'] });
  await createWorkspace(house.tools, {
    ...{ company: 'Loom', language: 'en', country: 'DE' },
    staff: { name: 'Boris', email: 'boris@example.net', password: 'a long pass phrase 42' },
  });
  const ways = async (by: Browser, email?: string) =>
    (await by.call('POST', '/v1/sessions/ways', email ? { email } : {})).body['providers'];
  for (const email of [undefined, ada.email, 'nobody@example.com']) {
    expect(await ways(browserOf(house.url), email)).toEqual([]);
    expect(await ways(browser, email)).toEqual([{ id: provider.id, name: 'Lantern ID' }]);
  }
  browser.cookies.set('parley_by', 'idp_of_nobody');
  expect(await ways(browser)).toEqual([]);
});

test('what a provider was refused for is in the ledger by reason, at the account where its word named one', async () => {
  await recordRefusals(house.tools, { all: true });
  const { items } = await house.act((ctx) => list(ctx, { limit: 50, kind: 'staff.sign-in-refused' }));
  const told = items.map(({ subject, facts }) => ({ subject, ...facts }));
  expect(told).toContainEqual({
    subject: null,
    because: 'not-begun-here',
    from: 'inside',
    provider: provider.id,
    times: expect.any(Number), // anybody can bring that about: no try, and in no sum
  });
  expect(told).toContainEqual(expect.objectContaining({ subject: null, because: 'answer-not-valid', provider: provider.id }));
  expect(told).toContainEqual(expect.objectContaining({ subject: expect.stringMatching(/^stf_/), because: 'other-subject' }));
  expect(JSON.stringify(told)).not.toContain('@');
});

test('a provider that is changed to another issuer, or removed, ends what it began', async () => {
  const { browser } = await enter({ amr: ['mfa'] });
  await carol.call('changeProvider', { params: { provider: provider.id }, body: { issuer: `${forged.issuer}/` } });
  expect((await browser.call('GET', '/v1/me')).status).toBe(401);
  await carol.call('changeProvider', { params: { provider: provider.id }, body: { issuer: forged.issuer } });
  const again = await enter({ sub: 'ada-2', amr: ['mfa'] });
  expect(again.status).toBe(200); // linked anew
  await carol.call('removeProvider', { params: { provider: provider.id } });
  expect((await again.browser.call('GET', '/v1/me')).status).toBe(401);
  expect((await again.browser.call('POST', `/v1/providers/${provider.id}/sign-in`)).status).toBe(404);
});

test('a host inside the network is a finding', async () => {
  const check = accessChecks.find((each) => each.id === 'access.nobody-leads-inside');
  expect(await house.act((ctx) => check?.run(ctx) ?? Promise.resolve(0))).toBe(1);
});
