// Where bytes lie, not only rows: a dump of the database, the files in which PostgreSQL keeps it (deleted rows lie there until their place is used again), its write-ahead log,
// a backup of ours, folders. Read with the superuser's eyes, so it is the same for the server that we bring and for any other.
import { execFile, spawnSync } from 'node:child_process';
import { globSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import type { BackupKey } from '#keys';
import { readSealedFile } from '#kit/sealed-file';
import { copyOut, listTables } from '#kit/table-copy';
import type { Piece } from './belongings.ts';

const leastBytes = 8; // fewer stand in megabytes of files by chance: those are looked for as whole cells of a dump
const isLong = (bytes: Buffer): boolean => bytes.length >= 32;
/** What of a seal is looked for: within, since the log of an update leaves out with what the row had before what both begin and end with. */
const within = (bytes: Buffer): Buffer => (isLong(bytes) ? bytes.subarray(8, Math.min(40, bytes.length - 4)) : bytes);
const pageBytes = 8192;

/** The `of` of each piece that stands in the bytes: as it is, and as text in hexadecimal digits, as a dump writes it. */
export function piecesIn(bytes: Buffer, pieces: readonly Piece[]): Set<string> {
  return new Set(findAll(bytes, pieces).map((at) => (pieces[at] as Piece).of));
}

/** The pieces that do not stand in any of these bytes; of what is short (a blind index has three bytes) no answer, but in a dump. */
export function missingIn(lying: readonly Buffer[], pieces: readonly Piece[], { isDump = false } = {}): string[] {
  const found = new Set(lying.flatMap((bytes) => findAll(bytes, pieces)));
  return pieces.flatMap(({ of, bytes }, at) => (found.has(at) || (bytes.length < leastBytes && !isDump) ? [] : [of]));
}

/** What stands before and after a cell of a dump: it is within a row, the first of one, the last, or all of it. */
const cells = ['\t', '\n'].flatMap((before) => ['\t', '\n'].map((after) => [before, after] as const));

/** One pass over the bytes for all pieces: a table of first pairs of bytes says where looking closer is worth it. */
function findAll(bytes: Buffer, pieces: readonly Piece[]): number[] {
  const forms = pieces.flatMap(({ bytes: piece }, at) =>
    piece.length < leastBytes
      ? cells.map(([before, after]) => ({ at, form: Buffer.from(`${before}\\\\x${piece.toString('hex')}${after}`) }))
      : [within(piece), Buffer.from(within(piece).toString('hex'))].map((form) => ({ at, form })),
  );
  const byPair = Map.groupBy(forms, ({ form }) => form.readUInt32BE(form.length - 4));
  const isWorth = new Uint8Array(65_536);
  for (const end of byPair.keys()) isWorth[end >>> 16] = 1;
  const found = new Set<number>();
  for (let next = 0; next + 4 <= bytes.length; next += 1) {
    if (isWorth[((bytes[next] as number) << 8) | (bytes[next + 1] as number)] === 0) continue;
    for (const { at, form } of byPair.get(bytes.readUInt32BE(next)) ?? []) {
      const from = next + 4 - form.length;
      if (from >= 0 && bytes.subarray(from, from + form.length).equals(form)) found.add(at);
    }
  }
  return [...found];
}

/** The database as text: by `pg_dump` where there is one that speaks to this server (`by` says so), else by COPY of every table, which is where pg_dump has its rows from. */
export async function dumpOf(url: string): Promise<{ by: 'pg_dump' | 'COPY'; text: Buffer }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ major: number }>("SELECT current_setting('server_version_num')::int / 10000 AS major");
    const said = spawnSync('pg_dump', ['--version'], { encoding: 'utf8' });
    if (Number(/(\d+)[.\d]*/.exec(said.stdout ?? '')?.[1]) >= Number(rows[0]?.major)) {
      const { stdout } = await promisify(execFile)('pg_dump', ['--format=plain', '--dbname', url], {
        encoding: 'buffer',
        maxBuffer: 1 << 30,
      });
      return { by: 'pg_dump', text: stdout };
    }
    const pieces: Buffer[] = [];
    for (const table of await listTables(client)) await copyOut(client, table, async (piece) => void pieces.push(Buffer.from(piece)));
    return { by: 'COPY', text: Buffer.concat(pieces) };
  } finally {
    await client.end();
  }
}

/** Everything that a backup of ours holds, opened. */
export async function contentsOf(file: string, { key }: Pick<BackupKey, 'key'>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const { head, bytes } of readSealedFile(file, key)) parts.push(Buffer.from(`${JSON.stringify(head)}\n`), Buffer.from(bytes));
  return Buffer.concat(parts);
}

/** Keeps the write-ahead log from here on, until `stop`; `read` gives what was written since, as the server would send it: without the heads of its pages, so that nothing is cut in two. */
export async function keepLog(url: string): Promise<{ read(): Promise<Buffer>; stop(): Promise<void> }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const slot = `looks_${process.pid}_${Math.random().toString(36).slice(2)}`;
  await client.query('SELECT pg_create_physical_replication_slot($1, true, true)', [slot]);
  const { rows: begun } = await client.query<{ lsn: string; size: string }>(
    "SELECT restart_lsn::text AS lsn, current_setting('wal_segment_size') AS size FROM pg_replication_slots WHERE slot_name = $1",
    [slot],
  );
  const from = begun[0]?.lsn ?? '0/0';
  return {
    async read() {
      await client.query('CHECKPOINT');
      const { rows } = await client.query<{ name: string; segment: Buffer }>(
        `SELECT name, pg_read_binary_file('pg_wal/' || name) AS segment FROM pg_ls_waldir()
         WHERE length(name) = 24 AND name BETWEEN pg_walfile_name($1) AND pg_walfile_name(pg_current_wal_lsn()) ORDER BY name`,
        [from],
      );
      return Buffer.concat(rows.flatMap(({ segment }) => withoutHeads(segment)));
    },
    stop: () => client.end(),
  };
}

/** A page of the log begins with 24 bytes of its own, the first of a segment with 40. */
function withoutHeads(segment: Buffer): Buffer[] {
  return Array.from({ length: segment.length / pageBytes }, (_, page) =>
    segment.subarray(page * pageBytes + (page === 0 ? 40 : 24), (page + 1) * pageBytes),
  );
}

/** The files in which PostgreSQL keeps a database, after a checkpoint: tables, what is too long for them, indexes, the catalogue with its statistics. */
export async function heapOf(url: string): Promise<Buffer> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('CHECKPOINT');
    const { rows } = await client.query<{ bytes: Buffer }>(
      `SELECT pg_read_binary_file(folder || '/' || name, 0, 1 << 28, true) AS bytes
       FROM (SELECT 'base/' || oid AS folder FROM pg_database WHERE datname = current_database()) AS own, pg_ls_dir(folder) AS name WHERE name ~ '^[0-9.]+$'`,
    );
    return Buffer.concat(rows.flatMap(({ bytes }) => bytes ?? []));
  } finally {
    await client.end();
  }
}

/** Every file below a folder. */
export const globFiles = (folder: string): string[] =>
  globSync('**/*', { cwd: folder })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile());

/** What lies in the files below a folder. */
export const bytesBelow = (folder: string): Buffer => Buffer.concat(globFiles(folder).map((file) => readFileSync(file)));
