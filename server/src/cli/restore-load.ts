// The loading half of a restore: rows into the main database and that of the keys, files into their folder, epoch keys into theirs.
import { mkdir, open, rename } from 'node:fs/promises';
import path from 'node:path';
import type pg from 'pg';
import { keyDatabaseClient, putEpochBack } from '#keys';
import type { Config } from '#kit/config';
import type { SealedRecord } from '#kit/sealed-file';
import { copyIn, type Table } from '#kit/table-copy';

export type Records = AsyncGenerator<SealedRecord & { isLast: boolean }>;

/** Puts everything at its place and gives how many rows came; leaves the transaction with the rows open, to be committed with the mark that they are there. Rows of the key database are committed there first: until the main database says that all is loaded, the next try clears them. */
export async function load(client: pg.Client, settings: Config, records: Records, report: (line: string) => void): Promise<number> {
  const apart = settings.keysDatabaseUrl === '' ? undefined : await keyDatabaseClient(settings);
  try {
    await apart?.query('BEGIN');
    const rows = await loadInto(client, apart, settings, records, report);
    await apart?.query('COMMIT');
    return rows;
  } finally {
    await apart?.end();
  }
}

async function loadInto(
  client: pg.Client,
  apart: pg.Client | undefined,
  settings: Config,
  records: Records,
  report: (line: string) => void,
): Promise<number> {
  let rows = 0;
  await client.query('BEGIN');
  await client.query('SET LOCAL session_replication_role = replica'); // triggers and foreign keys rest: the snapshot is consistent in itself
  let next = await records.next();
  while (!next.done && !next.value.isLast) {
    const { head, bytes } = next.value;
    if (typeof head['epoch'] === 'string') {
      putEpochBack(settings.keys, { name: head['epoch'], bytes });
      next = await records.next();
    } else if (typeof head['table'] === 'string' || (apart && typeof head['keys'] === 'string')) {
      const table = { name: head['table'] ?? head['keys'], columns: head['columns'] } as Table;
      const following = { next };
      const count = await copyIn(apart && head['keys'] ? apart : client, table, piecesOf(records, 'rows', following));
      next = following.next;
      rows += count;
      report(`table ${table.name}: ${count} rows`);
    } else if (typeof head['file'] === 'string') {
      const following = { next };
      await writeFile(path.join(settings.data, 'files'), head['file'], piecesOf(records, 'part', following));
      next = following.next;
    } else throw new Error('the backup holds a record of an unknown kind');
  }
  return rows;
}

/** The bytes of the records of one kind that follow; `following.next` is the first of another kind. */
async function* piecesOf(
  records: Records,
  kind: string,
  following: { next: IteratorResult<SealedRecord & { isLast: boolean }> },
): AsyncGenerator<Buffer> {
  for (;;) {
    following.next = await records.next();
    if (following.next.done || following.next.value.isLast || !(kind in following.next.value.head)) return;
    yield following.next.value.bytes;
  }
}

async function writeFile(folder: string, name: string, pieces: AsyncGenerator<Buffer>): Promise<void> {
  if (!/^wsp_[0-9a-z]+\/[0-9a-f]{2}\/[0-9a-f]{32}$/.test(name)) throw new Error('the backup names a file that is none of ours');
  const place = path.join(folder, name);
  await mkdir(path.dirname(place), { recursive: true, mode: 0o700 });
  const handle = await open(`${place}.part`, 'w', 0o600);
  try {
    for await (const piece of pieces) await handle.write(piece);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${place}.part`, place);
}
