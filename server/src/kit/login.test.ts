import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type FreshDatabase, freshDatabase } from '#test/postgres';
import { appLogin, databasePassword, logsParameters, weakCommits } from './login.ts';
import { migrate } from './migrate.ts';

const keys = mkdtempSync(path.join(tmpdir(), 'parley-login-'));
let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  await migrate(database.adminUrl);
});
afterAll(async () => {
  await database.drop();
  rmSync(keys, { recursive: true });
});

async function on<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
const asAdmin = (sql: string) => on(database.adminUrl, (client) => client.query(sql));
const asks = (url: string) => on(url, logsParameters);

it.skipIf(process.platform === 'win32')('the password is made once, kept for its owner alone, and refused when others can read it', () => {
  const password = databasePassword(keys);
  const file = path.join(keys, 'database.secret');
  expect(password.length).toBeGreaterThan(30);
  expect(databasePassword(keys)).toBe(password);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  chmodSync(file, 0o640);
  expect(() => databasePassword(keys)).toThrow(/can be read by others/);
});

it('two nodes that start together make one login', async () => {
  const [first, second] = await Promise.all([appLogin(database.adminUrl, 'ada'), appLogin(database.adminUrl, 'ada')]);
  expect(second).toBe(first);
  expect(await on(first, async (client) => (await client.query('SELECT 1 AS one')).rows)).toEqual([{ one: 1 }]);
});

it('a server that logs every statement logs no parameter of the application, unless it is told to for the login itself', async () => {
  await asAdmin(`ALTER DATABASE ${database.name} SET log_min_duration_statement = 0`);
  await asAdmin(`ALTER DATABASE ${database.name} SET log_parameter_max_length = -1`);
  expect(await asks(database.adminUrl)).toBe(true);
  const url = await appLogin(database.adminUrl, 'ada');
  expect(await asks(url)).toBe(false);
  const login = `ALTER ROLE ${database.name}_login IN DATABASE ${database.name}`;
  await asAdmin(`${login} SET log_parameter_max_length = 100`);
  expect(await asks(url)).toBe(false); // nothing writes statements
  await asAdmin(`${login} SET log_statement = 'mod'`);
  expect(await asks(url)).toBe(true);
  await asAdmin(`${login} RESET ALL`);
  await asAdmin(`${login} SET log_parameter_max_length_on_error = -1`);
  expect(await asks(url)).toBe(true);
});

it('a commit of the application is answered when it is durable, whatever database and login were told', async () => {
  const early = async (url: string) => (await on(url, weakCommits)).includes('synchronous_commit');
  await asAdmin(`ALTER DATABASE ${database.name} SET synchronous_commit = off`);
  expect(await early(database.adminUrl)).toBe(true);
  expect(await early(await appLogin(database.adminUrl, 'ada'))).toBe(false);
  await asAdmin(`ALTER ROLE ${database.name}_login IN DATABASE ${database.name} SET synchronous_commit = off`);
  expect(await early(await appLogin(database.adminUrl, 'ada'))).toBe(false);
});

it('an administrator who is no superuser goes on without these settings, at the first start and the next', async () => {
  const other = await freshDatabase();
  const name = `${other.name}_owner`;
  const url = new URL(other.adminUrl);
  url.username = name;
  url.password = 'boris';
  await asAdmin(`CREATE ROLE ${name} LOGIN CREATEROLE PASSWORD 'boris'`);
  await asAdmin(`ALTER DATABASE ${other.name} OWNER TO ${name}`);
  await asAdmin(`GRANT parley_app TO ${name} WITH ADMIN OPTION`);
  await asAdmin(`ALTER DATABASE ${other.name} SET log_min_duration_statement = 0`);
  await asAdmin(`ALTER DATABASE ${other.name} SET log_parameter_max_length = -1`);
  await appLogin(url.href, 'carol');
  expect(await asks(await appLogin(url.href, 'carol'))).toBe(true);
  await other.drop();
  await asAdmin(`DROP ROLE ${other.name}_login`);
  await asAdmin(`DROP ROLE ${name}`);
});
