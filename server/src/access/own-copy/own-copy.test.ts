import { afterAll, beforeAll, expect, test } from 'vitest';
import { list } from '#ledger';
import { openHouse } from '#test/house';
import { png } from '#test/pictures';

let house: Awaited<ReturnType<typeof openHouse>>;
let carol: Awaited<ReturnType<typeof house.staffClient>>;
beforeAll(async () => {
  house = await openHouse();
  carol = await house.staffClient();
  await carol.call('putPhoto', { bytes: png(), type: 'application/octet-stream' });
  await carol.call('makeApiKey', { body: { name: 'Shop <sync>', scopes: ['staff.read'], days: 30 } });
  await carol.call('invite', { body: { email: 'ada@example.com', name: 'Ada', role: 'agent' } });
});
afterAll(() => house.stop());

const copy = (format: 'json' | 'html') => carol.blob('readOwnCopy', { query: { format } });
type Copy = {
  sections: { table: string; items: { fields: Record<string, string>; files?: unknown[] }[] }[];
  acts: { kind: string; part: string }[];
};

test('carol’s copy holds account, photo, sessions, keys and what she did, nothing about others, and no secret', async () => {
  const answer = await copy('json');
  expect(answer.headers.get('content-disposition')).toContain('attachment');
  const text = await answer.text();
  const { sections, acts } = JSON.parse(text) as Copy;
  const of = (table: string) => sections.find((section) => section.table === table)?.items ?? [];
  expect(of('staff')).toMatchObject([{ fields: { name: 'Carol', email: house.admin.email, leftAt: null } }]);
  expect(of('api_keys')).toMatchObject([{ fields: { name: 'Shop <sync>' } }]);
  expect(of('sessions').length).toBeGreaterThan(0);
  expect(of('photos')[0]?.files).toHaveLength(1);
  expect(acts).toEqual(expect.arrayContaining([expect.objectContaining({ kind: 'staff.invited', part: 'by-me' })]));
  expect(text).not.toMatch(/argon2|Ada|ada@example|token_hash|per_/);
});

test('it reads well too, escapes what she typed, and each taking is recorded', async () => {
  const page = await (await copy('html')).text();
  expect(page).toContain('Shop &#60;sync&#62;');
  expect(page).toContain('data:image/');
  expect(page).not.toContain('<script');
  const taken = await house.act(async (ctx) => (await list(ctx, { kind: 'staff.copy-taken', limit: 10 })).items.length);
  expect(taken).toBe(2);
});
