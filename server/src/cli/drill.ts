// `parley drill restore [FILE]`: a backup is brought back beside the running house, into a database and folders of its own, and looked at: a backup that nobody restored is a
// hope (Art. 32(1)(c), (d)). The running house keeps its data and goes on; its ledgers say what came of it, and a control asks when that was.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { workspaceIds } from '#access';
import { clearDrillFolders, destroyBackupKey, drillsIn, findBackupKey, openDrillFolder, unlessClosed } from '#keys';
import { type Config, config } from '#kit/config';
import { act, clock, pool } from '#kit/pool';
import { readHead } from '#kit/sealed-file';
import type { Tools } from '#kit/tool';
import { append } from '#ledger';
import { openTools, startRooms } from '../main.ts';
import { lastBackupFile, makeBackup } from './backup.ts';
import { lookAtRestored, type Seen } from './drill-look.ts';
import { withRooms } from './operate.ts';
import { type RestoreFacts, restoreBackup } from './restore.ts';
import { clearScratch, openScratch } from './scratch.ts';

/** `deviations` are codes with what they are about; none when the drill went well. `made`: when the backup was. */
export type Drill = Seen &
  Pick<RestoreFacts, 'rows' | 'files' | 'erasedAgain'> & { readonly ok: boolean; readonly made: string; readonly seconds: number };
type Restoring = typeof restoreBackup;
type Report = (line: string) => void;
const say: Report = (line) => process.stderr.write(`${line}\n`);
const nothing = { companies: 0, entries: 0, opened: 0, rows: 0, files: 0, erasedAgain: 0 };
const roomToSpare = 256 << 20;

/** Exit code 1 on any deviation. Without a file it takes the newest backup that is still where it was written, or makes one for itself and destroys it afterwards. */
export async function drillRestore(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { json: { type: 'boolean', default: false } } });
  return withRooms(async (tools, adminUrl) => {
    const drill = await drillOnce(tools, adminUrl, positionals[0], say);
    const { deviations, ok, made, seconds, companies, rows, files, erasedAgain, entries, opened } = drill;
    const outcome = ok ? 'the drill went well' : `THE DRILL FAILED:\n  ${deviations.join('\n  ')}`;
    const words = `${outcome}\nbackup of ${made}: ${rows} rows, ${files} files, ${companies} companies in ${seconds} s; ${erasedAgain} erased again; ${entries} entries of the ledger verified; ${opened} rows and files opened`;
    process.stdout.write(`${values.json ? JSON.stringify(drill) : words}\n`);
    return ok ? 0 : 1;
  });
}

/** Restores, looks, records and clears away, also when there was nothing to look at. `restoring` is the restore that is tried. */
export async function drillOnce(
  tools: Tools,
  adminUrl: string,
  given: string | undefined,
  report: Report,
  restoring: Restoring = restoreBackup,
): Promise<Drill> {
  const [settings, now] = [config.of({ tools }), clock.of({ tools })];
  const began = performance.now();
  clearDrillFolders(settings, now());
  await clearScratch(adminUrl, drillsIn(settings));
  const name = randomBytes(4).toString('hex');
  const home = openDrillFolder(settings, name, now);
  let drop: (() => Promise<void>) | undefined;
  let own: string | undefined;
  let made = '';
  let restored: RestoreFacts | undefined;
  const outcome = async (): Promise<Seen> => {
    let file = given ?? (await newestBackup(settings));
    if (file === undefined) {
      file = path.join(home.folder, 'drill.backup');
      own = (await makeBackup(tools, adminUrl, file, report, { isPassing: true })).backup;
    }
    made = String((await readHead(file))['created']);
    await refuseTooLittleRoom(settings, file);
    home.copyKeys();
    const scratch = await openScratch(adminUrl, name);
    drop = scratch.drop;
    const beside: Config = Object.freeze({ ...settings, keys: home.keys, data: path.join(home.folder, 'data'), databaseUrl: scratch.url });
    mkdirSync(beside.data, { mode: 0o700 });
    restored = await restoring(beside, scratch.url, file, report, { isRehearsal: true });
    report('looking at what came back');
    return lookInto(tools, adminUrl, beside, new Date(restored.made));
  };
  try {
    const seen = await outcome().catch((error: Error): Seen => {
      report(`not restored: ${error.message}`);
      return { ...nothing, deviations: [`not-restored ${error.message}`] };
    });
    const { rows, files, erasedAgain } = restored ?? nothing;
    const seconds = Math.round((performance.now() - began) / 1000);
    const drill: Drill = { ok: seen.deviations.length === 0, made, seconds, rows, files, erasedAgain, ...seen };
    await record(tools, drill);
    return drill;
  } finally {
    if (own) destroyBackupKey(tools, own);
    await drop?.();
    home.end();
  }
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

/** What comes back takes about twice its file, and with its indexes more: a drill must not fill the disk of the house that runs. */
async function refuseTooLittleRoom(settings: Config, file: string): Promise<void> {
  const { bavail, bsize } = await statfs(settings.data);
  const needed = 3 * statSync(file).size + roomToSpare;
  if (bavail * bsize < needed) throw new Error(`a drill needs ${Math.ceil(needed / 2 ** 20)} MiB of free space in ${settings.data}`);
}

async function lookInto(running: Tools, adminUrl: string, beside: Config, made: Date): Promise<Seen> {
  const { tools } = await openTools(beside, beside.databaseUrl, { writeLog: () => undefined, clock: clock.of({ tools: running }) });
  try {
    const stop = await startRooms(tools, ['ledger', 'keys', 'gate']);
    try {
      return await lookAtRestored({ tools: running, adminUrl }, { tools, adminUrl: beside.databaseUrl }, made);
    } finally {
      await stop();
    }
  } finally {
    await pool.of({ tools }).end();
  }
}

async function record(tools: Tools, { ok, made, rows, files, seconds, deviations }: Drill): Promise<void> {
  for (const workspace of await workspaceIds(tools))
    await unlessClosed(() =>
      act(tools, { workspace, actor: { kind: 'system', id: 'drill' } }, (ctx) =>
        append(ctx, { kind: 'backup.drilled', facts: { ok: ok ? 1 : 0, made, rows, files, seconds, deviations: deviations.length } }),
      ),
    );
}
