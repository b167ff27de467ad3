// The ground of a bench: one embedded PostgreSQL in a temporary folder, as Parley runs it (fsync on), shared by both sides; all of it gone afterwards.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { startPostgres } from '../../server/src/kit/postgres.ts';

export type Ground = {
  readonly folder: string;
  /** Superuser's URL of the server. */
  readonly adminUrl: string;
  /** Makes a database and gives the superuser's URL of it. */
  database(name: string): Promise<string>;
  /** What to do at the end; last in, first out. */
  atEnd(work: () => Promise<unknown>): void;
  close(): Promise<void>;
};

/** Opens the ground; Ctrl-C closes it too. */
export async function openGround(): Promise<Ground> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'parley-bench-'));
  fs.chmodSync(folder, 0o711); // the database's user passes through
  const ends: (() => Promise<unknown>)[] = [async () => fs.rmSync(folder, { recursive: true, force: true })];
  const close = async () => {
    for (const end of ends.splice(0).reverse()) await end().catch((error: Error) => console.error(`at the end: ${error.message}`));
  };
  const interrupt = () => void close().then(() => process.exit(130));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupt);
  try {
    const server = await startPostgres({ dataDir: path.join(folder, 'postgres'), log: () => undefined });
    ends.push(() => server.stop());
    return {
      folder,
      adminUrl: server.adminUrl,
      database: async (name) => {
        await query(server.adminUrl, `CREATE DATABASE ${name}`);
        const url = new URL(server.adminUrl);
        url.pathname = `/${name}`;
        return url.href;
      },
      atEnd: (work) => void ends.push(work),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** One query as superuser over a connection of its own. */
export async function query<Row>(url: string, text: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return values.length === 0 ? ((await client.query(text)).rows as Row[]) : ((await client.query(text, values)).rows as Row[]);
  } finally {
    await client.end();
  }
}
