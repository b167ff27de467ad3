// The database of the Parley that is killed, seen from inside by its superuser: for what no door shows.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';

/** The superuser's address of the database in a data folder. */
export function insideUrl(folder: string): string {
  const home = path.join(folder, 'postgres');
  const read = (name: string) => readFileSync(path.join(home, name), 'utf8').trim();
  return `postgres://postgres:${encodeURIComponent(read('superuser.secret'))}@127.0.0.1:${read('port')}/parley`;
}

/** Runs `work` with a connection of its own. */
export async function inside<T>(folder: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: insideUrl(folder) });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The first table in which an id stands; undefined when there is none. */
export function placeOf(folder: string, id: string): Promise<string | undefined> {
  return inside(folder, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `SELECT relname::text AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
    );
    for (const { name } of rows) {
      const { rowCount } = await client.query(
        `SELECT 1 FROM ${client.escapeIdentifier(name)} t WHERE position($1 IN t::text) > 0 LIMIT 1`,
        [id],
      );
      if (rowCount) return name;
    }
    return undefined;
  });
}
