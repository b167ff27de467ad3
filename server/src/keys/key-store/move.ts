// Moving an installation between one database and two, while it runs (back: while it stands still). Every company gets a new key and every key of a person is wrapped anew in a new epoch, so
// nothing has to be copied: what is written goes to the other place, and what lies in old logs and backups of the first opens no more once the old epoch key is destroyed.
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import { lookup } from '#kit/db';
import type { WorkspaceId } from '#kit/ids';
import { act, clock, pool } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { refuseInUse } from '../in-use.ts';
import { replaceWorkspaceKeys } from '../replace.ts';
import { rotateEpoch } from '../rotate.ts';
import { everyWorkspaceKey } from '../store.ts';
import { leaveKeyStore, markLeaving } from './house-store.ts';
import { inKeyStore, type KeyStore, keyStore } from './key-store.ts';
import { areKeysGone, removeLeaving } from './removal.ts';
import { everyStanding, howManyLeaving, type Named, readKept, refsInUse } from './store.ts';

/** `apart` and `beside` count wraps in the key store and in the main database; `withheld` companies whose own root does not give their key now, so that theirs stay where they are. */
export type StoreMove = { readonly apart: number; readonly beside: number; readonly withheld: number; readonly isWhole: boolean };
const pageSize = 1000;
type Options = { readonly onProgress?: (workspace: WorkspaceId, rewrapped: number) => void };

/** Moves every key into the key store, or `back` out of it; safe to repeat after a crash. Undefined when another node rotates right now; Error without a key store, or back while a Parley works. */
export async function moveKeyStore(
  tools: Tools,
  back: boolean,
  { onProgress = () => undefined }: Options = {},
): Promise<StoreMove | undefined> {
  const store = keyStore.of({ tools });
  const settings = config.of({ tools });
  if (store === undefined) throw new Error('no key store is named: set PARLEY_KEYS_DATABASE_URL');
  if (back) refuseInUse(settings.keys, clock.of({ tools })(), '');
  await markLeaving(settings, back); // before anything is counted: the new epoch then fences whoever began to make a key before
  keyStore.set(tools, { ...store, isLeft: back });
  try {
    let withheld = 0;
    // twice: where an interrupted replacement left two keys, the first run finishes that one
    for (let turn = 0; turn < 2; turn += 1) {
      const done = await replaceWorkspaceKeys(tools, undefined, { onProgress });
      if (done === undefined || !(await rotateEpoch(tools, { force: true })).rotated) return undefined;
      withheld = done.withheld;
      const { apart, beside } = await keyPlaces(tools);
      if ((back ? apart : beside) === 0) break;
    }
    await removeLeaving(tools);
    const places = await keyPlaces(tools);
    const isDone = (back ? places.apart : places.beside) === 0 && (await isEmptied(tools));
    const isWhole = isDone && (!back || (await leaveKeyStore(settings, async () => (await keyPlaces(tools)).apart > 0)));
    return { apart: places.apart, beside: places.beside, withheld, isWhole };
  } finally {
    keyStore.set(tools, store);
  }
}

type Places = {
  readonly apart: number;
  readonly beside: number;
  readonly missing: number;
  readonly leaving: number;
  readonly lacking: readonly { readonly workspace: WorkspaceId; readonly owner: string }[];
};
const mostNamed = 5;

/** How many wraps of all companies lie in the key store (`apart`) and in the main database (`beside`); how many the key store lacks (the first few by company and owner), and how many are about to leave it. */
export async function keyPlaces(tools: Tools): Promise<Places> {
  const sum = { apart: 0, beside: 0, missing: 0, leaving: 0 };
  const lacking: { workspace: WorkspaceId; owner: string }[] = [];
  const store = keyStore.of({ tools });
  for (const workspace of await workspaces(tools))
    await act(tools, { workspace, actor: { kind: 'system', id: 'keys' } }, async (ctx: Ctx) => {
      sum.leaving += await howManyLeaving(ctx);
      for await (const page of everyStanding(ctx, pageSize)) {
        const refs = page.filter((row) => row.apart);
        sum.apart += refs.length;
        sum.beside += page.length - refs.length;
        const without = store && refs.length > 0 ? await missingOf(ctx, store, refs) : [];
        sum.missing += without.length;
        lacking.push(...without.slice(0, mostNamed - lacking.length).map(({ owner }) => ({ workspace, owner })));
      }
    });
  return { ...sum, lacking };
}

/** Those that the key store lacks. What was wrapped anew or let go of since the page was read is not named by its old ref any more: it is asked for again before it counts. */
async function missingOf(ctx: Ctx, store: KeyStore, refs: readonly Named[]): Promise<readonly Named[]> {
  const without = async (rows: readonly Named[]) => {
    const there = await inKeyStore(ctx.tools, store, ctx.workspace, (db) => readKept(db, ctx.workspace, rows));
    const names = new Set(there.map(({ ref }) => ref.toString('hex')));
    return rows.filter(({ ref }) => !names.has(ref.toString('hex')));
  };
  const gone = await without(refs);
  const named = gone.length === 0 ? [] : await refsInUse(ctx, gone);
  return named.length === 0 ? [] : without(named);
}

async function isEmptied(tools: Tools): Promise<boolean> {
  for (const workspace of await workspaces(tools)) if (!(await areKeysGone(tools, workspace))) return false;
  return true;
}

async function workspaces(tools: Tools): Promise<WorkspaceId[]> {
  return (await lookup(pool.of({ tools }), 'every-workspace', everyWorkspaceKey)).map((row) => row.workspace_id);
}
