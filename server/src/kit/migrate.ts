// Brings a database to the newest form.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';

const migrations = path.join(import.meta.dirname, '../../migrations');
type Series = { readonly folder: string; readonly role: string };
const main: Series = { folder: migrations, role: 'parley_app' };
/** The key store in a database of its own; its role is another, so that on one server neither login reaches into the other's database. */
export const keyStoreSeries: Series = { folder: path.join(migrations, 'keys'), role: 'parley_keys' };

/**
 * Applies what is missing of a series in order, each file in one transaction, under one lock; a file that changed after it was applied is an error. With `only`,
 * exactly those files, which must be the same here. Gives the names applied.
 */
export async function migrate(
  adminUrl: string,
  only?: readonly { name: string; hash: string }[],
  { folder, role }: Series = main,
): Promise<string[]> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const applied: string[] = [];
  try {
    await client.query('SELECT pg_advisory_lock(727201)');
    await client.query(
      'CREATE TABLE IF NOT EXISTS parley_migrations (name text PRIMARY KEY, hash text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())',
    );
    await client.query(
      `DO $$ BEGIN CREATE ROLE ${role} NOLOGIN NOSUPERUSER NOBYPASSRLS; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`,
    );
    if (role !== main.role) await refuseStrongGroup(client, role);
    const known = new Map(
      (await client.query<{ name: string; hash: string }>('SELECT name, hash FROM parley_migrations')).rows.map((row) => [
        row.name,
        row.hash,
      ]),
    );
    const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort();
    const strange = only?.find((each) => !files.includes(each.name));
    if (strange) throw new Error(`migration ${strange.name} is not known here: this Parley is older than the one that is asked for`);
    for (const name of files) {
      const text = await readFile(path.join(folder, name), 'utf8');
      const hash = createHash('sha256').update(text).digest('hex');
      const wanted = only?.find((each) => each.name === name);
      if (only && !wanted) continue;
      if (wanted && wanted.hash !== hash) throw new Error(`migration ${name} is another one here than it was there`);
      if (known.get(name) === hash) continue;
      if (known.has(name)) throw new Error(`migration ${name} was changed after it was applied`);
      await apply(client, name, text, hash);
      applied.push(name);
    }
  } finally {
    await client.end();
  }
  return applied;
}

/** A login of an administrator may bear the name by chance: the application would be a member of it, and have its rights. */
async function refuseStrongGroup(client: pg.Client, role: string): Promise<void> {
  const { rows } = await client.query<{ strong: boolean }>(
    `SELECT rolcanlogin OR rolsuper OR rolcreaterole OR rolbypassrls OR EXISTS (SELECT FROM pg_class WHERE relowner = r.oid)
       OR EXISTS (SELECT FROM pg_database WHERE datdba = r.oid AND datname = current_database()) AS strong FROM pg_roles r WHERE rolname = $1`,
    [role],
  );
  if (rows[0]?.strong)
    throw new Error(
      `the role ${role} of that server may log in or owns something: rename it, Parley needs the name for a group without rights`,
    );
}

async function apply(client: pg.Client, name: string, text: string, hash: string): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(text);
    await client.query('INSERT INTO parley_migrations (name, hash) VALUES ($1, $2)', [name, hash]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw new Error(`migration ${name} failed: ${(error as Error).message}`);
  }
}
