// Whatever comes from outside gets a clear answer: an error of the closed list (RFC 9457), never a 500, and nothing is half done.
import { problems, routes } from '@parley/contract';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHouse } from '#test/house';
import { germanFields } from '../../console/src/lib/field-words.ts';
import { inGerman } from '../../console/src/lib/german.ts';

let house: Awaited<ReturnType<typeof openHouse>>;
let cookie = '';
beforeAll(async () => {
  house = await openHouse();
  const answer = await fetch(`${house.url}/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: house.admin.email, password: house.admin.password }),
  });
  cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
});
afterAll(() => house.stop());

const ask = (method: string, path: string, init: { body?: string | Buffer; headers?: Record<string, string> } = {}) =>
  fetch(`${house.url}${path}`, {
    method,
    headers: { cookie, ...init.headers },
    ...(init.body !== undefined && { body: init.body as string }),
  });

async function expectProblem(answer: Response, status: number, code: keyof typeof problems) {
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect({ status: answer.status, body: await answer.json() }).toMatchObject({
    status,
    body: { type: `urn:parley:problem:${code}`, title: problems[code][1], status },
  });
}
const json = { 'content-type': 'application/json' };

describe('bad input', () => {
  it('malformed JSON is a bad request', async () =>
    expectProblem(await ask('POST', '/v1/sessions', { body: '{"email":', headers: json }), 400, 'bad-request'));
  it('an oversized body is too large', async () =>
    expectProblem(
      await ask('POST', '/v1/sessions', { body: JSON.stringify({ email: 'x'.repeat(400_000) }), headers: json }),
      413,
      'too-large',
    ));
  it('another media type is refused', async () =>
    expectProblem(await ask('POST', '/v1/sessions', { body: '<a/>', headers: { 'content-type': 'text/xml' } }), 415, 'unsupported-media'));
  it('a missing field is named', async () => {
    const answer = await ask('POST', '/v1/sessions', { body: '{"email":"ada@example.com"}', headers: json });
    expect(answer.status).toBe(422);
    expect(((await answer.json()) as { fields: unknown[] }).fields).toEqual([
      expect.objectContaining({ message: expect.stringContaining('password') }),
    ]);
  });
  it('an id of the wrong shape is invalid', async () => expectProblem(await ask('GET', '/v1/people/1%20OR%201=1'), 422, 'invalid'));
  it('an id that leads nowhere is not found', async () =>
    expectProblem(await ask('GET', '/v1/conversations/cnv_01jdxxxxxxxxxxxxxxxxxxxxxx'), 404, 'not-found'));
  it('a NUL byte cannot be stored', async () => {
    const answer = await ask('PATCH', '/v1/workspace', { body: JSON.stringify({ name: 'a\u0000b' }), headers: json });
    expect(answer.status).toBe(422);
  });
  it('nobody signed in gets nothing', async () => expectProblem(await fetch(`${house.url}/v1/conversations`), 401, 'not-signed-in'));
  it('a page of another origin cannot use the cookie', async () =>
    expectProblem(
      await ask('PATCH', '/v1/workspace', { body: '{"name":"Mallory"}', headers: { ...json, 'sec-fetch-site': 'cross-site' } }),
      403,
      'not-permitted',
    ));
  it('an unknown address is not found, in JSON', async () => expectProblem(await ask('GET', '/v1/nothing'), 404, 'not-found'));
  it('answers carry the headers that keep browsers safe', async () => {
    const answer = await fetch(`${house.url}/health`);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
  });

  it('no route of the contract ever answers 500 to a random body', { timeout: 120_000 }, async () => {
    const told = new Set<string>();
    const names = Object.entries(routes).filter(([name]) => !['events', 'visitEvents', 'signOut'].includes(name));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.string({ maxLength: 30 }),
        fc.jsonValue({ maxDepth: 3 }),
        async ([, route], segment, body) => {
          const [method = 'GET', template = ''] = route.split(' ');
          const path = template.replace(/:\w+/g, encodeURIComponent(segment || 'x'));
          const answer = await ask(
            method,
            path,
            method === 'GET' || method === 'DELETE' ? {} : { body: JSON.stringify(body), headers: json },
          );
          const said = await answer.text();
          if (answer.status === 422) for (const { message } of (JSON.parse(said).fields ?? []) as { message: string }[]) told.add(message);
          expect({ route, status: answer.status, segment, body }).not.toMatchObject({ status: 500 });
        },
      ),
      { numRuns: 250 },
    );
    expect(house.log.filter((line) => line.includes('request.failed'))).toEqual([]);
    expect(told.size).toBeGreaterThan(5);
    expect([...told].filter((each) => inGerman(germanFields, each) === undefined)).toEqual([]); // also what the framework says of a form
  });
});
