// The page of the access copy speaks to the person (Art. 12(1)): every field and every code that the database permits has words in their language, and nothing of the interface stands there.
import { buffer } from 'node:stream/consumers';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Holding, holdings } from '#kit/holding';
import { type Filled, fill } from '#test/filled';
import { openRoom, type TestRoom } from '#test/room';
import { unzipped } from '#test/unzip';
import { buildArchive } from '../src/rights/archive.ts';
import { codeWords } from '../src/rights/copy-words/codes.ts';
import { deedWords } from '../src/rights/copy-words/deeds.ts';
import { fieldWords, technical } from '../src/rights/copy-words/fields.ts';
import { open } from '../src/rights/requests.ts';

let room: TestRoom;
let filled: Filled;
let mine: readonly Holding[];
let page: string;
let fields: readonly string[];

beforeAll(async () => {
  room = await openRoom();
  filled = await fill(room);
  mine = holdings.of(room).filter((holding) => holding.about === 'person' && holding.export);
  const self = { actor: { kind: 'person', id: filled.ada } as const, purpose: 'rights-fulfilment' };
  const request = await room.ctx((ctx) => open(ctx, { person: filled.ada, kind: 'access', source: 'person', clientKey: undefined }), self);
  const files = unzipped(await buffer(await room.ctx((ctx) => buildArchive(ctx, { ...request, language: 'de' }), self)));
  page = files.get('index.html') ?? '';
  const { sections } = JSON.parse(files.get('data.json') ?? '{}') as { sections: { items: { fields: object }[] }[] };
  fields = [...new Set(sections.flatMap(({ items }) => items.flatMap((item) => Object.keys(item.fields))))];
});
afterAll(() => room.stop());

it('names every field of what is held in the language of whoever asked, and leaves out what only a program needs', () => {
  expect(fields.length).toBeGreaterThan(60);
  expect(fields.filter((field) => !technical.has(field) && !fieldWords[field])).toEqual([]);
  expect([...page.matchAll(/<dt>([^<]+)/g)].map(([, name]) => name)).toEqual(expect.arrayContaining(['Wann', 'Von', 'Text', 'Zustellung']));
  const asItIs = fields.filter((field) => fieldWords[field]?.[1] !== field && page.includes(`<dt>${field}<`));
  expect(asItIs).toEqual([]);
  expect(page.replace(/<dt>Dateien<dd>[^<]*/g, '')).not.toMatch(/\b[a-z]{3}_[0-9a-z]{26}\b/);
  expect(page).not.toMatch(/\d{4}-\d\d-\d\dT\d\d:\d\d/);
  expect(page).toContain('line 1 about the amber lamp');
});

it('has words for every code that the database lets stand in a field of it', async () => {
  const client = new pg.Client({ connectionString: room.adminUrl });
  await client.connect();
  const { rows } = await client.query<{ holding: string; rule: string }>(
    `SELECT conrelid::regclass::text AS holding, replace(pg_get_constraintdef(oid), '::text', '') AS rule FROM pg_constraint WHERE contype = 'c'`,
  );
  await client.end();
  const tables = new Set(mine.map(({ table }) => table));
  const permitted = rows.flatMap(({ holding, rule }) => {
    const [, column, codes] = /^CHECK \(\((\w+) = ANY \(ARRAY\[(.+)\]\)\)\)$/.exec(rule) ?? [];
    if (!column || !codes || !tables.has(holding) || unsaid.has(`${holding}.${column}`)) return [];
    return [...codes.matchAll(/'([^']+)'/g)].map(([, code]) => ({ holding, field: said[column] ?? column, code: code as string }));
  });
  expect(permitted.length).toBeGreaterThan(100);
  expect(permitted.filter(({ holding, field, code }) => !(codeWords[`${holding}.${field}`] ?? codeWords[field])?.[code])).toEqual([]);
});

it('says each of them in four languages', () => {
  const all = [fieldWords, deedWords, ...Object.values(codeWords)].flatMap((words) => Object.entries(words));
  expect(all.filter(([, words]) => words.length !== 4 || words.some((word) => word.trim() === ''))).toEqual([]);
  const english = new Set(all.map(([, [en]]) => en));
  const untold = all.filter(([, [en, de, fr, es]]) => de === en && fr === en && es === en && !names.has(en));
  expect(untold).toEqual([]);
  expect(english.size).toBeGreaterThan(150);
});

/** How a column is called as a field. */
const said: Readonly<Record<string, string>> = {
  ...{
    said_by: 'by',
    told_by: 'toldBy',
    fee_state: 'feeState',
    on_behalf: 'askedBy',
    extended_for: 'extendedFor',
    author_kind: 'from',
    prior_by: 'byBefore',
  },
};
/** Columns with codes that are no field of the copy: who wrote says the direction, who may open it the class, and the others order work. */
const unsaid = new Set([
  ...[
    'messages.direction',
    'conversations.class',
    'decisions.significance',
    'identities.shared',
    'people_origins.clock',
    'external_ids.direction',
  ],
  ...['requests.source', 'kept_items.state', 'kept_items.ground'],
]);
const names = new Set(['WhatsApp', 'Messenger', 'Instagram', 'Telegram', 'Viber', 'LINE']);
