// `parley backup FILE`: everything in the database (also that of the keys, where there is one) and the file folder, out of one moment, while Parley goes on working. Sealed under a key of its own that stays
// in the key folder and dies after PARLEY_BACKUP_DAYS. The key folder itself is not in it: it belongs in another backup.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import {
  type BackupKey,
  backupIsWhole,
  destroyBackupKey,
  inFreshEpoch,
  keyDatabaseClient,
  newBackupKey,
  noteLastBackup,
  snapshotBoth,
} from '#keys';
import { config } from '#kit/config';
import { createSealedFile, mostRecordBytes, type SealedWriter } from '#kit/sealed-file';
import { appliedMigrations, copyOut, keepFilesStill, listTables, type Table } from '#kit/table-copy';
import type { Tools } from '#kit/tool';
import { withRooms } from './operate.ts';

export type BackupFacts = { file: string; backup: string; opensUntil: string; tables: number; rows: number; files: number };
const say = (line: string) => process.stderr.write(`${line}\n`);

/** Exit code 0 when the file is whole and durable; 2 for a missing file name. */
export async function backup(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { json: { type: 'boolean', default: false } } });
  const [file] = positionals;
  if (file === undefined) {
    say('parley: backup needs the name of a new file');
    return 2;
  }
  return withRooms(async (tools, adminUrl) => {
    const facts = await makeBackup(tools, adminUrl, file, say);
    process.stdout.write(
      `${values.json ? JSON.stringify(facts) : `${facts.file}: ${facts.rows} rows of ${facts.tables} tables, ${facts.files} files; opens with this key folder until ${facts.opensUntil.slice(0, 10)}`}\n`,
    );
    return 0;
  });
}

/** Writes a backup; nothing of it stays when it fails. One that is `passing` is not the newest for anybody: it is told the key before anything is sealed under it. */
export async function makeBackup(
  tools: Tools,
  adminUrl: string,
  file: string,
  report: (line: string) => void,
  { passing }: { passing?: (key: string) => void } = {},
): Promise<BackupFacts> {
  const settings = config.of({ tools });
  const client = new pg.Client({ connectionString: adminUrl });
  let apart: pg.Client | undefined;
  let key: BackupKey | undefined;
  try {
    await client.connect();
    if (settings.keysDatabaseUrl !== '') apart = await keyDatabaseClient(settings);
    key = await newBackupKey(tools);
    passing?.(key.id);
    const tables = await listTables(client);
    const ofKeys = apart ? (await listTables(apart)).filter(({ name }) => name === 'kept_keys') : [];
    await keepFilesStill(client);
    const { files: epochs } = await inFreshEpoch(tools, () => snapshotBoth(client, apart));
    const migrations = await appliedMigrations(client);
    const head = {
      backup: key.id,
      root: key.rootId,
      created: key.createdAt.toISOString(),
      migrations,
      ...(apart && { keyStore: true, keyMigrations: await appliedMigrations(apart) }),
    };
    const out = await createSealedFile(file, key.key, head);
    try {
      for (const { name, bytes } of epochs) await out.write({ epoch: name }, bytes);
      let rows = 0;
      const write = async (from: pg.Client, kind: 'table' | 'keys', table: Table) => {
        await out.write({ [kind]: table.name, columns: table.columns });
        const count = await copyOut(from, table, (piece) => inPieces(piece, (part) => out.write({ rows: table.name }, part)));
        report(`table ${table.name}: ${count} rows`);
        rows += count;
      };
      for (const table of tables) await write(client, 'table', table);
      if (apart) for (const table of ofKeys) await write(apart, 'keys', table);
      const files = await writeFiles(out, path.join(settings.data, 'files'), report);
      await out.finish({ end: true, rows, files });
      backupIsWhole(tools, key.id);
      if (!passing) noteLastBackup(settings, { file: path.resolve(file), backup: key.id, root: key.rootId });
      return { file, backup: key.id, opensUntil: key.expiresAt.toISOString(), tables: tables.length + ofKeys.length, rows, files };
    } catch (error) {
      await out.abandon();
      throw error;
    }
  } catch (error) {
    if (key) destroyBackupKey(tools, key.id);
    throw error;
  } finally {
    await client.end();
    await apart?.end();
  }
}

/** Sealed files as they lie there. One that is deleted meanwhile was erased: it is left out. */
async function writeFiles(out: SealedWriter, folder: string, report: (line: string) => void): Promise<number> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  let count = 0;
  for (const entry of names) {
    if (!entry.isFile() || !/^[0-9a-f]{32}$/.test(entry.name)) continue; // a part of a write, or a mark beside a file
    const place = path.join(entry.parentPath, entry.name);
    const bytes = await readFile(place).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (bytes === undefined) continue;
    await out.write({ file: path.relative(folder, place).split(path.sep).join('/'), size: bytes.length });
    await inPieces(bytes, (part) => out.write({ part: true }, part));
    count += 1;
    if (count % 1000 === 0) report(`files: ${count}`);
  }
  report(`files: ${count}`);
  return count;
}

async function inPieces(bytes: Buffer, take: (part: Buffer) => Promise<void>): Promise<void> {
  for (let at = 0; at < bytes.length; at += mostRecordBytes) await take(bytes.subarray(at, at + mostRecordBytes));
}
