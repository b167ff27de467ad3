// `parley restore FILE`: fills an empty installation from a backup. The whole file is checked before anything is written; then data, files and epoch keys; then whoever
// was erased since is erased again, and the old epoch ends. Only then may doors open: until the end a table says that the restore is not done, and `start` refuses.
import { parseArgs } from 'node:util';
import pg from 'pg';
import { workspaceIds } from '#access';
import { pauseAfterRestore } from '#campaigns';
import { stopWhatWaited } from '#channels';
import { leaveAgain } from '#departure';
import { stopFieldsAgain } from '#fields';
import { sayNoAgain } from '#gate';
import { clearForRestore, endRestore, findBackupKey, refuseInUse, removeLeaving, rotateEpoch, unlessClosed } from '#keys';

import { type Config, readConfig } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import { openLog } from '#kit/log';
import { migrate } from '#kit/migrate';
import { act, pool } from '#kit/pool';
import { rehearsal } from '#kit/rehearsal';
import { readHead, readSealedFile, type SealedRecord } from '#kit/sealed-file';
import type { Tools } from '#kit/tool';
import { append, goOnWithKey, ledgerKeyReturned } from '#ledger';
import { giveGrace } from '#retention';
import { eraseReturned, takeBackAgain } from '#rights';
import { openDatabase, openTools, startRooms } from '../main.ts';
import { rooms } from '../rooms.ts';
import { load, type Records } from './restore-load.ts';

type Head = {
  backup: string;
  root: string;
  created: string;
  migrations: { name: string; hash: string }[];
  keyStore?: boolean;
  keyMigrations?: Head['migrations'];
};
export type RestoreFacts = { backup: string; made: string; rows: number; files: number; erasedAgain: number };
const say = (line: string) => process.stderr.write(`${line}\n`);
const day = 86_400_000;

/** Exit code 0 when the installation is whole and may be started; 2 for a missing file name. */
export async function restore(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { json: { type: 'boolean', default: false } } });
  const [file] = positionals;
  if (file === undefined) {
    say('parley: restore needs the file of a backup');
    return 2;
  }
  const settings = readConfig(process.env);
  const stops: (() => Promise<unknown>)[] = [];
  try {
    const adminUrl = await openDatabase(
      settings,
      openLog(
        () => undefined,
        () => new Date(),
      ),
      stops,
    );
    const facts = await restoreBackup(settings, adminUrl, file, say);
    process.stdout.write(
      `${values.json ? JSON.stringify(facts) : `restored the backup of ${facts.made}: ${facts.rows} rows, ${facts.files} files; ${facts.erasedAgain} erased again. Start Parley now.`}\n`,
    );
    return 0;
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

/** Restores into an empty database and file folder, or goes on with a restore of the same file that was interrupted. A rehearsal tells nobody outside. */
export async function restoreBackup(
  settings: Config,
  adminUrl: string,
  file: string,
  report: (line: string) => void,
  { isRehearsal = false } = {},
): Promise<RestoreFacts> {
  refuseInUse(settings.keys, new Date());
  const head = (await readHead(file)) as unknown as Head;
  const { key } = await findBackupKey(settings, head.backup, head.root);
  const isApart = settings.keysDatabaseUrl !== '';
  if (head.keyStore && !isApart)
    throw new Error('the backup holds a database of keys: set PARLEY_KEYS_DATABASE_URL to an empty one, into which they are brought back');
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    let loaded = await standing(client, head.backup);
    if (!loaded) {
      report('checking the file');
      const end = await check(readSealedFile(file, key), report);
      await migrate(adminUrl, head.migrations);
      if (isApart) await clearForRestore(settings, head.backup, head.keyMigrations);
      const records = readSealedFile(file, key);
      const count = await load(client, settings, records, report).finally(() => records.return(undefined)); // it stops at the last record, with the file still open
      if (count !== Number(end['rows'])) throw new Error(`the backup tells of ${end['rows']} rows, and ${count} came`);
      loaded = { rows: Number(end['rows']), files: Number(end['files']) };
      await client.query('UPDATE parley_restore SET loaded = true, rows = $1, files = $2', [loaded.rows, loaded.files]);
      await client.query('COMMIT');
    }
    const erasedAgain = await makeWhole(settings, adminUrl, head, report, isRehearsal);
    if (isApart) await endRestore(settings);
    await client.query('DROP TABLE parley_restore');
    return { backup: head.backup, made: head.created, ...loaded, erasedAgain };
  } finally {
    await client.end();
  }
}

/** What an interrupted restore of this backup has loaded already; undefined when loading is to begin. Error when the database is not empty. */
async function standing(client: pg.Client, backup: string): Promise<{ rows: number; files: number } | undefined> {
  const { rows: found } = await client.query<{ restoring: boolean; used: boolean }>(
    `SELECT to_regclass('public.parley_restore') IS NOT NULL AS restoring, to_regclass('public.parley_migrations') IS NOT NULL AS used`,
  );
  if (found[0]?.used && !found[0].restoring)
    throw new Error('this installation is not empty: restore into a fresh PARLEY_DATA (or an empty database)');
  await client.query(
    'CREATE TABLE IF NOT EXISTS parley_restore (backup text NOT NULL, loaded boolean NOT NULL, rows bigint, files bigint)',
  );
  const { rows } = await client.query<{ backup: string; loaded: boolean; rows: string; files: string }>('SELECT * FROM parley_restore');
  if (rows.length === 0) await client.query('INSERT INTO parley_restore VALUES ($1, false, 0, 0)', [backup]);
  if (rows[0] && rows[0].backup !== backup)
    throw new Error(`a restore of another backup (${rows[0].backup}) was begun here: finish that, or take a fresh folder`);
  return rows[0]?.loaded ? { rows: Number(rows[0].rows), files: Number(rows[0].files) } : undefined;
}

/** Opens every frame once, so that a damaged or shortened file changes nothing. Gives the last record. */
async function check(records: Records, report: (line: string) => void): Promise<SealedRecord['head']> {
  let last: SealedRecord['head'] = {};
  for await (const record of records) last = record.head;
  if (last['end'] !== true) throw new Error('the backup has no end');
  report('the file is whole');
  return last;
}

/** Migrates on, erases again, ends the epoch that the backup brought back, and says so in every ledger. */
async function makeWhole(
  settings: Config,
  adminUrl: string,
  head: Head,
  report: (line: string) => void,
  isRehearsal: boolean,
): Promise<number> {
  const { tools } = await openTools(settings, adminUrl, { writeLog: (line) => void process.stderr.write(line) });
  if (isRehearsal) rehearsal.set(tools, true);
  ledgerKeyReturned(tools);
  const stop = await startRooms(
    tools,
    rooms.map((room) => room.name).filter((name) => name !== 'channels'), // no door, not even for mail
  );
  try {
    await goOnWithKey(tools); // a ledger whose key is gone could not sign what follows
    const since = new Date(Date.parse(head.created) - day);
    const left = await leaveAgain(tools);
    if (left > 0) report(`companies that had left and were in the backup: ${left}; they are deleted again`);
    // before anybody is erased again: what they said no to outlives them by the hash of their address
    const noes = await sayNoAgain(tools);
    if (noes.count > 0) report(`withdrawals, objections and restrictions from after the backup: ${noes.count}; they hold again`);
    for (const workspace of noes.waiting)
      report(
        `not all that people said no to holds again: ${workspace}. A key there is withheld or missing; it is said again once the key is back.`,
      );
    const { erased, unsure, stopped, waiting, kept } = await eraseReturned(tools, since, (count) => report(`erased again: ${count}`));
    if (kept.again > 0) report(`kept back again, as it was before (Art. 17(3)): ${kept.again}`);
    if (kept.lost > 0)
      report(
        `kept back before, and not in this backup: ${kept.lost}. They are lost unless the newer database can be read; the requests stand in the ledger (kept.restored).`,
      );
    const takenBack = await takeBackAgain(tools);
    if (takenBack > 0) report(`hand-overs that had been taken back or refused and were in the backup: ${takenBack}; they end again`);
    const fields = await stopFieldsAgain(tools);
    if (fields > 0)
      report(
        `fields that had been stopped and were in the backup: ${fields}; they are stopped again, and what they hold is read by nobody`,
      );
    for (const subject of stopped)
      report(
        `not erased: ${subject}. Something must be kept back of them (Art. 17(3)), is in this backup, and could not be; their erasure stands open among the requests, and whoever answers for privacy decides.`,
      );
    for (const subject of waiting)
      report(
        `not erased yet: ${subject}. Their company withholds its root key, so that nothing of them opens; their erasure is approved, and goes on by itself once the key is back.`,
      );
    for (const subject of unsure)
      report(
        `not erased: ${subject}. An erasure had begun, and nobody knows whether it was approved; whoever answers for privacy decides.`,
      );
    report(setAgain(await giveGrace(tools)));
    await rotateEpoch(tools, { force: true });
    await removeLeaving(tools); // from the database of keys: what the backup was about to let go of, and whoever was erased again just now
    await record(tools, head, erased);
    return erased;
  } finally {
    await stop();
    await pool.of({ tools }).end();
  }
}

/** What an operator has to pass on to the companies, with the first day on which something goes by time again. */
export const setAgain = (day: string): string =>
  `legal holds that were set after the backup are not in it: have them set again before ${day}. Until then nothing is deleted because its time is over.`;

/** What waited to leave, campaigns that ran and questions about a yes: they may have reached people since. Gives how many messages are stopped. */
export async function silence(ctx: Ctx): Promise<number> {
  const stopped = await stopWhatWaited(ctx);
  await pauseAfterRestore(ctx);
  return stopped;
}

async function record(tools: Tools, head: Head, erased: number): Promise<void> {
  for (const workspace of await workspaceIds(tools))
    await unlessClosed(() =>
      // where nothing is written any more, since the company is leaving, nothing leaves either
      act(tools, { workspace, actor: { kind: 'system', id: 'restore' } }, async (ctx) => {
        const stopped = await silence(ctx);
        await append(ctx, { kind: 'backup.restored', facts: { backup: head.backup, made: head.created, erased, stopped } });
      }),
    );
}
