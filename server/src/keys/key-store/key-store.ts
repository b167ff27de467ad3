// The key store in a database of its own (record 059). What stands in the main database in the place of a wrap is a ref; rows, locks and the order of commits there are the same either way,
// so that only what reads or writes the bytes of a wrap comes by here. Where no such database is named, wraps pass through untouched and nothing is sent anywhere.
import type pg from 'pg';
import type { Ctx } from '#kit/ctx';
import { type Db, transaction } from '#kit/db';
import type { WorkspaceId } from '#kit/ids';
import { errorCode, log } from '#kit/log';
import { type Tools, tool } from '#kit/tool';
import { keyMissing, keysAway } from './away.ts';
import { isRef, newRef } from './refs.ts';
import { addKept, dropKept, readKept } from './store.ts';

export type Step = 'kept' | 'dropped';
export type KeyStore = {
  readonly pool: pg.Pool;
  /** Whether new wraps go into the main database again: on the way back. */
  readonly isLeft: boolean;
  /** What goes on beside the answers; waited for before the pool ends. */
  readonly busy: Set<Promise<unknown>>;
  /** For tests that end the process between two steps. */
  readonly onStep: (step: Step) => void;
};
/** Undefined where keys lie in the main database. */
export const keyStore = tool<KeyStore | undefined>('keys.key-store');

type Wrap = { readonly owner: string; readonly wrapped: Buffer | null };

/**
 * Runs `write` with what is to stand in the main database for these wraps. With a key store they are committed there first: a crash before the commit here leaves
 * wraps that nothing names, which opened nothing and are swept after a day.
 */
export function putAway<T>(ctx: Ctx, wraps: readonly Wrap[], write: (standing: readonly (Buffer | null)[]) => Promise<T>): Promise<T> {
  const store = keyStore.of(ctx);
  if (store === undefined || store.isLeft) return write(wraps.map((each) => each.wrapped));
  return putApart(ctx, store, wraps, write);
}

async function putApart<T>(
  ctx: Ctx,
  store: KeyStore,
  wraps: readonly Wrap[],
  write: (standing: (Buffer | null)[]) => Promise<T>,
): Promise<T> {
  const kept = wraps.map(({ owner, wrapped }) => wrapped && { owner, wrapped, ref: newRef(wrapped) });
  const rows = kept.filter((each) => each !== null);
  const undo = () => beside(ctx.tools, store, () => inKeyStore(ctx.tools, store, ctx.workspace, (db) => dropKept(db, ctx.workspace, rows)));
  await inKeyStore(ctx.tools, store, ctx.workspace, (db) => addKept(db, ctx.workspace, rows));
  store.onStep('kept');
  ctx.db.afterRollback(undo);
  const written = await write(kept.map((each) => each?.ref ?? null));
  if (written === 0) undo(); // nothing took it up
  return written;
}

/** The same rows with their wraps where refs stood; a ref stays where the key store has nothing for it (any more). Nothing is asked for where no ref stands. */
export function inFull<R extends { readonly wrapped: Buffer; readonly previous?: Buffer | null }>(
  ctx: Ctx,
  rows: readonly R[],
  ownerOf: (row: R) => string,
): readonly R[] | Promise<readonly R[]> {
  const wanted = rows.flatMap((row) =>
    [row.wrapped, row.previous].flatMap((each) => (each && isRef(each) ? [{ owner: ownerOf(row), ref: each }] : [])),
  );
  return wanted.length === 0 ? rows : fetched(ctx, rows, wanted);
}

async function fetched<R extends { readonly wrapped: Buffer; readonly previous?: Buffer | null }>(
  ctx: Ctx,
  rows: readonly R[],
  wanted: readonly { owner: string; ref: Buffer }[],
): Promise<readonly R[]> {
  const store = keyStore.of(ctx);
  if (store === undefined) throw new Error('keys of this house lie in a database of their own: set PARLEY_KEYS_DATABASE_URL');
  const found = await inKeyStore(ctx.tools, store, ctx.workspace, (db) => readKept(db, ctx.workspace, wanted));
  const wraps = new Map(found.map(({ ref, wrapped }) => [ref.toString('hex'), wrapped]));
  const full = (bytes: Buffer) => (isRef(bytes) ? (wraps.get(bytes.toString('hex')) ?? bytes) : bytes);
  return rows.map((row) => ({ ...row, wrapped: full(row.wrapped), ...(row.previous && { previous: full(row.previous) }) }));
}

/** One row that is not locked: between reading it and asking the key store it may have been wrapped anew, so it is read again. Error `keys-away` when its wrap is missing there. */
export async function readInFull<R extends { readonly wrapped: Buffer; readonly previous?: Buffer | null }>(
  ctx: Ctx,
  owner: string,
  read: () => Promise<R | undefined>,
): Promise<R | undefined> {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const row = await read();
    if (row === undefined || !hasRef(row)) return row;
    const [full] = await inFull(ctx, [row], () => owner);
    if (full && !hasRef(full)) return full;
  }
  throw keyMissing(ctx.workspace, owner);
}

/** Rows that are locked, so that nobody wraps them anew meanwhile. Error `keys-away` when a wrap is missing in the key store: nothing may be destroyed while one is. */
export async function lockedInFull<R extends { readonly wrapped: Buffer; readonly previous?: Buffer | null }>(
  ctx: Ctx,
  rows: readonly R[],
  ownerOf: (row: R) => string,
): Promise<readonly R[]> {
  const full = await inFull(ctx, rows, ownerOf);
  const lacking = full.find(hasRef);
  if (lacking) throw keyMissing(ctx.workspace, ownerOf(lacking));
  return full;
}

/** One transaction in the key database, in the workspace. Whatever fails there becomes `keys-away`; what it was is said in the log, once in ten seconds. */
export function inKeyStore<T>(tools: Tools, store: KeyStore, workspace: WorkspaceId, work: (db: Db) => Promise<T>): Promise<T> {
  return transaction(store.pool, workspace, work).catch((error: unknown) => {
    const at = performance.now();
    if (at - (saidAt.get(store.pool) ?? Number.NEGATIVE_INFINITY) > quietMs) {
      saidAt.set(store.pool, at);
      log.of({ tools })('warn', 'keys.database-away', { error: errorCode(error) });
    }
    throw keysAway(error);
  });
}
const saidAt = new WeakMap<pg.Pool, number>();
const quietMs = 10_000;

/** Lets `work` go on beside the answer; what fails is said in the log and tried again by a clock. */
export function beside(tools: Tools, store: KeyStore, work: () => Promise<unknown>): void {
  const going: Promise<unknown> = work()
    .catch((error: unknown) => log.of({ tools })('warn', 'keys.removal-waits', { error: errorCode(error) }))
    .finally(() => store.busy.delete(going));
  store.busy.add(going);
}

/** Whether a wrap of this row is not there: in its place stands its ref. */
export const hasRef = ({ wrapped, previous }: { wrapped: Buffer; previous?: Buffer | null }): boolean =>
  isRef(wrapped) || (previous !== null && previous !== undefined && isRef(previous));
