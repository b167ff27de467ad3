import { expect, it } from 'vitest';
import { readCsv } from './csv.ts';

it('reads what programs write: quotes, commas and line breaks within, semicolons, a mark at the beginning, empty rows', () => {
  expect(readCsv('\uFEFFAddress,wording\r\nada@example.com,"Yes, ""please"",\nsend it"\r\n,\r\n')).toEqual([
    { address: 'ada@example.com', wording: 'Yes, "please",\nsend it' },
  ]);
  expect(readCsv('address;at\nboris@example.com;2026-03-01')).toEqual([{ address: 'boris@example.com', at: '2026-03-01' }]);
  expect(readCsv('')).toEqual([]);
});
