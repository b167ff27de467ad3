// Logo and photo by their doors: who may change them, who sees them, and what is left when their owner is gone.
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorkspace, staffFaces } from '#access';
import { mintPermit, shred } from '#keys';
import type { PersonId, StaffId, WorkspaceId } from '#kit/ids';
import { act } from '#kit/pool';
import { list } from '#ledger';
import { openHouse } from '#test/house';
import { jpeg, png, secret, webp } from '#test/pictures';
import { acceptInvitation, eraseStaff, invite } from '../invitations.ts';
import { pictureHoldings } from './holdings.ts';

let house: Awaited<ReturnType<typeof openHouse>>;
let cookie = '';
let adaCookie = '';
let ada: StaffId;
const password = 'nine quiet kettles hum';
const system = { kind: 'system', id: 'test' } as const;
const inside = <T>(work: Parameters<typeof act<T>>[2], workspace: WorkspaceId = house.workspace) =>
  act(house.tools, { workspace, actor: system, purpose: 'staff-administration' }, work);

beforeAll(async () => {
  house = await openHouse();
  cookie = await signIn(house.admin.email, house.admin.password);
  const { link } = await inside((ctx) => invite(ctx, { name: 'Ada', email: 'ada@example.com', role: 'agent' }));
  ({ staff: ada } = await acceptInvitation(house.tools, link.split('#')[1] ?? '', { name: 'Ada', password }));
  adaCookie = await signIn('ada@example.com', password);
});
afterAll(() => house.stop());

async function signIn(email: string, secretWord: string): Promise<string> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${house.url}/v1/sessions`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ email, password: secretWord }),
  });
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}
const ask = (method: string, path: string, who = cookie, bytes?: Buffer) =>
  fetch(house.url + path, {
    method,
    headers: { cookie: who, ...(bytes && { 'content-type': 'application/octet-stream' }) },
    ...(bytes && { body: new Uint8Array(bytes) }),
  });
const json = async <T>(answer: Response) => (await answer.json()) as T;
const logoOf = async (answer: Response) => (await json<{ logo: string | null }>(answer)).logo ?? '';
const photoOf = async (answer: Response) => (await json<{ staff: { photo: string | null } }>(answer)).staff.photo ?? '';

test('a logo is seen by anybody, as a picture and nothing else, under another path after each change', async () => {
  expect(await logoOf(await ask('GET', '/v1/workspace'))).toBe('');
  const first = await logoOf(await ask('PUT', '/v1/workspace/logo', cookie, png()));
  const seen = await fetch(house.url + first);
  expect(Object.fromEntries(seen.headers)).toMatchObject({
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
    'cache-control': 'public, max-age=86400',
    'cross-origin-resource-policy': 'cross-origin',
  });
  expect(seen.headers.get('etag')).toMatch(/^"[0-9a-f]{64}"$/);
  expect(Buffer.from(await seen.arrayBuffer()).includes(secret)).toBe(false);
  const second = await logoOf(await ask('PUT', '/v1/workspace/logo', cookie, await webp()));
  expect(second).not.toBe(first);
  const key = second.split('/')[3];
  const centre = await json<{ logo: string }>(await fetch(`${house.url}/v1/centres/${key}`));
  expect(centre.logo).toBe(second);
  expect(await logoOf(await ask('DELETE', '/v1/workspace/logo'))).toBe('');
  expect((await fetch(house.url + second)).status).toBe(404);
});

test('hostile bytes, and an agent, change no logo', async () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');
  expect((await ask('PUT', '/v1/workspace/logo', cookie, svg)).status).toBe(415);
  expect((await ask('PUT', '/v1/workspace/logo', cookie, png({ width: 2001 }))).status).toBe(413);
  expect((await ask('PUT', '/v1/workspace/logo', cookie, png({ noise: 600_000 }))).status).toBe(413);
  expect((await ask('PUT', '/v1/workspace/logo', adaCookie, png())).status).toBe(403);
  expect((await ask('DELETE', '/v1/workspace/logo', adaCookie)).status).toBe(403);
  expect(await logoOf(await ask('GET', '/v1/workspace'))).toBe('');
});

test('another company has its own logo only', async () => {
  const other = await createWorkspace(house.tools, {
    company: 'Loom',
    language: 'en',
    staff: { name: 'Boris', email: 'boris@example.org', password },
  });
  await ask('PUT', '/v1/workspace/logo', cookie, png());
  expect((await fetch(`${house.url}/v1/centres/${other.centreKey}/logo`)).status).toBe(404);
  expect(await logoOf(await ask('GET', '/v1/workspace', await signIn('boris@example.org', password)))).toBe('');
  expect(await inside((ctx) => staffFaces(ctx, [ada]), other.workspace)).toEqual(new Map());
});

test('a photo lies sealed, has an address that says nothing, and a new one on each change', async () => {
  const first = await photoOf(await ask('PUT', '/v1/me/photo', adaCookie, await jpeg()));
  expect(first).toMatch(/^\/v1\/photos\/[\w-]{32}$/);
  const seen = await fetch(house.url + first);
  expect(seen.headers.get('content-type')).toBe('image/jpeg');
  expect(seen.headers.get('cache-control')).toBe('private, max-age=600');
  const bytes = Buffer.from(await seen.arrayBuffer());
  expect(bytes.includes(secret)).toBe(false);
  const client = new pg.Client({ connectionString: house.adminUrl });
  await client.connect();
  const { rows } = await client.query<{ content: Buffer }>('SELECT content FROM photos');
  await client.end();
  expect(rows[0]?.content.includes(bytes.subarray(0, 20))).toBe(false);
  const second = await photoOf(await ask('PUT', '/v1/me/photo', adaCookie, png()));
  expect(second).not.toBe(first);
  expect((await fetch(house.url + first)).status).toBe(404);
  expect((await fetch(house.url + second)).status).toBe(200);
  expect(await inside((ctx) => staffFaces(ctx, [ada]))).toEqual(new Map([[ada, { name: 'Ada', photo: second }]]));
  for (const path of ['/v1/photos/x', `/v1/photos/${'x'.repeat(32)}`]) expect((await fetch(house.url + path)).status).toBe(404);
});

test('a page of pictures is not a page of ledger entries', async () => {
  const path = await photoOf(await ask('GET', '/v1/me', adaCookie));
  const read = () => inside(async (ctx) => (await list(ctx, { kind: 'data.revealed', subject: ada, limit: 100 })).items.length);
  await fetch(house.url + path);
  const before = await read();
  for (let times = 0; times < 5; times += 1) await fetch(house.url + path);
  expect(await read()).toBe(before);
});

test('a name is changed by its owner', async () => {
  const answer = await fetch(`${house.url}/v1/me`, {
    method: 'PATCH',
    headers: { cookie: adaCookie, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Ada L.' }),
  });
  expect(await json(answer)).toMatchObject({ staff: { name: 'Ada L.' } });
  expect((await inside((ctx) => staffFaces(ctx, [ada]))).get(ada)?.name).toBe('Ada L.');
});

test('the copy of a member of staff holds the photo, and with them it is gone, address and all', async () => {
  const path = await photoOf(await ask('PUT', '/v1/me/photo', adaCookie, png()));
  expect((await fetch(house.url + path)).status).toBe(200);
  const photos = pictureHoldings.find((holding) => holding.table === 'photos');
  const copy = await inside((ctx) => {
    const permit = mintPermit(ctx, { act: 'export', purpose: 'rights-fulfilment', subjects: [ada], fields: ['photos.content'] });
    return photos?.export?.(ctx, permit, [ada as unknown as PersonId]) ?? Promise.resolve([]);
  });
  expect(copy).toMatchObject([{ fields: { type: 'image/png' }, files: [{ name: 'photo.png' }] }]);
  await inside(async (ctx) => {
    await shred(ctx, [ada]);
    await eraseStaff(ctx, [ada]);
    expect(await photos?.count?.(ctx, [ada])).toBe(0);
  });
  expect((await fetch(house.url + path)).status).toBe(404);
});
