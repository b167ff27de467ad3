// What goes along in a hand-over (Art. 20): what the person provided and what was observed of them, in forms that machines read; no notes, no inferences, nothing about how
// they were served (WP242).
import type { Readable } from 'node:stream';
import type { Permit } from '#keys';
import type { Ctx } from '#kit/ctx';
import { type ExportItem, holdings } from '#kit/holding';
import type { PersonId } from '#kit/ids';
import { openSpool, type Spool } from '#kit/spool';
import { type Piece, zipStream } from '#kit/zip';
import type { Language } from '#purposes';
import { asOf, safeName } from '../archive.ts';

export const portableTables = [
  'people',
  'identities',
  'conversations',
  'messages',
  'attachments',
  'consent_events',
  'person_field_values',
  'brought_records',
] as const;
/** What else there is of them and does not open: why, in each language, and how many records of each table. */
export type Unread = { readonly says: Readonly<Record<string, string>>; readonly records: Readonly<Record<string, number>> };
type Row = Readonly<Record<string, unknown>>;
/** Records as JSON, one a line, and every field that occurs in them. */
type Table = { readonly table: string; readonly lines: Spool; readonly names: ReadonlySet<string> };
type Named = { readonly entry: string; readonly bytes: number };

export type Making = {
  readonly folder: string;
  readonly closed?: Unread | undefined;
  /** Records as they were then; what is said of the rest stands in this language. */
  readonly asAt?: { readonly upTo: Date; readonly language: Language } | undefined;
  readonly over?: (() => void) | undefined;
};

/** A ZIP with the portable records of these people as JSON, each table as CSV (RFC 4180), a JSON Schema, and the files, and with what is `closed` beside; read under an export permit, some at a time. `over` is called once nothing of it is read any more. */
export async function portableZip(
  ctx: Ctx,
  permit: Permit,
  people: readonly PersonId[],
  { folder, closed, asAt, over = () => undefined }: Making,
): Promise<Readable> {
  const spools: Spool[] = [];
  const close = () => {
    over();
    for (const spool of spools) void spool.close();
  };
  ctx.db.afterRollback(close);
  const spool = async () => {
    const opened = await openSpool(folder);
    spools.push(opened);
    return opened;
  };
  const files = await spool();
  const named: Named[] = [];
  const isLeftOut = notesOf();
  const tables: Table[] = [];
  for (const table of portableTables) {
    const [lines, names] = [await spool(), new Set<string>()];
    let count = 0;
    for await (const items of itemsOf(ctx, permit, people, table))
      for (const { at, fields, files: found = [] } of asAt ? asOf(items, asAt.upTo, asAt.language) : items) {
        if (isLeftOut(table, fields)) continue;
        count += 1;
        for (const name of Object.keys(fields)) names.add(name);
        await lines.write(`${JSON.stringify({ ...(at && { at }), ...fields })}\n`);
        for (const { name, bytes } of found) {
          named.push({ entry: `files/${table}-${count}/${safeName(name)}`, bytes: bytes.length });
          await files.write(bytes);
        }
      }
    tables.push({ table, lines, names });
  }
  return zipStream(pieces(tables, files, named, { now: ctx.now, closed }), { mtime: ctx.now, compressionLevel: 1, over: close });
}

async function* itemsOf(ctx: Ctx, permit: Permit, people: readonly PersonId[], table: string): AsyncGenerator<readonly ExportItem[]> {
  const holding = holdings.of(ctx).find((each) => each.table === table);
  if (holding?.exportEach) yield* holding.exportEach(ctx, permit, people);
  else yield (await holding?.export?.(ctx, permit, people)) ?? [];
}

/** What colleagues wrote among themselves is no data that the person provided; files of a note go with it. Asked in the order of the tables: messages before their files. */
export function notesOf(): (table: string, fields: ExportItem['fields']) => boolean {
  const notes = new Set<unknown>();
  return (table, fields) => {
    if (table === 'person_field_values') return fields['provided'] !== true; // what the company made out by itself stays (Art. 20(1))
    if (table === 'attachments' && fields['toNote'] === true) return true; // also what a colleague uploaded and no message names yet
    if (table === 'messages' && fields['kind'] === 'note') notes.add(fields['message']);
    return table !== 'conversations' && fields['message'] !== undefined && notes.has(fields['message']);
  };
}

async function* pieces(
  tables: readonly Table[],
  files: Spool,
  named: readonly Named[],
  { now, closed }: { readonly now: Date; readonly closed: Unread | undefined },
): AsyncGenerator<Piece> {
  const data = (text: string) => ({ entry: 'data.json', bytes: Buffer.from(text) });
  yield data(`{\n  "$schema": "schema.json",\n  "format": "parley-portability@1",\n  "madeAt": "${now.toISOString()}"`);
  for (const { table, lines } of tables) {
    yield data(`,\n  "${table}": [`);
    let between = '';
    for await (const some of linesOf(lines)) {
      yield data(`${between}\n    ${some.join(',\n    ')}`);
      between = ',';
    }
    yield data(']');
  }
  if (closed) yield data(`,\n  "unreadable": ${JSON.stringify(closed)}`);
  yield data('\n}\n');
  yield { entry: 'schema.json', bytes: Buffer.from(JSON.stringify(schemaOf(tables), null, 2)) };
  for (const { table, lines, names } of tables) {
    const csv = (rows: readonly Row[], head: boolean) => ({
      entry: `${table}.csv`,
      bytes: Buffer.from(csvOf(['at', ...names], rows, head)),
    });
    yield csv([], true);
    for await (const some of linesOf(lines))
      yield csv(
        some.map((line) => JSON.parse(line) as Row),
        false,
      );
  }
  const rest = files.read();
  for (const { entry, bytes } of named) {
    if (bytes === 0) yield { entry, bytes: Buffer.alloc(0) };
    for (let got = 0; got < bytes; ) {
      const { value } = await rest.next();
      if (!value) throw new Error('a file of the hand-over is missing');
      got += value.length;
      yield { entry, bytes: value };
    }
  }
}

/** The lines of a spool, as many at a time as a piece of it holds: none is cut, since each was written as one. */
async function* linesOf(spool: Spool): AsyncGenerator<string[]> {
  for await (const bytes of spool.read()) yield bytes.toString().split('\n').slice(0, -1);
}

/** Rows of these fields, after a head when asked for; each value quoted, lines end in CRLF. */
export function csvOf(names: readonly string[], rows: readonly Row[], head: boolean): string {
  const quoted = (value: unknown) => `"${String(value ?? '').replaceAll('"', '""')}"`;
  const lines = rows.map((row) => names.map((name) => quoted(row[name])).join(','));
  return [...(head ? [names.map(quoted).join(',')] : []), ...lines].map((line) => `${line}\r\n`).join('');
}

const textsIn = (type: string) => ({ type: 'object', additionalProperties: { type } });
const scalar = { type: ['string', 'number', 'boolean', 'null'] };
const recordOf = (names: ReadonlySet<string>) => ({
  type: 'object',
  properties: { ...Object.fromEntries([...names].map((name) => [name, scalar])), at: { type: 'string', format: 'date-time' } },
  additionalProperties: false,
});
/** JSON Schema 2020-12 of this very package: each table with the fields that occur in it, which are also the columns of its CSV. */
const schemaOf = (tables: readonly Pick<Table, 'table' | 'names'>[]) => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'What a person provided and what was observed of them (Art. 20 GDPR)',
  type: 'object',
  required: ['format', 'madeAt', ...portableTables],
  properties: {
    $schema: { const: 'schema.json' },
    format: { const: 'parley-portability@1' },
    madeAt: { type: 'string', format: 'date-time' },
    ...Object.fromEntries(tables.map(({ table, names }) => [table, { type: 'array', items: recordOf(names) }])),
    unreadable: {
      description: 'What else there is and does not open: why, in each language, and how many records of each table',
      type: 'object',
      properties: { says: textsIn('string'), records: textsIn('integer') },
      additionalProperties: false,
    },
  },
  additionalProperties: false,
});
