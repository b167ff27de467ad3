// Moving an installation between one database and two, while it runs (back: while it stands still). Every company gets a new key and every key of a person is wrapped anew in a new epoch, so
// nothing has to be copied: what is written goes to the other place, and what lies in old logs and backups of the first opens no more once the old epoch key is destroyed.
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import { lookup } from '#kit/db';
import type { WorkspaceId } from '#kit/ids';
import { act, clock, pool } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { append, list } from '#ledger';
import { unlessClosed } from '../departed.ts';
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
export type MoveStep = 'rewrapping' | 'ending-epoch' | 'removing';
type Options = {
  readonly onProgress?: (workspace: WorkspaceId, rewrapped: number) => void;
  /** Before each step, with what lies where by then; the first two come again where a run before was interrupted. */
  readonly onStep?: (step: MoveStep, places: Pick<Places, 'apart' | 'beside'>) => void;
};

/** Moves every key into the key store, or `back` out of it, and says so in each company's ledger when it begins and when it is whole; safe to repeat after a crash. Undefined when another node rotates right now; Error without a key store, or back while a Parley works. */
export async function moveKeyStore(
  tools: Tools,
  back: boolean,
  { onProgress = () => undefined, onStep = () => undefined }: Options = {},
): Promise<StoreMove | undefined> {
  const store = keyStore.of({ tools });
  const settings = config.of({ tools });
  if (store === undefined) throw new Error('no key store is named: set PARLEY_KEYS_DATABASE_URL');
  if (back) refuseInUse(settings.keys, clock.of({ tools })(), '');
  await markLeaving(settings, back); // before anything is counted: the new epoch then fences whoever began to make a key before
  keyStore.set(tools, { ...store, isLeft: back });
  try {
    let withheld = 0;
    const left = await keyPlaces(tools);
    if ((back ? left.apart : left.beside) > 0) await tellCompanies(tools, begun, back);
    // twice: where an interrupted replacement left two keys, the first run finishes that one
    for (let turn = 0; turn < 2; turn += 1) {
      onStep('rewrapping', turn === 0 ? left : await keyPlaces(tools));
      const done = await replaceWorkspaceKeys(tools, undefined, { onProgress });
      if (done === undefined) return undefined;
      onStep('ending-epoch', await keyPlaces(tools));
      if (!(await rotateEpoch(tools, { force: true })).rotated) return undefined;
      withheld = done.withheld;
      const { apart, beside } = await keyPlaces(tools);
      if ((back ? apart : beside) === 0) break;
    }
    onStep('removing', await keyPlaces(tools));
    await removeLeaving(tools);
    const places = await keyPlaces(tools);
    const isDone = (back ? places.apart : places.beside) === 0 && (await isEmptied(tools));
    const isWhole = isDone && (!back || (await leaveKeyStore(settings, async () => (await keyPlaces(tools)).apart > 0)));
    if (isWhole) await tellCompanies(tools, moved, back);
    return { apart: places.apart, beside: places.beside, withheld, isWhole };
  } finally {
    keyStore.set(tools, store);
  }
}

const [begun, moved] = ['keys.store-move-begun', 'keys.store-moved'] as const;

/** Once each, however often a run is repeated. */
async function tellCompanies(tools: Tools, kind: typeof begun | typeof moved, back: boolean): Promise<void> {
  const to = back ? 'beside' : 'apart';
  for (const workspace of await workspaces(tools))
    await unlessClosed(() =>
      act(tools, { workspace, actor: { kind: 'system', id: 'keys' } }, async (ctx) => {
        const [[first], [last]] = [(await list(ctx, { kind: begun, limit: 1 })).items, (await list(ctx, { kind: moved, limit: 1 })).items];
        const isUnderWay = first !== undefined && first.facts?.['to'] === to && !(last && last.id > first.id);
        if (isUnderWay !== (kind === begun)) await append(ctx, { kind, facts: { to } });
      }),
    );
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
