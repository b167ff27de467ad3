// A root file that a move is making wraps nothing until the pointer names it. Its address is noted before, so that a move that died leaves no key lying about.
import path from 'node:path';
import { destroyPrivateFile, makePrivateFile, readPrivateFile } from '#kit/private-file';
import { fileOf } from './file.ts';
import { nameOfRoot } from './open.ts';
import { readPointer } from './pointer.ts';

const noteIn = (folder: string): string => path.join(folder, 'root-making.json');

/** Notes, durably, which file is about to be made. */
export function noteMaking(folder: string, address: string): void {
  makePrivateFile(noteIn(folder), Buffer.from(JSON.stringify({ address })));
}

/** Forgets the note; where the pointer never came to name the file, that goes too. Only whoever holds the rotation lock may do this. */
export function settleMaking(folder: string): void {
  const note = readPrivateFile(noteIn(folder));
  if (note === undefined) return;
  const { address } = JSON.parse(note.toString('utf8')) as { address: string };
  const pointer = readPointer(folder);
  const isNamed = [pointer?.root, ...(pointer?.from ?? [])].some(
    (each) => each && nameOfRoot(folder, each) === nameOfRoot(folder, address),
  );
  if (!isNamed) destroyPrivateFile(fileOf(folder, address));
  destroyPrivateFile(noteIn(folder));
}
