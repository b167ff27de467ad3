// A platform files for somebody whose address several people own: the month runs, and nothing is done to anybody before the office knows whose it is (Art. 12(3), (6)).
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PersonId } from '#kit/ids';
import { addIdentity, arrive, merge, mergesOf, prove, unmerge } from '#people';
import { temporaryFolder } from '#test/folder';
import { openHouse } from '#test/house';

let house: Awaited<ReturnType<typeof openHouse>>;
let carol: Awaited<ReturnType<typeof house.staffClient>>;
let key = '';
beforeAll(async () => {
  const { cert, private: own } = await generate([{ name: 'commonName', value: 'localhost' }], { keySize: 2048, algorithm: 'sha256' });
  const folder = temporaryFolder();
  const environment = { PARLEY_OPENDSR_CERT: path.join(folder, 'cert.pem'), PARLEY_OPENDSR_KEY: path.join(folder, 'key.pem') };
  writeFileSync(environment.PARLEY_OPENDSR_CERT, cert);
  writeFileSync(environment.PARLEY_OPENDSR_KEY, own, { mode: 0o600 });
  house = await openHouse({ environment });
  carol = await house.staffClient();
  key = (await carol.call('makeApiKey', { body: { name: 'Platform', scopes: ['requests.open', 'requests.read'], days: 30 } })).key;
});
afterAll(() => house.stop());

type Identities = Record<string, { value: string; encoding: 'raw' }>;
const filing = (subject_identities: Identities, more: object = {}) => ({
  ...{ regulation: 'gdpr', subject_request_id: randomUUID(), subject_request_type: 'erasure', api_version: '3.0' },
  ...{ submitted_time: new Date(Date.now() - 5 * 86_400_000).toISOString(), subject_identities },
  ...more,
});
type Filed = { request_status?: string; because?: string; extensions: { localhost: { request: string; found: boolean } } };
const call = async (method: 'GET' | 'POST', place: string, body?: object) => {
  const headers = { authorization: `Bearer ${key}`, ...(body && { 'content-type': 'application/json' }) };
  const answer = await fetch(`${house.url}/opendsr/v3/${place}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  return { status: answer.status, json: (await answer.json()) as Filed };
};
/** What came of filing it, and where it stands then. */
const file = async (body: { subject_request_id: string }) => {
  const filed = await call('POST', 'requests', body);
  return filed.status === 201 ? { ...filed, json: (await call('GET', `requests/${body.subject_request_id}`)).json } : filed;
};
const raw = (value: string) => ({ value, encoding: 'raw' }) as const;

/** Ada and Boris, known by an account each, had a mailbox in common by which they were joined, and were taken apart. */
async function household(name: string) {
  const email = `${name}@example.com`;
  const people: PersonId[] = [];
  for (const who of ['ada', 'boris']) {
    const { person } = await house.act((ctx) => arrive(ctx, { kind: 'account', value: `${who}-${name}`, proof: 'signed-identity' }));
    const { identity } = await house.act((ctx) => addIdentity(ctx, person, { kind: 'email', value: email }));
    await house.act((ctx) => prove(ctx, identity, 'code'));
    people.push(person);
  }
  const [ada, boris] = people as [PersonId, PersonId];
  const part = async () => {
    for (const { id } of await house.act((ctx) => mergesOf(ctx, ada))) await house.act((ctx) => unmerge(ctx, id));
  };
  return { email, ada, boris, part };
}

it('one shared address begins a request of somebody new, who waits until staff say which of them it is', async () => {
  const { email, ada, boris, part } = await household('home');
  await part();
  const body = filing({ email: raw(email) });
  const filed = await file(body);
  expect(filed).toMatchObject({ status: 201, json: { request_status: 'pending', extensions: { localhost: { found: true } } } });
  const id = filed.json.extensions.localhost.request;
  const { person, receivedAt } = await carol.call('readRequest', { params: { request: id } });
  expect([ada, boris]).not.toContain(person?.id);
  expect(receivedAt).toBe(body.submitted_time);
  const approve = () => carol.call('approveRequest', { params: { request: id } });
  await expect(approve()).rejects.toMatchObject({ status: 409, problem: { because: 'held-address' } });
  expect(await carol.call('lookUpAsker', { params: { request: id } })).toEqual({ held: 'shared', person: null });
  await house.act((ctx) => merge(ctx, ada, person?.id as PersonId, 'agent-decision', 'told the day of her order'));
  expect((await approve()).state).not.toBe('received');
});

it('an account beside it says which of them it is, unless it is somebody else’s', async () => {
  const { email, ada, part } = await household('office');
  await part();
  const stranger = await house.act((ctx) => arrive(ctx, { kind: 'account', value: 'carol-office', proof: 'signed-identity' }));
  expect(stranger.isNew).toBe(true);
  const filed = await file(filing({ email: raw(email), controller_customer_id: raw('ada-office') }));
  const { person } = await carol.call('readRequest', { params: { request: filed.json.extensions.localhost.request } });
  expect(person?.id).toBe(ada);
  const other = await file(filing({ email: raw(email), controller_customer_id: raw('carol-office') }));
  expect(other).toMatchObject({ status: 400, json: { because: 'several-people' } });
});

it('a shared account is claimed as an address is, and opens nothing', async () => {
  const value = 'one-account-of-two';
  const { person: ada } = await house.act((ctx) => arrive(ctx, { kind: 'account', value, proof: 'signed-identity' }));
  await house.act(async (ctx) => {
    const boris = await arrive(ctx, { kind: 'email', value: 'boris-of-two@example.com' });
    await addIdentity(ctx, boris.person, { kind: 'account', value, proof: 'signed-identity' });
    for (const { id } of await mergesOf(ctx, ada)) await unmerge(ctx, id);
  });
  const filed = await file(filing({ controller_customer_id: raw(value) }, { subject_request_type: 'access' }));
  expect(filed.status).toBe(201);
  const params = { request: filed.json.extensions.localhost.request };
  await expect(carol.call('approveRequest', { params })).rejects.toMatchObject({ problem: { because: 'held-address' } });
});

it('a platform that repeats its number hears what it filed, though they were taken apart meanwhile', async () => {
  const { email, part } = await household('later');
  const body = filing({ email: raw(email) }, { subject_request_type: 'access' });
  const filed = await file(body);
  await part();
  expect(await file(body)).toEqual(filed);
});
