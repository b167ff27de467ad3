// A ZIP that is written while it is fetched: pieces of its files go in one after another, and memory holds a few of them, whatever its size.
import { createHash, type Hash } from 'node:crypto';
import { PassThrough, type Readable } from 'node:stream';
import yazl from 'yazl';
import { type HandOutOptions, handOut } from './hand-out.ts';

/** Bytes of one file of an archive; pieces of one file follow each other. */
export type Piece = { readonly entry: string; readonly bytes: Buffer };
export type Listed = { readonly name: string; readonly bytes: number; readonly sha256: string };
export type ZipOptions = HandOutOptions & {
  readonly mtime: Date;
  /** 1 (quick) to 9 (small). */
  readonly compressionLevel?: number;
  /** Says every size in 64 bits (ZIP64), also where it is small; else only where it must be, which older programs read too. */
  readonly isVast?: boolean;
  /** Small files at the end that speak of all those before; told each with size and SHA-256. */
  readonly last?: (files: readonly Listed[]) => readonly Piece[];
};
type Current = { readonly name: string; readonly into: PassThrough; readonly hash: Hash | undefined; bytes: number };

/** The ZIP of these pieces as a stream; a failure ends it with an error and without its directory, so that no program takes it for whole. So does a reader that stops. */
export function zipStream(pieces: AsyncIterable<Piece>, options: ZipOptions): Readable {
  return handOut((fail) => {
    const zip = new yazl.ZipFile().on('error', fail);
    const bytes = zip.outputStream as unknown as PassThrough;
    return { bytes, written: fill(zip, pieces, bytes, options) };
  }, options);
}

async function fill(zip: yazl.ZipFile, pieces: AsyncIterable<Piece>, out: PassThrough, { last, ...options }: ZipOptions): Promise<void> {
  const { mtime, compressionLevel, isVast = false } = options;
  const traits = { mtime, mode: 0o100600, ...(compressionLevel !== undefined && { compressionLevel }) };
  const files: Listed[] = [];
  let current: Current | undefined;
  const end = () => {
    if (!current) return;
    if (current.hash) files.push({ name: current.name, bytes: current.bytes, sha256: current.hash.digest('hex') });
    current.into.end();
    current = undefined;
  };
  for await (const { entry, bytes } of pieces) {
    if (out.destroyed) return; // whoever fetched it went away
    if (current?.name !== entry) {
      end();
      current = { name: entry, into: new PassThrough({ highWaterMark: 1 << 20 }), hash: last && createHash('sha256'), bytes: 0 };
      zip.addReadStream(current.into, entry, { ...traits, forceZip64Format: isVast });
    }
    current.hash?.update(bytes);
    current.bytes += bytes.length;
    if (!current.into.write(bytes)) await drained(current.into, out);
  }
  end();
  for (const { entry, bytes } of last?.(files) ?? []) zip.addBuffer(bytes, entry, traits);
  zip.end();
}

/** Resolves when there is room again, or nobody wants it any more. */
function drained(into: PassThrough, out: PassThrough): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      into.off('drain', done);
      out.off('close', done);
      resolve();
    };
    into.once('drain', done);
    out.once('close', done);
  });
}
