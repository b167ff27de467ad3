// A record as one table (RFC 4180): each row names its part, so that a spreadsheet can filter. Spreadsheets in German part cells at semicolons. What one would take for a
// formula is led by an apostrophe, also behind a separator or a line break, for whoever reads it with another separator.
import type { Sheet } from './sheet.ts';

export function csvOf(sheet: Sheet): string {
  const width = Math.max(...sheet.tables.map(({ columns }) => columns.length));
  const rows = [
    [sheet.title, sheet.under],
    ...sheet.parties.facts.map(([label, value]) => [sheet.parties.title, label, value]),
    ...sheet.tables.flatMap(({ title, columns, rows: body }) => [columns, ...body].map((row) => [title, ...row])),
  ];
  const separator = sheet.language === 'de' ? ';' : ',';
  return rows.map((row) => `${Array.from({ length: width + 1 }, (_, at) => cell(row[at] ?? '')).join(separator)}\r\n`).join('');
}

function cell(text: string): string {
  const safe = text.replace(/^(?=[\t\r])|(?<=^|[;,\t\r\n]\s*)(?=[=+\-@])/g, "'");
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
