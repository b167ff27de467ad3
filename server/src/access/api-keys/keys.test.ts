import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { browserOf } from '#test/browser-of';
import { eventually, openHouse } from '#test/house';
import { makeAdminLink } from '../admin-link.ts';

let house: Awaited<ReturnType<typeof openHouse>>;
let desk: ReturnType<typeof browserOf>;
beforeAll(async () => {
  house = await openHouse();
  desk = browserOf(house.url);
  const { email, password } = house.admin;
  await desk.call('POST', '/v1/sessions', { email, password });
});
afterAll(() => house.stop());

const make = (body: object, by = desk) =>
  by.call('POST', '/v1/me/keys', { name: 'Shop', scopes: ['people.read', 'staff.read'], days: 30, ...body });
async function asProgram(key: unknown, method: string, path: string, body?: object) {
  const answer = await fetch(house.url + path, {
    method,
    headers: { authorization: `Bearer ${key}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, text: await answer.text() };
}
const sql = async (text: string) => {
  const client = new pg.Client({ connectionString: house.adminUrl });
  await client.connect();
  const { rows } = await client.query(text);
  await client.end();
  return rows as Record<string, string>[];
};

test('a program does what its key is for, and nothing else', async () => {
  const made = await make({});
  expect(made).toMatchObject({ status: 201, body: { name: 'Shop', usedOn: null, key: expect.stringMatching(/^parley_[\w-]{43}$/) } });
  const { key, prefix } = made.body as { key: string; prefix: string };
  expect(key.startsWith(prefix)).toBe(true);
  expect((await asProgram(key, 'GET', '/v1/staff')).status).toBe(200);
  expect((await asProgram(key, 'GET', '/v1/workspace')).status).toBe(403); // a scope it lacks, which its owner has
  const { items } = (await desk.call('GET', '/v1/me/keys')).body as { items: { usedOn: string }[] };
  expect(items.at(-1)?.usedOn).toMatch(/^\d{4}-\d\d-\d\d$/);
  expect(JSON.stringify(items)).not.toContain(key);
});

test('neither the dangerous nor what concerns whoever is signed in is open to a key, whatever its scopes', async () => {
  const { permissions } = (await desk.call('GET', '/v1/me')).body as { permissions: string[] };
  const { key } = (await make({ scopes: permissions })).body;
  const body = { email: 'boris@example.com', name: 'Boris', role: 'agent' };
  for (const [method, path, sent] of [
    ['POST', '/v1/invitations', body],
    ['POST', '/v1/requests/req_00000000000000000000000000/approval', undefined],
    ['POST', '/v1/me/keys', { name: 'More', scopes: ['people.read'], days: 1 }],
    ['GET', '/v1/me', undefined],
    ['POST', '/v1/session/proof', { password: house.admin.password }],
    ['POST', '/v1/me/passkeys/challenges', undefined],
  ] as const) {
    const answer = await asProgram(key, method, path, sent);
    expect([path, answer.status, answer.text]).toEqual([path, 403, expect.stringContaining('"people-only"')]);
  }
  expect((await asProgram(key, 'GET', '/v1/workspace')).status).toBe(200);
});

test('a key is never wider than who made it, neither at first nor when their role shrinks', async () => {
  expect(await make({ scopes: ['people.read', 'everything'] })).toMatchObject({ status: 403, body: { because: 'wider-than-maker' } });
  const staff = await house.staffClient();
  const { link } = await staff.call('invite', { body: { email: 'ada@example.com', name: 'Ada', role: 'administrator' } });
  const ada = browserOf(house.url);
  await ada.call('POST', `/v1/invitations/${link?.split('#')[1]}/acceptance`, { name: 'Ada', password: 'nine quiet kettles hum' });
  const { key } = (await make({ scopes: ['workspace.change', 'staff.read'] }, ada)).body;
  expect((await asProgram(key, 'GET', '/v1/settings')).status).toBe(200);
  await sql("UPDATE role_grants SET role_id = 'agent' WHERE staff_id = (SELECT max(id) FROM staff)");
  house.passTime(6_000);
  expect((await asProgram(key, 'GET', '/v1/settings')).status).toBe(403);
  expect((await asProgram(key, 'GET', '/v1/staff')).status).toBe(200);
  expect(await make({ scopes: ['workspace.change'] }, ada)).toMatchObject({ status: 403 });
  expect((await ada.call('GET', '/v1/me/keys')).body['items']).toHaveLength(1); // only her own
});

test('a revoked key and one that ran out open nothing, and a colleague cannot revoke it', async () => {
  const [one, two] = [(await make({ days: 1 })).body, (await make({})).body];
  expect((await asProgram(two['key'], 'GET', '/v1/staff')).status).toBe(200);
  const other = browserOf(house.url);
  await other.call('POST', '/v1/sessions', { email: 'ada@example.com', password: 'nine quiet kettles hum' });
  expect(await other.call('DELETE', `/v1/me/keys/${two['id']}`)).toMatchObject({ status: 404 });
  expect((await desk.call('DELETE', `/v1/me/keys/${two['id']}`)).status).toBe(204);
  expect((await asProgram(two['key'], 'GET', '/v1/staff')).status).toBe(401);
  expect((await asProgram(one['key'], 'GET', '/v1/staff')).status).toBe(200);
  house.passTime(86_401_000);
  expect((await asProgram(one['key'], 'GET', '/v1/staff')).status).toBe(401);
  expect((await asProgram(`parley_${'x'.repeat(43)}`, 'GET', '/v1/staff')).status).toBe(401);
});

test('neither a key nor its name lies in the database or the log', async () => {
  house.passTime(-86_401_000);
  const { key } = (await make({ name: 'Kettle sync' })).body as { key: string };
  const [found] = await sql(
    "SELECT (SELECT string_agg(k::text, ' ') FROM api_keys k) || (SELECT string_agg(e::text, ' ') FROM entrances e) AS text",
  );
  for (const secret of [key, key.slice(7), 'Kettle', Buffer.from('Kettle').toString('hex')]) {
    expect(found?.['text']).not.toContain(secret);
    expect(house.log.join('')).not.toContain(secret);
  }
});

test('who comes back by a link of the operator leaves nobody a way in of before', async () => {
  const { key } = (await make({})).body;
  expect((await asProgram(key, 'GET', '/v1/staff')).status).toBe(200);
  const link = await house.act((ctx) => makeAdminLink(ctx, { name: house.admin.name, email: house.admin.email }), 'staff-administration');
  const joined = await browserOf(house.url).call('POST', `/v1/invitations/${link.split('#')[1]}/acceptance`, {
    name: 'Carol',
    password: 'eleven kind ladders wait',
  });
  expect(joined.status).toBe(201);
  expect((await asProgram(key, 'GET', '/v1/staff')).status).toBe(401);
  expect((await desk.call('GET', '/v1/me')).status).toBe(401);
});

test('an administrator ends the key of a colleague, on every node; whoever made it had a mail when it was made', async () => {
  const { email, password } = house.admin;
  const carol = await house.staffClient({ email, password: 'eleven kind ladders wait' });
  const second = await house.anotherNode();
  const { link } = await carol.call('invite', { body: { email: 'dora@example.com', name: 'Dora', role: 'agent' } });
  const dora = browserOf(house.url);
  await dora.call('POST', `/v1/invitations/${link?.split('#')[1]}/acceptance`, { name: 'Dora', password });
  const { key, id } = (await make({ scopes: ['staff.read'] }, dora)).body as { key: string; id: string };
  const heard = async (url: string) => (await fetch(`${url}/v1/staff`, { headers: { authorization: `Bearer ${key}` } })).status;
  expect([await heard(house.url), await heard(second)]).toEqual([200, 200]);
  const mail = await eventually('the mail', async () =>
    (await carol.call('listCaptured')).items.find(
      (each) => each.to.includes('dora@example.com') && each.text.includes('A key for a program'),
    ),
  );
  expect(mail.text).not.toContain('Shop');
  expect((await dora.call('GET', '/v1/staff-keys')).status).toBe(403);
  expect((await carol.call('listStaffKeys')).items).toContainEqual(
    expect.objectContaining({ id, name: 'Shop', staff: { id: expect.any(String), name: 'Dora' } }),
  );
  await carol.call('revokeStaffKey', { params: { key: id } });
  await eventually('the other node to hear of it', async () => (await heard(second)) === 401);
  expect(await heard(house.url)).toBe(401);
  await expect(carol.call('revokeStaffKey', { params: { key: id } })).rejects.toMatchObject({ status: 404 });
});
