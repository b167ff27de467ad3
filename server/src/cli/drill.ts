// `parley drill restore [FILE]`: a backup is brought back beside the running house, into a database and folders of its own, and looked at: a backup that nobody restored is a
// hope (Art. 32(1)(c), (d)). The running house keeps its data and goes on; its ledgers say what came of it, and a control asks when that was.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { readdir, statfs } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { workspaceIds } from '#access';
import { clearDrillFolders, drillsIn, findBackupKey, lastBackupFile, openDrillFolder, unlessClosed } from '#keys';
import { type Config, config } from '#kit/config';
import { firstIdAt } from '#kit/ids';
import { errorCode } from '#kit/log';
import { act, clock, pool } from '#kit/pool';
import { readHead } from '#kit/sealed-file';
import type { Tools } from '#kit/tool';
import { append } from '#ledger';
import { openTools, startRooms } from '../main.ts';
import { makeBackup } from './backup.ts';
import { lookAtRestored, type Seen } from './drill-look.ts';
import { type Meanwhile, type Standing, sinceThen, standingNow } from './drill-standing.ts';
import { withRooms } from './operate.ts';
import { type RestoreFacts, restoreBackup } from './restore.ts';
import { clearScratch, openScratch } from './scratch.ts';

/** `deviations` are codes with what they are about; none when the drill went well. `made`: when the backup was. */
export type Drill = Seen &
  Pick<RestoreFacts, 'rows' | 'files' | 'erasedAgain'> & {
    readonly ok: boolean;
    readonly made: string;
    readonly seconds: number;
    /** What the running house did since its keys were copied, which this backup cannot know and a restore in earnest would. */
    readonly meanwhile: Meanwhile;
  };
type Restoring = typeof restoreBackup;
type Report = (line: string) => void;
const say: Report = (line) => void process.stderr.write(`${line}\n`);
const nothing = { withheld: [], companies: 0, entries: 0, opened: 0, rows: 0, files: 0, erasedAgain: 0 };
const roomToSpare = 256 << 20;
const minuteMs = 60_000;

/**
 * Exit code 1 on any deviation, 2 when it could not begin (no such file, no key for it, no room): that says nothing of a restore, and is not recorded. Without a file it
 * takes the newest backup that is still where it was written, or makes one for itself and destroys it afterwards.
 */
export async function drillRestore(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { json: { type: 'boolean', default: false } } });
  return withRooms(async (tools, adminUrl) => {
    const signal = brokenOff();
    const drill = await drillOnce(tools, adminUrl, positionals[0], say, { signal }).catch((error: Error) =>
      say(`parley: ${error.message}`),
    );
    if (!drill) return signal.aborted ? 130 : 2;
    const { deviations, ok, made, seconds, companies, rows, files, erasedAgain, entries, opened, withheld, meanwhile } = drill;
    const outcome = ok ? 'the drill went well' : `THE DRILL FAILED:\n  ${deviations.join('\n  ')}`;
    const closed = withheld.length > 0 ? `; not opened, since their own root key is withheld: ${withheld.join(' ')}` : '';
    const since = Object.values(meanwhile).reduce((sum, each) => sum + each, 0);
    const words = `${outcome}\nbackup of ${made}: ${rows} rows, ${files} files, ${companies} companies in ${seconds} s; ${erasedAgain} erased again; ${entries} entries of the ledger verified; ${opened} rows and files opened${closed}${since > 0 ? `; ${since} were erased, stopped, taken back or left while it ran, which a restore from now on knows` : ''}`;
    process.stdout.write(`${values.json ? JSON.stringify(drill) : words}\n`);
    return ok ? 0 : 1;
  });
}

/** Whoever stops it by Ctrl-C, or closes the terminal, leaves no key behind either. */
function brokenOff(): AbortSignal {
  const end = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => end.abort(new Error('broken off')));
  return end.signal;
}

/** Restores, looks, records and clears away, also when there was nothing to look at. `restoring` is the restore that is tried. Error when it could not begin, or was broken off. */
export async function drillOnce(
  tools: Tools,
  adminUrl: string,
  given: string | undefined,
  report: Report,
  { restoring = restoreBackup, signal }: { restoring?: Restoring; signal?: AbortSignal } = {},
): Promise<Drill> {
  const [settings, now] = [config.of({ tools }), clock.of({ tools })];
  const began = performance.now();
  clearDrillFolders(settings, now());
  const keysUrl = settings.keysDatabaseUrl;
  for (const url of keysUrl === '' ? [adminUrl] : [adminUrl, keysUrl]) await clearScratch(url, drillsIn(settings));
  const known = given ?? (await newestBackup(settings));
  await (known === undefined ? refuseTooLittleRoom(settings, await sizeOf(settings, adminUrl)) : refuseUnusable(settings, known));
  const name = randomBytes(4).toString('hex');
  const home = openDrillFolder(settings, name, now);
  const drops: (() => Promise<void>)[] = [];
  const work = async (): Promise<Drill> => {
    const file = known ?? path.join(home.folder, 'drill.backup');
    if (known === undefined) await makeBackup(tools, adminUrl, file, report, { passing: home.noteBackup });
    const made = String((await readHead(file))['created']);
    const before = firstIdAt('led', new Date(Date.parse(made) - minuteMs)); // what was written at the moment of the backup may have been committed just after it
    const then = await standingNow(tools, adminUrl, before);
    home.copyKeys();
    const scratch = await openScratch(adminUrl, name);
    drops.push(scratch.drop);
    const ofKeys = keysUrl === '' ? undefined : await openScratch(keysUrl, name, '_keys');
    if (ofKeys) drops.push(ofKeys.drop);
    const folders = { keys: home.keys, data: path.join(home.folder, 'data') };
    const beside: Config = Object.freeze({ ...settings, ...folders, databaseUrl: scratch.url, keysDatabaseUrl: ofKeys?.url ?? '' });
    mkdirSync(beside.data, { mode: 0o700 });
    let restored: RestoreFacts | undefined;
    const look = async (): Promise<Seen> => {
      restored = await restoring(beside, scratch.url, file, report, { isRehearsal: true });
      report('looking at what came back');
      return lookInto(tools, beside, then, before);
    };
    const seen = await look().catch((error: Error): Seen => {
      report(`not restored: ${error.message}`);
      return { ...nothing, deviations: [`not-restored ${error.message}`] };
    });
    signal?.throwIfAborted();
    const { rows, files, erasedAgain } = restored ?? nothing;
    const seconds = Math.round((performance.now() - began) / 1000);
    const drill: Drill = {
      ok: seen.deviations.length === 0,
      made,
      seconds,
      rows,
      files,
      erasedAgain,
      meanwhile: sinceThen(tools, then),
      ...seen,
    };
    await record(tools, drill);
    return drill;
  };
  // keys first, and again when nothing works with them any more, each step for itself: what fails here hides neither the outcome nor leaves the rest lying
  const clearAway = async () => {
    for (const step of [home.destroyKeys, ...drops, home.destroyKeys, home.end])
      await Promise.try(step).catch((error: unknown) => report(`not cleared away: ${errorCode(error)}; a later drill does it`));
  };
  try {
    return await Promise.race([work(), whenAborted(signal)]);
  } finally {
    await clearAway();
  }
}

function whenAborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true }));
}

/** The file that was written last, if it is still there and opens. */
async function newestBackup(settings: Config): Promise<string | undefined> {
  const { file, backup, root } = lastBackupFile(settings) ?? {};
  if (file === undefined || backup === undefined || root === undefined || !existsSync(file)) return undefined;
  return findBackupKey(settings, backup, root).then(
    () => file,
    () => undefined,
  );
}

/** Error for a file that is none, or that no key opens any more: a restore in earnest would not begin either. */
async function refuseUnusable(settings: Config, file: string): Promise<void> {
  const head = await readHead(file);
  await findBackupKey(settings, String(head['backup']), String(head['root']));
  await refuseTooLittleRoom(settings, 3 * statSync(file).size);
}

/** What comes back takes about twice its file, and with its indexes more: a drill must not fill the disk of the house that runs. */
async function refuseTooLittleRoom({ data }: Config, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(data);
  const needed = bytes + roomToSpare;
  if (bavail * bsize < needed) throw new Error(`a drill needs ${Math.ceil(needed / 2 ** 20)} MiB of free space in ${data}`);
}

/** What a backup of now and what comes back of it take at most. */
async function sizeOf({ data }: Config, adminUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const { rows } = await client
    .query<{ bytes: string }>('SELECT pg_database_size(current_database()) AS bytes')
    .finally(() => client.end());
  const entries = await readdir(path.join(data, 'files'), { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  return 2 * files.reduce((sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0), Number(rows[0]?.bytes));
}

async function lookInto(running: Tools, beside: Config, then: Standing, before: string): Promise<Seen> {
  const { tools } = await openTools(beside, beside.databaseUrl, { writeLog: () => undefined, clock: clock.of({ tools: running }) });
  try {
    const stop = await startRooms(tools, ['ledger', 'keys', 'gate']);
    try {
      return await lookAtRestored(then, { tools, adminUrl: beside.databaseUrl }, before);
    } finally {
      await stop();
    }
  } finally {
    await pool.of({ tools }).end();
  }
}

/** Each company reads what came of its own: neither how much others have nor that something is wrong with theirs. What names no company concerns all. */
async function record(tools: Tools, { made, seconds, deviations, withheld }: Drill): Promise<void> {
  for (const workspace of await workspaceIds(tools)) {
    const own = deviations.filter((each) => !/ wsp_/.test(each) || each.includes(` ${workspace}`)).length;
    const facts = { ok: own === 0 ? 1 : 0, made, seconds, deviations: own, withheld: withheld.includes(workspace) ? 1 : 0 };
    const write = () =>
      act(tools, { workspace, actor: { kind: 'system', id: 'drill' } }, (ctx) => append(ctx, { kind: 'backup.drilled', facts }));
    await unlessClosed(write);
  }
}
