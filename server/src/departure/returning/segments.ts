// The parts in which an export lies in the data folder: one sealed file per turn, each under a key of its own for the same reader, read again in their order.
import type { KeyObject } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { config } from '#kit/config';
import type { WorkspaceId } from '#kit/ids';
import { createSealedFile, mostRecordBytes, readHead, readSealedFile } from '#kit/sealed-file';
import type { Tools } from '#kit/tool';
import type { Piece } from '#kit/zip';
import { keyBy, keyFor } from './pass-phrase.ts';

type Whose = { readonly tools: Tools; readonly workspace: WorkspaceId };

export const folderOf = ({ tools, workspace }: Whose, id?: string): string =>
  path.join(config.of({ tools }).data, 'exports', workspace, ...(id ? [id] : []));
const fileOf = (whose: Whose, id: string, number: number): string => path.join(folderOf(whose, id), `${number}.part-of-export`);

/** Writes part `number`, in the place of what a crash left of it; durable when it resolves. Gives the size of what was sealed. */
export async function writeSegment(whose: Whose, id: string, number: number, reader: Buffer, pieces: readonly Piece[]): Promise<number> {
  const file = fileOf(whose, id, number);
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  await rm(file, { force: true });
  await rm(`${file}.part`, { force: true });
  const { key, word } = keyFor(reader);
  const out = await createSealedFile(file, key, { export: id, number, word });
  let bytes = 0;
  try {
    for (const piece of pieces) {
      for (let at = 0; at === 0 || at < piece.bytes.length; at += mostRecordBytes)
        await out.write({ entry: piece.entry }, piece.bytes.subarray(at, at + mostRecordBytes));
      bytes += piece.bytes.length;
    }
    await out.finish({ end: true });
  } catch (error) {
    await out.abandon();
    throw error;
  }
  return bytes;
}

/** Everything that was sealed, in order, one piece in memory at a time. Error for another pass phrase or a part that was changed, moved or is missing. */
export async function* readSegments(whose: Whose, id: string, count: number, reader: KeyObject): AsyncGenerator<Piece> {
  for (let number = 0; number < count; number += 1) {
    const file = fileOf(whose, id, number);
    const head = await readHead(file);
    if (head['export'] !== id || head['number'] !== number) throw new Error('a part of the export is not at its place');
    for await (const { head: said, bytes, isLast } of readSealedFile(file, keyBy(reader, String(head['word']))))
      if (!isLast) yield { entry: String(said['entry']), bytes };
  }
}

/** Whether this key opens what lies there; only the first part is tried. */
export async function opensWith(whose: Whose, id: string, reader: KeyObject): Promise<boolean> {
  const pieces = readSegments(whose, id, 1, reader);
  try {
    await pieces.next();
    return true;
  } catch {
    return false;
  } finally {
    await pieces.return(undefined);
  }
}

/** Deletes what lies there; sealed as it was, nothing has to be overwritten. */
export const removeSegments = (whose: Whose, id?: string): Promise<void> => rm(folderOf(whose, id), { recursive: true, force: true });
