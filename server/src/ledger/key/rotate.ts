// Another key signs the ledgers: it is made once for the house, and taken up by one ledger after the other while all goes on. A crash leaves ledgers under the key before, which is kept for that; the
// next run, or any node at work, goes on with them. So it is with a ledger that came back in a backup from before the change.
import { config } from '#kit/config';
import { lookup } from '#kit/db';
import type { WorkspaceId } from '#kit/ids';
import { errorCode, log } from '#kit/log';
import { act, clock, pool } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { publicIn, verifierKey } from '../note.ts';
import { knownSigner, newestSigner, succeeded } from '../signing.ts';
import { newestCheckpoint, workspacesWithLedger } from '../store.ts';
import { changeKey } from './change.ts';
import { tellCompromised, untold } from './compromised.ts';
import {
  awaitReturned,
  formerKeys,
  keySince,
  noteCompromised,
  publicOf,
  replaceSigningKey,
  settleFormer,
  signingKeys,
  sweepParts,
} from './folder.ts';
import { takeChangeLock, waitForBeginnings } from './store.ts';

/** `lost` counts ledgers whose key is in no place: they cannot change. `returned` are signed by a key that every ledger had passed on. `failed` are those that could not change now, as the log says by company; they go on under the key before. `told` counts what ledgers said of keys that somebody else has. */
export type KeyRotation = {
  readonly isNew: boolean;
  readonly changed: number;
  readonly ledgers: number;
  readonly returned: number;
  readonly lost: number;
  readonly failed: number;
  readonly told: number;
};
export type KeyStep = 'made' | 'changed' | 'passed-on';
type Options = {
  readonly isAnew?: boolean;
  readonly isReturned?: boolean;
  /** Somebody else has the key that is named, as its verifier key in any ledger: the newest, or a former one. `true` is the one that signs now, while that is beyond doubt. */
  readonly compromised?: true | string;
  readonly onStep?: (step: KeyStep) => void;
  readonly onProgress?: (done: number, total: number) => void;
};
type State = { readonly all: number; readonly waiting: WorkspaceId[]; readonly returned: number; readonly lost: number };

const dayMs = 86_400_000;
/** Hand-overs to other companies are under way for as long, and each knows us by the key of its beginning. */
const leastDays = 35;
const mostPasses = 5;

/**
 * Makes a new key and has every ledger change to it, or goes on with a change that was interrupted; undefined when another node is at it. Where ledgers are lost or returned, a new key for the
 * others is made with `isAnew` only; with `isReturned` those that returned change too: whoever says so knows that the database is one from before. A key that is `compromised` is refused by every ledger
 * from where it ended: the newest gets a successor, also while ledgers wait for it, and for a former one no new key is made. Error when it is none of the house, or may be one of two.
 */
export async function rotateLedgerKey(tools: Tools, options: Options = {}): Promise<KeyRotation | undefined> {
  return lookup(pool.of({ tools }), 'every-workspace', async (db) => {
    if (!(await takeChangeLock(db))) return undefined;
    const { backupDays, keys } = config.of({ tools });
    if (options.isReturned) awaitReturned(keys);
    const { waiting, returned, lost } = await stateOf(tools);
    const stolen = stolenKey(tools, options, waiting.length > 0);
    const isNewest = stolen === publicOf(signingKeys.of({ tools }).newest());
    if (stolen !== undefined && !isNewest && !noteCompromised(keys, stolen))
      throw new Error('this is the verifier key of no ledger here, neither of now nor of before');
    const isNew = options.isAnew || isNewest || (stolen === undefined && waiting.length === 0 && returned + lost === 0);
    const kept = Math.max(backupDays, leastDays) + 1;
    if (isNew) replaceSigningKey(keys, new Date(clock.of({ tools })().getTime() + kept * dayMs), isNewest);
    options.onStep?.('made');
    return { isNew, ...(await goOn(tools, options)) };
  });
}

/** Goes on with what was interrupted, or was restored from a backup, and destroys keys whose time is over; for the clock. */
export async function goOnWithKey(tools: Tools): Promise<void> {
  const { keys } = config.of({ tools });
  const now = clock.of({ tools })();
  sweepParts(keys, now);
  signingKeys.of({ tools }).newest(); // read anew: what was destroyed leaves the memory as well
  const former = formerKeys(keys);
  const kept = former.filter((each) => each.private !== undefined);
  const isOver = kept.some((each) => new Date(each.until) <= now);
  if (!isOver && former.every((each) => each.isPassedOn && each.compromised !== 'waits')) return;
  await lookup(pool.of({ tools }), 'every-workspace', async (db) => {
    if (!(await takeChangeLock(db))) return;
    await goOn(tools, {});
  });
}

/** For whoever puts a database back from before, or ties one that was: its ledgers change to the newest key at the next start. */
export const ledgerKeyReturned = (tools: Tools): void => awaitReturned(config.of({ tools }).keys);

/** `waiting` counts ledgers that the newest key has not taken over yet, `kept` the keys before it that can still announce it. */
export async function ledgerKeyStatus(
  tools: Tools,
): Promise<{ since: Date; ledgers: number; waiting: number; returned: number; lost: number; kept: number; keptUntil: Date | null }> {
  const { keys } = config.of({ tools });
  const { all, waiting, returned, lost } = await stateOf(tools);
  const kept = formerKeys(keys).filter((each) => each.private !== undefined);
  const ends = kept.map((each) => Date.parse(each.until));
  return {
    ...{ since: keySince(keys), ledgers: all, waiting: waiting.length, returned, lost },
    ...{ kept: kept.length, keptUntil: ends.length > 0 ? new Date(Math.max(...ends)) : null },
  };
}

async function goOn(tools: Tools, { onStep, onProgress }: Options): Promise<Omit<KeyRotation, 'isNew'>> {
  const failed = new Set<WorkspaceId>();
  let [changed, told] = [0, 0];
  await lookup(pool.of({ tools }), 'every-workspace', waitForBeginnings);
  for (let pass = 1; ; pass += 1) {
    const { all, waiting, returned, lost } = await stateOf(tools);
    const left = pass > mostPasses ? [] : waiting.filter((workspace) => !failed.has(workspace));
    if (left.length === 0) {
      if (waiting.length === 0) settleFormer(signingKeys.of({ tools }).folder, clock.of({ tools })());
      onStep?.('passed-on');
      if (changed > 0) log.of({ tools })('info', 'ledger.key-passed-on', { count: changed });
      return { changed, ledgers: all, returned, lost, failed: waiting.length, told };
    }
    for (const workspace of left) {
      const done = await change(tools, workspace);
      if (done === 'failed') failed.add(workspace);
      else if (done !== 'again') [changed, told] = [changed + (done.isChanged ? 1 : 0), told + done.told];
      onStep?.('changed');
      onProgress?.(all - lost - returned - left.length + left.indexOf(workspace) + 1, all - lost - returned);
    }
  }
}

/** A ledger that cannot change, since its tree is damaged or it is being deleted, holds up nobody after it: the next run tries it again. */
async function change(tools: Tools, workspace: WorkspaceId): Promise<{ isChanged: boolean; told: number } | 'again' | 'failed'> {
  try {
    return await act(tools, { workspace, actor: { kind: 'system', id: 'ledger.key' } }, async (ctx) => ({
      isChanged: await changeKey(ctx),
      told: await tellCompromised(ctx),
    }));
  } catch (error) {
    const isVictim = (error as { code?: string }).code === '40P01'; // somebody who signs held what we need: the next pass
    log.of({ tools })('warn', isVictim ? 'ledger.key-change-again' : 'ledger.key-change-failed', { workspace, error: errorCode(error) });
    return isVictim ? 'again' : 'failed';
  }
}

async function stateOf(tools: Tools): Promise<State> {
  const all = await lookup(pool.of({ tools }), 'every-workspace', workspacesWithLedger);
  const waiting: WorkspaceId[] = [];
  let [returned, lost] = [0, 0];
  const passedOn = new Set(formerKeys(config.of({ tools }).keys).flatMap((each) => (each.isPassedOn ? [each.public] : [])));
  for (const workspace of all)
    await act(tools, { workspace, actor: { kind: 'system', id: 'ledger.key' } }, async (ctx) => {
      const tip = await newestCheckpoint(ctx);
      const signer = tip && knownSigner(ctx, tip.note);
      const former = tip && (signer ? publicOf(signer.privateKey) : succeeded(ctx, tip.note)?.former);
      if (tip && !former) lost += 1;
      if (!former) return;
      const isNewest = signer && verifierKey(signer) === verifierKey(newestSigner(ctx));
      // none was left under that key: a database from before came back, or somebody cut this ledger off there; by itself the newest key signs neither
      if (!isNewest && passedOn.has(former)) returned += 1;
      else if (!isNewest || (await untold(ctx)).length > 0) waiting.push(workspace);
    });
  return { all: all.length, waiting, returned, lost };
}

/** The key that others have, as base64; undefined where that is said of none. Without its name nobody may come to declare a key that nobody stole: that cannot be taken back. */
function stolenKey(tools: Tools, { compromised }: Options, isUnderWay: boolean): string | undefined {
  if (compromised === undefined) return undefined;
  if (compromised !== true) return publicIn(compromised);
  const newest = publicOf(signingKeys.of({ tools }).newest());
  const [former] = formerKeys(config.of({ tools }).keys);
  if (!(isUnderWay || former?.compromised)) return newest;
  if (isUnderWay && former?.compromised) return former.public; // a run that was interrupted is gone on with
  throw new Error(
    isUnderWay
      ? 'a change to another key is under way: name the key that others have behind --compromised'
      : 'of the key before it is said already that others have it: have they the one of now as well, name it behind --compromised',
  );
}
