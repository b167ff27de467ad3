// The page of the access copy speaks to the person (Art. 12(1)): every field and every code that the database permits has words in their language, and nothing of the interface stands there.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Holding, holdings } from '#kit/holding';
import { type Filled, fill } from '#test/filled';
import { openRoom, type TestRoom } from '#test/room';
import { unzipped } from '#test/unzip';
import { buildArchive } from '../src/rights/archive.ts';
import { readyToWrite } from '../src/rights/archive-page.ts';
import { codeWords } from '../src/rights/copy-words/codes.ts';
import { deedWords } from '../src/rights/copy-words/deeds.ts';
import { fieldWords, technical } from '../src/rights/copy-words/fields.ts';
import { tellingIn } from '../src/rights/copy-words/telling.ts';
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

it('has words for every deed about somebody that the code writes into the ledger', () => {
  const source = path.resolve(import.meta.dirname, '../src');
  const texts = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => readFileSync(path.join(source, file), 'utf8'));
  const written = new Set(texts.flatMap((text) => [...text.matchAll(/\bkind: '([a-z]+\.[a-z-]+)'/g)].map(([, kind]) => kind as string)));
  const about = [...written].filter((kind) => areas.has(kind.split('.')[0] as string) && !ofNobody.has(kind));
  expect(about.length).toBeGreaterThan(50);
  expect(about.filter((kind) => !deedWords[kind])).toEqual([]);
});

it('leaves what somebody said as it was said, also where it looks like a day that there is not, an id or a code', () => {
  const tell = tellingIn('de', { purposes: new Map([['marketing', 'Neues & <b>mehr</b>']]), deciders: new Map(), holdings: new Map() });
  const say = (table: string, field: string, value: unknown) => tell(table, field)?.say(value);
  expect(say('messages', 'body', '1990-31-12')).toBe('1990-31-12');
  expect(say('people', 'name', '2026-11-24')).toBe('2026-11-24');
  expect(say('person_field_values', 'value', 'msg_01m8px98baeb8bym1tcb8f0mb0')).toBe('msg_01m8px98baeb8bym1tcb8f0mb0');
  expect(say('requests', 'dueOn', '2026-02-30')).toBe('2026-02-30');
  expect(say('requests', 'dueOn', '2026-02-28')).toBe('28.02.2026');
  expect(say('legal_holds', 'liftedAt', '2026-99-24T09:00:00.000Z')).toBe('2026-99-24T09:00:00.000Z');
  const write = readyToWrite(tell, 'consent_events', 'de');
  expect(write({ fields: { purpose: 'marketing' } }, undefined, true)).toBe(
    '<dl><dt>Zweck<dd>Neues &#38; &#60;b&#62;mehr&#60;/b&#62;</dl>',
  );
});

/** Where deeds are about somebody, and those of them that never are. */
const areas = new Set(
  'person people identity code visit message note conversation data consent hold device emergency origin retention decision kept recipient counter erasure handover'.split(
    ' ',
  ),
);
const ofNobody = new Set(['retention.swept', 'retention.proofs-deleted', 'kept.reminded', 'message.sent']);
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
