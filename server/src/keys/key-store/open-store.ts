// Opens the database of the keys at the start: reached, brought to its newest form, proved to be the one of this key folder, and used by a login that cannot bypass row-level security.
import type pg from 'pg';
import type { Config } from '#kit/config';
import { openPool } from '#kit/db';
import { errorCode, log } from '#kit/log';
import { logsParameters } from '#kit/login';
import { pool } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { keysAway } from './away.ts';
import { heardOf, idIn, mainOf, prepareKeyStore, reachMs, type Settings, withKeyDatabase } from './house-store.ts';
import { type KeyStore, keyStore } from './key-store.ts';
import { isStretched, openLogin } from './login.ts';
import { takeTurn } from './turns.ts';

const answerMs = 2_000;
/** A network that swallows packets says nothing: without these a statement would wait for ever, and with it the rows that its caller holds in the main database. */
const bounded = { ...heardOf, query_timeout: 10_000 };
/** The key store that the configuration names; undefined when it names none. Error in words for an operator when it cannot be reached, is another one, or is missing although keys lie in it. */
export async function openKeyStore(tools: Tools, settings: Settings & Pick<Config, 'poolSize'>): Promise<KeyStore | undefined> {
  if (settings.keysDatabaseUrl === '') {
    if (idIn(settings) === undefined) return undefined;
    throw new Error(
      'the keys of this house lie in a database of their own: set PARLEY_KEYS_DATABASE_URL, or bring them back by "parley keys move-store --back"',
    );
  }
  return openOurs(tools, settings).catch((error: Error) => {
    throw Object.assign(error, { isOfKeyStore: true }); // `doctor` says of which of the two databases it is
  });
}

async function openOurs(tools: Tools, settings: Settings & Pick<Config, 'poolSize'>): Promise<KeyStore> {
  await prepareKeyStore(settings, await mainOf(pool.of({ tools })));
  const store = await openStorePool(tools, settings);
  await takeTurn(tools, store).catch(async (error: unknown) => {
    await store.pool.end();
    throw error;
  });
  return store;
}

/** Connections to the database of the keys by Parley's own login there, whose password this sees to; nothing is asked about whose turn it is. */
export async function openStorePool(tools: Tools, settings: Settings & Pick<Config, 'poolSize'>): Promise<KeyStore> {
  const { url, more } = await openLogin(tools, settings);
  const lost = (code: string) => log.of({ tools })('warn', 'keys.database-connection', { error: errorCode({ code }) });
  return {
    pool: openPool(url, Math.max(2, Math.ceil(settings.poolSize / 2)), lost, 30_000, reachMs, { ...bounded, ...more }), // whoever waits here may hold rows there
    isLeft: false,
    busy: new Set(),
    onStep: () => undefined,
  };
}

/** Whether the key store answers within two seconds; undefined where there is none. */
export async function keyStoreAnswers(tools: Tools): Promise<boolean | undefined> {
  const store = keyStore.of({ tools });
  if (store === undefined) return undefined;
  let late: NodeJS.Timeout | undefined;
  const answered = store.pool.query('SELECT 1').then(
    () => true,
    () => false,
  );
  const silence = new Promise<false>((resolve) => {
    late = setTimeout(() => resolve(false), answerMs);
  });
  return Promise.race([answered, silence]).finally(() => clearTimeout(late));
}

/** Error `keys-away` while the key store does not answer: where it may not show by the answer whether somebody has a key, everybody is asked to come again. */
export async function refuseWhileAway(tools: Tools): Promise<void> {
  if ((await keyStoreAnswers(tools)) === false) throw keysAway(new Error('it gives no answer'));
}

/** What `doctor` asks of the database of the keys: its version, tables without row-level security, whether its login can bypass it, has its password from before, or has parameters logged, and what else that login may there. */
export async function keyStoreFacts(tools: Tools, settings: Settings) {
  const store = keyStore.of({ tools });
  if (store === undefined) return undefined;
  const { rows } = await store.pool.query<{ version: string; strong: boolean }>(
    "SELECT current_setting('server_version') AS version, rolbypassrls OR rolsuper OR pg_has_role((SELECT relowner FROM pg_class WHERE oid = 'public.kept_keys'::regclass), 'MEMBER') AS strong FROM pg_roles WHERE rolname = current_user",
  );
  const unprotected = await withKeyDatabase(settings, (client) =>
    client.query<{ name: string }>(
      "SELECT relname::text AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND NOT (relrowsecurity AND relforcerowsecurity) AND relname <> 'parley_migrations'",
    ),
  );
  return {
    version: rows[0]?.version ?? '',
    hasPassword: new URL(settings.keysDatabaseUrl).password !== '',
    isStretched: await isStretched(settings),
    isStrong: rows[0]?.strong ?? true,
    isLoud: await logsParameters(store.pool),
    beyond: (await store.pool.query<{ right: string }>(beyondIts)).rows.map((row) => row.right),
    unprotected: unprotected.rows.map((row) => row.name),
  };
}

/** Rights of a login beyond adding, reading, settling and deleting wraps, and taking the turn. */
const beyondIts = `
  SELECT 'makes objects in the schema public' AS right WHERE has_schema_privilege('public', 'CREATE')
  UNION ALL SELECT 'makes schemas' WHERE has_database_privilege(current_database(), 'CREATE')
  UNION ALL SELECT 'changes or empties kept_keys'
    WHERE has_table_privilege('public.kept_keys', 'TRUNCATE, REFERENCES, TRIGGER') OR has_column_privilege('public.kept_keys', 'wrapped', 'UPDATE')
  UNION ALL SELECT 'reaches ' || c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_%' AND c.relname NOT IN ('kept_keys', 'key_turn')
      AND (has_table_privilege(c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE') OR has_any_column_privilege(c.oid, 'SELECT, INSERT, UPDATE'))
  UNION ALL SELECT 'is a member of ' || r.rolname FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid JOIN pg_roles me ON me.oid = m.member
    WHERE (me.rolname = current_user OR me.rolname = 'parley_keys') AND r.rolname <> 'parley_keys'
  UNION ALL SELECT 'makes roles or databases' FROM pg_roles WHERE rolname = current_user AND (rolcreaterole OR rolcreatedb OR rolreplication)`;

/**
 * One moment of both databases for a backup: `main` first, then the keys, and between the two nothing leaves the key store, so that the second holds whatever the first names. Each
 * connection stands in a transaction that reads as of then; the second is undefined where there is no key store.
 */
export async function snapshotBoth(main: pg.Client, apart: pg.Client | undefined): Promise<void> {
  if (apart) {
    await main.query(`SET lock_timeout = '60s'`);
    await main.query('SELECT pg_advisory_lock(727203, 4)');
    await main.query('RESET lock_timeout');
  }
  for (const client of apart ? [main, apart] : [main]) {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query('SELECT 1'); // the snapshot is taken by the first statement
  }
  if (apart) await main.query('SELECT pg_advisory_unlock(727203, 4)');
}
