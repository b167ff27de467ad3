// A record as one table (RFC 4180): each row names its part, so that a spreadsheet can filter. A cell that a spreadsheet would take for a formula is led by an apostrophe.
import type { Sheet } from './sheet.ts';

export function csvOf(sheet: Sheet): string {
  const width = Math.max(...sheet.tables.map(({ columns }) => columns.length));
  const rows = [
    [sheet.title, sheet.under],
    ...sheet.parties.facts.map(([label, value]) => [sheet.parties.title, label, value]),
    ...sheet.tables.flatMap(({ title, columns, rows: body }) => [columns, ...body].map((row) => [title, ...row])),
  ];
  return rows.map((row) => `${Array.from({ length: width + 1 }, (_, at) => cell(row[at] ?? '')).join(',')}\r\n`).join('');
}

function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
