// What goes along in a hand-over (Art. 20): what the person provided and what was observed of them, in forms that machines read; no notes, no inferences, nothing about how
// they were served (WP242).
import { buffer } from 'node:stream/consumers';
import yazl from 'yazl';
import type { Permit } from '#keys';
import type { Ctx } from '#kit/ctx';
import { type ExportItem, holdings } from '#kit/holding';
import type { PersonId } from '#kit/ids';

export const portableTables = ['people', 'identities', 'conversations', 'messages', 'attachments', 'consent_events'] as const;
type Table = { readonly table: string; readonly items: readonly ExportItem[] };

/** The portable records of these people, table by table, under an export permit. */
export async function portable(ctx: Ctx, permit: Permit, people: readonly PersonId[]): Promise<Table[]> {
  const tables: Table[] = [];
  for (const table of portableTables) {
    const holding = holdings.of(ctx).find((each) => each.table === table);
    tables.push({ table, items: (await holding?.export?.(ctx, permit, people)) ?? [] });
  }
  return withoutNotes(tables);
}

/** What colleagues wrote among themselves is no data that the person provided; files of a note go with it. */
export function withoutNotes(tables: readonly Table[]): Table[] {
  const isNote = ({ fields }: ExportItem) => fields['kind'] === 'note';
  const notes = new Set(
    tables.flatMap(({ table, items }) => (table === 'messages' ? items.filter(isNote).map(({ fields }) => fields['message']) : [])),
  );
  return tables.map(({ table, items }) => ({
    table,
    items: table === 'conversations' ? items : items.filter(({ fields }) => !notes.has(fields['message'] ?? null)),
  }));
}

/** A ZIP with the records as JSON, each table as CSV (RFC 4180), a JSON Schema, and the files. */
export async function portableZip(tables: readonly Table[], now: Date): Promise<Buffer> {
  const file = new yazl.ZipFile();
  const options = { mtime: now };
  const add = (name: string, text: string) => file.addBuffer(Buffer.from(text), name, options);
  const records = Object.fromEntries(
    tables.map(({ table, items }) => [table, items.map(({ at, fields }) => ({ ...(at && { at }), ...fields }))]),
  );
  add(
    'data.json',
    JSON.stringify({ $schema: 'schema.json', format: 'parley-portability@1', madeAt: now.toISOString(), ...records }, null, 2),
  );
  add('schema.json', JSON.stringify(schema, null, 2));
  for (const { table, items } of tables) {
    add(`${table}.csv`, csvOf(items));
    for (const [at, { files = [] }] of items.entries())
      for (const each of files)
        file.addBuffer(
          each.bytes,
          `files/${table}-${at + 1}/${each.name.replaceAll(/[^\p{L}\p{N} ._-]/gu, '_').replace(/^\.+/, '_')}`,
          options,
        );
  }
  file.end();
  return buffer(file.outputStream);
}

/** Rows with a head of every field that occurs; each value quoted, lines end in CRLF. */
export function csvOf(items: readonly ExportItem[]): string {
  const names = [...new Set(items.flatMap(({ fields }) => Object.keys(fields)))];
  const quoted = (value: unknown) => `"${String(value ?? '').replaceAll('"', '""')}"`;
  const rows = items.map(({ at, fields }) => [at, ...names.map((name) => fields[name])].map(quoted).join(','));
  return [['at', ...names].map(quoted).join(','), ...rows].map((line) => `${line}\r\n`).join('');
}

const record = { type: 'object', additionalProperties: { type: ['string', 'number', 'boolean', 'null'] } };
const schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'What a person provided and what was observed of them (Art. 20 GDPR)',
  type: 'object',
  required: ['format', 'madeAt', ...portableTables],
  properties: {
    format: { const: 'parley-portability@1' },
    madeAt: { type: 'string', format: 'date-time' },
    ...Object.fromEntries(portableTables.map((table) => [table, { type: 'array', items: record }])),
  },
};
