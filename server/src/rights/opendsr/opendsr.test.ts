// A platform files requests by the doors of OpenDSR, in both versions: what is taken, that it is an ordinary request, what is told and signed, and when it is forgotten.
import { randomUUID, verify, X509Certificate } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addIdentity, arrive, prove } from '#people';
import { colleagueOf } from '#test/colleague';
import { temporaryFolder } from '#test/folder';
import { eventually, openHouse } from '#test/house';
import { extend } from '../course/course.ts';
import { openSession } from '../sessions.ts';
import { lookAtFilings } from './callbacks.ts';
import { versions } from './rules.ts';
import { filingStore } from './store.ts';

type Version = keyof typeof versions;
type Heard = { body: string; headers: Record<string, unknown> };
const heard: Heard[] = [];
const platform = createServer(async (request, reply) => {
  heard.push({ body: await text(request), headers: request.headers });
  reply.statusCode = heard.length === 1 ? 503 : 202; // busy at first
  reply.end();
});
let house: Awaited<ReturnType<typeof openHouse>>;
let carol: Awaited<ReturnType<typeof house.staffClient>>;
let key = '';
let callback = '';
beforeAll(async () => {
  const { cert, private: ofCert } = await generate([{ name: 'commonName', value: 'localhost' }], { keySize: 2048, algorithm: 'sha256' });
  const folder = temporaryFolder();
  const files = { PARLEY_OPENDSR_CERT: path.join(folder, 'cert.pem'), PARLEY_OPENDSR_KEY: path.join(folder, 'key.pem') };
  writeFileSync(files.PARLEY_OPENDSR_CERT, cert);
  writeFileSync(files.PARLEY_OPENDSR_KEY, ofCert, { mode: 0o600 });
  house = await openHouse({ environment: { ...files, PARLEY_INSIDE_HOSTS: 'localhost' } });
  carol = await house.staffClient();
  await carol.call('addChannel', {
    body: { channel: 'email', name: 'Support', settings: { address: 'support@shop.example.com', fromName: 'Shop' } },
  });
  await new Promise<void>((resolve) => platform.listen(0, '127.0.0.1', resolve));
  callback = `http://localhost:${(platform.address() as AddressInfo).port}/told`;
  key = (await carol.call('makeApiKey', { body: { name: 'Platform', scopes: ['requests.open', 'requests.read'], days: 30 } })).key;
});
afterAll(async () => {
  platform.close();
  await house.stop();
});

async function known(name: string) {
  const value = `${name}@example.com`;
  const { person, identity } = await house.act((ctx) => arrive(ctx, { kind: 'email', value, name: 'Ada Example', language: 'en' }));
  await house.act((ctx) => prove(ctx, identity, 'code'));
  const { token } = await house.act((ctx) => openSession(ctx, person, identity));
  return { person, value, me: house.personClient(token) };
}
const mailTo = (address: string, subject: RegExp) =>
  eventually(`mail to ${address}`, async () =>
    (await carol.call('listCaptured')).items.find((mail) => mail.to.includes(address) && subject.test(mail.subject)),
  );
const told = (id: string, status: string) =>
  eventually(status, async () => heard.find(({ body }) => body.includes(id) && JSON.parse(body).request_status === status));

/** Identities as a version writes them: a list in the second (OpenDSR 2.0, 7.1), by kind in the third. */
const identity = (version: Version, type: string, value: string, format = 'raw') =>
  version === 'v2' ? [{ identity_type: type, identity_value: value, identity_format: format }] : { [type]: { value, encoding: format } };

/** A platform that speaks one version. */
function speaking(version: Version) {
  const call = async (method: string, place: string, body?: object, token = key) => {
    const headers = { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) };
    const answer = await fetch(`${house.url}/opendsr/${version}/${place}`, {
      method,
      headers,
      ...(body && { body: JSON.stringify(body) }),
    });
    const raw = await answer.text();
    return { status: answer.status, raw, json: JSON.parse(raw), signature: answer.headers.get('x-opendsr-signature') ?? '' };
  };
  const filing = (email: string, more: object = {}) => ({
    ...{ regulation: 'gdpr', subject_request_id: randomUUID(), subject_request_type: 'erasure', api_version: versions[version] },
    submitted_time: new Date(Date.now() - 5 * 86_400_000).toISOString(),
    subject_identities: identity(version, 'email', email),
    status_callback_urls: [callback],
    ...more,
  });
  const isSigned = async (raw: string, signature: string) => {
    const pem = await (await fetch(`${house.url}/opendsr/${version}/certificate`)).text();
    return verify('sha256', Buffer.from(raw), new X509Certificate(pem).publicKey, Buffer.from(signature, 'base64'));
  };
  return { call, filing, isSigned };
}

describe.each(['v2', 'v3'] as const)('by OpenDSR %s', (version) => {
  const { call, filing, isSigned } = speaking(version);

  it('says what it takes, and refuses the rest by name', async () => {
    expect(await (await fetch(`${house.url}/opendsr/${version}/discovery`)).json()).toMatchObject({
      api_version: versions[version],
      supported_identities: [{ identity_type: 'email', identity_format: 'raw' }, { identity_type: 'controller_customer_id' }],
    });
    const wrong = async (more: object) => (await call('POST', 'requests', filing('ada-dsr@example.com', more))).json.fields?.[0]?.path;
    const placed = (type: string) => `/subject_identities/${version === 'v2' ? 0 : type}`;
    expect(await wrong({ subject_identities: identity(version, 'ios_vendor_id', 'ada-dsr@example.com') })).toBe(placed('ios_vendor_id'));
    expect(await wrong({ subject_identities: identity(version, 'email', 'ada-dsr@example.com', 'sha256') })).toBe(placed('email'));
    for (const none of [[], {}]) expect(await wrong({ subject_identities: none })).toBe('/subject_identities');
    const ofOther = identity(version === 'v2' ? 'v3' : 'v2', 'email', 'ada-dsr@example.com');
    expect(await wrong({ subject_identities: ofOther }), 'the shape of the other version').toBe('/subject_identities');
    expect(await wrong({ regulation: 'ccpa' })).toBe('/regulation');
    expect(await wrong({ submitted_time: '2020-01-01T00:00:00Z' })).toBe('/submitted_time');
    for (const url of ['ftp://example.com/', 'http://example.com/'])
      expect(await wrong({ status_callback_urls: [url] })).toBe('/status_callback_urls/0');
    expect(await wrong({ extensions: { localhost: { phone: 7 } } })).toBe('/extensions/localhost/phone');
    const broken = await call('POST', 'requests', { ...filing('ada-dsr@example.com'), subject_request_id: 'one' });
    expect(broken.json).toMatchObject({
      type: 'urn:parley:problem:invalid',
      status: 400,
      error: { code: 400, errors: [{ domain: 'Validation' }] },
    });
    expect(broken.status).toBe(400);
    const { key: narrow } = await carol.call('makeApiKey', { body: { name: `Other ${version}`, scopes: ['people.read'], days: 1 } });
    expect((await call('POST', 'requests', filing('ada-dsr@example.com'), narrow)).status).toBe(403);
    const { inbox } = (await carol.call('listChannels')).items[0] ?? { inbox: { id: '' } };
    const boris = await (await colleagueOf(house, `Boris-${version}`, { role: 'supervisor', inboxes: [inbox.id] })).client();
    const { key: oneInbox } = await boris.call('makeApiKey', {
      body: { name: `One inbox ${version}`, scopes: ['requests.open', 'requests.read'], days: 1 },
    });
    expect((await call('POST', 'requests', filing('ada-dsr@example.com'), oneInbox)).json.because).toBe('every-inbox-needed');
  });

  it('a filed erasure is an ordinary request whose month runs since the person asked, and each status is posted signed', async () => {
    const { person, value } = await known(`ada-dsr-${version}`);
    const body = filing(value);
    const filed = await call('POST', 'requests', body);
    expect([filed.status, await isSigned(filed.raw, filed.signature), await isSigned(`${filed.raw} `, filed.signature)]).toEqual([
      201,
      true,
      false,
    ]);
    expect((await call('POST', 'requests', body)).json).toEqual(filed.json);
    expect((await call('POST', 'requests', { ...body, subject_request_type: 'access' })).json).toMatchObject({
      ...{ type: 'urn:parley:problem:conflict', status: 400, because: 'another-request', error: { code: 400 } },
    });
    const other = speaking(version === 'v2' ? 'v3' : 'v2');
    const inOther = { ...other.filing(value), subject_request_id: body.subject_request_id };
    expect((await other.call('POST', 'requests', inOther)).json.because, 'a number is of one version').toBe('another-request');
    const [request, ...more] = (await carol.call('listRequests', { query: { state: 'open' } })).items.filter(
      (each) => each.person?.id === person,
    );
    expect([request?.kind, request?.source, request?.receivedAt, more]).toEqual(['erasure', 'staff', body.submitted_time, []]);
    expect(filed.json.expected_completion_time.slice(0, 10)).toBe(request?.dueOn);
    await carol.call('approveRequest', { params: { request: request?.id ?? '' } });
    const last = await told(body.subject_request_id, 'completed');
    expect(await isSigned(last.body, String(last.headers['x-opendsr-signature']))).toBe(true);
    expect(last.headers['x-opendsr-processor-domain']).toBe('localhost');
    expect(JSON.parse(last.body)).toMatchObject({ status_callback_url: callback, extensions: { localhost: { outcome: 'erased' } } });
    expect((await mailTo(value, /has been erased/)).text).toMatch(/as a platform asked on your behalf.*If you know nothing of it/s);
    expect(heard.map(({ body: sent }) => sent).join()).not.toContain('example.com');
    expect((await call('GET', `requests/${body.subject_request_id}`)).json).toMatchObject({
      request_status: 'completed',
      results_url: null,
      api_version: versions[version],
    });
  });

  it('a filing that joins moves the month back to the day of its asking, and that of whoever was merged stays theirs', async () => {
    const [older, younger] = [await known(`ada-dsr-older-${version}`), await known(`ada-dsr-younger-${version}`)];
    const { id, dueOn } = await carol.call('openRequest', { body: { person: younger.person, kind: 'erasure' } });
    await house.act((ctx) => addIdentity(ctx, older.person, { kind: 'email', value: younger.value, proof: 'code' }));
    const body = filing(younger.value, { submitted_time: new Date(Date.now() - 20 * 86_400_000).toISOString() });
    const filed = await call('POST', 'requests', body);
    const moved = await carol.call('readRequest', { params: { request: id } });
    expect(moved.receivedAt).toBe(body.submitted_time);
    expect([moved.dueOn < dueOn, filed.json.expected_completion_time.slice(0, 10)]).toEqual([true, moved.dueOn]);
    expect((await call('DELETE', `requests/${body.subject_request_id}`)).status).toBe(202);
    expect((await carol.call('readRequest', { params: { request: id } })).state).toBe('received');
  });

  it('what is pending is cancelled, what somebody else asked for goes on, and nobody known is complete at once', async () => {
    const { person, value, me } = await known(`boris-dsr-${version}`);
    const own = await me.call('openMyRequest', { body: { kind: 'erasure' } as never });
    const joined = filing(value);
    await call('POST', 'requests', joined);
    expect((await call('DELETE', `requests/${joined.subject_request_id}`)).status).toBe(202);
    expect((await call('GET', `requests/${joined.subject_request_id}`)).json.request_status).toBe('cancelled');
    expect((await me.call('listMyRequests', { query: {} })).items).toMatchObject([{ id: own.id, state: 'received' }]);
    const filedFirst = await known(`carol-dsr-${version}`);
    const theirs = filing(filedFirst.value);
    await call('POST', 'requests', theirs);
    const adopted = await filedFirst.me.call('openMyRequest', { body: { kind: 'erasure' } as never });
    expect((await call('DELETE', `requests/${theirs.subject_request_id}`)).status).toBe(202);
    expect((await filedFirst.me.call('listMyRequests', { query: {} })).items).toMatchObject([{ id: adopted.id, state: 'received' }]);
    const copy = filing(value, { subject_request_type: 'portability' });
    await call('POST', 'requests', copy);
    await call('DELETE', `requests/${copy.subject_request_id}`);
    const { items } = await carol.call('listRequests', { query: {} });
    expect(items.find((each) => each.person?.id === person && each.kind === 'portability')).toMatchObject({ state: 'withdrawn' });
    const nobody = filing(`nobody-dsr-${version}@example.com`);
    await call('POST', 'requests', nobody);
    expect((await call('GET', `requests/${nobody.subject_request_id}`)).json).toMatchObject({
      request_status: 'completed',
      extensions: { localhost: { found: false } },
    });
    expect((await call('DELETE', `requests/${nobody.subject_request_id}`)).status).toBe(400);
    expect((await call('GET', `requests/${randomUUID()}`)).status).toBe(404);
  });

  it('a person for whom a platform asked is told so in each letter, and that what they take along lies on their page (Art. 20)', async () => {
    const { person, value, me } = await known(`copy-dsr-${version}`);
    await call('POST', 'requests', filing(value, { subject_request_type: 'portability' }));
    const { id = '' } = (await carol.call('listRequests', { query: {} })).items.find((each) => each.person?.id === person) ?? {};
    await house.act((ctx) => extend(ctx, id as never, 'complexity', 'Much of it lies in the archive.'));
    const course = await mailTo(value, /A request about your data .* where it stands/);
    expect(course.text).toMatch(/a platform passed on .* If you know nothing of it, please tell us\./);
    await carol.call('approveRequest', { params: { request: id } });
    expect((await mailTo(value, /^A request about your data to [^:]+$/)).text).toContain('provided, to take along. This has been done.');
    expect((await me.call('listMyRequests', { query: {} })).items).toMatchObject([{ kind: 'portability', outcome: 'package-ready' }]);
  });
});

it('what relates filings goes with the last status, where it is told once it was or a day is over, and the filing with the period', async () => {
  const { call, filing } = speaking('v3');
  const { value } = await known('late-dsr');
  const kept = (id: string) => house.act((ctx) => filingStore.seen(ctx, id));
  const body = filing(value, { group_id: 'batch-7' });
  await call('POST', 'requests', body);
  const { subject_request_id: id } = body;
  expect((await call('GET', `requests/${id}`)).json).toMatchObject({ request_status: 'pending', group_id: 'batch-7' });
  await call('DELETE', `requests/${id}`);
  expect((await call('GET', `requests/${id}`)).json).toMatchObject({ request_status: 'cancelled', group_id: null });
  await told(id, 'cancelled');
  await eventually('forgotten', async () => (await kept(id))?.said === null);
  const deaf = filing('nobody-dsr@example.com', { status_callback_urls: ['http://localhost:1/told'] });
  await call('POST', 'requests', deaf);
  await house.act(lookAtFilings);
  expect((await kept(deaf.subject_request_id))?.said).not.toBeNull();
  house.passTime(2 * 86_400_000);
  await house.act(lookAtFilings);
  expect((await kept(deaf.subject_request_id))?.said).toBeNull();
  house.passTime(4 * 366 * 86_400_000);
  await house.act(lookAtFilings);
  expect(await kept(id)).toBeUndefined();
});
