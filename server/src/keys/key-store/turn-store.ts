// SQL of the turns: what main database and key database agree on (record 064); statements `key-store.…` run in the latter.
import { type Db, statement } from '#kit/db';

/** `mark` is what both agreed on last; `next` what the main database proposed since. */
export type MainTurn = { readonly turn: number; readonly mark: string | null; readonly next: string | null };
export type KeyTurn = { readonly turn: number; readonly mark: string | null; readonly at: Date | null };
const begin = statement<unknown>('keys.begin-turns', 'INSERT INTO key_turns DEFAULT VALUES ON CONFLICT (one) DO NOTHING');
const read = statement<MainTurn>('keys.read-turn', 'SELECT turn, mark, next FROM key_turns');
const propose = statement<MainTurn>('keys.propose-turn', 'UPDATE key_turns SET next = coalesce(next, $1) RETURNING turn, mark, next');
const conclude = statement<unknown>('keys.conclude-turn', 'UPDATE key_turns SET turn = turn + 1, mark = next, next = NULL WHERE next = $1');
const readThere = statement<KeyTurn>('key-store.read-turn', 'SELECT turn, mark, at FROM key_turn FOR SHARE');
const lockThere = statement<KeyTurn>('key-store.lock-turn', 'SELECT turn, mark, at FROM key_turn FOR UPDATE');
const take = statement<unknown>('key-store.take-turn', 'UPDATE key_turn SET turn = $1, mark = $2, at = clock_timestamp()');
const anyKept = statement<{ any: boolean }>('key-store.any-kept', 'SELECT EXISTS (SELECT FROM kept_keys) AS any');

const rest = statement<{ rests: boolean }>(
  'keys.rests-after-adoption',
  `SELECT coalesce(max(adopted_at) > clock_timestamp() - interval '7 days', false) AS rests FROM key_turns`,
);

const none: MainTurn = { turn: 0, mark: null, next: null };
export const mainTurn = async (db: Db): Promise<MainTurn> => (await db.maybe(read, [])) ?? none;
/** Gives what stands there now, with a proposal: this one, or one that was made before and not concluded. */
export async function proposeTurn(db: Db, next: string): Promise<MainTurn> {
  await db.run(begin, []);
  return db.one(propose, [next]);
}
/** Whether somebody tied the two together within the last seven days, by the clock of the database. */
export const restsAfterAdoption = async (db: Db) => (await db.one(rest, [])).rests;
export const concludeTurn = (db: Db, next: string) => db.run(conclude, [next]);

// In the database of the keys.
/** Until this transaction ends nobody else takes the turn. */
export const keyTurn = (db: Db) => db.one(readThere, []);
export const lockKeyTurn = (db: Db) => db.one(lockThere, []);
export const takeKeyTurn = (db: Db, turn: number, mark: string | null) => db.run(take, [turn, mark]);
/** In a `lookup` for `every-workspace`. */
export const isAnyKept = async (db: Db) => (await db.one(anyKept, [])).any;
