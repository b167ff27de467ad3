// A database of one's own for a test, on the server that global-setup.ts started (or DATABASE_URL_TEST names).
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

export type FreshDatabase = {
  readonly name: string;
  /** Superuser's URL of this database. */
  readonly adminUrl: string;
  /** Ends all its sessions and removes it. */
  drop(): Promise<void>;
};

/** The superuser's URL of the run's server. */
export function testServer(): string {
  const url = inject('testServerUrl');
  if (!url) throw new Error('no test server: a database test must import from #test/… itself, so that vitest.config.ts finds it');
  return url;
}

/** A database in the newest form, copied from the one that global-setup.ts migrated: every house would spend a second of its own on that. */
export const migratedDatabase = (): Promise<FreshDatabase> => freshDatabase(inject('testTemplate'));

/** A database for the keys of a house alone: where a test asks for one, or a run by hand for all of them (PARLEY_TEST_KEYS_APART=1). */
export async function keyDatabase(isApart = false): Promise<{ environment: Record<string, string>; drop(): Promise<void> }> {
  if (!isApart && process.env['PARLEY_TEST_KEYS_APART'] !== '1') return { environment: {}, drop: () => Promise.resolve() };
  const { adminUrl, drop } = await freshDatabase();
  return { environment: { PARLEY_KEYS_DATABASE_URL: adminUrl }, drop };
}

/** Creates an empty database (about 30 ms), or a copy of `template`, in which nobody may be connected. */
export async function freshDatabase(template = 'template0'): Promise<FreshDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const encoding = template === 'template0' ? `ENCODING 'UTF8'` : '';
  await asAdmin(`CREATE DATABASE ${name} TEMPLATE ${template} ${encoding} STRATEGY file_copy`);
  const url = new URL(testServer());
  url.pathname = `/${name}`;
  return { name, adminUrl: url.href, drop: () => asAdmin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

async function asAdmin(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: testServer() });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
