// A ZIP that is written while it is fetched: pieces of its files go in one after another, and memory holds a few of them, whatever its size. Nothing is done before somebody reads,
// and whoever stops reading is let go of: what it is made from takes up room on the disk.
import { createHash, type Hash } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import yazl from 'yazl';

/** Bytes of one file of an archive; pieces of one file follow each other. */
export type Piece = { readonly entry: string; readonly bytes: Buffer };
export type Listed = { readonly name: string; readonly bytes: number; readonly sha256: string };
export type ZipOptions = {
  readonly mtime: Date;
  /** 1 (quick) to 9 (small). */
  readonly compressionLevel?: number;
  /** Says every size in 64 bits (ZIP64), also where it is small; else only where it must be, which older programs read too. */
  readonly isVast?: boolean;
  /** Small files at the end that speak of all those before; told each with size and SHA-256. */
  readonly last?: (files: readonly Listed[]) => readonly Piece[];
  /** Runs once nothing is read any more: at the end, after a failure, or when whoever fetched went away. */
  readonly over?: () => void;
  /** How long nothing may be taken while there is something to take; a minute unless told. */
  readonly idleMs?: number;
};
const longestMs = 6 * 3_600_000;
type Current = { readonly name: string; readonly into: PassThrough; readonly hash: Hash | undefined; bytes: number };

/** The ZIP of these pieces as a stream; a failure ends it with an error and without its directory, so that no program takes it for whole. So does a reader that stops. */
export function zipStream(pieces: AsyncIterable<Piece>, options: ZipOptions): Readable {
  const zip = new yazl.ZipFile();
  const made = zip.outputStream as unknown as PassThrough;
  let filling: Promise<void> | undefined;
  const fail = (error: Error) => void out.destroy(error);
  const begin = () => {
    zip.on('error', fail);
    made
      .on('data', (bytes: Buffer) => {
        watch.given();
        if (!out.push(bytes)) made.pause();
      })
      .once('end', () => out.push(null))
      .once('error', fail);
    filling = fill(zip, pieces, made, options).catch(fail);
  };
  const out: Readable = new Readable({
    read() {
      watch.asked();
      if (filling !== undefined) made.resume();
      else begin();
    },
    destroy(error, done) {
      watch.end();
      made.destroy();
      void Promise.resolve(filling).finally(() => options.over?.());
      done(error);
    },
  });
  out.on('error', () => undefined); // whoever reads hears of it; nobody may be there yet
  const watch = watchReader(options.idleMs ?? 60_000, () =>
    fail(Object.assign(new Error('the reader stopped'), { code: 'reader-stopped' })),
  );
  return out;
}

/** Calls `stopped` when there is something to take, and nobody took it for so long. */
function watchReader(idleMs: number, stopped: () => void): { asked: () => void; given: () => void; end: () => void } {
  const since = performance.now();
  let last = since;
  let isAsked = false;
  const timer = setInterval(() => {
    const now = performance.now();
    if ((!isAsked && now - last > idleMs) || now - since > longestMs) stopped();
  }, idleMs / 4);
  timer.unref();
  const at = (asks: boolean) => () => {
    last = performance.now();
    isAsked = asks;
  };
  return { asked: at(true), given: at(false), end: () => clearInterval(timer) };
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
