import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { expect, it } from 'vitest';
import { freshDatabase, testServer } from '#test/postgres';
import { migrate } from './migrate.ts';

const folder = path.join(import.meta.dirname, '../../migrations');
const before = (name: string) =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.sql') && file < name)
    .map((file) => ({
      name: file,
      hash: createHash('sha256')
        .update(readFileSync(path.join(folder, file)))
        .digest('hex'),
    }));

it('a company that was here before has its two weeks, also where the owner of the tables is no superuser', async () => {
  const database = await freshDatabase();
  const owner = `${database.name}_owner`;
  const admin = new pg.Client({ connectionString: database.adminUrl });
  await admin.connect();
  const url = new URL(database.adminUrl);
  url.username = owner;
  url.password = 'boris';
  try {
    await admin.query(`CREATE ROLE ${owner} LOGIN CREATEROLE NOSUPERUSER PASSWORD 'boris'`);
    await admin.query(`ALTER DATABASE ${database.name} OWNER TO ${owner}`);
    await migrate(url.href, before('0039'));
    await admin.query(`INSERT INTO workspaces (workspace_id, created_at) VALUES ('wsp_01hv8n3e5wfm1tq0z9k2s4b6xc', now())`);
    await migrate(url.href);
    const { rows } = await admin.query(`SELECT not_before = (now() AT TIME ZONE 'UTC')::date + 14 AS "isGiven" FROM retention_sweeps`);
    expect(rows).toEqual([{ isGiven: true }]);
  } finally {
    await admin.end();
    await database.drop();
    const server = new pg.Client({ connectionString: testServer() });
    await server.connect();
    await server.query(`DROP ROLE IF EXISTS ${owner}`);
    await server.end();
  }
});
