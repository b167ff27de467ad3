// Rows that flow: by COPY in PostgreSQL's binary form, which costs both sides half of what rows of text do. What comes is parted into pages of bytes; while some wait to be
// taken the connection rests, so that memory holds a few of them.
import type { Writable } from 'node:stream';
import pg from 'pg';
import type { Sealed } from './seal.ts';

/** How a column is read; `instant` as ISO 8601 in UTC, cut to milliseconds, `bytes` as a view of its page's memory. */
type Kinds = { readonly text: string; readonly int: number; readonly instant: string; readonly bytes: Sealed };
type Kind = keyof Kinds;
/** Of each column its SQL and how it is read, in the order of the row. */
export type Columns<Row> = { readonly [Name in keyof Row]: readonly [sql: string, kind: Kind] };
type Readers<Row> = readonly (readonly [name: keyof Row, kind: Kind])[];
type Read = (bytes: Buffer, from: number, to: number) => Kinds[Kind];
/** A statement whose rows can flow: its columns are listed once, so that what is asked for and how it is read cannot part. */
export type Flowing<Row> = { readonly copy: string; readonly readers: Readers<Row> };

const signature = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');
const pageBytes = 1 << 17;
const mostWaiting = 2;
const instantsBegin = Date.UTC(2000, 0, 1);
const cutOff = 'the rows were cut off';

export const readersOf = <Row>(columns: Columns<Row>): Readers<Row> =>
  (Object.keys(columns) as (keyof Row)[]).map((name) => [name, columns[name][1]]);

/** COPY takes no parameters: `$1`, `$2::text[]` stand in settings of the transaction (`settingOf`), so that its text says nothing of anybody. */
export const copyOf = (text: string): string =>
  `COPY (${text
    .replace(/\$(\d)::text\[\]/g, (_, number: string) => `string_to_array(current_setting('${settingOf(Number(number))}'), ',')`)
    .replace(/\$(\d)/g, (_, number: string) => `current_setting('${settingOf(Number(number))}')`)}) TO STDOUT (FORMAT binary)`;
export const settingOf = (number: number): string => `parley.flow_${number}`;

/** The rows of the pages, as many at a time as came whole; Error when the last one is missing. */
export async function* rowsOf<Row>(readers: Readers<Row>, pages: AsyncIterable<Buffer>): AsyncGenerator<Row[]> {
  let left: Buffer = Buffer.alloc(0);
  let [isBegun, isWhole] = [false, false];
  const fields = readers.map(([name, kind]) => ({ name, read: kind === 'text' ? readText() : read[kind] }));
  const empty = Object.fromEntries(readers.map(([name]) => [name, null])) as Row;
  for await (const page of pages) {
    const bytes = left.length > 0 ? Buffer.concat([left, page]) : page;
    const rows: Row[] = [];
    let at = isBegun ? 0 : afterHead(bytes);
    isBegun = true;
    for (let end = 0; !isWhole; at = end) {
      end = rowEnd(bytes, at, readers.length);
      if (end < 0) break;
      if (end === at) isWhole = true;
      else rows.push(rowAt(bytes, at, fields, empty));
    }
    left = isWhole ? Buffer.alloc(0) : bytes.subarray(at);
    if (rows.length > 0) yield rows;
  }
  if (!isWhole) throw new Error(cutOff);
}

/** What this COPY gives, in pages of about 128 KiB, or of one row where that is larger. Nothing else is answered over this connection before all of it came; who stops taking leaves the rest to be thrown away. */
export async function* pagesOf(client: pg.PoolClient, copy: string): AsyncGenerator<Buffer> {
  const { stream } = (client as unknown as { connection: { stream: Writable & { pause(): void; resume(): void } } }).connection;
  const waiting: Buffer[] = [];
  let room = Buffer.alloc(0);
  let filled = 0;
  let end: { readonly error: Error | null | undefined } | undefined;
  let isLeft = false;
  let wake = (): void => undefined;
  const close = () => {
    if (filled > 0) waiting.push(room.subarray(0, filled));
    [room, filled] = [Buffer.alloc(0), 0];
    if (waiting.length >= mostWaiting) stream.pause();
    wake();
  };
  const query = new pg.Query(copy, undefined, (error) => {
    close();
    end = { error };
    wake();
  });
  const handleCopyData = ({ chunk }: { chunk: Buffer }) => {
    if (isLeft) return;
    if (filled + chunk.length > room.length) {
      close();
      room = Buffer.allocUnsafeSlow(Math.max(pageBytes, chunk.length));
    }
    filled += chunk.copy(room, filled); // the driver uses its own memory again
  };
  client.query(Object.assign(query, { handleCopyData }));
  try {
    for (;;) {
      const page = waiting.shift();
      if (page) {
        if (waiting.length < mostWaiting) stream.resume();
        yield page;
      } else if (end) {
        if (end.error) throw end.error;
        return;
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  } finally {
    isLeft = true;
    stream.resume();
  }
}

/** Where the first row begins. */
function afterHead(bytes: Buffer): number {
  if (!bytes.subarray(0, signature.length).equals(signature)) throw new Error('these are no rows');
  return signature.length + 8 + bytes.readInt32BE(signature.length + 4);
}

/** Where the row at `at` ends: there when it is the sign of the end, -1 when the rest of it has not come yet. */
function rowEnd(bytes: Buffer, at: number, columns: number): number {
  if (at + 2 > bytes.length) return -1;
  const count = bytes.readInt16BE(at);
  if (count === -1) return at;
  if (count !== columns) throw new Error('the rows have other columns');
  let end = at + 2;
  for (let column = 0; column < count; column += 1) {
    if (end + 4 > bytes.length) return -1;
    end += 4 + Math.max(0, bytes.readInt32BE(end));
  }
  return end > bytes.length ? -1 : end;
}

type Field<Row> = { readonly name: keyof Row; readonly read: Read };

/** `empty` gives all rows one form from the beginning: growing one field by field takes as long as reading it. */
function rowAt<Row>(bytes: Buffer, start: number, fields: readonly Field<Row>[], empty: Row): Row {
  const row: Record<keyof Row, unknown> = { ...empty };
  let at = start + 2;
  for (const { name, read } of fields) {
    const length = bytes.readInt32BE(at);
    at += 4;
    if (length < 0) continue;
    row[name] = read(bytes, at, at + length);
    at += length;
  }
  return row as Row;
}

const read: { readonly [Name in Exclude<Kind, 'text'>]: (bytes: Buffer, from: number, to: number) => Kinds[Name] } = {
  int: (bytes, from, to) => (to - from === 8 ? Number(bytes.readBigInt64BE(from)) : bytes.readIntBE(from, to - from)),
  instant: (bytes, from) => written(instantsBegin + Math.floor((bytes.readInt32BE(from) * 2 ** 32 + bytes.readUInt32BE(from + 4)) / 1000)),
  bytes: (bytes, from, to) => bytes.subarray(from, to) as Sealed,
};

/** Rows that stand side by side mostly say the same in a column (a code, whose it is): comparing it is a fraction of reading it, and of ids the last bytes differ. */
function readText(): Read {
  let text = '';
  let [known, knownTo, knownLength] = [Buffer.alloc(0) as Buffer, 0, 0];
  const isKnown = (bytes: Buffer, to: number) => {
    for (let back = 1; back <= knownLength; back += 1) if (bytes[to - back] !== known[knownTo - back]) return false;
    return true;
  };
  return (bytes, from, to) => {
    if (to - from === knownLength && isKnown(bytes, to)) return text;
    [known, knownTo, knownLength] = [bytes, to, to - from];
    text = bytes.toString('utf8', from, to);
    return text;
  };
}

let day = Number.NaN;
let dayWritten = '';

/** As `toISOString`, which takes longer than all else of a row; rows that stand side by side are mostly of one day. */
function written(ms: number): string {
  const days = Math.floor(ms / dayMs);
  if (days !== day) [day, dayWritten] = [days, new Date(days * dayMs).toISOString().slice(0, -'00:00:00.000Z'.length)];
  const rest = ms - days * dayMs;
  const seconds = Math.floor(rest / 1000);
  const minutes = Math.floor(seconds / 60);
  return `${dayWritten}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:${two(seconds % 60)}.${String(1000 + (rest % 1000)).slice(1)}Z`;
}

const dayMs = 86_400_000;
const two = (number: number): string => (number < 10 ? `0${number}` : `${number}`);
