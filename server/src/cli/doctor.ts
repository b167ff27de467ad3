// `parley doctor`: what an operator would check by hand, each with the way to mend it.
import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { type Config, findConfig, options, printable, type Sources, usualUrl } from '#kit/config';
import { databaseLine } from '#kit/database-line';
import { isAway } from '#kit/db';
import { logsParameters, weakCommits } from '#kit/login';
import { pool } from '#kit/pool';
import { type PairFiles, pairEnds, pairFiles, readPair } from '#kit/tls-pair';
import { verifyLedger } from '#ledger';
import { backups, type Finding, keyDatabase, mendLog } from './doctor-keys.ts';
import { withRooms } from './operate.ts';

const root = path.join(import.meta.dirname, '../../..');

/**
 * Prints findings, and what was set and where (JSON with `--json`: `{ ok, findings, config, from }`, secrets as `[secret]`); exit code 1 when one is not ok. The
 * configuration is read as `start` reads it; `--port` as there.
 */
export async function doctor(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean', default: false }, port: { type: 'string' } } });
  const read = configuration({ ...process.env, ...(values.port !== undefined && { PORT: values.port }) });
  const findings = 'refused' in read ? [read.refused] : [...about(read), ...(await database())];
  const ok = findings.every((finding) => finding.ok);
  const lines = findings.map((finding) => `${finding.ok ? 'ok  ' : 'FAIL'}  ${finding.check.padEnd(22)} ${finding.says}`);
  const shown = 'refused' in read ? undefined : { config: printable(read.settings), from: read.sources.from };
  const set = shown ? names.filter((name) => shown.from[name] !== 'default') : [];
  lines.push(...set.map((name) => `set   ${name.padEnd(22)} ${shown?.config[name]}   by ${shown?.from[name]}`));
  process.stdout.write(values.json ? `${JSON.stringify({ ok, findings, ...shown })}\n` : `${lines.join('\n')}\n`);
  return ok ? 0 : 1;
}

type Read = { readonly settings: Config; readonly sources: Sources };
const names = Object.keys(options) as (keyof Config)[];

function configuration(environment: Record<string, string | undefined>): Read | { readonly refused: Finding } {
  try {
    const { values, sources } = findConfig(environment);
    return { settings: { ...values, publicUrl: values.publicUrl || usualUrl(values) }, sources };
  } catch (error) {
    return { refused: { check: 'configuration', ok: false, says: (error as Error).message } };
  }
}

const about = ({ settings, sources }: Read): Finding[] => [
  ...[file(sources), node(), folder(settings), ...keyFiles(settings), ...certificates(settings), ...lines(settings), ...inside(settings)],
  ...pages(),
];

/** A file that was named and is not there would leave everything at its default, unseen. */
function file({ file: { path: place, isNamed, isThere } }: Sources): Finding {
  const says = isThere ? `from ${place} and the environment` : `from the environment; ${place} is not there`;
  return { check: 'configuration', ok: isThere || !isNamed, says: isNamed && !isThere ? `${says}: see PARLEY_CONFIG` : says };
}

const node = (): Finding => ({ check: 'node', ok: Number(process.versions.node.split('.')[0]) >= 26, says: process.version });

function folder(settings: Config): Finding {
  try {
    if (existsSync(settings.data)) accessSync(settings.data, constants.W_OK);
    return { check: 'data folder', ok: true, says: existsSync(settings.data) ? 'can be written' : 'will be made at the first start' };
  } catch {
    return { check: 'data folder', ok: false, says: 'cannot be written: give it to the user that runs Parley, or set PARLEY_DATA' };
  }
}

function keyFiles(settings: Config): Finding[] {
  const file = path.join(settings.keys, 'root.key');
  if (!existsSync(file)) return [{ check: 'root key', ok: true, says: 'will be made at the first start' }];
  const isOpen = (statSync(file).mode & 0o077) !== 0 && process.platform !== 'win32';
  const isBeside = !path.relative(settings.data, settings.keys).startsWith('..');
  return [
    { check: 'root key', ok: !isOpen, says: isOpen ? 'others can read it: chmod 600' : 'readable by its owner only' },
    {
      check: 'key folder',
      ok: true,
      says: isBeside
        ? 'lies beside the data: for production set PARLEY_KEYS to another disk with its own backup'
        : 'lies apart from the data',
    },
  ];
}

/** Certificates that were named; without any, a reverse proxy holds one, or only this machine is served. */
function certificates({ tlsCert, tlsKey, smtpTlsCert, smtpTlsKey, openDsrCert, openDsrKey }: Config): Finding[] {
  const look = (check: string, prefix: string, named: PairFiles): Finding[] => {
    try {
      const files = pairFiles(prefix, named);
      if (!files) return [];
      const days = Math.floor((pairEnds(readPair(files)).getTime() - Date.now()) / 86_400_000);
      return [{ check, ok: days >= fewDays, says: days < 0 ? 'has ended' : `ends in ${days} days${days < fewDays ? ': renew it' : ''}` }];
    } catch (error) {
      return [{ check, ok: false, says: (error as Error).message }];
    }
  };
  return [
    ...look('certificate', 'PARLEY_TLS', { cert: tlsCert, key: tlsKey }),
    ...look('OpenDSR certificate', 'PARLEY_OPENDSR', { cert: openDsrCert, key: openDsrKey }),
    ...look('mail certificate', 'PARLEY_SMTP_TLS', { cert: smtpTlsCert, key: smtpTlsKey }),
  ];
}

/** Lines to databases on other machines. */
const lines = ({ databaseUrl, keysDatabaseUrl }: Config): Finding[] =>
  Object.entries({ 'database line': databaseUrl, 'key database line': keysDatabaseUrl }).flatMap(([check, url]): Finding[] => {
    const line = url === '' ? 'here' : databaseLine(url);
    if (line === 'here') return [];
    if (line === 'verified') return [{ check, ok: true, says: 'TLS, with a certificate that is checked' }];
    const wrong = line === 'plain' ? 'not encrypted' : 'encrypted to whoever answers';
    return [{ check, ok: false, says: `${wrong}: add sslmode=verify-full to its URL (sslrootcert=… for an authority of your own)` }];
  });

/** Not wrong by itself where a provider stands in the own house, but nothing that should be forgotten. */
const inside = ({ insideHosts }: Config): Finding[] =>
  insideHosts.trim() === ''
    ? []
    : [
        {
          check: 'hosts inside',
          ok: true,
          says: `companies may have these asked, inside your network: ${insideHosts.trim()} (PARLEY_INSIDE_HOSTS)`,
        },
      ];

const fewDays = 10; // whoever renews by machine does so a month before
const pages = (): Finding[] => [built('console', 'console/dist/index.html'), built('widget', 'widget/dist/widget.js')];
const built = (check: string, file: string): Finding => ({
  check,
  ok: existsSync(path.join(root, file)),
  says: existsSync(path.join(root, file)) ? `built, ${readFileSync(path.join(root, file)).length} bytes` : 'not built: npm run build',
});

async function database(): Promise<Finding[]> {
  try {
    return await withRooms(async (tools, adminUrl) => {
      const { rows } = await pool
        .of({ tools })
        .query<{ version: string; bypass: boolean; super: boolean }>(
          "SELECT current_setting('server_version') AS version, rolbypassrls AS bypass, rolsuper AS super FROM pg_roles WHERE rolname = current_user",
        );
      const [row] = rows;
      const isLoud = await logsParameters(pool.of({ tools }));
      const weak = await weakCommits(pool.of({ tools }));
      const unprotected = await unprotectedTables(adminUrl);
      const ledgers = await verifyLedger(tools);
      return [
        { check: 'database', ok: Number.parseInt(row?.version ?? '0', 10) >= 15, says: `PostgreSQL ${row?.version}` },
        {
          check: 'application role',
          ok: row !== undefined && !row.bypass && !row.super,
          says: row?.bypass || row?.super ? 'can bypass row-level security' : 'cannot bypass row-level security',
        },
        {
          check: 'statement log',
          ok: !isLoud,
          says: isLoud ? `the database logs parameters of statements, which may hold personal values: ${mendLog}` : 'holds no parameters',
        },
        {
          check: 'durable commits',
          ok: weak.length === 0,
          says:
            weak.length === 0
              ? 'answered when they are on the disk'
              : `what was acknowledged can be lost: set ${weak.join(', ')} to on at the database`,
        },
        {
          check: 'row-level security',
          ok: unprotected.length === 0,
          says: unprotected.length === 0 ? 'forced on every table' : `missing on ${unprotected.join(', ')}`,
        },
        {
          check: 'ledger',
          ok: ledgers.ok,
          says: ledgers.ok ? `holds in ${ledgers.workspaces.length} workspaces` : 'DOES NOT HOLD: parley ledger verify',
        },
        ...(await keyDatabase(tools)),
        ...(await backups(tools, adminUrl)),
      ];
    });
  } catch (error) {
    const { message, isOfKeyStore } = error as Error & { isOfKeyStore?: boolean };
    if (isOfKeyStore) return [{ check: 'key database', ok: false, says: `cannot be opened: ${message}` }];
    const isDatabase = isAway(error) || error instanceof pg.DatabaseError;
    return [
      { check: isDatabase ? 'database' : 'start', ok: false, says: `${isDatabase ? 'cannot be opened' : 'would be refused'}: ${message}` },
    ]; // a root key that is away is no fault of the database
  }
}

async function unprotectedTables(adminUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const { rows } = await client.query<{ relname: string }>(
    "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND NOT (relrowsecurity AND relforcerowsecurity) AND relname <> 'parley_migrations'",
  );
  await client.end();
  return rows.map((row) => row.relname);
}
