// Published vectors: roots and proofs of the Certificate Transparency reference tree (transparency-dev/merkle, testdata), then properties over random trees.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  consistencyPath,
  emptyRoot,
  fold,
  grow,
  type Hash,
  inclusionPath,
  leafHash,
  type Node,
  nodeHash,
  subtrees,
  verifyConsistency,
  verifyInclusion,
} from './tree.ts';

/** Cases of the Certificate Transparency reference tree in our own form; the file says where each comes from. */
const published = JSON.parse(readFileSync(path.join(import.meta.dirname, 'vectors/merkle.json'), 'utf8')) as {
  inclusion: { file: string; holds: boolean; index: number; size: number; leaf: string; root: string; proof: string[] }[];
  consistency: { file: string; holds: boolean; first: number; second: number; old: string; now: string; proof: string[] }[];
};

const hex = (text: string) => Buffer.from(text, 'hex');
const base64 = (text: string) => Buffer.from(text, 'base64');
const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map((data) =>
  leafHash(hex(data)),
);
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
].map(hex);
const inclusions = [
  {
    index: 5,
    size: 8,
    proof: [
      'vBoGQ7EuTS18d5GPROD095qDi2z57FtcKD4fTYhZnms=',
      'yoVOoSjtBQtBs1/8G4e46yveRh6eO1WW7Oa51ZdaCuA=',
      '037kGJdt2VdTwcc4Yrk5j6Kiz5tP8P3+izDNlSCWFLc=',
    ],
  },
  {
    index: 1,
    size: 5,
    proof: [
      'bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=',
      'Xwg/ChozygdqlSeYMlgNs+DvRYS9/x9UyKNg9Q3jAx4=',
      'vBoGQ7EuTS18d5GPROD095qDi2z57FtcKD4fTYhZnms=',
    ],
  },
  { index: 2, size: 3, proof: ['+sVCA+fMaWzw38tCySodnbr3CtnmIfS9jZhmLwDjwSU='] },
];
const consistencies = [
  {
    first: 1,
    second: 8,
    proof: [
      'lqKW0iTyhcZ77pPDD4owkVfw2qNdxbh+QQt4YwoJz8c=',
      'Xwg/ChozygdqlSeYMlgNs+DvRYS9/x9UyKNg9Q3jAx4=',
      'a0eq8p7jwq+a+Im8H7klTavTEXfxYjLdaqsDXKOb9uQ=',
    ],
  },
  {
    first: 6,
    second: 8,
    proof: [
      'DrxdNDf74tsVi58Sah0RjjCBgQMdCpSfje3t68VY72o=',
      'yoVOoSjtBQtBs1/8G4e46yveRh6eO1WW7Oa51ZdaCuA=',
      '037kGJdt2VdTwcc4Yrk5j6Kiz5tP8P3+izDNlSCWFLc=',
    ],
  },
  { first: 2, second: 5, proof: ['Xwg/ChozygdqlSeYMlgNs+DvRYS9/x9UyKNg9Q3jAx4=', 'vBoGQ7EuTS18d5GPROD095qDi2z57FtcKD4fTYhZnms='] },
  {
    first: 6,
    second: 7,
    proof: [
      'DrxdNDf74tsVi58Sah0RjjCBgQMdCpSfje3t68VY72o=',
      'sIaT7C5yFZcTBkHoIR5+7cy0wmQTlj7ubB4u0W/7Gl8=',
      '037kGJdt2VdTwcc4Yrk5j6Kiz5tP8P3+izDNlSCWFLc=',
    ],
  },
];

/** The tree head as RFC 6962 defines it, recursively: the independent witness against which the rest is held. */
const head = (of: readonly Hash[]): Hash => {
  if (of.length < 2) return of[0] ?? emptyRoot;
  let split = 1;
  while (split * 2 < of.length) split *= 2;
  return nodeHash(head(of.slice(0, split)), head(of.slice(split)));
};
const under = (of: readonly Hash[], node: Node) => head(of.slice(node.index * 2 ** node.level, (node.index + 1) * 2 ** node.level));
const proofFrom = (of: readonly Hash[], path: Node[][]) => path.map((nodes) => fold(nodes.map((node) => under(of, node))));
const randomTree = fc
  .integer({ min: 1, max: 130 })
  .map((size) => Array.from({ length: size }, (_, index) => leafHash(Buffer.from(`${index}`))));

describe('the tree', () => {
  it('has the published root at every size from 0 to 8', () => {
    for (let size = 0; size <= 8; size += 1) {
      const frontier: Hash[] = [];
      for (const leaf of leaves.slice(0, size)) grow(frontier, leaves.indexOf(leaf), leaf);
      expect(fold(frontier)).toEqual(roots[size]);
      expect(fold(subtrees(0, size).map((node) => under(leaves, node)))).toEqual(roots[size]);
    }
  });

  it('makes and verifies the published inclusion proofs', () => {
    for (const { index, size, proof } of inclusions) {
      expect(proofFrom(leaves, inclusionPath(index, size)).map((hash) => hash.toString('base64'))).toEqual(proof);
      expect(verifyInclusion(index, size, leaves[index]!, proof.map(base64), roots[size]!)).toBe(true);
    }
  });

  it('makes and verifies the published consistency proofs', () => {
    for (const { first, second, proof } of consistencies) {
      expect(proofFrom(leaves, consistencyPath(first, second)).map((hash) => hash.toString('base64'))).toEqual(proof);
      expect(verifyConsistency(first, second, roots[first]!, roots[second]!, proof.map(base64))).toBe(true);
    }
  });

  it('refuses published proofs that were damaged', () => {
    const { index, size, proof } = inclusions[0]!;
    const good = proof.map(base64);
    const [leaf, root] = [leaves[index]!, roots[size]!];
    const flipped = Buffer.from(good[0]!);
    flipped[0] = flipped[0]! ^ 8;
    const damaged: [number, number, Hash, Hash[], Hash][] = [
      [index - 1, size, leaf, good, root],
      [index + 1, size, leaf, good, root],
      [index ^ 2, size, leaf, good, root],
      [index, size * 2, leaf, good, root],
      [index, size / 2, leaf, good, root],
      [index, size, leaves[0]!, good, root],
      [index, size, leaf, good, emptyRoot],
      [index, size, leaf, [], root],
      [index, size, leaf, good.slice(0, -1), root],
      [index, size, leaf, [...good, root], root],
      [index, size, leaf, [root, ...good], root],
      [index, size, leaf, [flipped, ...good.slice(1)], root],
    ];
    for (const each of damaged) expect(verifyInclusion(...each)).toBe(false);
  });

  it('refuses damaged consistency proofs', () => {
    const { first, second, proof } = consistencies[1]!;
    const good = proof.map(base64);
    const [old, now] = [roots[first]!, roots[second]!];
    const damaged: [number, number, Hash, Hash, Hash[]][] = [
      [first - 1, second, old, now, good],
      [first + 1, second, old, now, good],
      [first, second * 2, old, now, good],
      [second, first, old, now, good],
      [first, second, now, old, good],
      [first, second, old, now, []],
      [first, second, old, now, good.slice(0, -1)],
      [first, second, old, now, [...good, now]],
      [first, second, emptyRoot, now, good],
      [first, second, old, emptyRoot, good],
      [8, 8, old, now, []],
    ];
    for (const each of damaged) expect(verifyConsistency(...each)).toBe(false);
  });

  it.each(published.inclusion)('judges $file as its publisher does', ({ index, size, leaf, proof, root, holds }) => {
    expect(verifyInclusion(index, size, base64(leaf), proof.map(base64), base64(root))).toBe(holds);
  });

  it.each(published.consistency)('judges $file as its publisher does', ({ first, second, old, now, proof, holds }) => {
    expect(verifyConsistency(first, second, base64(old), base64(now), proof.map(base64))).toBe(holds);
  });

  it('is held against published proofs of both kinds, more refused than right', () => {
    const of = (cases: readonly { holds: boolean }[]) => [true, false].map((holds) => cases.filter((each) => each.holds === holds).length);
    expect([of(published.inclusion), of(published.consistency)]).toEqual([
      [4, 8],
      [2, 8],
    ]);
  });

  it('proves every leaf of every tree, and no other leaf', () => {
    fc.assert(
      fc.property(randomTree, fc.nat(), (tree, pick) => {
        const index = pick % tree.length;
        const proof = proofFrom(tree, inclusionPath(index, tree.length));
        expect(verifyInclusion(index, tree.length, tree[index]!, proof, head(tree))).toBe(true);
        expect(verifyInclusion((index + 1) % tree.length, tree.length, tree[index]!, proof, head(tree))).toBe(tree.length === 1);
      }),
    );
  });

  it('proves that every tree continues every earlier one, and no changed one', () => {
    fc.assert(
      fc.property(randomTree, fc.nat(), (tree, pick) => {
        const first = 1 + (pick % tree.length);
        if (first === tree.length) return;
        const proof = proofFrom(tree, consistencyPath(first, tree.length));
        const changed = [leafHash(Buffer.from('changed')), ...tree.slice(1)];
        expect(verifyConsistency(first, tree.length, head(tree.slice(0, first)), head(tree), proof)).toBe(true);
        expect(verifyConsistency(first, tree.length, head(changed.slice(0, first)), head(tree), proof)).toBe(false);
      }),
    );
  });

  it('hands out the hashes that each leaf completes', () => {
    fc.assert(
      fc.property(randomTree, (tree) => {
        const frontier: Hash[] = [];
        tree.forEach((leaf, position) => {
          grow(frontier, position, leaf).forEach((hash, above) => {
            const level = above + 1;
            expect(hash).toEqual(under(tree, { level, index: (position + 1) / 2 ** level - 1 }));
          });
        });
        expect(fold(frontier)).toEqual(head(tree));
      }),
      { numRuns: 20 },
    );
  });
});
