// Ten times what the house takes: whoever is loud is told when to come again, whoever is quiet is served, and what was acknowledged is there once.
import { randomUUID } from 'node:crypto';
import http from 'node:http';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWorkspace } from '#access';
import { addInbox, receive } from '#conversations';
import type { ConversationId } from '#kit/ids';
import { arrive } from '#people';
import { eventually, openHouse } from '#test/house';

const atOnce = 900;
const boris = { name: 'Boris', email: 'boris@example.net', password: 'another long pass phrase 42' };
let house: Awaited<ReturnType<typeof openHouse>>;
let conversation: ConversationId;
beforeAll(async () => {
  house = await openHouse();
  await createWorkspace(house.tools, { company: 'Boris & Sons', language: 'en', country: 'DE', staff: boris });
  conversation = await house.act(async (ctx) => {
    const inbox = (await addInbox(ctx, { name: 'Chat', channel: 'web-chat', recipient: null })).id;
    const { person } = await arrive(ctx, { kind: 'email', value: 'ada@example.com', name: 'Ada' });
    return (await receive(ctx, { inbox, person, conversation: undefined, text: 'Hello' })).conversation;
  });
});
afterAll(() => house.stop());

type Answer = { readonly status: number; readonly retryAfter: string | undefined; readonly ms: number; readonly type: string };

/** One request over a connection of its own. */
function ask(method: string, path: string, cookie: string, body?: object, key?: string): Promise<Answer> {
  const sent = performance.now();
  return new Promise((resolve, reject) => {
    const headers = { cookie, ...(body && { 'content-type': 'application/json' }), ...(key && { 'idempotency-key': key }) };
    const request = http.request(`${house.url}${path}`, { method, headers, agent: false }, (response) => {
      response.resume();
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          retryAfter: response.headers['retry-after'],
          ms: performance.now() - sent,
          type: response.headers['content-type'] ?? '',
        }),
      );
    });
    request.on('error', reject);
    request.end(body && JSON.stringify(body));
  });
}

async function signIn({ email, password }: { email: string; password: string }): Promise<string> {
  const answer = await fetch(`${house.url}/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

it('tells a loud company to wait, serves a quiet one, and loses nothing that it took', { timeout: 120_000 }, async () => {
  const [carols, boriss] = [await signIn(house.admin), await signIn(boris)];
  const path = `/v1/conversations/${conversation}/messages`;
  const write = (id: string) => ask('POST', path, carols, { kind: 'note', text: `a note ${id}` }, id);
  for (const cookie of [carols, boriss]) expect((await ask('GET', '/v1/me', cookie)).status).toBe(200);
  const notes = Array.from({ length: atOnce }, () => randomUUID());
  const began = performance.now();
  const loud = Promise.all(notes.map(async (id) => ({ id, answer: await write(id) })));
  const quiet: Answer[] = [];
  const health: Answer[] = [];
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      quiet.push(await ask('GET', '/v1/conversations?view=all', boriss));
      health.push(await ask('GET', '/ready', ''));
    }
  })();
  const answered = await loud;
  const loudMs = performance.now() - began;
  isOver = true;
  await watching;

  const told = answered.filter(({ answer }) => answer.status === 429);
  expect(new Set(answered.map(({ answer }) => answer.status))).toEqual(new Set([201, 429]));
  expect(told.every(({ answer }) => answer.retryAfter === '1' && answer.type.startsWith('application/problem+json'))).toBe(true);
  expect(answered.length - told.length).toBeGreaterThanOrEqual(256); // its line is that long
  expect(quiet.length).toBeGreaterThan(3); // one after another: it does not wait for the loud one to be done
  expect(Math.max(...quiet.map(({ ms }) => ms))).toBeLessThan(loudMs);
  expect(new Set([...quiet, ...health].map(({ status }) => status))).toEqual(new Set([200]));

  for (let left = told.map(({ id }) => id), tries = 0; left.length > 0; tries += 1) {
    expect(tries).toBeLessThan(20);
    const again = await Promise.all(left.slice(0, 200).map(async (id) => ({ id, status: (await write(id)).status })));
    const done = new Set(again.filter(({ status }) => status === 201).map(({ id }) => id));
    left = left.filter((id) => !done.has(id));
  }
  const staff = await house.staffClient();
  const found: string[] = [];
  for (let before: number | undefined, more = true; more; ) {
    const { items } = await staff.call('listMessages', { params: { conversation }, query: { limit: 200, ...(before && { before }) } });
    found.push(...items.map(({ text }) => text));
    before = items[0]?.sequence;
    more = items.length === 200;
  }
  expect(found.filter((text) => text.startsWith('a note')).sort()).toEqual(notes.map((id) => `a note ${id}`).sort());
});

it('says that it is not ready while its database takes no writes, and that it is once it does', { timeout: 60_000 }, async () => {
  const client = new pg.Client({ connectionString: house.adminUrl });
  await client.connect();
  const { rows } = await client.query<{ name: string }>('SELECT current_database() AS name');
  const settle = async (change: string) => {
    await client.query(`ALTER DATABASE "${rows[0]?.name}" ${change}`);
    await client.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
  };
  try {
    await settle('SET default_transaction_read_only = on');
    await eventually('not ready', async () => (await ask('GET', '/ready', '')).status === 503);
    expect((await ask('GET', '/health', '')).status).toBe(200);
  } finally {
    await settle('RESET default_transaction_read_only');
    await client.end();
  }
  await eventually('ready again', async () => (await ask('GET', '/ready', '')).status === 200);
});
