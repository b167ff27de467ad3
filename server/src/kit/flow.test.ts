import { expect, it } from 'vitest';
import { copyOf, readersOf, rowsOf } from './flow.ts';

type Row = { name: string | null; number: number; at: string | null; sealed: Buffer };
const readers = readersOf<Row>({
  name: ['t.name', 'text'],
  number: ['t.number', 'int'],
  at: ['t.at', 'instant'],
  sealed: ['t.sealed', 'bytes'],
});

const field = (bytes: Buffer | null) => {
  const length = Buffer.alloc(4);
  length.writeInt32BE(bytes?.length ?? -1);
  return Buffer.concat([length, bytes ?? Buffer.alloc(0)]);
};
const whole = (number: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(number);
  return bytes;
};
const instant = (iso: string, micros = 0) => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(Date.parse(iso) - Date.UTC(2000, 0, 1)) * 1000n + BigInt(micros));
  return bytes;
};
const head = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), whole(0), whole(0)]);
const end = Buffer.from([255, 255]);
const rowOf = (...fields: (Buffer | null)[]) => Buffer.concat([Buffer.from([0, fields.length]), ...fields.map(field)]);
const dates = ['2026-11-29T23:59:59.999Z', '1999-12-31T00:00:00.001Z', '2000-02-29T09:05:07.040Z', '1969-07-20T20:17:40.000Z'];
const bytes = Buffer.concat([
  head,
  ...dates.map((date, at) => rowOf(Buffer.from('Bö✓'), whole(at - 1), instant(date, 999), Buffer.from([at, 255]))),
  rowOf(null, whole(7), null, Buffer.alloc(0)),
  end,
]);
async function* pagesOf(...parts: Buffer[]) {
  yield* parts;
}
const taken = async (...parts: Buffer[]) => {
  const rows: Row[] = [];
  for await (const some of rowsOf(readers, pagesOf(...parts))) rows.push(...some);
  return rows;
};

it('rows are read as they lie, wherever the pages part them', async () => {
  const rows = await taken(bytes);
  expect(rows.map(({ at }) => at)).toEqual([...dates, null]);
  expect(rows[1]).toEqual({ name: 'Bö✓', number: 0, at: dates[1], sealed: Buffer.from([1, 255]) });
  expect(rows[4]).toEqual({ name: null, number: 7, at: null, sealed: Buffer.alloc(0) });
  for (let cut = head.length; cut < bytes.length; cut += 1)
    expect(await taken(bytes.subarray(0, cut), bytes.subarray(cut)), `cut at ${cut}`).toEqual(rows);
});

it('a text beside one that is as long, or ends alike, is read as itself', async () => {
  const names = ['', 'ada', 'ada', 'ida', 'adá', 'nada', 'ada', '', 'boris'];
  const parts = names.map((name) => rowOf(Buffer.from(name), whole(1), null, Buffer.alloc(0)));
  expect((await taken(head, ...parts, end)).map(({ name }) => name)).toEqual(names);
  expect((await taken(Buffer.concat([head, ...parts, end]))).map(({ name }) => name)).toEqual(names);
});

it('rows that were cut off, others than were asked for and what is no rows are refused', async () => {
  await expect(taken(bytes.subarray(0, -2))).rejects.toThrow('cut off');
  await expect(taken(bytes.subarray(0, -7), Buffer.alloc(0))).rejects.toThrow('cut off');
  await expect(taken(Buffer.concat([head, rowOf(null), end]))).rejects.toThrow('other columns');
  await expect(taken(Buffer.from('an error, and not rows'))).rejects.toThrow('no rows');
});

it('what a statement is asked with stands in settings and never in its text', () => {
  expect(copyOf('SELECT a FROM b WHERE w = $1 AND p = ANY($2::text[])')).toBe(
    "COPY (SELECT a FROM b WHERE w = current_setting('parley.flow_1') AND p = ANY(string_to_array(current_setting('parley.flow_2'), ','))) TO STDOUT (FORMAT binary)",
  );
});
