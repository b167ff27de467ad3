import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { list } from '#ledger';
import { openHouse } from '#test/house';
import { png } from '#test/pictures';
import { isNamed } from './field-words.ts';

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

test('its fields are called by words of the language in which it is read, in every part of it', async () => {
  const page = async (language: 'en' | 'de') => (await carol.blob('readOwnCopy', { query: { format: 'html', language } })).text();
  const terms = (text: string) => new Set([...text.matchAll(/<dt>([^<]*)<\/dt>/g)].map(([, term]) => term));
  const [english, german] = [terms(await page('en')), terms(await page('de'))];
  for (const term of ['Wann', 'E-Mail-Adresse', 'Zuletzt gesehen', 'Was er darf', 'Postfächer']) expect(german).toContain(term);
  expect(await page('de')).not.toMatch(/<dd>(\d{4}-\d\d-\d\dT|<\/|true|false|null|all<)/); // instants and the like read as such, and what is empty is left out
  expect([...english].filter((term) => /^[a-z]/.test(term ?? '') && !/\.(png|jpe?g|webp)$/.test(term ?? ''))).toEqual([]);
  for (const term of ['When', 'E-mail address', 'Last seen', 'endsAt', 'at']) expect(german).not.toContain(term);
});

test('no part of a colleague’s copy has a field without a word', () => {
  const rooms = path.join(import.meta.dirname, '../..');
  const files = globSync('**/holdings.ts', { cwd: rooms });
  const unnamed: string[] = [];
  let seen = 0;
  for (const file of files) {
    const text = readFileSync(path.join(rooms, file), 'utf8');
    const parts = text.split(/\n {2,4}table: /).filter((part) => /about: 'staff'|\.\.\.ofStaff|= ofStaff/.test(part));
    for (const part of parts)
      for (const [, inside] of part.matchAll(/fields(?::| =) \{((?:[^{}]|\{[^{}]*\})*)\}/g))
        for (const [, name] of (inside ?? '').matchAll(/(?:^|,)\s*(\w+)(?=\s*(?::|,|$))/g)) {
          seen += 1;
          if (!isNamed(name ?? '')) unnamed.push(`${file}: ${name}`);
        }
  }
  expect(seen).toBeGreaterThan(30);
  expect(unnamed).toEqual([]);
});

test('somebody who left has a copy by whoever answers requests, until they are erased; whoever can come in takes their own', async () => {
  const password = 'nine quiet kettles hum';
  const { link, staff } = await carol.call('invite', { body: { email: 'boris@example.com', name: 'Boris', role: 'administrator' } });
  const token = link?.split('#')[1] ?? '';
  await house.publicClient().call('acceptInvitation', { params: { token }, body: { name: 'Boris', password } });
  const boris = await house.staffClient({ email: 'boris@example.com', password });
  const hand = (by: typeof carol, format: 'json' | 'html' = 'json') =>
    by.blob('readFormerCopy', { params: { staff: staff.id }, query: { format, language: 'de', proved: 'document' } });
  await expect(hand(carol)).rejects.toMatchObject({ code: 'conflict' });
  const me = (await carol.call('me')).staff.id;
  await expect(boris.blob('readFormerCopy', { params: { staff: me }, query: { proved: 'known' } })).rejects.toMatchObject({
    code: 'not-permitted', // an administrator runs the house and answers no requests
  });
  await carol.call('takeStaffAway', { params: { staff: staff.id } });
  const { sections, acts } = JSON.parse(await (await hand(carol)).text()) as Copy;
  expect(sections.find(({ table }) => table === 'staff')?.items).toMatchObject([
    { fields: { name: 'Boris', email: 'boris@example.com', leftAt: expect.any(String) } },
  ]);
  expect(acts).toEqual(expect.arrayContaining([expect.objectContaining({ kind: 'staff.left', part: 'about-me' })]));
  const page = await (await hand(carol, 'html')).text();
  expect(page).toContain('<html lang="de">');
  expect(page).toContain('<dt>Ausgeschieden</dt>');
  const [entry] = await house.act(async (ctx) => (await list(ctx, { kind: 'staff.copy-handed', limit: 10 })).items);
  expect(entry).toMatchObject({ actor: me, subject: staff.id, facts: { proved: 'document' } });
  await carol.call('eraseStaffNow', { params: { staff: staff.id }, body: { reason: 'asked' } });
  await expect(hand(carol)).rejects.toMatchObject({ code: 'not-found' });
});
