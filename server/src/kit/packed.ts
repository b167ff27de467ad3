// Files of an archive that grow beside each other: each is deflated as it comes and waits in a spool of its own, so that what is sealed, kept and read again is a fraction of
// what was written, and the archive is put together without packing anything anew.
import { once } from 'node:events';
import { Readable, type TransformOptions } from 'node:stream';
import { promisify } from 'node:util';
import { crc32, createDeflateRaw, type DeflateRaw, deflateRaw, type ZlibOptions } from 'node:zlib';
import { configure, ZipWriter } from '@zip.js/zip.js';
import { type HandOutOptions, handOut } from './hand-out.ts';
import { openSpool, type Spool } from './spool.ts';

/** A file as it waits: `size` and `crc32` (RFC 1952) of what was written; `bytes` gives it deflated (RFC 1951), to one reader. */
export type Packed = {
  readonly size: number;
  readonly crc32: number;
  readonly bytes: () => AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
};
export type Packing = {
  /** Takes text up; gives a promise only where memory has to be made room in, to be waited for before the next. */
  write(text: string): Promise<void> | undefined;
  /** After the last write. */
  end(): Promise<Packed>;
  /** Lets the space go; safe to repeat. */
  close(): Promise<void>;
};
export type PackedEntry = Packed & { readonly name: string };

const pieceLength = 1 << 19;
const keptLength = 1 << 18;
const longestText = 1 << 15;
const quick = 1;
const deflated = 8; // the method's number in a ZIP (APPNOTE 4.4.5)
// The library counts the entries that are written at a time, of all archives of the process, and lets the rest wait for their end: whoever reads slowly would stop everybody.
// How many copies are made at once is bounded where they are made.
configure({ useWebWorkers: false, maxWorkers: Number.MAX_SAFE_INTEGER });

/** Some pieces may wait: the next is made while another thread deflates the one before. */
const options: ZlibOptions & TransformOptions = { level: quick, chunkSize: 1 << 16, writableHighWaterMark: 2 * pieceLength };
const deflateWhole = promisify<Buffer, { level: number }, Buffer>(deflateRaw);

/** A file that is in memory anyway, deflated. */
export async function packWhole(bytes: Buffer): Promise<Packed & { readonly deflated: Buffer }> {
  const deflated = await deflateWhole(bytes, { level: quick });
  return { size: bytes.length, crc32: crc32(bytes), deflated, bytes: () => [deflated] };
}

/** Opens one in a folder; problems as `openSpool`. */
export async function openPacking(folder: string): Promise<Packing> {
  const spool = await openSpool(folder);
  const deflate = createDeflateRaw(options);
  deflate.on('error', () => undefined); // heard where it is waited for
  const kept = keep(deflate, spool);
  kept.catch((error: Error) => void deflate.destroy(error));
  const deflatedRooms: Buffer<ArrayBuffer>[] = []; // memory that was never touched costs the kernel more than what is written into it
  let room = newRoom();
  let [length, size, sum] = [0, 0, 0];
  const put = async (bytes: Buffer, done?: () => void) => {
    size += bytes.length;
    sum = crc32(bytes, sum);
    if (deflate.destroyed) await kept;
    if (!deflate.write(bytes, done)) await Promise.race([once(deflate, 'drain'), kept]);
  };
  const flush = () => {
    const full = room;
    const bytes = full.subarray(0, length);
    room = deflatedRooms.pop() ?? newRoom();
    length = 0;
    return put(bytes, () => deflatedRooms.push(full));
  };
  const putLong = async (text: string) => {
    const before = flush();
    await Promise.all([before, put(Buffer.from(text, 'utf8'))]);
  };
  return {
    write(text) {
      if (text.length > longestText) return putLong(text);
      length += room.write(text, length, 'utf8');
      return length >= pieceLength ? flush() : undefined;
    },
    async end() {
      await flush();
      deflate.end();
      await kept;
      return { size, crc32: sum, bytes: () => spool.read() };
    },
    close: () => {
      deflate.destroy();
      return spool.close();
    },
  };
}

const newRoom = () => Buffer.allocUnsafeSlow(pieceLength + 3 * longestText); // three bytes at most for each unit of UTF-16

/** What comes out is a fraction of what went in: it is gathered, since each write to the disk wakes another thread, and so does each reading of it. */
async function keep(deflate: DeflateRaw, spool: Spool): Promise<void> {
  let pieces: Buffer[] = [];
  let length = 0;
  for await (const bytes of deflate as AsyncIterable<Buffer>) {
    pieces.push(bytes);
    length += bytes.length;
    if (length < keptLength) continue;
    await spool.write(Buffer.concat(pieces));
    [pieces, length] = [[], 0];
  }
  if (length > 0) await spool.write(Buffer.concat(pieces));
}

/** The ZIP of files that were deflated before, one after another, as a stream; fails and ends as `zipStream` does. Waits for no other archive. */
export function zipOfPacked(
  entries: AsyncIterable<PackedEntry>,
  { mtime, ...options }: HandOutOptions & { readonly mtime: Date },
): Readable {
  return handOut(() => {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    return { bytes: Readable.fromWeb(readable as Parameters<typeof Readable.fromWeb>[0]), written: put(entries, writable, mtime) };
  }, options);
}

async function put(entries: AsyncIterable<PackedEntry>, into: WritableStream<Uint8Array>, lastModDate: Date): Promise<void> {
  const zip = new ZipWriter(into, {
    passThrough: true,
    compressionMethod: deflated,
    lastModDate,
    extendedTimestamp: false,
    unixMode: 0o100600,
  });
  for await (const { name, size, crc32, bytes } of entries)
    await zip.add(name, Readable.toWeb(Readable.from(bytes(), { objectMode: false })) as ReadableStream<Uint8Array>, {
      uncompressedSize: size,
      crc32,
    });
  await zip.close();
}
