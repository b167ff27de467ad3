// Provisioning as Entra ID, Okta and the standard do it, over the wire (RFC 7643, 7644).
import type { Answer } from '@parley/contract';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browserOf } from '#test/browser-of';
import { openForgedProvider } from '#test/forged-provider';
import { openHouse } from '#test/house';

let house: Awaited<ReturnType<typeof openHouse>>;
let forged: Awaited<ReturnType<typeof openForgedProvider>>;
let carol: Awaited<ReturnType<Awaited<ReturnType<typeof openHouse>>['staffClient']>>;
let provider: Answer<'addProvider'>;
let token = '';
let ada = '';
let support = '';
beforeAll(async () => {
  forged = await openForgedProvider();
  house = await openHouse({ environment: { PARLEY_INSIDE_HOSTS: forged.host } });
  carol = await house.staffClient();
  const groups = [
    { group: 'Support', role: 'agent' },
    { group: 'obj-leads', role: 'supervisor' },
  ];
  provider = await carol.call('addProvider', {
    body: {
      ...{
        name: 'Lantern ID',
        issuer: forged.issuer,
        clientId: 'parley',
        secret: forged.secret,
        domains: ['example.com'],
        addsPeople: false,
      },
      ...{ groupsClaim: 'groups', groups, strongAcr: [], passwordsOff: false },
    },
  });
  ({ token } = await carol.call('makeScimToken', { params: { provider: provider.id }, body: {} }));
});
afterAll(async () => {
  await house.stop();
  await forged.stop();
});

const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User';
const groupSchema = 'urn:ietf:params:scim:schemas:core:2.0:Group';
type Reply = {
  status: number;
  body: Record<string, unknown> & { Resources: Record<string, unknown>[] };
  etag: string | null;
  type: string | null;
};
async function ask(method: string, path: string, body?: unknown, more: Record<string, string> = {}): Promise<Reply> {
  const answer = await fetch(`${house.url}/scim/v2${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { 'content-type': 'application/scim+json' }), ...more },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  return {
    status: answer.status,
    body: text === '' ? {} : JSON.parse(text),
    etag: answer.headers.get('etag'),
    type: answer.headers.get('content-type'),
  };
}
const patch = (path: string, ...operations: object[]) =>
  ask('PATCH', path, { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: operations });
const find = (filter: string, kind = 'Users') => ask('GET', `/${kind}?filter=${encodeURIComponent(filter)}`);
const scimError = (status: number, scimType?: string) => ({
  status,
  body: {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    status: String(status),
    ...(scimType && { scimType }),
    detail: expect.any(String),
  },
  type: 'application/scim+json; charset=utf-8',
});
const rolesOf = async (id: string) =>
  (await carol.call('listStaff')).items
    .find((each) => each.id === id)
    ?.grants.map((each) => each.role)
    .sort();
async function comesIn(sub: string, email: string) {
  const browser = browserOf(house.url);
  const { url } = (await browser.call('POST', `/v1/providers/${provider.id}/sign-in`)).body as { url: string };
  const query = await forged.letIn(url, { sub, email, email_verified: true, amr: ['mfa'] });
  return { browser, ...(await browser.call('POST', `/v1/providers/${provider.id}/arrival`, { query })) };
}

describe('the door', () => {
  test('opens to a token alone, and says what it does', async () => {
    const without = await fetch(`${house.url}/scim/v2/Users`);
    expect([without.status, without.headers.get('www-authenticate'), without.headers.get('content-type')]).toEqual([
      401,
      'Bearer',
      'application/scim+json; charset=utf-8',
    ]);
    expect((await ask('GET', '/Users', undefined, { authorization: `Bearer parley_scim_${'x'.repeat(43)}` })).status).toBe(401);
    expect((await ask('GET', '/ServiceProviderConfig')).body).toMatchObject({
      patch: { supported: true },
      bulk: { supported: false },
      etag: { supported: true },
    });
    expect((await ask('GET', '/ResourceTypes')).body.Resources.map((each) => each['endpoint'])).toEqual(['/Users', '/Groups']);
    expect((await ask('GET', `/Schemas/${userSchema}`)).body).toMatchObject({ id: userSchema, name: 'User' });
    expect((await ask('GET', '/Schemas')).body).toMatchObject({ totalResults: 2 });
    expect((await carol.call('listProviders')).items[0]?.scimTokens).toMatchObject([
      { prefix: token.slice(0, 17), usedOn: expect.any(String) },
    ]);
  });

  test('is another than that of the API: neither token opens both', async () => {
    expect((await fetch(`${house.url}/v1/me`, { headers: { authorization: `Bearer ${token}` } })).status).toBe(401);
    const { key } = await carol.call('makeApiKey', { body: { name: 'Shop', scopes: ['staff.read'], days: 30 } });
    expect((await ask('GET', '/Users', undefined, { authorization: `Bearer ${key}` })).status).toBe(401);
  });

  test.each<[string, string, unknown, number, string?]>([
    ['POST', '/Users', '{', 400, 'invalidSyntax'],
    ['POST', '/Users', [], 400, 'invalidSyntax'],
    ['POST', '/Users', { schemas: [userSchema] }, 400, 'invalidValue'],
    ['POST', '/Users', { userName: 'no address' }, 400, 'invalidValue'],
    ['POST', '/Users', { userName: 'ada@example.org' }, 400, 'invalidValue'],
    ['POST', '/Users', { userName: 'ada@example.com', active: 'perhaps' }, 400, 'invalidValue'],
    ['GET', '/Users/stf_00000000000000000000000000', undefined, 404],
    ['GET', '/Users?filter=userName%20like%20%22a%22', undefined, 400, 'invalidFilter'],
    ['GET', '/Users?startIndex=first', undefined, 400, 'invalidValue'],
    ['DELETE', '/Users', undefined, 405],
    ['GET', '/Bulk', undefined, 404],
    ['POST', '/Groups', { displayName: '' }, 400, 'invalidValue'],
    ['POST', '/Groups', { displayName: 'Lamps', members: [{ value: 'stf_00000000000000000000000000' }] }, 400, 'invalidValue'],
  ])('%s %s %j is answered in the words of SCIM', async (method, path, body, status, scimType) => {
    expect(await ask(method, path, body)).toMatchObject(scimError(status, scimType));
  });

  test('takes no other kind of body, and none without an end', async () => {
    expect(await ask('POST', '/Users', 'userName=ada', { 'content-type': 'text/plain' })).toMatchObject(scimError(415));
    expect(await ask('POST', '/Users', { userName: 'x'.repeat(1_100_000) })).toMatchObject(scimError(413));
  });
});

describe('a user', () => {
  test('is added, found and read', async () => {
    const made = await ask('POST', '/Users', {
      schemas: [userSchema, 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'],
      userName: 'Ada@Example.com',
      externalId: 'obj-ada',
      name: { givenName: 'Ada', familyName: 'Lovelace' },
      emails: [{ primary: true, type: 'work', value: 'Ada@example.com' }],
      phoneNumbers: [{ value: '+1 555 0100', type: 'work' }],
      active: true,
    });
    expect(made).toMatchObject({
      status: 201,
      etag: 'W/"1"',
      body: { userName: 'Ada@Example.com', externalId: 'obj-ada', displayName: 'Ada Lovelace', active: true },
    });
    expect(made.body).not.toHaveProperty('phoneNumbers');
    ada = String(made.body['id']);
    expect((await ask('GET', `/Users/${ada}`)).body).toEqual(made.body);
    for (const filter of [
      'userName eq "ada@example.com"',
      'externalId eq "obj-ada"',
      'userName eq "ADA@example.com" and active eq true',
      `id eq "${ada}"`,
    ])
      expect((await find(filter)).body).toMatchObject({ totalResults: 1, Resources: [{ id: ada }] });
    for (const filter of ['userName eq "boris@example.com"', 'externalId eq "OBJ-ADA"', 'active eq false'])
      expect((await find(filter)).body).toMatchObject({ totalResults: 0, Resources: [] });
    expect(await ask('POST', '/Users', { userName: 'ada@example.com' })).toMatchObject(scimError(409, 'uniqueness'));
    expect((await ask('GET', `/Users/${ada}?attributes=userName`)).body).toEqual({
      schemas: [userSchema],
      id: ada,
      userName: 'Ada@Example.com',
    });
    const staff = (await carol.call('listStaff')).items.find((each) => each.id === ada);
    expect(staff).toMatchObject({ name: 'Ada Lovelace', email: 'ada@example.com', joinedAt: null, grants: [] });
  });

  test('rests sealed: the table shows neither name nor id at the provider', async () => {
    const admin = new pg.Client({ connectionString: house.adminUrl });
    await admin.connect();
    const { rows } = await admin.query('SELECT p.*, s.* FROM scim_people p JOIN staff s ON s.id = p.staff_id');
    await admin.end();
    expect(rows).toHaveLength(1);
    for (const word of ['ada@', 'lovelace', 'obj-ada']) expect(JSON.stringify(rows).toLowerCase()).not.toContain(word);
    expect(house.log.join('').toLowerCase()).not.toContain('lovelace');
  });

  test('that is nobody of its domains is not there: carol is seen by no provider', async () => {
    const me = (await carol.call('me')).staff.id;
    expect(await ask('GET', `/Users/${me}`)).toMatchObject(scimError(404));
    expect(await ask('DELETE', `/Users/${me}`)).toMatchObject(scimError(404));
    expect((await ask('GET', '/Users')).body).toMatchObject({ totalResults: 1 });
  });

  test('without a group comes in by nothing', async () => {
    expect(await comesIn('ada-1', 'ada@example.com')).toMatchObject({ status: 401, body: { because: 'no-role' } });
  });

  test('changes only from what its client has read (ETag)', async () => {
    const { etag } = await ask('GET', `/Users/${ada}`);
    expect((await ask('GET', `/Users/${ada}`, undefined, { 'if-none-match': etag ?? '' })).status).toBe(304);
    const body = { schemas: [userSchema], userName: 'Ada@Example.com', externalId: 'obj-ada', displayName: 'Ada L', active: true };
    const put = (etag: string) => ask('PUT', `/Users/${ada}`, body, { 'if-match': etag });
    expect(await put('W/"99"')).toMatchObject(scimError(412));
    expect(await put(etag ?? '')).toMatchObject({ status: 200, etag: 'W/"2"', body: { displayName: 'Ada L' } });
    expect((await carol.call('listStaff')).items.find((each) => each.id === ada)?.name).toBe('Ada L');
  });
});

describe('a group', () => {
  test('gives its members the role that is mapped, at once', async () => {
    const made = await ask('POST', '/Groups', {
      schemas: [groupSchema],
      displayName: 'Support',
      members: [{ value: ada, display: 'Ada' }],
    });
    expect(made).toMatchObject({ status: 201, body: { displayName: 'Support', members: [{ value: ada }] } });
    support = String(made.body['id']);
    expect(await rolesOf(ada)).toEqual(['agent']);
    expect((await ask('GET', `/Users/${ada}`)).body['groups']).toMatchObject([{ value: support, display: 'Support' }]);
    expect((await find('displayName eq "support"', 'Groups')).body).toMatchObject({ totalResults: 1 });
    expect((await ask('GET', `/Groups/${support}?excludedAttributes=members`)).body).not.toHaveProperty('members');
    expect(await ask('POST', '/Groups', { displayName: 'Support' })).toMatchObject(scimError(409, 'uniqueness'));
    expect(await comesIn('ada-1', 'ada@example.com')).toMatchObject({ status: 200 });
  });

  test('is mapped by its id at the provider too, and a new mapping counts at once', async () => {
    const made = await ask('POST', '/Groups', { displayName: 'Leads', externalId: 'obj-leads', members: [{ value: ada }] });
    expect(await rolesOf(ada)).toEqual(['agent', 'supervisor']);
    const groups = [{ group: 'Support', role: 'agent' }];
    await carol.call('changeProvider', { params: { provider: provider.id }, body: { groups } });
    expect(await rolesOf(ada)).toEqual(['agent']);
    expect((await ask('DELETE', `/Groups/${made.body['id']}`)).status).toBe(204);
  });

  test('loses and gains members as Entra ID and Okta say it', async () => {
    await patch(`/Groups/${support}`, { op: 'Remove', path: `members[value eq "${ada}"]` });
    expect(await rolesOf(ada)).toEqual([]);
    await patch(`/Groups/${support}`, { op: 'Add', path: 'members', value: [{ value: ada }] });
    expect(await rolesOf(ada)).toEqual(['agent']);
    expect(await patch(`/Groups/${support}`, { op: 'replace', value: { id: support, displayName: 'Cooks' } })).toMatchObject({
      status: 200,
    });
    expect(await rolesOf(ada)).toEqual([]);
    await ask('PUT', `/Groups/${support}`, { schemas: [groupSchema], displayName: 'Support', members: [{ value: ada }] });
    expect(await rolesOf(ada)).toEqual(['agent']);
  });
});

describe('a team', () => {
  const teamNow = async (id: string) =>
    (await carol.call('listTeams')).items.find((each) => each.id === id)?.members.map(({ id: staff, sources }) => [staff, ...sources]);
  const members = (value: string[]) => ({ op: 'replace', path: 'members', value: value.map((each) => ({ value: each })) });

  test('has who is in a group that means it, given and taken with PATCH, PUT and a new mapping; whom a colleague put in stays', async () => {
    const me = (await carol.call('me')).staff.id;
    const team = (await carol.call('addTeam', { body: { name: 'North', members: [me] } })).id;
    const map = (teams: { group: string; team: string }[]) =>
      carol.call('changeProvider', { params: { provider: provider.id }, body: { teams } });
    expect((await map([{ group: 'Support', team }])).teams).toEqual([{ group: 'Support', team }]);
    expect(await teamNow(team)).toEqual([
      [me, 'colleague'],
      [ada, 'scim'],
    ]);
    await patch(`/Groups/${support}`, members([]));
    expect(await teamNow(team)).toEqual([[me, 'colleague']]);
    await carol.call('changeTeam', { params: { team }, body: { members: [me, ada] } });
    await ask('PUT', `/Groups/${support}`, { schemas: [groupSchema], displayName: 'Support', members: [{ value: ada }] });
    expect((await teamNow(team))?.[1]).toEqual([ada, 'colleague', 'scim']); // one member by two ways
    await carol.call('changeTeam', { params: { team }, body: { members: [me] } });
    expect((await teamNow(team))?.[1]).toEqual([ada, 'scim']); // a colleague takes what a colleague gave
    await map([]);
    expect(await teamNow(team)).toEqual([[me, 'colleague']]);
    await map([{ group: 'Support', team }]);
    const told = (await carol.call('listLedger', { query: { limit: 50, kind: 'team.member-removed' } })).items;
    expect(told.map(({ facts }) => facts?.['source'])).toEqual(['scim', 'colleague', 'scim']);
    expect(await rolesOf(ada)).toEqual(['agent']); // a team has nothing to do with roles
    await carol.call('restTeam', { params: { team } });
    expect((await carol.call('listProviders')).items[0]?.teams).toEqual([]); // no group means a team at rest
    await patch(`/Groups/${support}`, members([]), members([ada]));
    expect(await teamNow(team)).toEqual([]);
    await expect(map([{ group: 'Support', team }])).rejects.toMatchObject({ code: 'invalid' });
    await expect(map([{ group: 'Support', team: team.slice(0, -4).concat('0000') }])).rejects.toMatchObject({ code: 'invalid' });
  });
});

describe('the end', () => {
  test('switching somebody off ends their sessions at once, and nothing lets them in until they are switched on', async () => {
    const { browser } = await comesIn('ada-1', 'ada@example.com');
    expect((await browser.call('GET', '/v1/me')).status).toBe(200);
    expect(await patch(`/Users/${ada}`, { op: 'Replace', path: 'active', value: 'False' })).toMatchObject({
      status: 200,
      body: { active: false },
    });
    expect((await browser.call('GET', '/v1/me')).status).toBe(401);
    expect(await comesIn('ada-1', 'ada@example.com')).toMatchObject({ body: { because: 'suspended' } });
    expect(await patch(`/Users/${ada}`, { op: 'replace', value: { active: true } })).toMatchObject({ status: 200, body: { active: true } });
    expect(await comesIn('ada-1', 'ada@example.com')).toMatchObject({ status: 200 });
  });

  test('somebody suspended by a colleague is not switched on by a provider that says nothing new', async () => {
    await carol.call('suspendStaff', { params: { staff: ada } });
    expect(await patch(`/Users/${ada}`, { op: 'replace', path: 'displayName', value: 'Ada' })).toMatchObject({ body: { active: false } });
    expect(await comesIn('ada-1', 'ada@example.com')).toMatchObject({ body: { because: 'suspended' } });
    for (const value of [false, true]) await patch(`/Users/${ada}`, { op: 'replace', path: 'active', value });
    expect(await comesIn('ada-1', 'ada@example.com')).toMatchObject({ body: { because: 'suspended' } });
    await carol.call('bringStaffBack', { params: { staff: ada } });
  });

  test('of a switching off and a new name at the same moment neither is lost', async () => {
    const both = [
      { op: 'replace', path: 'active', value: false },
      { op: 'replace', path: 'displayName', value: 'Ada Again' },
    ];
    const answers = await Promise.all(both.map((operation) => patch(`/Users/${ada}`, operation)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect((await ask('GET', `/Users/${ada}`)).body).toMatchObject({ active: false, displayName: 'Ada Again' });
    await patch(`/Users/${ada}`, { op: 'replace', path: 'active', value: true });
  });

  test('a changed address leads to the same person', async () => {
    const path = 'emails[type eq "work"].value';
    expect(await patch(`/Users/${ada}`, { op: 'Replace', path, value: 'lovelace@example.com' })).toMatchObject({ status: 200 });
    expect((await carol.call('listStaff')).items.find((each) => each.id === ada)?.email).toBe('lovelace@example.com');
    expect(await comesIn('ada-1', 'lovelace@example.com')).toMatchObject({ status: 200 });
    expect(await patch(`/Users/${ada}`, { op: 'Replace', path, value: 'lovelace@example.org' })).toMatchObject(
      scimError(400, 'invalidValue'),
    );
  });

  test('the last administrator stays, whatever a provider says', async () => {
    await carol.call('changeProvider', { params: { provider: provider.id }, body: { domains: ['example.com', 'example.org'] } });
    const me = (await carol.call('me')).staff.id;
    expect(await patch(`/Users/${me}`, { op: 'replace', path: 'active', value: false })).toMatchObject(scimError(409));
    expect(await ask('DELETE', `/Users/${me}`)).toMatchObject(scimError(409));
    expect((await carol.call('me')).staff.id).toBe(me);
    await carol.call('changeProvider', { params: { provider: provider.id }, body: { domains: ['example.com'] } });
  });

  test('deleting takes somebody away: sessions, groups, and they are found no more', async () => {
    const { browser } = await comesIn('ada-1', 'lovelace@example.com');
    expect((await ask('DELETE', `/Users/${ada}`)).status).toBe(204);
    expect((await browser.call('GET', '/v1/me')).status).toBe(401);
    expect(await ask('GET', `/Users/${ada}`)).toMatchObject(scimError(404));
    expect((await ask('GET', `/Groups/${support}`)).body['members']).toEqual([]);
    expect(await comesIn('ada-1', 'lovelace@example.com')).toMatchObject({ status: 401 });
  });

  test('whoever was invited and is switched off comes in by no link, gets no other, and is shut out each time the provider says so', async () => {
    const parts = { email: 'frida@example.com', name: 'Frida', role: 'agent' };
    const invited = async () => {
      const { staff, link } = await carol.call('invite', { body: parts });
      return { id: staff.id, params: { token: link?.split('#')[1] ?? '' } };
    };
    const joins = (params: { token: string }) =>
      house.publicClient().call('acceptInvitation', { params, body: { name: 'Frida', password: 'nine quiet kettles hum' } });
    const active = (value: boolean) => patch(`/Users/${id}`, { op: 'replace', path: 'active', value });
    const { id, params } = await invited();
    expect(await active(false)).toMatchObject({ status: 200, body: { active: false } });
    await expect(joins(params)).rejects.toMatchObject({ code: 'not-found' });
    await expect(invited()).rejects.toMatchObject({ code: 'conflict' });
    await active(true);
    const again = await invited();
    const switched = async (value: boolean) => {
      const admin = new pg.Client({ connectionString: house.adminUrl });
      await admin.connect();
      await admin.query('UPDATE scim_people SET active = $2 WHERE staff_id = $1', [id, value]);
      await admin.end();
    };
    await switched(false); // a link that was open before links were dropped
    await expect(joins(again.params)).rejects.toMatchObject({ code: 'expired' });
    await switched(true);
    await joins(again.params);
    await switched(false);
    await active(false); // nothing new, and obeyed all the same
    expect((await carol.call('listStaff')).items.find((each) => each.id === id)?.suspendedAt).not.toBeNull();
    await ask('DELETE', `/Users/${id}`);
  });

  test('pages have a beginning and an end', async () => {
    for (const name of ['boris', 'dora', 'emil']) await ask('POST', '/Users', { userName: `${name}@example.com` });
    const page = async (query: string) => (await ask('GET', `/Users?${query}`)).body;
    expect(await page('startIndex=2&count=1')).toMatchObject({ totalResults: 3, startIndex: 2, itemsPerPage: 1 });
    expect(await page('startIndex=9')).toMatchObject({ totalResults: 3, itemsPerPage: 0, Resources: [] });
    expect(await page('count=0')).toMatchObject({ totalResults: 3, itemsPerPage: 0 });
    expect((await page('count=-1')).Resources).toEqual([]);
  });

  test('a revoked token opens nothing', async () => {
    const [held] = (await carol.call('listProviders')).items[0]?.scimTokens ?? [];
    await carol.call('revokeScimToken', { params: { provider: provider.id, token: held?.id ?? '' } });
    expect((await ask('GET', '/Users')).status).toBe(401);
  });
});
