// A record in the form that was asked for: bytes with their type and a name for the file.
import { recordOfProcessing } from '@parley/contract/datamap';
import { csvOf } from './csv.ts';
import { htmlOf } from './html.ts';
import { jsonldOf } from './jsonld.ts';
import { pdfOf } from './pdf.ts';
import { sheetOf } from './sheet.ts';
import type { DrawnRecord } from './types.ts';
import type { RecordLanguage } from './words/languages.ts';

export const recordFormats = ['html', 'pdf', 'csv', 'json', 'jsonld', 'schema'] as const;
export type RecordFormat = (typeof recordFormats)[number];
export type Given = { readonly bytes: Buffer; readonly type: string; readonly name: string };

const types: Readonly<Record<RecordFormat, string>> = {
  html: 'text/html; charset=utf-8',
  pdf: 'application/pdf',
  csv: 'text/csv; charset=utf-8; header=present',
  json: 'application/json',
  jsonld: 'application/ld+json',
  schema: 'application/schema+json',
};

export async function giveRecord(record: DrawnRecord, format: RecordFormat, language: RecordLanguage): Promise<Given> {
  const name = `record-${record.kind}-${record.version}-${record.since.slice(0, 10)}.${format === 'schema' ? 'schema.json' : format}`;
  return { bytes: await bytesOf(record, format, language), type: types[format], name };
}

async function bytesOf(record: DrawnRecord, format: RecordFormat, language: RecordLanguage): Promise<Buffer> {
  if (format === 'json') return inJson(record);
  if (format === 'jsonld') return inJson(jsonldOf(record));
  if (format === 'schema') return inJson({ $schema: 'https://json-schema.org/draft/2020-12/schema', ...recordOfProcessing });
  const sheet = sheetOf(record, language);
  if (format === 'pdf') return pdfOf(sheet, new Date(record.since));
  if (format === 'csv') return Buffer.from(`\ufeff${csvOf(sheet)}`); // the mark tells spreadsheets that it is UTF-8
  return Buffer.from(htmlOf(sheet));
}

const inJson = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
