// Access by its doors, as a browser comes in.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse } from '#test/house';
import { setupLink } from './setup-link.ts';

let house: Awaited<ReturnType<typeof openHouse>>;
const password = 'nine quiet kettles hum';

beforeAll(async () => {
  house = await openHouse({ empty: true });
});
afterAll(() => house.stop());

type Reply = {
  status: number;
  body: Record<string, unknown> & { code?: string };
  cookie: string;
  flags: string;
  retryAfter: string | null;
};
async function call(
  method: string,
  path: string,
  options: { body?: object; cookie?: string; headers?: Record<string, string> } = {},
): Promise<Reply> {
  const answer = await fetch(house.url + path, {
    method,
    headers: {
      ...(options.body && { 'content-type': 'application/json' }),
      ...(options.cookie && { cookie: options.cookie }),
      ...options.headers,
    },
    ...(options.body && { body: JSON.stringify(options.body) }),
  });
  const set = answer.headers.getSetCookie()[0] ?? '';
  const text = await answer.text();
  return {
    status: answer.status,
    body: text ? JSON.parse(text) : {},
    cookie: set.split(';')[0] ?? '',
    flags: set.slice(set.indexOf(';')),
    retryAfter: answer.headers.get('retry-after'),
  };
}
const signIn = (email: string, secret: string) => call('POST', '/v1/sessions', { body: { email, password: secret } });

test('a newcomer sets up by the link, is signed in by a cookie that scripts cannot read, and colleagues join', async () => {
  expect((await call('GET', '/v1/setup')).body).toEqual({ needed: true });
  const token = (await setupLink(house.tools))?.split('#')[1];
  const form = { token, company: 'Lantern & Loom', name: 'Carol', email: 'carol@example.org', password, language: 'en' };
  expect(await call('POST', '/v1/setup', { body: { ...form, password: 'password1234' } })).toMatchObject({
    status: 422,
    body: { type: 'urn:parley:problem:weak-password' },
  });
  const made = await call('POST', '/v1/setup', { body: form });
  expect(made).toMatchObject({
    status: 201,
    body: {
      staff: {
        name: 'Carol',
        email: 'carol@example.org',
        grants: [{ role: 'administrator' }, { role: 'supervisor' }, { role: 'privacy-officer' }],
      },
      workspace: { name: 'Lantern & Loom', language: 'en' },
    },
  });
  expect(made.flags).toMatch(/Max-Age=604800/);
  expect(made.flags).toMatch(/HttpOnly/);
  expect(made.flags).toMatch(/SameSite=Lax/);
  expect(made.flags).not.toMatch(/Secure/); // the public address is http
  expect((await call('GET', '/v1/setup')).body).toEqual({ needed: false });
  expect(await call('POST', '/v1/setup', { body: form })).toMatchObject({ status: 409, body: { type: 'urn:parley:problem:already-used' } });
  expect((await call('GET', '/v1/me', { cookie: made.cookie })).body).toEqual(made.body);

  const invited = await call('POST', '/v1/invitations', {
    cookie: made.cookie,
    body: { email: 'ada@example.com', name: 'Ada', role: 'agent' },
  });
  expect(invited).toMatchObject({
    status: 201,
    body: { staff: { name: 'Ada', grants: [{ role: 'agent', inboxes: null, until: null, source: 'invitation' }], joinedAt: null } },
  });
  const link = String(invited.body['link']);
  expect(link.startsWith(`${house.url}/invitation#`)).toBe(true);
  const path = `/v1/invitations/${link.split('#')[1]}`;
  expect((await call('GET', path)).body).toEqual({ company: 'Lantern & Loom', name: 'Ada', email: 'ada@example.com' });
  const joined = await call('POST', `${path}/acceptance`, { body: { name: 'Ada', password } });
  expect(joined).toMatchObject({ status: 201, body: { staff: { name: 'Ada', grants: [{ role: 'agent' }] } } });
  expect(await call('POST', `${path}/acceptance`, { body: { name: 'Ada', password } })).toMatchObject({ status: 409 });
  expect((await call('GET', '/v1/staff', { cookie: joined.cookie })).body['items']).toHaveLength(2);
});

test('an agent may neither invite nor change the company', async () => {
  const { cookie } = await signIn('ada@example.com', password);
  expect(await call('GET', '/v1/workspace', { cookie })).toMatchObject({ status: 200, body: { name: 'Lantern & Loom', country: 'DE' } });
  for (const [method, path, body] of [
    ['POST', '/v1/invitations', { email: 'boris@example.com', name: 'Boris', role: 'administrator' }],
    ['PATCH', '/v1/workspace', { name: 'Mine' }],
  ] as const)
    expect(await call(method, path, { cookie, body })).toMatchObject({ status: 403, body: { type: 'urn:parley:problem:not-permitted' } });
  const seen = house.log.filter((line) => line.includes('http.not-permitted')).map((line) => JSON.parse(line));
  expect(seen).toMatchObject([
    { lacked: 'staff.invite', staff: expect.stringMatching(/^stf_/) },
    { lacked: 'workspace.change', program: false },
  ]);
});

test('the administrator changes the company, and what is no country or colour is refused', async () => {
  const { cookie } = await signIn('carol@example.org', password);
  expect(await call('PATCH', '/v1/workspace', { cookie, body: { address: 'Lamp Street 1', accent: '#224466' } })).toMatchObject({
    status: 200,
    body: { address: 'Lamp Street 1', accent: '#224466' },
  });
  for (const body of [{ country: 'Germany' }, { accent: 'url(x)' }, { contactEmail: 'nobody' }])
    expect(await call('PATCH', '/v1/workspace', { cookie, body }), JSON.stringify(body)).toMatchObject({ status: 422 });
});

test('after signing out the cookie is worth nothing', async () => {
  const { cookie } = await signIn('carol@example.org', password);
  expect((await call('GET', '/v1/me', { cookie })).status).toBe(200);
  const out = await call('DELETE', '/v1/session', { cookie });
  expect(out.status).toBe(200);
  expect(out.flags).toMatch(/Max-Age=0/);
  expect(await call('GET', '/v1/me', { cookie })).toMatchObject({ status: 401, body: { type: 'urn:parley:problem:not-signed-in' } });
  expect((await call('GET', '/v1/me')).status).toBe(401);
});

test('a page of somebody else cannot use the cookie to change anything', async () => {
  const { cookie } = await signIn('carol@example.org', password);
  for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://example.net' }])
    expect((await call('DELETE', '/v1/session', { cookie, headers: headers as Record<string, string> })).status).toBe(403);
  expect((await call('GET', '/v1/me', { cookie })).status).toBe(200);
});

test('wrong, unknown and oversized credentials are refused alike, and guessing ends in 429 with the time to wait', async () => {
  const wrong = await signIn('carol@example.org', 'wrong');
  const unknown = await signIn('nobody@example.com', 'wrong');
  expect(wrong).toMatchObject({ status: 401, body: { type: 'urn:parley:problem:wrong-credentials' }, cookie: '' });
  expect(unknown).toEqual(wrong);
  expect((await signIn('carol@example.org', 'x'.repeat(1025))).status).toBe(422);
  expect((await signIn('carol', 'wrong')).status).toBe(422);
  const many = await Promise.all(Array.from({ length: 12 }, () => signIn('boris@example.com', 'wrong')));
  const slowed = many.find((each) => each.status === 429);
  expect(Number(slowed?.retryAfter)).toBeGreaterThan(0);
  expect((await signIn('carol@example.org', password)).status).toBe(200);
});

test('whoever names other addresses in the headers of a proxy that is not ours gains no try', async () => {
  const from = (at: number) => ({ 'x-forwarded-for': `203.0.113.${at}`, forwarded: `for=203.0.113.${at}`, 'x-real-ip': `203.0.113.${at}` });
  const asked = await Promise.all(
    Array.from({ length: 40 }, (_, at) => call('GET', `/v1/invitations/${'x'.repeat(43)}`, { headers: from(at) })),
  );
  expect(asked.filter((each) => each.status === 429).length).toBeGreaterThan(5);
});

test('behind a proxy of ours the address that it wrote down itself counts, and none that came along', async () => {
  const behind = await house.anotherNode({ PARLEY_TRUST_PROXY: '127.0.0.1' });
  const statuses = (forwarded: (at: number) => string) =>
    Promise.all(
      Array.from({ length: 40 }, async (_, at) => {
        const headers = { 'x-forwarded-for': forwarded(at) };
        return (await fetch(`${behind}/v1/invitations/${'x'.repeat(43)}`, { headers })).status;
      }),
    );
  const refused = (all: number[]) => all.filter((status) => status === 429).length;
  expect(refused(await statuses((at) => `203.0.113.${at}, 192.0.2.7`))).toBeGreaterThan(5); // one who forges
  expect(refused(await statuses((at) => `192.0.2.7, 203.0.113.${at}`))).toBe(0); // forty who forge the same
  expect((await fetch(`${behind}/v1/invitations/${'x'.repeat(43)}`, { headers: { 'x-forwarded-for': '192.0.2.7' } })).status).toBe(429);
});

test('the ledger is listed to a privacy officer, and not to an agent', async () => {
  const { cookie } = await signIn('carol@example.org', password);
  const body = { email: 'dora@example.com', name: 'Dora', role: 'privacy-officer' };
  const link = String((await call('POST', '/v1/invitations', { cookie, body })).body['link']);
  const officer = await call('POST', `/v1/invitations/${link.split('#')[1]}/acceptance`, { body: { name: 'Dora', password } });
  const listed = await call('GET', '/v1/ledger/entries?limit=5', { cookie: officer.cookie });
  expect(listed.status).toBe(200);
  expect(listed.body['items']).toContainEqual(expect.objectContaining({ kind: 'staff.joined', at: expect.any(String) }));
  const agent = await signIn('ada@example.com', password);
  expect(await call('GET', '/v1/ledger/entries?limit=5', { cookie: agent.cookie })).toMatchObject({
    status: 403,
    body: { type: 'urn:parley:problem:not-permitted' },
  });
});

test('neither addresses nor names nor passwords are in the log', () => {
  expect(house.log.join('')).not.toMatch(/carol|ada@|dora|boris|kettles|192\.0\.2\.7|203\.0\.113/i);
});
