// Another key signs the ledgers: it is made once for the house, and taken up by one ledger after the other while all goes on. A crash leaves ledgers under the key before, which is kept for that; the
// next run, or any node at work, goes on with them. So it is with a ledger that came back in a backup from before the change.
import { config } from '#kit/config';
import { lookup } from '#kit/db';
import type { WorkspaceId } from '#kit/ids';
import { errorCode, log } from '#kit/log';
import { act, clock, pool } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { verifierKey } from '../note.ts';
import { knownSigner, newestSigner } from '../signing.ts';
import { newestCheckpoint, workspacesWithLedger } from '../store.ts';
import { changeKey } from './change.ts';
import { formerKeys, keySince, replaceSigningKey, settleFormer, signingKeys } from './folder.ts';
import { takeChangeLock } from './store.ts';

/** `lost` counts ledgers whose key is in no place: they cannot change. `failed` are those that could not change now, as the log says by company; they go on under the key before. */
export type KeyRotation = {
  readonly isNew: boolean;
  readonly changed: number;
  readonly ledgers: number;
  readonly lost: number;
  readonly failed: number;
};
export type KeyStep = 'made' | 'changed' | 'passed-on';
type Options = { readonly onStep?: (step: KeyStep) => void; readonly onProgress?: (done: number, total: number) => void };
const looked = new WeakSet<Tools>();
type State = { readonly all: number; readonly waiting: WorkspaceId[]; readonly lost: number };

const dayMs = 86_400_000;
/** Hand-overs to other companies are under way for as long, and each knows us by the key of its beginning. */
const leastDays = 35;
const mostPasses = 5;

/** Makes a new key and has every ledger change to it, or goes on with a change that was interrupted; undefined when another node is at it. */
export async function rotateLedgerKey(tools: Tools, options: Options = {}): Promise<KeyRotation | undefined> {
  return lookup(pool.of({ tools }), 'every-workspace', async (db) => {
    if (!(await takeChangeLock(db))) return undefined;
    const isNew = (await stateOf(tools)).waiting.length === 0;
    const { backupDays, keys } = config.of({ tools });
    const kept = Math.max(backupDays, leastDays) + 1;
    if (isNew) replaceSigningKey(keys, new Date(clock.of({ tools })().getTime() + kept * dayMs));
    options.onStep?.('made');
    return { isNew, ...(await goOn(tools, options)) };
  });
}

/** Goes on with what was interrupted, or came back in a backup before this start, and destroys keys whose time is over; for the clock. */
export async function goOnWithKey(tools: Tools): Promise<void> {
  const former = formerKeys(config.of({ tools }).keys);
  const now = clock.of({ tools })();
  const kept = former.filter((each) => each.private !== undefined);
  const isFirst = kept.length > 0 && !looked.has(tools);
  const isOver = kept.some((each) => new Date(each.until) <= now);
  if (!isFirst && !isOver && former.every((each) => each.isPassedOn)) return;
  await lookup(pool.of({ tools }), 'every-workspace', async (db) => {
    if (!(await takeChangeLock(db))) return;
    await goOn(tools, {});
    looked.add(tools);
  });
}

/** `waiting` counts ledgers that the newest key has not taken over yet, `kept` the keys before it that can still announce it. */
export async function ledgerKeyStatus(
  tools: Tools,
): Promise<{ since: Date; ledgers: number; waiting: number; lost: number; kept: number; keptUntil: Date | null }> {
  const { keys } = config.of({ tools });
  const { all, waiting, lost } = await stateOf(tools);
  const kept = formerKeys(keys).filter((each) => each.private !== undefined);
  const ends = kept.map((each) => Date.parse(each.until));
  return {
    ...{ since: keySince(keys), ledgers: all, waiting: waiting.length, lost },
    ...{ kept: kept.length, keptUntil: ends.length > 0 ? new Date(Math.max(...ends)) : null },
  };
}

async function goOn(tools: Tools, { onStep, onProgress }: Options): Promise<Omit<KeyRotation, 'isNew'>> {
  const failed = new Set<WorkspaceId>();
  let changed = 0;
  for (let pass = 1; ; pass += 1) {
    const { all, waiting, lost } = await stateOf(tools);
    const left = pass > mostPasses ? [] : waiting.filter((workspace) => !failed.has(workspace));
    if (left.length === 0) {
      if (waiting.length === 0 && lost === 0) settleFormer(signingKeys.of({ tools }).folder, clock.of({ tools })());
      onStep?.('passed-on');
      if (changed > 0) log.of({ tools })('info', 'ledger.key-passed-on', { count: changed });
      return { changed, ledgers: all, lost, failed: waiting.length };
    }
    for (const workspace of left) {
      const done = await change(tools, workspace);
      if (done === 'changed') changed += 1;
      if (done === 'failed') failed.add(workspace);
      onStep?.('changed');
      onProgress?.(all - lost - left.length + left.indexOf(workspace) + 1, all - lost);
    }
  }
}

/** A ledger that cannot change, since its tree is damaged or it is being deleted, holds up nobody after it: the next run tries it again. */
async function change(tools: Tools, workspace: WorkspaceId): Promise<'changed' | 'again' | 'failed'> {
  try {
    return (await act(tools, { workspace, actor: { kind: 'system', id: 'ledger.key' } }, changeKey)) ? 'changed' : 'again';
  } catch (error) {
    const isVictim = (error as { code?: string }).code === '40P01'; // somebody who signs held what we need: the next pass
    log.of({ tools })('warn', isVictim ? 'ledger.key-change-again' : 'ledger.key-change-failed', { workspace, error: errorCode(error) });
    return isVictim ? 'again' : 'failed';
  }
}

async function stateOf(tools: Tools): Promise<State> {
  const all = await lookup(pool.of({ tools }), 'every-workspace', workspacesWithLedger);
  const waiting: WorkspaceId[] = [];
  let lost = 0;
  for (const workspace of all)
    await act(tools, { workspace, actor: { kind: 'system', id: 'ledger.key' } }, async (ctx) => {
      const tip = await newestCheckpoint(ctx);
      const signer = tip && knownSigner(ctx, tip.note);
      if (tip && !signer) lost += 1;
      if (signer && verifierKey(signer) !== verifierKey(newestSigner(ctx))) waiting.push(workspace);
    });
  return { all: all.length, waiting, lost };
}
