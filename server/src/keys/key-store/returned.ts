// Whoever puts the key database back from a backup of its own brings back wraps of people who were erased since. Nothing in the main database names them, and their tombstones say whose they are.
import type { Ctx } from '#kit/ctx';
import { lookup } from '#kit/db';
import type { SubjectId, WorkspaceId } from '#kit/ids';
import { errorCode, log } from '#kit/log';
import { act } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { tombstonesOf } from '../store.ts';
import { marksOf } from '../subjects.ts';
import { inKeyStore, type KeyStore, keyStore } from './key-store.ts';
import { dropKept, type Named, refsInUse, settledPage, workspacesKept } from './store.ts';
import { mainTurnOf, refuseElsewhere } from './turns.ts';

const atOnce = 500;

/** Takes the wraps of the erased out of the key store again; what is named, or of whom no tombstone tells, stays. Gives how many went. A company that fails is passed over until the next turn; with `isStrict` its error is thrown at the end. */
export async function sweepReturned(tools: Tools, { isStrict = false } = {}): Promise<number> {
  const store = keyStore.of({ tools });
  if (store === undefined) return 0;
  let gone = 0;
  const failed: unknown[] = [];
  for (const workspace of await lookup(store.pool, 'every-workspace', workspacesKept))
    gone += await sweepOne(tools, store, workspace).catch((error: unknown) => {
      failed.push(error);
      log.of({ tools })('warn', 'keys.returned-not-swept', { workspace, error: errorCode(error) });
      return 0;
    });
  if (gone > 0) log.of({ tools })('warn', 'keys.returned-swept', { count: gone });
  if (isStrict && failed.length > 0) throw failed[0];
  return gone;
}

async function sweepOne(tools: Tools, store: KeyStore, workspace: WorkspaceId): Promise<number> {
  let gone = 0;
  for (let after: Named = { owner: '', ref: Buffer.alloc(0) }; ; ) {
    const rows = await inKeyStore(tools, store, workspace, (db) => settledPage(db, workspace, after, atOnce));
    const last = rows.at(-1);
    if (last === undefined) return gone;
    after = last;
    const dead = await act(tools, { workspace, actor: { kind: 'system', id: 'keys' } }, (ctx) => erasedAmong(ctx, rows));
    if (dead.length > 0)
      await inKeyStore(tools, store, workspace, async (db) => {
        await refuseElsewhere(db, mainTurnOf(tools));
        await dropKept(db, workspace, dead);
      });
    gone += dead.length;
  }
}

async function erasedAmong(ctx: Ctx, rows: readonly Named[]): Promise<readonly Named[]> {
  const used = new Set((await refsInUse(ctx, rows)).map(({ ref }) => ref.toString('hex')));
  const unnamed = rows.filter(({ ref }) => !used.has(ref.toString('hex')));
  if (unnamed.length === 0) return [];
  const marks = await marksOf(
    ctx,
    unnamed.map(({ owner }) => owner as SubjectId),
  );
  const dead = new Set((await tombstonesOf(ctx, marks)).map(({ mark }) => mark.toString('hex')));
  return unnamed.filter((_, at) => dead.has(marks[at]?.toString('hex') ?? ''));
}
