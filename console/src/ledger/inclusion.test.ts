import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { holds } from './inclusion.ts';

const node = (left: Buffer, right: Buffer) =>
  createHash('sha256')
    .update(Buffer.concat([Buffer.from([1]), left, right]))
    .digest();
const leaves = [1, 2, 3].map((byte) => Buffer.alloc(32, byte));
const [a, b, c] = leaves as [Buffer, Buffer, Buffer];
const checkpoint = `example.com/ledger\n3\n${node(node(a, b), c).toString('base64')}\n`;
const claim = (position: number, leaf: Buffer, proof: Buffer[]) => ({
  position,
  leaf: leaf.toString('base64'),
  proof: proof.map((hash) => hash.toString('base64')),
  checkpoint,
});

test('every leaf of a tree of three is found where it stands', async () => {
  expect(await holds(claim(0, a, [b, c]))).toBe(true);
  expect(await holds(claim(1, b, [a, c]))).toBe(true);
  expect(await holds(claim(2, c, [node(a, b)]))).toBe(true);
});

test('another leaf, another place or a shorter path does not hold', async () => {
  expect(await holds(claim(0, b, [b, c]))).toBe(false);
  expect(await holds(claim(1, a, [b, c]))).toBe(false);
  expect(await holds(claim(0, a, [b]))).toBe(false);
  expect(await holds(claim(3, a, [b, c]))).toBe(false);
});
