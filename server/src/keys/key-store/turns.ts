// Whether this main database is the one that works over the key database: an earlier state of it (the snapshot of a disk, put back) or a copy of its files has the same identifier and the same number, but
// not the mark that both sides draw anew every minute (record 064). Nothing is taken away over there by whoever does not have it.
import { randomBytes } from 'node:crypto';
import { type Db, lookup } from '#kit/db';
import { errorCode, log } from '#kit/log';
import { pool } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { type KeyStore, keyStore } from './key-store.ts';
import {
  concludeTurn,
  isAnyKept,
  type KeyTurn,
  keyTurn,
  lockKeyTurn,
  type MainTurn,
  mainTurn,
  proposeTurn,
  takeKeyTurn,
} from './turn-store.ts';

const newMark = (): string => randomBytes(16).toString('hex');
const attempts = 3; // whoever read while another node concluded reads again

/** Agrees on a new mark with the key database; safe to repeat after a crash at any step. Error `keys-elsewhere`, in words for an operator, when the two do not belong together (any more). */
export async function takeTurn(tools: Tools, store: KeyStore): Promise<void> {
  const ofMain = <T>(work: (db: Db) => Promise<T>) => lookup(pool.of({ tools }), 'key-turn', work);
  if (await joinsEmpty(store, await ofMain(mainTurn))) return;
  let seen: { main: MainTurn; there: KeyTurn } | undefined;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const main = await ofMain((db) => proposeTurn(db, newMark()));
    const next = main.next as string;
    const there = await lookup(store.pool, 'key-turn', async (db) => {
      const now = await lockKeyTurn(db);
      if (now.mark === next || now.mark !== main.mark) return now;
      await takeKeyTurn(db, main.turn + 1, next);
      return { ...now, mark: next };
    });
    if (there.mark === next) return void (await ofMain((db) => concludeTurn(db, next)));
    seen = { main, there };
  }
  if (seen) throw elsewhere(seen.main, seen.there);
}

/** By a clock. That somebody else has the turn is said each time, until an operator decides. */
export async function keepTurn(tools: Tools): Promise<void> {
  const store = keyStore.of({ tools });
  if (store === undefined) return;
  await takeTurn(tools, store).catch((error: unknown) => {
    const code = errorCode(error);
    log.of({ tools })(code === 'keys-elsewhere' ? 'error' : 'warn', 'keys.turn-not-taken', { error: code });
  });
}

/** Whether this main database still has the turn; true where keys lie beside the data. What else fails there is thrown: nobody knows then. */
export async function hasTurn(tools: Tools): Promise<boolean> {
  const store = keyStore.of({ tools });
  if (store === undefined) return true;
  return lookup(store.pool, 'key-turn', (db) => refuseElsewhere(db, mainTurnOf(tools))).then(
    () => true,
    (error: { code?: string }) => {
      if (error.code === 'keys-elsewhere') return false;
      throw error;
    },
  );
}

/** An empty key database that nobody used takes what the main one says: there is nothing to be taken away from it. */
function joinsEmpty(store: KeyStore, main: MainTurn): Promise<boolean> {
  if (main.mark === null) return Promise.resolve(false);
  return lookup(store.pool, 'every-workspace', async (db) => {
    const there = await lockKeyTurn(db);
    if (there.mark !== null || (await isAnyKept(db))) return false;
    await takeKeyTurn(db, main.turn, main.mark);
    return true;
  });
}

/** In a transaction of the key database that is about to take keys away: Error `keys-elsewhere` unless this main database has the turn. Until that transaction ends nobody else takes it. */
export async function refuseElsewhere(db: Db, readMain: () => Promise<MainTurn>): Promise<void> {
  const there = await keyTurn(db);
  const main = await readMain(); // after the lock: what stands there was proposed here before, or elsewhere
  const isOurs = there.mark === null ? main.mark === null : there.mark === main.mark || there.mark === main.next; // one from before there were turns is ours only while we have none either
  if (!isOurs) throw elsewhere(main, there);
}

/** As `mainTurn`, on a connection of its own. */
export const mainTurnOf = (tools: Tools) => () => lookup(pool.of({ tools }), 'key-turn', mainTurn);

function elsewhere(main: MainTurn, there: KeyTurn): Error {
  const since = there.at ? `, last on ${there.at.toISOString()}` : '';
  const what =
    main.turn < there.turn
      ? `the main database is in an earlier state than the key database knows it in${since}: it was put back (a snapshot of its disk), or is a copy`
      : main.turn > there.turn
        ? `the key database is in an earlier state than the main database knows it in${since}: it was put back alone`
        : `another main database works over this key database${since}: a copy of this one, or this is the copy`;
  return Object.assign(
    new Error(
      `${what}. Nothing is taken away there by this house. When this is the one that goes on, and no other will ever start again over these keys: stop Parley, parley keys adopt-store`,
    ),
    { code: 'keys-elsewhere' },
  );
}
