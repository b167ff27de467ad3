// Recomputes the ledger from the database alone: every leaf from its entry, every payload against its commitment, every inner hash, every checkpoint's root and
// signature. Each root is recomputed from one and the same growing tree, so every checkpoint that holds is also consistent with the next.
import type { Ctx } from '#kit/ctx';
import { erasedKind, erasedPositions } from './erasure.ts';
import { keyChangedKind } from './key/change.ts';
import { keyCompromisedKind } from './key/compromised.ts';
import { judgeChanges, openCheckpoint, type Reign, reignsOf, verifierAt } from './key/reigns.ts';
import { commitmentOf, leafData, type Payload } from './leaf.ts';
import { mentioned } from './payload.ts';
import { originOf } from './signing.ts';
import {
  type AuditRow,
  type CheckpointRow,
  checkpointsAfter,
  entriesLeftOut,
  erasureEntries,
  leavesFrom,
  sizes,
  waitingEntries,
} from './store.ts';
import { emptyRoot, fold, grow, type Hash, leafHash } from './tree.ts';

/** What does not hold, as a code with the place where it was seen. */
export type Fault = { readonly code: string; readonly position?: number; readonly entry?: string; readonly size?: number };
/** `size` and base64 `root` are those recomputed; `waiting` counts entries not yet in the tree. */
export type Verdict = {
  readonly ok: boolean;
  readonly size: number;
  readonly root: string;
  readonly waiting: number;
  readonly problems: Fault[];
};

const page = 1000;

/** Verifies the ledger of this workspace up to its newest checkpoint, and what waits behind it. Entries added meanwhile do not disturb it. */
export async function verify(ctx: Ctx): Promise<Verdict> {
  const { reigns, faults } = await judgeChanges(ctx);
  const problems: Fault[] = [...faults];
  const named = new Map(reigns.slice(1).map((reign) => [reign.from - 1, reign.verifier])); // the last entry of the tree at which a key took over names it
  const told = new Set<string>(); // what entries say of keys that somebody else has
  const { size, leaves, last } = await sizes(ctx);
  if (last + 1 !== leaves) problems.push({ code: 'leaf-missing' });
  if (leaves > size) problems.push({ code: 'leaves-without-checkpoint', size: leaves });
  if (leaves < size) problems.push({ code: 'checkpoint-beyond-tree', size });

  const frontier: Hash[] = [];
  const bare: AuditRow[] = []; // leaves without payload
  const heads = checkpoints(ctx);
  let head = await heads.next();
  let grown = 0;
  for (let rows = await leavesFrom(ctx, 0, page); rows.length > 0 && grown < size; rows = await leavesFrom(ctx, grown, page)) {
    for (const row of rows.slice(0, size - grown)) {
      problems.push(...faultsOfEntry(row, { position: row.position, entry: row.id }), ...faultsOfKey(row, named));
      if (row.payload === null) bare.push(row);
      if (row.kind === keyCompromisedKind) told.add(`${row.payload?.facts['size']} ${row.payload?.facts['key']}`);
      const hashes = Buffer.concat(grow(frontier, grown, recomputedLeaf(row)));
      if (row.position !== grown) problems.push({ code: 'leaf-out-of-place', position: row.position, entry: row.id });
      if (!hashes.equals(row.hashes)) problems.push({ code: 'inner-hash-differs', position: row.position });
      grown += 1;
      while (head && head.size <= grown) {
        problems.push(...faultsOfCheckpoint(ctx, head, reigns, grown, fold(frontier)));
        head = await heads.next();
      }
    }
    if (rows.length < page) break;
  }
  const waiting = await waitingEntries(ctx);
  for (const row of waiting) {
    problems.push(...faultsOfEntry(row, { entry: row.id }));
    if (row.payload === null) problems.push({ code: 'payload-missing', entry: row.id });
    if (row.kind === keyCompromisedKind) told.add(`${row.payload?.facts['size']} ${row.payload?.facts['key']}`);
  }
  problems.push(...faultsOfCompromised(reigns, await reignsOf(ctx), told));
  problems.push(...(await faultsOfErasures(ctx, reigns, bare)));
  for (const entry of await entriesLeftOut(ctx)) problems.push({ code: 'entry-left-out', entry });
  return {
    ok: problems.length === 0,
    size: grown,
    root: (grown === 0 ? emptyRoot : fold(frontier)).toString('base64'),
    waiting: waiting.length,
    problems,
  };
}

/** Reads checkpoints by size, a page at a time. */
function checkpoints(ctx: Ctx): { next(): Promise<CheckpointRow | undefined> } {
  let rows: CheckpointRow[] = [];
  let after = 0;
  return {
    async next() {
      if (rows.length === 0) rows = await checkpointsAfter(ctx, after, page);
      const row = rows.shift();
      after = row?.size ?? after;
      return row;
    },
  };
}

function recomputedLeaf(row: AuditRow): Hash {
  return row.at && row.kind && row.commitment
    ? leafHash(leafData({ id: row.id, at: row.at, kind: row.kind, commitment: row.commitment }))
    : emptyRoot;
}

function faultsOfEntry(row: AuditRow, where: { position?: number; entry: string }): Fault[] {
  if (!row.leaf) return [{ code: 'entry-missing', ...where }];
  if (!recomputedLeaf(row).equals(row.leaf)) return [{ code: 'leaf-differs', ...where }];
  if (row.payload === null || !row.salt) return [];
  if (!commits(row.salt, row.payload, row.commitment)) return [{ code: 'payload-differs', ...where }];
  const { subject, others } = mentioned(row.payload);
  const same = row.subject === subject && (row.others ?? []).join() === others.join();
  return same ? [] : [{ code: 'subject-differs', ...where }];
}

/** An entry that names a key stands where that key took over, and nowhere else. */
function faultsOfKey({ position, id, kind, payload }: AuditRow, named: ReadonlyMap<number, string>): Fault[] {
  const key = named.get(position);
  if (key === undefined && kind !== keyChangedKind) return [];
  const holds = kind === keyChangedKind && key !== undefined && payload?.facts['key'] === key;
  return holds ? [] : [{ code: 'key-change-differs', position, entry: id }];
}

/** That somebody else has a key stands in an entry and in a note that a later key signed, or in neither; it may be said while we look. */
function faultsOfCompromised(before: readonly Reign[], after: readonly Reign[], told: ReadonlySet<string>): Fault[] {
  const noted = (reigns: readonly Reign[]) =>
    new Set(reigns.flatMap(({ verifier, to, isCompromised }) => (isCompromised ? [`${to} ${verifier}`] : [])));
  const wrong = [...told.difference(noted(after)), ...noted(before).difference(told)];
  return wrong.map((each) => ({ code: 'key-compromise-differs', size: Number(each.split(' ')[0]) }));
}

function faultsOfCheckpoint(ctx: Ctx, row: CheckpointRow, reigns: readonly Reign[], size: number, root: Hash): Fault[] {
  const faults: Fault[] = [];
  const said = openCheckpoint(reigns, row.note);
  if (said === undefined) faults.push({ code: 'signature-wrong', size: row.size });
  else if (said.origin !== originOf(ctx) || said.size !== row.size || !said.root.equals(row.root))
    faults.push({ code: 'checkpoint-differs-from-note', size: row.size });
  if (row.size !== size || !row.root.equals(root)) faults.push({ code: 'root-differs', size: row.size });
  return faults;
}

/** Every missing payload must be named by an erasure entry whose own payload and signature hold. */
async function faultsOfErasures(ctx: Ctx, reigns: readonly Reign[], bare: readonly AuditRow[]): Promise<Fault[]> {
  const faults: Fault[] = [];
  const erased = new Set<number>();
  for (const entry of await erasureEntries(ctx, erasedKind)) {
    const holds = entry.payload !== null && entry.salt !== null && commits(entry.salt, entry.payload, entry.commitment);
    const verifier = verifierAt(reigns, entry.position ?? undefined);
    const positions = holds && entry.payload ? erasedPositions(ctx, entry.id, entry.payload.facts, verifier) : undefined;
    if (positions === undefined) faults.push({ code: 'erasure-not-signed', entry: entry.id });
    else for (const position of positions) erased.add(position);
  }
  for (const row of bare) if (!erased.has(row.position)) faults.push({ code: 'payload-missing', position: row.position, entry: row.id });
  return faults;
}

function commits(salt: Buffer, payload: Payload, commitment: Buffer | null): boolean {
  return salt.length === 32 && commitment !== null && commitmentOf(salt, payload).equals(commitment);
}
