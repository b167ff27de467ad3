// A file of sealed records, written once and read in order: magic, a readable head, then frames of AES-256-GCM. Each frame is bound to the head, to its number and
// to whether it is the last, so that frames cannot be left out, moved, repeated or cut off unseen (the STREAM construction of Hoang, Reyhanitabar, Rogaway, Vizár).
import { createHash, type KeyObject } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { bind, openBytes, sealBytes } from './seal.ts';

/** One record: a small JSON object and bytes that belong to it (at most 1 MiB). */
export type SealedRecord = { readonly head: Readonly<Record<string, unknown>>; readonly bytes: Buffer };
export type SealedWriter = {
  write(head: SealedRecord['head'], bytes?: Buffer): Promise<void>;
  /** Writes the last record, makes the file durable and gives it its name. */
  finish(head: SealedRecord['head']): Promise<void>;
  /** Removes what was written so far. */
  abandon(): Promise<void>;
};

const magic = Buffer.from('PARLEY-SEALED-1\n');
const mostHeadBytes = 1 << 20;
export const mostRecordBytes = 1 << 20;
const mostFrameBytes = mostRecordBytes + mostHeadBytes + 64;

/** Begins a new file (mode 600) beside its final name; `head` stays readable. Error when the name is taken. */
export async function createSealedFile(file: string, key: KeyObject, head: Record<string, unknown>): Promise<SealedWriter> {
  const target = await open(file, 'wx', 0o600); // holds the name, so that nothing is overwritten
  await target.close();
  const part = `${file}.part`;
  const handle = await open(part, 'w', 0o600);
  const headBytes = Buffer.from(JSON.stringify(head), 'utf8');
  await handle.write(Buffer.concat([magic, lengthOf(headBytes), headBytes]));
  const hash = hashOf(headBytes);
  let number = 0;
  const put = async (record: Buffer, isLast: boolean) => {
    const frame = sealBytes(key, 0, boundTo(hash, number, isLast), record);
    number += 1;
    await handle.write(Buffer.concat([lengthOf(frame), frame]));
  };
  return {
    write: (recordHead, bytes = Buffer.alloc(0)) => put(pack(recordHead, bytes), false),
    async finish(recordHead) {
      await put(pack(recordHead, Buffer.alloc(0)), true);
      await handle.sync();
      await handle.close();
      await rename(part, file);
      const folder = await open(path.dirname(path.resolve(file)), 'r');
      await folder.sync().catch(() => undefined); // some file systems cannot sync a folder
      await folder.close();
    },
    async abandon() {
      await handle.close().catch(() => undefined);
      await rm(part, { force: true });
      await rm(file, { force: true });
    },
  };
}

/** The readable head; Error when the file is of another kind. */
export async function readHead(file: string): Promise<Record<string, unknown>> {
  const handle = await open(file, 'r');
  try {
    return JSON.parse((await headOf(handle)).toString('utf8')) as Record<string, unknown>;
  } finally {
    await handle.close();
  }
}

/** All records in order; the last has `isLast`. Error for another key, a changed, missing or foreign frame, or a file that was cut off. Whoever stops before the end says `return`, or the file stays open. */
export async function* readSealedFile(file: string, key: KeyObject): AsyncGenerator<SealedRecord & { isLast: boolean; at: number }> {
  const handle = await open(file, 'r');
  try {
    const headBytes = await headOf(handle);
    const hash = hashOf(headBytes);
    const { size } = await handle.stat();
    let at = magic.length + 4 + headBytes.length;
    for (let number = 0; ; number += 1) {
      const length = (await exactly(handle, at, 4)).readUInt32BE();
      if (length > mostFrameBytes) throw new Error('the file is damaged: a frame is too long');
      const frame = await exactly(handle, at + 4, length);
      at += 4 + length;
      const isLast = at === size;
      yield { ...unpack(openBytes(key, boundTo(hash, number, isLast), frame)), isLast, at };
      if (isLast) return;
    }
  } finally {
    await handle.close();
  }
}

async function headOf(handle: FileHandle): Promise<Buffer> {
  if (!(await exactly(handle, 0, magic.length)).equals(magic)) throw new Error('this is not a sealed file of Parley');
  const length = (await exactly(handle, magic.length, 4)).readUInt32BE();
  if (length > mostHeadBytes) throw new Error('the file is damaged: its head is too long');
  return exactly(handle, magic.length + 4, length);
}

async function exactly(handle: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  for (let got = 0; got < length; ) {
    const { bytesRead } = await handle.read(bytes, got, length - got, at + got);
    if (bytesRead === 0) throw new Error('the file was cut off');
    got += bytesRead;
  }
  return bytes;
}

function pack(head: SealedRecord['head'], bytes: Buffer): Buffer {
  if (bytes.length > mostRecordBytes) throw new Error('a record holds at most 1 MiB');
  const text = Buffer.from(JSON.stringify(head), 'utf8');
  return Buffer.concat([lengthOf(text), text, bytes]);
}

function unpack(record: Buffer): SealedRecord {
  const length = record.readUInt32BE();
  return { head: JSON.parse(record.subarray(4, 4 + length).toString('utf8')) as SealedRecord['head'], bytes: record.subarray(4 + length) };
}

const boundTo = (hash: string, number: number, isLast: boolean): Buffer => bind('sealed-file', hash, number, isLast ? 'last' : 'more');
const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

function lengthOf(bytes: Buffer): Buffer {
  const length = Buffer.allocUnsafe(4);
  length.writeUInt32BE(bytes.length);
  return length;
}
