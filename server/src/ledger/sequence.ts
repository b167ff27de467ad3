// The sequencer: one at a time per workspace puts waiting entries into the tree and signs what the tree is then. It runs as a clock and whenever a proof is asked for.
import type { Ctx } from '#kit/ctx';
import { checkpointText, signNote } from './note.ts';
import { signerOf } from './signing.ts';
import { type CheckpointRow, doSomeWait, extendTree, leavesAtPositions, lockLedger, newestCheckpoint, waitingLeaves } from './store.ts';
import { emptyRoot, fold, grow, type Hash, type Node, subtrees } from './tree.ts';

const batch = 2000; // leaves per checkpoint

/** Orders everything this transaction can see into the tree, one signed checkpoint per 2,000 leaves; gives how many leaves were added. */
export async function sequence(ctx: Ctx): Promise<number> {
  if (!(await doSomeWait(ctx))) return 0;
  await lockLedger(ctx); // until the commit; only then does the next statement read the tip
  let added = 0;
  for (let state = await readFrontier(ctx); ; ) {
    const leaves = await waitingLeaves(ctx, batch);
    if (leaves.length === 0) return added;
    const from = state.size;
    const rows = leaves.map((row, offset) => ({
      entry: row.entry_id,
      queuedAt: row.queued_at,
      hashes: Buffer.concat(grow(state.frontier, from + offset, row.leaf)),
    }));
    state = { size: from + rows.length, frontier: state.frontier };
    await extendTree(ctx, from, rows, signHead(ctx, state.size, fold(state.frontier)));
    added += rows.length;
  }
}

/** The newest checkpoint; that of the empty tree is signed on the spot. */
export async function newestHead(ctx: Ctx): Promise<CheckpointRow> {
  return (await newestCheckpoint(ctx)) ?? signHead(ctx, 0, emptyRoot);
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

async function readFrontier(ctx: Ctx): Promise<{ size: number; frontier: Hash[] }> {
  const head = await newestCheckpoint(ctx);
  if (head === undefined) return { size: 0, frontier: [] };
  const frontier = await readHashes(
    ctx,
    subtrees(0, head.size).map((node) => [node]),
  );
  if (!fold(frontier).equals(head.root))
    throw new Error('the tree of the ledger does not lead to its newest checkpoint: run ledger verify');
  return { size: head.size, frontier };
}

function signHead(ctx: Ctx, size: number, root: Hash): CheckpointRow {
  const signer = signerOf(ctx);
  return { size, root, note: signNote(signer, checkpointText({ origin: signer.name, size, root })) };
}

/** A subtree's hash lies in the row of the leaf that completes it. */
function lastLeaf(node: Node): number {
  return (node.index + 1) * 2 ** node.level - 1;
}
