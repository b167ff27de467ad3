// Bodies, queries and paths made from the OpenAPI document, as a client that keeps to it and one that nearly does would send them, by staff, customers and visitors:
// each is answered in time, never by 5xx, and leaves no transaction open.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pool } from '#kit/pool';
import { arrive } from '#people';
import { type Operation, operations, type Schema, valid } from '#test/from-document';
import { eventually, openHouse } from '#test/house';
import { openSession } from '../src/rights/sessions.ts';

type Call = { operation: Operation; method: string; template: string; values: Record<string, unknown>; body: unknown };

const unusual = ['events', 'visitEvents', 'signOut', 'setUp', 'approveRequest']; // streams, and what would end the session or the person
let house: Awaited<ReturnType<typeof openHouse>>;
/** By the audience of a route: what its caller brings. */
let callers: Record<string, Record<string, string>>;
let permissions = 0;
/** Ids that lead somewhere, so that not every call ends at "not found". */
const ids = new Set<string>();
beforeAll(begin);
afterAll(() => house?.stop());

async function begin(): Promise<void> {
  house = await openHouse();
  const staff = await house.staffClient();
  const dpoContact = 'privacy@example.com';
  await staff.call('changeWorkspace', {
    body: { address: 'Musterweg 1, Berlin', contactEmail: 'hello@example.com', dpoContact, authority: 'BlnBDI' },
  });
  await staff.call('publishNotice', { body: {} });
  const key = await eventually(
    'the widget',
    async () => (await staff.call('listChannels')).items.flatMap((each) => each.snippet?.match(/data-key="([^"]+)"/)?.[1] ?? [])[0],
  );
  const { notice } = await house.publicClient().call('readWidget', { params: { key } });
  const body = { language: 'en', noticeId: notice.id, noticeHash: notice.hash } as const;
  const visit = (await house.publicClient().call('startVisit', { params: { key }, body })).token;
  await house.visitorClient(visit).call('addVisitMessage', { body: { clientId: 'first-line-1', text: 'Which lamp is warm?' } });
  const { person } = await house.act((ctx) => arrive(ctx, { kind: 'email', value: 'ada@example.com' }));
  const { token } = await house.act((ctx) => openSession(ctx, person));
  const cookie = await signIn();
  callers = { staff: { cookie }, visitor: { authorization: `Bearer ${visit}` }, person: { authorization: `Bearer ${token}` } };
  permissions = (await mine()).permissions?.length ?? 0;
  for (const path of ['me', 'purposes', 'inboxes', 'conversations?view=all', 'staff', 'ledger/entries', 'vendors']) {
    const found = await (await fetch(`${house.url}/v1/${path}`, { headers: callers['staff'] ?? {} })).text();
    for (const [id] of found.matchAll(/\b[a-z]{3}_[0-9a-hjkmnp-tv-z]{26}\b/g)) ids.add(id);
  }
}

const mine = async () =>
  (await (await fetch(`${house.url}/v1/me`, { headers: callers['staff'] ?? {} })).json()) as { permissions?: readonly string[] };

/** What was called by chance may have shut its own caller out, by a policy or a role: then all else would be refused alike. */
async function beginAnewIfShutOut(): Promise<void> {
  if (((await mine()).permissions?.length ?? 0) >= permissions) return;
  await house.stop();
  await begin();
}

async function signIn(): Promise<string> {
  const answer = await fetch(`${house.url}/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: house.admin.email, password: house.admin.password }),
  });
  const [session] = answer.headers.getSetCookie();
  if (!answer.ok || !session) throw new Error(`the sign-in was answered by ${answer.status}`);
  return session.split(';')[0] ?? '';
}

/** As `valid`, or with one part that is anything. */
const nearly = (schema: Schema): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 4, arbitrary: valid(schema, ids) },
    {
      weight: 1,
      arbitrary: fc.tuple(valid(schema, ids), fc.nat(), fc.jsonValue({ maxDepth: 1 })).map(([value, at, odd]) => spoilt(value, at, odd)),
    },
  );

function spoilt(value: unknown, at: number, odd: unknown): unknown {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return odd;
  const keys = Object.keys(value);
  return { ...value, [keys[at % keys.length] ?? '']: odd };
}

const all = operations().filter(({ operation }) => !unusual.includes(operation.operationId));

function calls(of: readonly (typeof all)[number][]): fc.Arbitrary<Call> {
  return fc.constantFrom(...of).chain((one) => {
    const parameters = (one.operation.parameters ?? []).filter((each) => each.in !== 'header');
    const values = fc.record(Object.fromEntries(parameters.map(({ name, schema }) => [name, nearly(schema)])), {
      requiredKeys: parameters.filter((each) => each.required).map((each) => each.name),
    });
    const schema = one.operation.requestBody?.content['application/json']?.schema;
    return fc.record({
      ...Object.fromEntries(Object.entries(one).map(([name, value]) => [name, fc.constant(value)])),
      values,
      body: schema ? nearly(schema) : fc.constant(undefined),
    }) as unknown as fc.Arbitrary<Call>;
  });
}

async function send({ operation, method, template, values, body }: Call): Promise<number> {
  const text = (value: unknown) => encodeURIComponent(typeof value === 'string' ? value.toWellFormed() : (JSON.stringify(value) ?? ''));
  const path = template.replace(/\{(\w+)\}/g, (_all, name: string) => text(values[name]) || 'x');
  const query = (operation.parameters ?? [])
    .filter((each) => each.in === 'query' && each.name in values)
    .map(({ name }) => `${name}=${text(values[name])}`);
  const answer = await fetch(`${house.url}${path}${query.length > 0 ? `?${query.join('&')}` : ''}`, {
    method,
    headers: {
      ...(callers[operation.tags[0] ?? ''] ?? callers['staff']),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(10_000),
  });
  await answer.arrayBuffer();
  return answer.status;
}

it('a client that keeps to the document, or nearly, is never answered by 5xx, and always in time', { timeout: 240_000 }, async () => {
  const statuses = new Map<number, number>();
  const takenBy = new Map<string, number>();
  const isAnswered = async (call: Call): Promise<void> => {
    const before = house.log.length;
    const status = await send(call);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    const [audience = ''] = call.operation.tags;
    if (status < 300) takenBy.set(audience, (takenBy.get(audience) ?? 0) + 1);
    expect({
      operation: call.operation.operationId,
      status,
      failed: house.log.slice(before).filter((line) => line.includes('request.failed')),
    }).toMatchObject({ status: expect.any(Number), failed: [] });
    expect(status).toBeLessThan(500);
    if (status === 401 || status === 403) await beginAnewIfShutOut();
  };
  for (const one of all) await fc.assert(fc.asyncProperty(calls([one]), isAnswered), { numRuns: 1 }); // each of them once at least
  await fc.assert(fc.asyncProperty(calls(all), isAnswered), { numRuns: 150 });
  const taken = [...statuses].reduce((sum, [status, times]) => sum + (status < 300 ? times : 0), 0);
  expect(taken, JSON.stringify([...statuses])).toBeGreaterThan(20); // or nothing was tried
  for (const audience of Object.keys(callers))
    expect(takenBy.get(audience) ?? 0, `${audience}: ${JSON.stringify([...takenBy])}`).toBeGreaterThan(0);
  await eventually('no transaction was left open', async () => {
    const { totalCount, idleCount, waitingCount } = pool.of(house);
    return waitingCount === 0 && totalCount === idleCount; // a clock may hold one for a moment
  });
});
