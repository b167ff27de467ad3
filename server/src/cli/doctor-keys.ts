// The part of `parley doctor` about the database of the keys, and about backups of both.
import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { keyDatabaseClient, keyPlaces, keyStoreFacts, lastBackup, lastBackupFile } from '#keys';
import { type Config, config, findConfig } from '#kit/config';
import { clock } from '#kit/pool';
import { readHead } from '#kit/sealed-file';
import { copyRights } from '#kit/table-copy';
import type { Tools } from '#kit/tool';

export type Finding = { readonly check: string; readonly ok: boolean; readonly says: string };
export const mendLog =
  'as its superuser, ALTER ROLE … SET log_parameter_max_length = 0 and log_parameter_max_length_on_error = 0 for the login of Parley, then start again';
const mostDays = 7;
const day = 86_400_000;

/** Where keys lie in a database of their own: the same questions to it, and whether some still lie beside the data. Whose house it is, and whether it answers, the start has seen. */
export async function keyDatabase(tools: Tools): Promise<Finding[]> {
  const settings = config.of({ tools });
  const facts = await keyStoreFacts(tools, settings);
  if (facts === undefined) return [];
  const { beside, missing, leaving, lacking } = await keyPlaces(tools);
  const { version, isStretched, isStrong, isLoud, unprotected, beyond } = facts;
  const faults = [
    ...(Number.parseInt(version, 10) < 15 ? ['older than PostgreSQL 15'] : []),
    ...(isStrong ? ['its login can bypass row-level security'] : []),
    ...(beyond.length > 0 ? [`its login may more than it needs: ${beyond.join(', ')}`] : []),
    ...(isStretched
      ? []
      : [
          'its login still has the password from before it was stretched, for an older Parley was at work within the last minute: stop or update every older node, wait a minute, then start one anew, or run doctor again',
        ]),
    ...(isLoud ? [`logs parameters of statements: ${mendLog}`] : []),
    ...(unprotected.length > 0 ? [`row-level security is missing on ${unprotected.join(', ')}`] : []),
    ...(lies(urlFile(), settings) ? ['its URL lies in the key folder, or beside the data: whoever has that is let in'] : []),
    ...(missing > 0
      ? [
          `${missing} keys are missing in it (${lacking.map(({ workspace, owner }) => `${owner} of ${workspace}`).join(', ')}${missing > lacking.length ? ', …' : ''}): look again in a minute before anything is put back, then see "Keys in a database of their own" in docs/guides/operating.md`,
        ]
      : []),
  ];
  const waiting = [
    ...(beside > 0 ? [`${beside} keys still lie in the main database: parley keys move-store`] : []),
    ...(leaving > 0 ? [`${leaving} keys are about to leave it`] : []),
  ];
  const ours = facts.hasPassword ? '' : '; its URL has no password: that of Parley’s login lies in the key folder (key-database.secret)';
  return [
    { check: 'key database', ok: faults.length === 0, says: faults.join('; ') || `PostgreSQL ${version}, of this house${ours}` },
    { check: 'keys apart', ok: beside === 0, says: waiting.join('; ') || 'none lies in the main database' },
  ];
}

/** The file that the URL comes from, be it one of its own or that of the whole configuration. */
function urlFile(): string | undefined {
  const from = findConfig(process.env).sources.from.keysDatabaseUrl;
  return /\((.+)\)$/s.exec(from)?.[1] ?? (path.isAbsolute(from) ? from : undefined);
}

/** Links are followed: what counts is where the bytes lie. */
function lies(file: string | undefined, { keys, data }: Config): boolean {
  if (!file) return false;
  const real = (name: string) => (existsSync(name) ? realpathSync(name) : path.resolve(name));
  return [keys, data].some((folder) => !path.relative(real(folder), real(file)).startsWith('..'));
}

/** How old the newest backup is, whether it has the keys too, and whether the roles may make one. Without any by `parley backup`, other tools may make them: that is said, and is no fault. */
export async function backups(tools: Tools, adminUrl: string): Promise<Finding[]> {
  const settings = config.of({ tools });
  const newest = lastBackup(tools)?.madeAt ?? undefined; // one that is whole, and whose key is there; one under way, or killed, is none
  const days = newest && Math.floor((clock.of({ tools })().getTime() - newest.getTime()) / day);
  const isWhole = settings.keysDatabaseUrl === '' || (await holdsKeys(settings));
  const age = days === undefined ? 'none by parley backup opens: make one, or see that other tools do' : `the newest is ${days} days old`;
  return [
    {
      check: 'backup',
      ok: (days === undefined || days <= mostDays) && isWhole,
      says: isWhole ? age : `${age}, and is from before keys lay in a database of their own: make one`,
    },
    await rights(settings, adminUrl),
  ];
}

/** What is not where it was written cannot be looked into. */
async function holdsKeys(settings: Config): Promise<boolean> {
  const last = lastBackupFile(settings);
  const head = last && (await readHead(last.file).catch(() => undefined));
  return head === undefined || head['keyStore'] === true;
}

async function rights(settings: Config, adminUrl: string): Promise<Finding> {
  const main = new pg.Client({ connectionString: adminUrl });
  await main.connect();
  const sides: [string, pg.Client][] = [['database', main]];
  if (settings.keysDatabaseUrl !== '') sides.push(['key database', await keyDatabaseClient(settings)]);
  const lacking: string[] = [];
  try {
    for (const [name, client] of sides) {
      const { reads, restores, makes } = await copyRights(client);
      if (!reads) lacking.push(`backup needs BYPASSRLS in the ${name}`);
      if (!restores) lacking.push(`restore and drill need also SET on session_replication_role there (${name})`);
      if (!makes) lacking.push(`drill needs CREATEDB there (${name})`);
    }
  } finally {
    for (const [, client] of sides) await client.end();
  }
  const isInUse = lastBackupFile(settings) !== undefined; // elsewhere other tools may make them
  return { check: 'backup rights', ok: lacking.length === 0 || !isInUse, says: lacking.join('; ') || 'backup, restore and drill may run' };
}
