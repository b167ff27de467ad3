// A database of a drill's own on the server of the running house (and one on that of its keys), with a login of its own; both go at the end, and what a killed drill left goes with the next.
import pg from 'pg';

const prefix = 'parley_drill_';

/** Makes the database, for data or for keys; `drop` takes it away with its login, whoever is connected. */
export async function openScratch(
  adminUrl: string,
  name: string,
  what: '' | '_keys' = '',
): Promise<{ url: string; drop: () => Promise<void> }> {
  const database = `${prefix}${name}${what}`;
  await each(adminUrl, [`CREATE DATABASE ${database}`]);
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  return { url: url.href, drop: () => dropScratch(adminUrl, database) };
}

/** Drops those that no drill among `alive` works in. */
export async function clearScratch(adminUrl: string, alive: readonly string[]): Promise<void> {
  const kept = new Set(alive.map((name) => `${prefix}${name}`));
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const { rows } = await client
    .query<{ name: string }>(
      `SELECT datname AS name FROM pg_database d WHERE datname ~ '^${prefix}[0-9a-f]{8}(_keys)?$' AND NOT EXISTS (SELECT 1 FROM pg_stat_activity a WHERE a.datname = d.datname)`,
    )
    .finally(() => client.end());
  for (const { name } of rows) if (!kept.has(name.replace(/_keys$/, ''))) await dropScratch(adminUrl, name);
}

const dropScratch = (adminUrl: string, database: string): Promise<void> =>
  each(adminUrl, [`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`, `DROP ROLE IF EXISTS ${database}_login`]);

async function each(adminUrl: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
