// All tables of a database as COPY streams, out of one snapshot and back into an empty one. Knows no table by name: the catalogue says what there is.
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';

export type Table = { readonly name: string; readonly columns: readonly string[] };
/** Tables about the database itself, which a copy must not carry, and what is played: it is forgotten after a day, or when somebody is erased, and no log carries it either. */
const own = ['parley_migrations', 'parley_restore', 'key_house', 'key_turn', 'key_turns', 'sandbox_desks', 'sandbox_items'];

/** What a role lacks that copies a database out or back in; `drill` also makes one. */
export type CopyRights = { readonly reads: boolean; readonly restores: boolean; readonly makes: boolean };

/** What the role of this connection may: read past row-level security and let triggers rest, as a superuser or by rights given to it, and make databases. */
export async function copyRights(client: Pick<pg.Client, 'query'>): Promise<CopyRights> {
  const { rows } = await client.query<CopyRights>(
    `SELECT rolsuper OR rolbypassrls AS reads, rolsuper OR (rolbypassrls AND has_parameter_privilege('session_replication_role', 'SET')) AS restores,
       rolsuper OR rolcreatedb AS makes FROM pg_roles WHERE rolname = current_user`,
  );
  return rows[0] ?? { reads: false, restores: false, makes: false };
}

/** Every table with its columns in order. Error unless the role sees past row-level security, which would leave out rows in silence. */
export async function listTables(client: pg.Client): Promise<Table[]> {
  if (!(await copyRights(client)).reads)
    throw new Error(
      'the database role is neither a superuser nor has BYPASSRLS, so it cannot see every row: have that given to it, or use the tools of your database for its backup',
    );
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `SELECT c.relname::text AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> ALL ($1) GROUP BY c.relname ORDER BY c.relname COLLATE "C"`,
    [own],
  );
  return rows;
}

/** Until the connection ends no file is sealed anew: the rows of a snapshot hold the keys for the files of then. Shared among backups. */
export async function keepFilesStill(client: pg.Client): Promise<void> {
  await client.query('SELECT pg_advisory_lock_shared(727203, 3)');
}

/** The migrations that were applied, with their hashes, in order. */
export async function appliedMigrations(client: pg.Client): Promise<{ name: string; hash: string }[]> {
  return (await client.query<{ name: string; hash: string }>('SELECT name, hash FROM parley_migrations ORDER BY name COLLATE "C"')).rows;
}

/** Hands the rows of a table in COPY's text form to `take`, piece by piece; gives how many rows there were. */
export async function copyOut(client: pg.Client, table: Table, take: (piece: Buffer) => Promise<void>): Promise<number> {
  const stream = client.query(copyTo(`COPY ${nameOf(client, table)} TO STDOUT`));
  const sink = new Writable({
    write: (piece: Buffer, _encoding, done) => {
      take(piece).then(() => done(), done);
    },
  });
  await pipeline(stream, sink);
  return stream.rowCount;
}

/** Fills a table from such pieces; gives how many rows came. Triggers and foreign keys must rest (`session_replication_role = replica`). */
export async function copyIn(client: pg.Client, table: Table, pieces: AsyncIterable<Buffer>): Promise<number> {
  const stream = client.query(copyFrom(`COPY ${nameOf(client, table)} FROM STDIN`));
  await pipeline(Readable.from(pieces, { objectMode: false }), stream);
  return stream.rowCount;
}

function nameOf(client: pg.Client, table: Table): string {
  return `${client.escapeIdentifier(table.name)} (${table.columns.map((column) => client.escapeIdentifier(column)).join(', ')})`;
}
