import path from 'node:path';
import { lastingPattern } from '@parley/contract/kept';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { statements } from '#kit/db';
import { type Holding, holdings } from '#kit/holding';
import { newId } from '#kit/ids';
import { asPurpose, lastingOf } from '#kit/lasting';
import { pool } from '#kit/pool';
import type { Room } from '#kit/room';
import { listPurposes } from '#purposes';
import { inDatabase } from '#test/in-database';
import { everyWorkspace, unlikePolicies } from '#test/policies';
import { type FreshDatabase, freshDatabase } from '#test/postgres';
import { openRoom, type TestRoom } from '#test/room';
import { keyStoreHoldings } from '../src/keys/holdings.ts';
import { keyStoreSeries, migrate } from '../src/kit/migrate.ts';
import { startParley } from '../src/main.ts';
import { titleIn } from '../src/rights/holding-titles.ts';
import { rooms } from '../src/rooms.ts';

let room: TestRoom;
let admin: pg.Client;
let empty: FreshDatabase;
beforeAll(async () => {
  room = await openRoom();
  empty = await freshDatabase();
  admin = new pg.Client({ connectionString: room.adminUrl });
  await admin.connect();
});
afterAll(async () => {
  await admin.end();
  await empty.drop();
  await room.stop();
});

/** Tables that hold no workspace's data; each with its reason. */
const exceptions: Readonly<Record<string, string>> = {
  parley_migrations: 'names and hashes of migrations; the application has no right on it',
  key_turns: 'a random mark by which the database of the keys knows this one',
};
const lasting = new RegExp(lastingPattern);
type Row = Record<string, string>;
const ask = async (text: string): Promise<Row[]> => (await admin.query<Row>(text)).rows;
const tables = async () =>
  (await ask("SELECT relname AS t FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"))
    .map((row) => row['t'] ?? '')
    .filter((table) => !(table in exceptions));

async function undeclared(): Promise<string[]> {
  const declared = new Map(holdings.of(room).map((holding) => [holding.table, new Set(Object.keys(holding.columns))]));
  const columns = await ask(
    "SELECT table_name AS t, column_name AS c, data_type AS d FROM information_schema.columns WHERE table_schema = 'public'",
  );
  return columns
    .filter((row) => !((row['t'] ?? '') in exceptions) && !declared.get(row['t'] ?? '')?.has(row['c'] ?? ''))
    .map((row) => `${row['t']}.${row['c']}`);
}

async function keysThatDoNotLead(): Promise<string[]> {
  const rows = await ask(`SELECT c.conrelid::regclass::text AS t, c.conname AS n, a.attname AS first FROM pg_constraint c
    JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1] WHERE c.contype IN ('p', 'u', 'f') AND c.connamespace = 'public'::regnamespace
    UNION SELECT i.indrelid::regclass::text, i.indexrelid::regclass::text, coalesce(a.attname, 'expression') FROM pg_index i
    LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0] JOIN pg_class k ON k.oid = i.indrelid WHERE i.indisunique AND k.relnamespace = 'public'::regnamespace`);
  return rows
    .filter((row) => row['first'] !== 'workspace_id' && !((row['t'] ?? '') in exceptions))
    .map((row) => `${row['t']}.${row['n']} leads with ${row['first']}`);
}

async function unprotected(): Promise<string[]> {
  return (
    await ask(
      "SELECT relname AS t FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace AND NOT (relrowsecurity AND relforcerowsecurity)",
    )
  )
    .map((row) => row['t'] ?? '')
    .filter((table) => !(table in exceptions));
}

/** Columns that hold personal values must be bytea: sealed bytes. */
async function unsealed(): Promise<string[]> {
  const kinds = new Map(
    (
      await ask(
        "SELECT table_name || '.' || column_name AS c, data_type AS d FROM information_schema.columns WHERE table_schema = 'public'",
      )
    ).map((row) => [row['c'], row['d']]),
  );
  return holdings.of(room).flatMap((holding) =>
    Object.entries(holding.columns)
      .filter(([name, column]) => typeof column === 'object' && kinds.get(`${holding.table}.${name}`) !== 'bytea')
      .map(([name]) => `${holding.table}.${name}`),
  );
}

/** Bytes that are neither sealed nor a keyed hash; each with its reason. What is sealed but declared as something else would lose its key when values are sealed anew. */
const plainBytes: Readonly<Record<string, string>> = {
  'index_keys.wrapped': 'a key, wrapped anew by the keys themselves',
  'leaving_keys.ref': 'a name of a wrapped key that lay in the key database: opens nothing',
  'subject_keys.wrapped': 'a key, wrapped anew by the keys themselves',
  'subject_keys.previous': 'a key, wrapped anew by the keys themselves',
  'workspace_keys.wrapped': 'a key, wrapped by the root',
  'workspace_keys.previous': 'a key, wrapped by the root',
  'logos.content': 'published by the company',
  'passkeys.public_key': 'opens nothing',
  'consent_addresses.hash': 'a keyed hash of an address',
  'workspace_exports.reader': 'a public key: opens nothing',
  'workspace_exports.manifest': 'a hash over an archive',
  'workspace_exports.link': 'a keyed hash of a link that is good once',
  'workspace_exports.link_key': 'a key under the link, for five minutes',
};

async function unexplained(): Promise<string[]> {
  const kinds = new Map<string, unknown>(
    holdings.of(room).flatMap(({ table, columns }) => Object.entries(columns).map(([name, kind]) => [`${table}.${name}`, kind] as const)),
  );
  const found = await ask(
    "SELECT table_name || '.' || column_name AS c FROM information_schema.columns WHERE table_schema = 'public' AND data_type = 'bytea'",
  );
  return found
    .map((row) => row['c'] ?? '')
    .filter((name) => !(name in plainBytes) && !name.startsWith('ledger_')) // hashes, salts and stamps of the ledger, which seals nothing
    .filter((name) => typeof kinds.get(name) !== 'object' && kinds.get(name) !== 'secret' && kinds.get(name) !== 'index');
}

/** Spelt as in English. */
const isSame = new Set(['Conversations']);

describe('the catalogue', () => {
  it('has no table or column that nobody declared, and no declaration without its column', async () => {
    expect(await undeclared()).toEqual([]);
    const real = new Set(
      (await ask("SELECT table_name || '.' || column_name AS c FROM information_schema.columns WHERE table_schema = 'public'")).map(
        (row) => row['c'],
      ),
    );
    expect(
      holdings
        .of(room)
        .flatMap((holding) => Object.keys(holding.columns).map((name) => `${holding.table}.${name}`))
        .filter((name) => !real.has(name)),
    ).toEqual([]);
  });
  it('leads every primary, unique and foreign key with the workspace', async () => expect(await keysThatDoNotLead()).toEqual([]));
  it('protects every table by row-level security, also against its owner', async () => expect(await unprotected()).toEqual([]));
  it('has a title for each part of a copy and of an erasure letter in every language in which people are answered', () => {
    const own = (language: string) =>
      holdings.of(room).filter((each) => each.title && titleIn(each, language) === each.title.en && !isSame.has(titleIn(each, language)));
    expect([...own('fr'), ...own('es')].filter(({ about }) => about === 'person').map(({ table }) => table)).toEqual([]);
  });
  it('holds personal values only as sealed bytes', async () => expect(await unsealed()).toEqual([]));
  it('has no bytes of which nobody says what they are', async () => expect(await unexplained()).toEqual([]));
  it('gives every personal holding a purpose, a period, a title, and ways to count, export or erase', () => {
    const lacking = holdings
      .of(room)
      .filter(
        (holding) => holding.about === 'person' && !(holding.purpose && holding.period && holding.title && holding.count && holding.erase),
      );
    expect(lacking.map((holding) => holding.table)).toEqual([]);
  });

  it('says of every personal holding, as data, until when it stays', async () => {
    const purposes = await room.ctx(listPurposes);
    const said = (each: Holding) =>
      lastingOf(
        each.period,
        purposes.find(({ code }) => code === each.purpose),
      );
    const unclear = holdings
      .of(room)
      .filter((each) => each.about !== 'nobody' && !(said(each).length > 0 && said(each).every((one) => lasting.test(one.for))));
    expect(unclear.map(({ table }) => table)).toEqual([]);
  });

  it.each<[string, Partial<Holding>]>([
    ['no purpose', { purpose: null }],
    ['no period', { period: null }],
    ['a period of nothing', { period: [] }],
  ])('lets no house open with a table about somebody that has %s, and writes nothing before', async (_, lacking) => {
    const planted: Holding = {
      table: 'planted',
      about: 'person',
      columns: {},
      purpose: 'rights-fulfilment',
      period: asPurpose,
      ...lacking,
    };
    const [data, keys] = ['data', 'keys'].map((name) => path.join(room.settings.data, 'planted', name)) as [string, string];
    const house = rooms as Room[];
    house.push({ name: 'planted', holdings: [planted] });
    try {
      const given = { ...room.settings, data, keys, port: 0, databaseUrl: empty.adminUrl };
      const start = startParley(given, { writeLog: () => undefined }).then(({ stop }) => stop());
      await expect(start).rejects.toThrow('needs a purpose and a period, which nobody declared for planted');
    } finally {
      house.pop();
    }
    expect(await inDatabase(empty.adminUrl, "SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace")).toBe(0);
  });

  it('notices a planted table, key, and column', async () => {
    await admin.query('CREATE TABLE planted (id text PRIMARY KEY, workspace_id text, nickname text, token bytea)');
    expect(await unexplained()).toEqual(['planted.token']);
    expect((await undeclared()).sort()).toEqual(['planted.id', 'planted.nickname', 'planted.token', 'planted.workspace_id']);
    expect(await keysThatDoNotLead()).toEqual(expect.arrayContaining([expect.stringContaining('planted')]));
    expect(await unprotected()).toEqual(['planted']);
    await admin.query('DROP TABLE planted');
  });
});

describe('a role that cannot bypass', () => {
  it('is what the application uses', async () => {
    const { rows } = await pool.of(room).query('SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = current_user');
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false }]);
  });

  it('sees, changes, deletes and adds nothing of another workspace in any table, and nothing at all without one', async () => {
    const other = await room.anotherWorkspace();
    const names = await tables();
    expect(names.length).toBeGreaterThan(100);
    expect(await crossings(names, other)).toEqual([]);
  });

  it('would be caught if it did, whatever the verb', async () => {
    await admin.query('CREATE TABLE planted (workspace_id parley_id PRIMARY KEY)');
    await admin.query('ALTER TABLE planted ENABLE ROW LEVEL SECURITY');
    await admin.query('GRANT SELECT, INSERT, UPDATE, DELETE ON planted TO parley_app');
    const other = newId('wsp');
    const own = 'workspace_id = parley_workspace()';
    const found = async (policy: string) => {
      await admin.query(`CREATE POLICY planted ON planted ${policy}`);
      const all = await crossings(['planted'], other);
      await admin.query('DROP POLICY planted ON planted');
      return all.map((each) => each.replace('planted: ', ''));
    };
    expect(await found(`USING (${own})`)).toEqual([]);
    expect(await found(`USING (${own}) WITH CHECK (true)`)).toEqual([
      'adds 1 elsewhere',
      'moves 1 elsewhere',
      'adds 1 without a workspace',
    ]);
    expect(await found('USING (true)')).toEqual(
      ['elsewhere', 'without a workspace'].flatMap((where) => [
        ...[`sees 1 ${where}`, `changes 1 ${where}`, `deletes 1 ${where}`, `adds 1 ${where}`],
        `moves 2 ${where}`,
      ]),
    );
    expect(await found('USING (false)')).toEqual(['sees 0 at home', 'adds 42501 at home']);
    await admin.query('DROP TABLE planted');
  });
});

/** Does something in a workspace, takes it back, and gives how many rows it was done to, or the code of the error. */
const attempt = `CREATE FUNCTION attempt(workspace text, act text) RETURNS text LANGUAGE plpgsql AS $$
  DECLARE many int;
  BEGIN
    PERFORM set_config('parley.workspace', workspace, true);
    EXECUTE act;
    GET DIAGNOSTICS many = ROW_COUNT;
    RAISE EXCEPTION '%', many USING ERRCODE = 'UNDO0';
  EXCEPTION WHEN OTHERS THEN RETURN CASE SQLSTATE WHEN 'UNDO0' THEN SQLERRM ELSE SQLSTATE END;
  END $$`;
/** Takes constraints off a table, and puts a row of each workspace in the place of what is there. */
const plant = (table: string, workspaces: readonly string[]) => `DO $$ DECLARE each record; BEGIN
  FOR each IN SELECT conname FROM pg_constraint WHERE conrelid = '"${table}"'::regclass AND contype NOT IN ('n', 't') LOOP
    EXECUTE format('ALTER TABLE "${table}" DROP CONSTRAINT IF EXISTS %I CASCADE', each.conname); END LOOP;
  FOR each IN SELECT attname FROM pg_attribute WHERE attrelid = '"${table}"'::regclass AND attnum > 0 AND attnotnull AND attidentity = '' LOOP
    EXECUTE format('ALTER TABLE "${table}" ALTER COLUMN %I DROP NOT NULL', each.attname); END LOOP;
  DELETE FROM "${table}";
  INSERT INTO "${table}" (workspace_id) SELECT unnest(ARRAY['${workspaces.join("', '")}']);
END $$`;

/**
 * What the application's role does to a row of the room's company from another one, and without any, in each table; and what it may do at home but does not, or the rest would show nothing.
 * Each row is planted where nothing but row-level security stands in the way (constraints and triggers are off), in a transaction that is rolled back.
 */
async function crossings(names: readonly string[], other: string): Promise<string[]> {
  const home = room.workspace;
  const from = { elsewhere: other, 'without a workspace': '', 'at home': home };
  const found: string[] = [];
  await admin.query('BEGIN');
  await admin.query('SET LOCAL session_replication_role = replica');
  await admin.query(attempt);
  for (const table of names) {
    await admin.query('SAVEPOINT planting');
    await admin.query(plant(table, [home, other]));
    await admin.query('SET LOCAL ROLE parley_app');
    const acts = {
      sees: `SELECT FROM "${table}" WHERE workspace_id = '${home}'`,
      changes: `UPDATE "${table}" SET workspace_id = workspace_id WHERE workspace_id = '${home}'`,
      deletes: `DELETE FROM "${table}" WHERE workspace_id = '${home}'`,
      adds: `INSERT INTO "${table}" (workspace_id) VALUES ('${home}')`,
      moves: `UPDATE "${table}" SET workspace_id = '${home}'`, // reads nothing: held by the check alone
    };
    const all = Object.entries(from).flatMap(([where, workspace]) =>
      Object.entries(acts).map(([verb, act]) => ({ where, workspace, verb, act })),
    );
    const { rows } = await admin.query<{ where: string; verb: string; done: string; sees: boolean; adds: boolean }>(
      `SELECT e.where, e.verb, attempt(e.workspace, e.act) AS done, has_table_privilege('"${table}"', 'SELECT') AS sees,
       has_column_privilege('"${table}"', 'workspace_id', 'INSERT') AS adds FROM jsonb_to_recordset($1) AS e ("where" text, workspace text, verb text, act text)`,
      [JSON.stringify(all)],
    );
    const wrong = rows.filter(({ where, verb, done, sees, adds }) => {
      if (where !== 'at home') return done !== '0' && done !== '42501';
      return (verb === 'sees' && sees && done !== '1') || (verb === 'adds' && adds && done !== '1' && done !== '23505');
    });
    found.push(...wrong.map(({ where, verb, done }) => `${table}: ${verb} ${done} ${where}`));
    await admin.query('ROLLBACK TO planting');
  }
  await admin.query('ROLLBACK');
  return found;
}

const ofKeys = (name: string) => name.startsWith('key-store.');
/** Names of statements that do not prepare on this connection. */
async function failing(client: pg.ClientBase, wanted: (name: string) => boolean): Promise<string[]> {
  const failed: string[] = [];
  for (const [name, { text }] of statements)
    if (wanted(name)) await client.query(`PREPARE "${name}" AS ${text}`).catch((error: Error) => failed.push(`${name}: ${error.message}`));
  return failed;
}

describe('every statement', () => {
  it('prepares against the migrated database', async () => {
    const client = await pool.of(room).connect();
    const failed = await failing(client, (name) => !ofKeys(name));
    client.release(true);
    expect(statements.size).toBeGreaterThan(50);
    expect(failed).toEqual([]);
  });
});

/** Tables of it that hold no company's data: the application may do nothing to the first two, and says turns in the third. */
const ofNoCompany = new Set(['parley_migrations', 'key_house', 'key_turn']);

it('the database of keys has the declared columns, the policy of the house and no right beside it, and prepares its statements', async () => {
  const database = await freshDatabase();
  await migrate(database.adminUrl, undefined, keyStoreSeries);
  const client = new pg.Client({ connectionString: database.adminUrl });
  await client.connect();
  const { rows } = await client.query<{ name: string; safe: boolean }>(
    `SELECT c.table_name || '.' || c.column_name AS name, k.relrowsecurity AND k.relforcerowsecurity AS safe FROM information_schema.columns c
     JOIN pg_class k ON k.oid = c.table_name::regclass WHERE c.table_schema = 'public' AND c.table_name <> 'parley_migrations'`,
  );
  const failed = [await failing(client, ofKeys), await failing(client, (name) => name === 'keys.workspace')];
  const unlike = () => unlikePolicies(client, { beyond: { kept_keys: { using: everyWorkspace } }, ofNobody: ofNoCompany });
  const policies = await unlike();
  const rights = await client.query<{ may: string }>(
    `SELECT table_name || ' ' || string_agg(privilege_type, ' ' ORDER BY privilege_type) AS may FROM information_schema.role_table_grants WHERE grantee IN ('parley_keys', 'PUBLIC')
     AND table_schema = 'public' GROUP BY table_name ORDER BY 1`,
  );
  await client.query('ALTER POLICY own_workspace ON kept_keys WITH CHECK (true)');
  const planted = await unlike();
  await client.end();
  await database.drop();
  expect([policies, rights.rows.map(({ may }) => may)]).toEqual([[], ['kept_keys DELETE INSERT SELECT', 'key_turn SELECT UPDATE']]);
  expect(planted).toEqual([
    'kept_keys: no policy of the own workspace',
    'kept_keys: own_workspace lets ALL by (workspace_id = parley_workspace()) and true',
  ]);
  expect(rows.map(({ name }) => name).sort()).toEqual(
    keyStoreHoldings.flatMap(({ table, columns }) => Object.keys(columns).map((name) => `${table}.${name}`)).sort(),
  );
  expect(rows.filter(({ safe }) => !safe)).toEqual([]);
  expect(failed[0]).toEqual([]);
  expect(failed[1], 'of the main database none does').toHaveLength(1);
});
