// With the superuser's eyes and hands, where a test must see or plant what no role of the application could.
import pg from 'pg';

/** Runs statements one after another over one connection; gives how many rows the last one touched. */
export async function inDatabase(url: string, ...statements: string[]): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  let touched = 0;
  for (const statement of statements) touched = (await client.query(statement)).rowCount ?? 0;
  await client.end();
  return touched;
}

/** Does this while nobody gets into another database of this server, nor has been left in it. */
export async function whileGone(adminUrl: string, goneUrl: string, work: () => Promise<void>): Promise<void> {
  const name = new URL(goneUrl).pathname.slice(1);
  await inDatabase(
    adminUrl,
    `ALTER DATABASE ${name} ALLOW_CONNECTIONS false`,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`,
  );
  try {
    await work();
  } finally {
    await inDatabase(adminUrl, `ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
  }
}

/** Every row of every table as text. */
export async function everything(adminUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const tables = (
    await client.query<{ name: string }>(
      `SELECT relname::text AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
    )
  ).rows;
  const rows: string[] = [];
  for (const { name } of tables)
    rows.push(...(await client.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`)).rows.map((each) => each.row));
  await client.end();
  return rows.join('\n');
}
