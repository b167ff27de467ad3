// The application's own login: weaker than the administrator's, its password in the key folder, and nothing it binds to a statement in the server's log, and
// no commit answered before it is durable.
import { createHmac, randomBytes, type ScryptOptions, scrypt } from 'node:crypto';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { makePrivateFile, readPrivateFile } from './private-file.ts';

/** What erasure looks for and what blind indexes hold travels as parameters: the server must not write these down. */
const silent = { log_parameter_max_length: 0, log_parameter_max_length_on_error: 0, log_min_duration_statement: -1 };

/** The password in `<keys>/database.secret` (or another file), made at the first start (nodes that start together share the first one made); throws when others can read the file. */
export function databasePassword(keys: string, name = 'database.secret'): string {
  const file = path.join(keys, name);
  const kept = readPrivateFile(file);
  if (kept) return kept.toString().trim();
  makePrivateFile(file, Buffer.from(randomBytes(24).toString('base64url')));
  return readPrivateFile(file)?.toString().trim() ?? '';
}

/** OWASP Password Storage Cheat Sheet, scrypt (RFC 7914) in 32 MiB: whoever holds the derived password and guesses at that of the administrator pays this for each guess. */
const stretch = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 } as const;
const scrypted = promisify<string, string, number, ScryptOptions, Buffer>(scrypt);
let newest: { readonly of: string; readonly made: Promise<Buffer> } | undefined; // nodes of one process, and a command that opens twice, pay once

/** A password that needs no file: whoever has that of the administrator in the URL has this one anyway. Somebody may have chosen that one, so the way back is stretched, under a salt of this house. Undefined for a URL without a password. */
export async function derivedPassword(adminUrl: string, house: string): Promise<string | undefined> {
  const { password, pathname } = new URL(adminUrl);
  if (password === '') return undefined;
  const [secret, salt] = [decodeURIComponent(password), `parley/2/login ${pathname} ${house}`];
  const of = `${secret}\n${salt}`;
  if (newest?.of !== of) newest = { of, made: scrypted(secret, salt, 32, stretch) };
  return (await newest.made).toString('base64url');
}

/** As it was derived before it was stretched: by it nodes of an earlier version are let in until none is at work. Undefined for a URL without a password. */
export function passwordBefore(adminUrl: string): string | undefined {
  const { password, pathname } = new URL(adminUrl);
  if (password === '') return undefined;
  return createHmac('sha256', decodeURIComponent(password)).update(`parley/1/login ${pathname}`).digest('base64url');
}

/**
 * Creates or updates the application's login `<database>_login`, with the rights of `group`, and gives its connection URL. Where it is let in with this password already nothing of it is changed;
 * `refuseChange` throws when its password must not become another one now.
 */
export async function appLogin(
  adminUrl: string,
  password: string,
  group: 'parley_app' | 'parley_keys' = 'parley_app',
  refuseChange: () => void | Promise<void> = () => undefined,
): Promise<string> {
  const url = new URL(adminUrl);
  const role = `${decodeURIComponent(url.pathname.slice(1))}_login`;
  const own = loginUrl(adminUrl, password);
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock(727201)'); // two nodes may start together
    const name = client.escapeIdentifier(role);
    const change = await verb(client, role, name);
    if (change !== `ALTER ROLE ${name}` || !(await isLetIn(own))) {
      if (!change.startsWith('CREATE')) await refuseChange();
      await client.query(`${change} LOGIN PASSWORD ${client.escapeLiteral(password)}`);
    }
    await client.query(`GRANT ${group} TO ${name}`);
    await client.query(`GRANT USAGE ON SCHEMA public TO ${group}`);
    if (await commitsEarly(own))
      await setWherePermitted(
        client,
        `ALTER ROLE ${name} IN DATABASE ${client.escapeIdentifier(client.database ?? '')} SET synchronous_commit = on`,
      );
    for (const [setting, value] of Object.entries(silent)) await setWherePermitted(client, `ALTER ROLE ${name} SET ${setting} = ${value}`);
  } finally {
    await client.end();
  }
  return own;
}

/** The URL of the application's login at the database of an administrator's. */
export function loginUrl(adminUrl: string, password: string): string {
  const own = new URL(adminUrl);
  own.username = encodeURIComponent(`${decodeURIComponent(own.pathname.slice(1))}_login`);
  own.password = encodeURIComponent(password);
  return own.href;
}

/** Whether the server lets somebody in by this URL. */
export async function isLetIn(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    return true;
  } catch {
    return false; // also for whatever else is wrong: then the change says it
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Connections of a pool that come in by the password from before until the stretched one is let in, and then by that: the next start gives it to the login while these go on. */
export function takingUp(before: string, stretched: string): NonNullable<pg.PoolConfig['Client']> {
  const passwordIn = (url: string) => decodeURIComponent(new URL(url).password);
  let isTaken = false;
  const chosen = async () => {
    isTaken ||= await isLetIn(stretched);
    return passwordIn(isTaken ? stretched : before);
  };
  function Taking(given: pg.ClientConfig): pg.Client {
    return Object.assign(new pg.Client(given), { password: chosen }); // asked when the server wants one
  }
  return Taking as unknown as NonNullable<pg.PoolConfig['Client']>;
}

/** Whether the server would write parameters of statements on this connection to its log, by their course or by their failure. */
export async function logsParameters(connection: Pick<pg.Pool, 'query'>): Promise<boolean> {
  const { rows } = await connection.query<{ name: string; setting: string }>(
    `SELECT name, setting FROM pg_settings WHERE name LIKE 'log\\_%'`,
  );
  const of = new Map(rows.map((row) => [row.name, row.setting]));
  const number = (name: string) => Number(of.get(name));
  const writesStatements =
    of.get('log_statement') !== 'none' ||
    number('log_min_duration_statement') >= 0 ||
    number('log_min_duration_sample') >= 0 ||
    number('log_transaction_sample_rate') > 0;
  return (writesStatements && number('log_parameter_max_length') !== 0) || number('log_parameter_max_length_on_error') !== 0;
}

/** The settings by which a commit on this connection is answered before it is durable: what was acknowledged could be lost. */
export async function weakCommits(connection: Pick<pg.Pool, 'query'>): Promise<string[]> {
  const { rows } = await connection.query<{ name: string }>(
    "SELECT name FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') AND setting = 'off' ORDER BY name",
  );
  return rows.map(({ name }) => name);
}

async function commitsEarly(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    return (await weakCommits(client)).includes('synchronous_commit');
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Only a superuser may name the strong attributes of a role that exists, so they are named only when one of them is there to be taken. */
async function verb(client: pg.Client, role: string, name: string): Promise<string> {
  const { rows } = await client.query<{ strong: boolean }>(
    'SELECT rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole AS strong FROM pg_roles WHERE rolname = $1',
    [role],
  );
  if (rows[0]?.strong === false) return `ALTER ROLE ${name}`;
  return `${rows[0] ? 'ALTER' : 'CREATE'} ROLE ${name} NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE`;
}

async function setWherePermitted(client: pg.Client, sql: string): Promise<void> {
  await client.query(sql).catch((error: { code?: string }) => {
    if (error.code !== '42501') throw error; // no superuser, no right to it: `parley doctor` says so where it matters
  });
}
