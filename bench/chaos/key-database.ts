// A second database, for the keys alone (`--keys-database`): a server of its own beside the one of the Parley that is killed, so that either can die without the other.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { startPostgres } from '../../server/src/kit/postgres.ts';

export type KeyDatabase = {
  readonly url: string;
  /** Ends it at once; it comes back by itself. */
  kill(): void;
  /** Whether an id stands in it. */
  holds(id: string): Promise<boolean>;
  stop(): Promise<void>;
};

/** Starts the server in a folder and makes the database. */
export async function openKeyDatabase(folder: string): Promise<KeyDatabase> {
  const home = path.join(folder, 'keys-postgres');
  const server = await startPostgres({ dataDir: home, log: () => undefined, revive: true });
  const address = new URL(server.adminUrl);
  await onDatabase(address.href, (client) => client.query('CREATE DATABASE parley_keys'));
  address.pathname = '/parley_keys';
  return {
    url: address.href,
    kill: () => process.kill(Number(readFileSync(path.join(home, 'cluster/postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL'),
    holds: (id) =>
      onDatabase(
        address.href,
        async (client) => (await client.query('SELECT 1 FROM kept_keys WHERE owner = $1 LIMIT 1', [id])).rowCount === 1,
      ),
    stop: () => server.stop(),
  };
}

async function onDatabase<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
