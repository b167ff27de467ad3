import path from 'node:path';
import { expect, it } from 'vitest';
import { destroyPrivateFile } from '#kit/private-file';
import { bind, newKey } from '#kit/seal';
import { temporaryFolder } from '#test/folder';
import { makeRoot } from './roots/open.ts';
import { openRoots, type Roots } from './roots/roots.ts';
import { makeWrappedFile, openWrappedFile, readWrappedFile, rewrapFile } from './wrapped-file.ts';

const bound = bind('epoch-key', 1);
async function prepared() {
  const folder = temporaryFolder();
  makeRoot(folder, 'file:root.key');
  const roots = openRoots({ keys: folder, rootKey: '' });
  const file = path.join(folder, 'epoch-000001.key');
  const key = newKey();
  await makeWrappedFile(roots, 'epoch', bound, file, { epoch: 1 }, key);
  return { roots, file, key };
}
/** A root during whose answer something else happens. */
const slow = (roots: Roots, meanwhile: () => void): Roots => ({
  ...roots,
  async wrap(...given) {
    const wrapped = await roots.wrap(...given);
    meanwhile();
    return wrapped;
  },
});

it('a key is wrapped anew where it lies, and opens as before', async () => {
  const { roots, file, key } = await prepared();
  const before = readWrappedFile(file)?.wrapped;
  expect(await rewrapFile(roots, 'epoch', bound, file, 'another root')).toBe(true);
  expect(readWrappedFile(file)?.wrapped).not.toBe(before);
  expect((await openWrappedFile(roots, 'epoch', bound, file))?.key.equals(key)).toBe(true);
});

it('a key that is destroyed while the root thinks stays destroyed', async () => {
  const { roots, file } = await prepared();
  expect(
    await rewrapFile(
      slow(roots, () => destroyPrivateFile(file)),
      'epoch',
      bound,
      file,
      'another root',
    ),
  ).toBe(false);
  expect(readWrappedFile(file)).toBeUndefined();
});
