// The Merkle tree of RFC 6962, section 2.1, as pure functions: hashes, which complete subtrees a proof is made of, and verification as a client does it
// (RFC 9162, sections 2.1.3.2 and 2.1.4.2). Sizes and positions are plain numbers below 2^53, so no bit operators.
import { createHash } from 'node:crypto';

/** 32 bytes of SHA-256. */
export type Hash = Buffer;
/** The complete subtree over the 2^level leaves from index × 2^level. */
export type Node = { readonly level: number; readonly index: number };

export const emptyRoot: Hash = createHash('sha256').digest();
export const leafHash = (data: Uint8Array): Hash => createHash('sha256').update(Buffer.of(0)).update(data).digest();
export const nodeHash = (left: Hash, right: Hash): Hash => createHash('sha256').update(Buffer.of(1)).update(left).update(right).digest();

/** The complete subtrees, left to right, that make up the tree over the leaves from `from` up to and without `to`; fold their hashes to its root. */
export function subtrees(from: number, to: number): Node[] {
  const nodes: Node[] = [];
  for (let at = from; at < to; ) {
    let level = 0;
    while (2 ** (level + 1) <= to - at) level += 1;
    nodes.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return nodes;
}

/** The root over subtrees given left to right. */
export function fold(hashes: readonly Hash[]): Hash {
  return hashes.length === 0 ? emptyRoot : hashes.reduceRight((right, left) => nodeHash(left, right));
}

/** Adds a leaf to the frontier (hashes of `subtrees(0, size)`, changed in place) and gives the hashes this leaf completes, from level 1 up. */
export function grow(frontier: Hash[], size: number, leaf: Hash): Hash[] {
  const completed: Hash[] = [];
  let hash = leaf;
  for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) {
    hash = nodeHash(frontier.pop() as Hash, hash);
    completed.push(hash);
  }
  frontier.push(hash);
  return completed;
}

/** What each hash of an inclusion proof folds from, in the order of the proof (leaf to root). */
export function inclusionPath(index: number, size: number): Node[][] {
  const path: Node[][] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const split = from + powerBelow(to - from);
    path.unshift(index < split ? subtrees(split, to) : subtrees(from, split));
    if (index < split) to = split;
    else from = split;
  }
  return path;
}

/** What each hash of a consistency proof between two sizes folds from; 0 < first < second. */
export function consistencyPath(first: number, second: number): Node[][] {
  const path: Node[][] = [];
  let [from, to] = [0, second];
  while (first < to) {
    const split = from + powerBelow(to - from);
    path.unshift(first <= split ? subtrees(split, to) : subtrees(from, split));
    if (first <= split) to = split;
    else from = split;
  }
  if (from > 0) path.unshift(subtrees(from, to));
  return path;
}

/** Whether a leaf hash stands at `index` in the tree of `size` leaves with this root. */
export function verifyInclusion(index: number, size: number, leaf: Hash, proof: readonly Hash[], root: Hash): boolean {
  if (index < 0 || index >= size) return false;
  let [node, last, hash] = [index, size - 1, leaf];
  for (const step of proof) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(step, hash);
      while (node % 2 === 0 && node > 0) [node, last] = [node / 2, Math.floor(last / 2)];
    } else hash = nodeHash(hash, step);
    [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  }
  return last === 0 && hash.equals(root);
}

/** Whether the tree of `second` leaves begins with the very tree of `first` leaves. An empty tree is the beginning of every tree. */
export function verifyConsistency(first: number, second: number, firstRoot: Hash, secondRoot: Hash, proof: readonly Hash[]): boolean {
  if (first > second || first < 0) return false;
  if (first === second) return proof.length === 0 && firstRoot.equals(secondRoot);
  if (first === 0) return proof.length === 0 && firstRoot.equals(emptyRoot);
  let [node, last] = [first - 1, second - 1];
  while (node % 2 === 1) [node, last] = [(node - 1) / 2, Math.floor(last / 2)];
  const steps = node === 0 ? [firstRoot, ...proof] : [...proof]; // a first size that is a power of two begins with its own root
  const start = steps.shift();
  if (start === undefined) return false;
  let [old, now] = [start, start];
  for (const step of steps) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      [old, now] = [nodeHash(step, old), nodeHash(step, now)];
      while (node % 2 === 0 && node > 0) [node, last] = [node / 2, Math.floor(last / 2)];
    } else now = nodeHash(now, step);
    [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  }
  return last === 0 && old.equals(firstRoot) && now.equals(secondRoot);
}

/** The largest power of two smaller than n (n > 1). */
function powerBelow(n: number): number {
  let power = 1;
  while (power * 2 < n) power *= 2;
  return power;
}
