// The one way to PostgreSQL: named statements, transactions bound to one workspace (row-level security), work after the commit.
import { createHash } from 'node:crypto';
import pg from 'pg';
import { type Columns, copyOf, type Flowing, pagesOf, readersOf, rowsOf, settingOf } from './flow.ts';
import type { WorkspaceId } from './ids.ts';
import { asOneBuffer, atOnce, inOnePacket, streamOf } from './packets.ts';

export type Statement<Row> = { readonly name: string; readonly text: string; readonly __row?: Row };
export type Params = readonly unknown[];

/** A transaction (or single-statement session) in one workspace. `all` gives rows, `one` exactly one, `maybe` none or one, `run` the count of rows touched. */
export type Db = {
  all<Row>(statement: Statement<Row>, params: Params): Promise<Row[]>;
  /** All rows as they were when the first page was asked for, `size` at a time by a cursor: for what grows with use. Memory holds the page at hand and the next. */
  pages<Row>(statement: Statement<Row>, params: Params, size: number): AsyncGenerator<Row[]>;
  /** As `pages`, in half the time; `params` are ids. Nothing else may be asked for before the last page was taken or left. */
  flow<Row>(flowing: Flowing<Row>, params: readonly (string | readonly string[])[]): AsyncGenerator<Row[]>;
  one<Row>(statement: Statement<Row>, params: Params): Promise<Row>;
  maybe<Row>(statement: Statement<Row>, params: Params): Promise<Row | undefined>;
  run(statement: Statement<unknown>, params: Params): Promise<number>;
  /** Sends a write whose outcome nobody waits for before the commit; when it fails, nothing is committed and its error is the transaction's. */
  send(statement: Statement<unknown>, params: Params): void;
  /** Sends the COMMIT now, so that what was read is worked on while it becomes durable; nothing may be sent afterwards. The answer still waits for it. */
  finish(): void;
  afterCommit(work: () => void): void;
  /** For what a transaction left outside the database (a file) when it did not commit; a process that dies runs nothing. */
  afterRollback(work: () => void): void;
};

/** Every statement of the house, so that one test can prepare them all against the migrated database. */
export const statements = new Map<string, Statement<unknown>>();

/** Declares a named statement; names are `room.verb` and unique. Only store files call this. */
export function statement<Row>(name: string, text: string): Statement<Row> {
  if (statements.has(name)) throw new Error(`statement ${name} is declared twice`);
  const made = { name: `${name}.${createHash('sha256').update(text).digest('hex').slice(0, 8)}`, text };
  statements.set(name, made);
  return made;
}

/** Declares a statement whose rows flow: `SELECT` these columns, and then `from`, with ids for $1, `$2::text[]`, … */
export function flowing<Row>(name: string, columns: Columns<Row>, from: string): Flowing<Row> {
  const readers = readersOf(columns);
  const { text } = statement<Row>(name, `SELECT ${readers.map(([column]) => columns[column][0]).join(', ')} ${from}`);
  return { copy: copyOf(text), readers };
}

pg.types.setTypeParser(20, Number); // int8: sequences and counts stay far below 2^53
pg.types.setTypeParser(1082, (day: string) => day); // date stays a plain date

/** Statements go out without waiting for the answer to the one before; PostgreSQL still runs them in order. */
export const pipelined = { pipeline: true } as pg.PoolConfig;

/** A pool for the application's own role; size in connections, closed when idle for so long (never for 0), given up when none answers for so long (never for 0), and `more` of the driver's settings. Errors of idle clients are handed to `onError` as codes only. */
export function openPool(
  url: string,
  size: number,
  onError: (code: string) => void,
  idleTimeoutMillis = 30_000,
  connectionTimeoutMillis = 0,
  more: pg.PoolConfig = {},
): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    application_name: 'parley',
    idleTimeoutMillis,
    connectionTimeoutMillis,
    ...pipelined,
    ...more,
  });
  pool.on('error', (error: Error & { code?: string }) => onError(error.code ?? 'connection-lost'));
  // A connection that is lost between two statements of a transaction tells nobody else: unheard it would end the process. The next statement fails, as it must.
  pool.on('connect', (client) => {
    client.on('error', (error: Error & { code?: string }) => onError(error.code ?? 'connection-lost'));
    asOneBuffer(streamOf(client));
  });
  return pool;
}

/**
 * Runs `work` in one transaction that sees only this workspace; commits on return, rolls back on throw; afterCommit work runs once it is durable. With `onlyByKeys` each statement keeps the plan
 * that was made for it once: right where all of them look up by keys, wrong where filters are left out or values are rare.
 */
export async function transaction<T>(
  pool: pg.Pool,
  workspace: WorkspaceId,
  work: (db: Db) => Promise<T>,
  { onlyByKeys = false } = {},
): Promise<T> {
  return inTransaction(pool, { name: 'parley.workspace', value: workspace, onlyByKeys }, work);
}

/** Runs `work` with a look-up key instead of a workspace: row-level security shows the one entrance that has it (or the list of workspace ids for `every-workspace`). */
export async function lookup<T>(pool: pg.Pool, key: string, work: (db: Db) => Promise<T>): Promise<T> {
  return inTransaction(pool, { name: 'parley.lookup', value: key, onlyByKeys: false }, work);
}

const set = { name: 'kit.setting', text: 'SELECT set_config($1, $2, true)' };
const setByKeys = {
  name: 'kit.setting-by-keys',
  text: "SELECT set_config($1, $2, true), set_config('plan_cache_mode', 'force_generic_plan', true)",
};
type Setting = { readonly name: string; readonly value: string; readonly onlyByKeys: boolean };

async function inTransaction<T>(pool: pg.Pool, { name, value, onlyByKeys }: Setting, work: (db: Db) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  const later: (() => void)[] = [];
  const undone: (() => void)[] = [];
  // not waited for one by one: should one of them fail, the rest sees no row of any workspace or an aborted transaction, and COMMIT rolls back
  const sent: Promise<unknown>[] = [];
  const send = (query: Promise<unknown>): void => {
    sent.push(query);
    query.catch(() => undefined); // heard at the commit
  };
  let ending: Promise<pg.QueryResult> | undefined;
  let isOver = false;
  let broken: Error | undefined;
  let afterwards = later;
  const finish = (): Promise<pg.QueryResult> => {
    if (ending) return ending;
    isOver = true;
    ending = client.query('COMMIT');
    ending.catch(() => undefined); // heard below
    atOnce(client);
    return ending;
  };
  try {
    inOnePacket(client);
    send(client.query('BEGIN'));
    send(client.query({ ...(onlyByKeys ? setByKeys : set), values: [name, value] }));
    const result = await work(bind(client, { send, finish: () => void finish(), isOver: () => isOver, later, undone }));
    const { command } = await finish();
    // of a transaction in which a statement failed it says ROLLBACK, also when nobody looked at that statement
    if (command !== 'COMMIT') throw new Error('the transaction was rolled back');
    await Promise.all(sent);
    return result;
  } catch (error) {
    isOver = true; // what was begun beside the failure must not go on over a connection that soon is another's
    await client.query('ROLLBACK').catch((failed: Error) => {
      broken = failed;
    });
    const said = ending === undefined ? 'ROLLBACK' : await ending.then(({ command }) => command).catch(() => 'nothing');
    if (said !== 'COMMIT') afterwards = said === 'ROLLBACK' ? undone : []; // a COMMIT that was not answered may have happened
    throw said === 'ROLLBACK' ? await firstFailure(sent, error) : error;
  } finally {
    client.release(broken);
    for (const run of afterwards) run();
  }
}

/** What went wrong first: a later statement only says that the transaction was aborted. */
async function firstFailure(sent: readonly Promise<unknown>[], otherwise: unknown): Promise<unknown> {
  for (const each of await Promise.allSettled(sent)) if (each.status === 'rejected') return each.reason;
  return otherwise;
}

type Course = {
  readonly send: (query: Promise<unknown>) => void;
  readonly finish: () => void;
  readonly isOver: () => boolean;
  readonly later: (() => void)[];
  readonly undone: (() => void)[];
};

let cursors = 0;

function bind(client: pg.PoolClient, { send, finish, isOver, later, undone }: Course): Db {
  let isFlowing = false;
  const query = async <Row>(statement: Statement<Row>, params: Params) => {
    if (isFlowing) throw new Error(`${statement.name} would wait for rows that wait for whoever asked`);
    if (isOver()) throw new Error(`${statement.name} came after the end of its transaction`);
    inOnePacket(client);
    return client.query<Row & pg.QueryResultRow>({ name: statement.name, text: statement.text, values: params as unknown[] });
  };
  return {
    all: async (statement, params) => (await query(statement, params)).rows,
    async *pages<Row>(declared: Statement<Row>, params: Params, size: number) {
      const name = `page_${cursors++}`;
      const cursor = (text: string, values: Params = []) => query<Row>({ name: '', text }, values);
      await cursor(`DECLARE ${name} NO SCROLL CURSOR FOR ${declared.text}`, params);
      const fetch = () => {
        const page = cursor(`FETCH ${size} FROM ${name}`);
        page.catch(() => undefined); // heard when it is its turn
        return page;
      };
      for (let next = fetch(); ; ) {
        const { rows } = await next;
        if (rows.length === size) next = fetch(); // the database goes on while this page is worked on
        if (rows.length > 0) yield rows;
        if (rows.length < size) return;
      }
    },
    async *flow<Row>({ copy, readers }: Flowing<Row>, params: readonly (string | readonly string[])[]) {
      await Promise.all(params.map((param, at) => query(set, [settingOf(at + 1), [param].flat().join(',')])));
      isFlowing = true;
      try {
        yield* rowsOf(readers, pagesOf(client, copy));
      } finally {
        isFlowing = false;
      }
    },
    maybe: async (statement, params) => (await query(statement, params)).rows[0],
    one: async (statement, params) => {
      const row = (await query(statement, params)).rows[0];
      if (row === undefined) throw new Error(`${statement.name} gave no row`);
      return row;
    },
    run: async (statement, params) => (await query(statement, params)).rowCount ?? 0,
    send: (statement, params) => send(query(statement, params)),
    finish,
    afterCommit: (work) => later.push(work),
    afterRollback: (work) => undone.push(work),
  };
}

/** Whether an error says that the database is away, full or shutting down, or the storage of files full: the fault of no statement, and every other one would meet it too. */
export function isAway(error: unknown): boolean {
  const { code = '', message = '', missing } = error as { code?: string; message?: string; missing?: string };
  if (code === 'keys-away') return missing === undefined; // one key that is missing is one person's fault
  return (
    /^(57P0[123]|08\d\d\d|53\d\d\d|58\d\d\d|ECONNREFUSED|ECONNRESET|ENOSPC|EDQUOT)$/.test(code) ||
    /Connection terminated|timeout exceeded when trying to connect/.test(message)
  );
}

/** Whether an error is PostgreSQL's unique violation (23505), optionally of one constraint. */
export function isDuplicate(error: unknown, constraint?: string): boolean {
  const found = error as { code?: string; constraint?: string };
  return found?.code === '23505' && (constraint === undefined || found.constraint === constraint);
}
