// A connection that dies between two statements of a transaction fails the transaction, not the process; nothing is acknowledged that was not committed.
import pg from 'pg';
import { expect, it } from 'vitest';
import { type Db, openPool, transaction } from '#kit/db';
import { type Columns, copyOf, type Flowing, readersOf } from '#kit/flow';
import { newId } from '#kit/ids';
import { freshDatabase } from '#test/postgres';

it('a connection lost between two statements fails its transaction and is replaced', async () => {
  const database = await freshDatabase();
  const lost: string[] = [];
  const pool = openPool(database.adminUrl, 1, (code) => lost.push(code));
  const workspace = newId('wsp');
  const select = { name: 'test.pid', text: 'SELECT pg_backend_pid() AS pid' };
  const broken = transaction(pool, workspace, async (db) => {
    const { pid } = (await db.one(select, [])) as { pid: number };
    const other = new pg.Client({ connectionString: database.adminUrl });
    await other.connect();
    await other.query('SELECT pg_terminate_backend($1)', [pid]);
    await other.end();
    while (lost.length === 0) await new Promise((resolve) => setTimeout(resolve, 10)); // heard while nothing is asked: an unheard error would end this process
    await db.one(select, []);
  });
  await expect(broken).rejects.toThrow();
  expect(lost[0]).toBe('57P01');
  await transaction(pool, workspace, (db) => db.one(select, []));
  await pool.end();
  await database.drop();
});

it('a write that nobody waited for fails its transaction with its own error, and nothing is committed', async () => {
  const database = await freshDatabase();
  const pool = openPool(database.adminUrl, 1, () => undefined);
  const workspace = newId('wsp');
  await pool.query('CREATE TABLE kept (n int PRIMARY KEY)');
  const insert = { name: 'test.insert', text: 'INSERT INTO kept VALUES ($1)' };
  const undone: string[] = [];
  const failing = transaction(pool, workspace, async (db) => {
    db.afterRollback(() => undone.push('undone'));
    db.afterCommit(() => undone.push('committed'));
    db.send(insert, [1]);
    db.send(insert, [1]);
  });
  await expect(failing).rejects.toMatchObject({ code: '23505' });
  const swallowed = transaction(pool, workspace, async (db) => {
    await db.run(insert, [2]);
    await db.run(insert, [2]).catch(() => undefined);
  });
  await expect(swallowed).rejects.toThrow('rolled back');
  expect((await pool.query('SELECT n FROM kept')).rows).toEqual([]);
  expect(undone).toEqual(['undone']);
  await pool.end();
  await database.drop();
});

it('a transaction that was finished early takes nothing more, and its outcome is waited for', async () => {
  const database = await freshDatabase();
  const pool = openPool(database.adminUrl, 1, () => undefined);
  const workspace = newId('wsp');
  await pool.query('CREATE TABLE kept (n int UNIQUE DEFERRABLE INITIALLY DEFERRED)');
  const insert = { name: 'test.insert', text: 'INSERT INTO kept VALUES ($1)' };
  const heard: string[] = [];
  const finished = (n: number, work: (db: Db) => unknown) =>
    transaction(pool, workspace, async (db) => {
      db.afterCommit(() => heard.push(`${n} is there`));
      db.afterRollback(() => heard.push(`${n} is not there`));
      db.send(insert, [n]);
      db.finish();
      return work(db);
    });
  expect(await finished(1, () => 'opened meanwhile')).toBe('opened meanwhile');
  await expect(finished(1, () => 'opened meanwhile')).rejects.toMatchObject({ code: '23505' });
  await expect(finished(2, (db) => db.run(insert, [3]))).rejects.toThrow('after the end');
  expect((await pool.query('SELECT n FROM kept ORDER BY n')).rows).toEqual([{ n: 1 }, { n: 2 }]);
  expect(heard).toEqual(['1 is there', '2 is there']);
  await pool.end();
  await database.drop();
});

it('what goes on beside a failure does not reach the next transaction of its connection', async () => {
  const database = await freshDatabase();
  const pool = openPool(database.adminUrl, 1, () => undefined);
  const workspace = newId('wsp');
  await pool.query('CREATE TABLE kept (n int)');
  const insert = { name: 'test.insert', text: 'INSERT INTO kept VALUES ($1)' };
  const failed = Promise.withResolvers<void>();
  let straggler: Promise<unknown> = Promise.resolve();
  const failing = transaction(pool, workspace, async (db) => {
    straggler = failed.promise.then(() => db.run(insert, [1]));
    straggler.catch(() => undefined);
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  await transaction(pool, workspace, async (db) => {
    failed.resolve();
    await expect(straggler).rejects.toThrow('after the end');
    await db.run(insert, [2]);
  });
  expect((await pool.query('SELECT n FROM kept')).rows).toEqual([{ n: 2 }]);
  await pool.end();
  await database.drop();
});

type Kept = { n: number; name: string | null; at: string; bytes: Buffer };
/** As `flowing` makes one, but not among the statements of the house: its table is only here. */
const flowOf = <Row>(columns: Columns<Row>, text: string): Flowing<Row> => ({ copy: copyOf(text), readers: readersOf(columns) });
const keptInOrder = flowOf<Kept>(
  { n: ['n', 'int'], name: ['name', 'text'], at: ['at', 'instant'], bytes: ['bytes', 'bytes'] },
  'SELECT n, name, at, bytes FROM kept WHERE owner = $1 AND name = ANY($2::text[]) ORDER BY n',
);

it('rows flow as a cursor gives them, some at a time; others wait, and what is left untaken harms nobody', async () => {
  const database = await freshDatabase();
  const pool = openPool(database.adminUrl, 1, () => undefined);
  const workspace = newId('wsp');
  await pool.query('CREATE TABLE kept (owner text, n int, name text, at timestamptz, bytes bytea)');
  await pool.query(`INSERT INTO kept SELECT CASE WHEN n % 10 = 0 THEN 'boris' ELSE 'ada' END, n, 'n' || n % 3, '2026-11-29T09:00Z'::timestamptz + n * interval '1.000123 s', decode(repeat(md5(n::text), n % 40), 'hex')
    FROM generate_series(1, 3000) n`);
  const plain = (await pool.query(`SELECT n, name, at, bytes FROM kept WHERE owner = 'ada' AND name IN ('n0', 'n2') ORDER BY n`)).rows;
  const params = ['ada', ['n0', 'n2']] as const;
  await transaction(pool, workspace, async (db) => {
    const pages: Kept[][] = [];
    for await (const rows of db.flow(keptInOrder, params)) pages.push(rows);
    expect(pages.length).toBeGreaterThan(3);
    expect(pages.flat()).toEqual(plain.map((row) => ({ ...row, at: (row.at as Date).toISOString() })));
    for await (const rows of db.flow(keptInOrder, ['nobody', []])) expect(rows).toEqual([]);
    for await (const [first] of db.flow(keptInOrder, params)) {
      expect(first?.n).toBe(2);
      await expect(db.all({ name: 'test.other', text: 'SELECT 1' }, [])).rejects.toThrow('would wait');
      break;
    }
    expect(await db.all({ name: 'test.other', text: 'SELECT 1 AS one' }, [])).toEqual([{ one: 1 }]);
  });
  const broken = flowOf<{ n: number }>({ n: ['n', 'int'] }, 'SELECT 100 / (n - 2501) FROM kept WHERE owner = $1');
  const failing = transaction(pool, workspace, async (db) => {
    for await (const rows of db.flow(broken, ['ada'])) expect(rows.length).toBeGreaterThan(0);
  });
  await expect(failing).rejects.toMatchObject({ code: '22012' });
  await transaction(pool, workspace, (db) => db.one({ name: 'test.other', text: 'SELECT 1 AS one' }, []));
  await pool.end();
  await database.drop();
});
