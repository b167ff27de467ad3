import pg from 'pg';
import { expect, test } from 'vitest';
import { freshDatabase } from '#test/postgres';

test('a test gets an empty database in UTF-8 and can drop it while a session is open', async () => {
  const database = await freshDatabase();
  const client = new pg.Client({ connectionString: database.adminUrl });
  client.on('error', () => {}); // the drop ends it
  await client.connect();
  const { rows } = await client.query(`SELECT current_database() AS name, current_setting('server_encoding') AS encoding,
    (SELECT count(*)::int FROM pg_tables WHERE schemaname = 'public') AS tables`);
  expect(rows).toEqual([{ name: database.name, encoding: 'UTF8', tables: 0 }]);
  await database.drop();
  const gone = new pg.Client({ connectionString: database.adminUrl });
  await expect(gone.connect()).rejects.toMatchObject({ code: '3D000' });
});
