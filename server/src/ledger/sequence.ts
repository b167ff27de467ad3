// The sequencer: one at a time per workspace puts waiting entries into the tree and signs what the tree is then. It runs as a clock and whenever a proof is asked for.
import type { Ctx } from '#kit/ctx';
import type { Id } from '#kit/ids';
import { holdBeginning, waitingEntry } from './key/store.ts';
import { checkpointText, type Signer, signNote } from './note.ts';
import { newestSigner, signerAfter } from './signing.ts';
import { type CheckpointRow, doSomeWait, extendTree, leavesAtPositions, lockLedger, newestCheckpoint, waitingLeaves } from './store.ts';
import { emptyRoot, fold, grow, type Hash, type Node, subtrees } from './tree.ts';

const batch = 2000; // leaves per checkpoint
const mostAtOnce = 100_000; // what was signed by a key that is gone waits among the oldest
/** The tree so far: it grows, while `tip` stays the checkpoint from which on it did. */
type Grown = { size: number; readonly frontier: Hash[]; readonly tip: CheckpointRow | undefined };

/** Orders everything this transaction can see into the tree, one signed checkpoint per 2,000 leaves; gives how many leaves were added. */
export async function sequence(ctx: Ctx): Promise<number> {
  if (!(await doSomeWait(ctx))) return 0;
  await lockLedger(ctx); // until the commit; only then does the next statement read the tip
  const state = await readFrontier(ctx);
  for (let added = 0; ; ) {
    const leaves = await waitingLeaves(ctx, batch);
    if (leaves.length === 0) return added;
    await extend(ctx, state, leaves, [signerAfter(ctx, state.tip)]);
    added += leaves.length;
  }
}

/** Puts one entry into the tree, whatever else waits, under a checkpoint that all these sign. The caller holds the ledger's lock. */
export async function sequenceAlone(ctx: Ctx, entry: Id<'led'>, signers: readonly [Signer, ...Signer[]]): Promise<CheckpointRow> {
  return extend(ctx, await readFrontier(ctx), [await waitingEntry(ctx, entry)], signers);
}

/** Puts all that waits, and this entry last, into the tree under one checkpoint: for a key that follows one which can sign none in between. The caller holds the ledger's lock. */
export async function sequenceBehind(ctx: Ctx, entry: Id<'led'>, signer: Signer): Promise<CheckpointRow> {
  const others = (await waitingLeaves(ctx, mostAtOnce)).filter((row) => row.entry_id !== entry);
  return extend(ctx, await readFrontier(ctx), [...others, await waitingEntry(ctx, entry)], [signer]);
}

/** The newest checkpoint; that of the empty tree is signed on the spot. */
export async function newestHead(ctx: Ctx): Promise<CheckpointRow> {
  return (await newestCheckpoint(ctx)) ?? signHead(0, emptyRoot, [newestSigner(ctx)]);
}

/** The hash over each group of complete subtrees, read in one statement; in the order asked for. */
export async function readHashes(ctx: Ctx, groups: readonly (readonly Node[])[]): Promise<Hash[]> {
  const rows = await leavesAtPositions(ctx, [...new Set(groups.flat().map(lastLeaf))]);
  const byPosition = new Map(rows.map((row) => [row.position, row]));
  return groups.map((nodes) =>
    fold(
      nodes.map((node) => {
        const row = byPosition.get(lastLeaf(node));
        const hash = node.level === 0 ? row?.leaf : row?.hashes.subarray((node.level - 1) * 32, node.level * 32);
        if (hash?.length !== 32) throw new Error('the tree of the ledger has a hole: run ledger verify');
        return hash;
      }),
    ),
  );
}

async function extend(
  ctx: Ctx,
  state: Grown,
  leaves: Awaited<ReturnType<typeof waitingLeaves>>,
  signers: readonly [Signer, ...Signer[]],
): Promise<CheckpointRow> {
  const from = state.size;
  const rows = leaves.map((row, offset) => ({
    entry: row.entry_id,
    queuedAt: row.queued_at,
    hashes: Buffer.concat(grow(state.frontier, from + offset, row.leaf)),
  }));
  state.size += rows.length;
  const head = signHead(state.size, fold(state.frontier), signers);
  await extendTree(ctx, from, rows, head);
  return head;
}

async function readFrontier(ctx: Ctx): Promise<Grown> {
  const head = await newestCheckpoint(ctx);
  if (head === undefined) {
    await holdBeginning(ctx);
    return { size: 0, frontier: [], tip: undefined };
  }
  const frontier = await readHashes(
    ctx,
    subtrees(0, head.size).map((node) => [node]),
  );
  if (!fold(frontier).equals(head.root))
    throw new Error('the tree of the ledger does not lead to its newest checkpoint: run ledger verify');
  return { size: head.size, frontier, tip: head };
}

function signHead(size: number, root: Hash, [signer, ...others]: readonly [Signer, ...Signer[]]): CheckpointRow {
  return { size, root, note: signNote(signer, checkpointText({ origin: signer.name, size, root }), ...others) };
}

/** A subtree's hash lies in the row of the leaf that completes it. */
function lastLeaf(node: Node): number {
  return (node.index + 1) * 2 ** node.level - 1;
}
