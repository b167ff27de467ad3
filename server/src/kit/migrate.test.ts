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

it('what stood in the tables before is brought along, also where their owner is no superuser: its two weeks, and in which store a conversation began', async () => {
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
    await migrate(url.href, before('0058'));
    const graceOf = async () => {
      const text = `SELECT not_before = (now() AT TIME ZONE 'UTC')::date + 14 AS "isGiven" FROM retention_sweeps`;
      return (await admin.query<{ isGiven: boolean | null }>(text)).rows.map(({ isGiven }) => isGiven);
    };
    expect(await graceOf()).toEqual([true]);
    await admin.query('UPDATE retention_sweeps SET not_before = NULL'); // long over
    await admin.query(`INSERT INTO workspaces (workspace_id, created_at) VALUES ('wsp_01hv8n3e5wfm1tq0z9k2s4b6xd', now())`);
    await admin.query('SET session_replication_role = replica'); // one row of each, without those that they lean on
    await fill(admin, 'inboxes', {});
    await fill(admin, 'conversations', { id: 'cnv_01hv8n3e5wfm1tq0z9k2s4b6xc' });
    await fill(admin, 'store_records', {
      store_id: 'sto_01hv8n3e5wfm1tq0z9k2s4b6xc',
      kind: 'conversation',
      record_id: 'cnv_01hv8n3e5wfm1tq0z9k2s4b6xc',
    });
    await admin.query('SET session_replication_role = origin');
    await migrate(url.href);
    expect((await admin.query('SELECT store_id FROM conversations')).rows).toEqual([{ store_id: 'sto_01hv8n3e5wfm1tq0z9k2s4b6xc' }]);
    expect(await graceOf(), 'and two more before proofs go, also where no sweep has begun').toEqual([true, true]);
  } finally {
    await admin.end();
    await database.drop();
    const server = new pg.Client({ connectionString: testServer() });
    await server.connect();
    await server.query(`DROP ROLE IF EXISTS ${owner}`);
    await server.end();
  }
});

/** A row of the company with these values, and with something for all that may not be empty. */
async function fill(admin: pg.Client, table: string, values: Record<string, string>): Promise<void> {
  const given: Record<string, unknown> = { workspace_id: 'wsp_01hv8n3e5wfm1tq0z9k2s4b6xc', ...values };
  const { rows } = await admin.query<{ name: string; type: string }>(
    `SELECT column_name AS name, data_type AS type FROM information_schema.columns WHERE table_name = $1 AND is_nullable = 'NO' AND column_default IS NULL`,
    [table],
  );
  const some: Record<string, unknown> = {
    integer: 0,
    bigint: 0,
    boolean: false,
    bytea: Buffer.from('x'),
    'timestamp with time zone': new Date(),
  };
  for (const { name, type } of rows) given[name] ??= some[type] ?? (name === 'status' ? 'open' : 'xxx_01hv8n3e5wfm1tq0z9k2s4b6xc');
  const names = Object.keys(given);
  const places = names.map((_, at) => `$${at + 1}`);
  await admin.query(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${places.join(', ')})`, Object.values(given));
}
