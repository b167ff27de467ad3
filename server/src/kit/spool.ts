// What is made now and handed out at the pace of whoever fetches it waits here: on disk, under a key that only memory holds, in a file that has no name any more. A crash
// leaves nothing that could be opened, found or offered; memory holds a piece or two, whatever the size.
import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, stat, statfs, unlink } from 'node:fs/promises';
import path from 'node:path';
import { Problem } from './problem.ts';
import { bind, newKey, openBytes, sealBytes } from './seal.ts';

export type Spool = {
  /** Takes text or bytes up; gives a promise only where memory has to be made room in, to be waited for before the next. */
  write(part: string | Buffer): Promise<void> | undefined;
  /** Everything written so far, in order, in pieces of about a quarter of a MiB; for one reader, after the last write. */
  read(): AsyncGenerator<Buffer>;
  /** Lets the space go; safe to repeat. */
  close(): Promise<void>;
};

const pieceLength = 1 << 18;
const piecesPerLook = 64; // 16 MiB
const roomForOthers = 256 << 20;
const crashedMs = 10 * 60_000;

/** Opens one in a folder, which is made (mode 700) where it is missing. Problem `not-ready`, also while it is written, where less than `spareBytes` of the disk would be left to all others. */
export async function openSpool(folder: string, { spareBytes = roomForOthers } = {}): Promise<Spool> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await refuseFullDisk(folder, spareBytes);
  const name = path.join(folder, `${randomBytes(16).toString('hex')}.spool`);
  const file = await open(name, 'wx+', 0o600);
  await unlink(name);
  await clearCrashed(folder, (await file.stat()).mtimeMs);
  const key = newKey();
  const frames: number[] = [];
  let texts: string[] = [];
  let length = 0;
  let at = 0;
  let closing: Promise<void> | undefined;
  const put = async (bytes: Buffer) => {
    const frame = sealBytes(key, 0, bind('spool', frames.length), bytes);
    frames.push(frame.length);
    if (frames.length % piecesPerLook === 0) await refuseFullDisk(folder, spareBytes);
    const from = at;
    at += frame.length;
    for (let done = 0; done < frame.length; ) done += (await file.write(frame, done, frame.length - done, from + done)).bytesWritten;
  };
  const flush = async () => {
    if (texts.length === 0) return;
    const bytes = Buffer.from(texts.join(''), 'utf8');
    texts = [];
    length = 0;
    await put(bytes);
  };
  const takeBytes = async (bytes: Buffer) => {
    await flush();
    for (let from = 0; from < bytes.length; from += pieceLength) await put(bytes.subarray(from, from + pieceLength));
  };
  return {
    write(part) {
      if (typeof part !== 'string') return takeBytes(part);
      texts.push(part);
      length += part.length;
      return length >= pieceLength ? flush() : undefined;
    },
    async *read() {
      await flush();
      let from = 0;
      for (const [number, size] of frames.entries()) {
        const frame = Buffer.allocUnsafe(size);
        for (let got = 0; got < size; ) {
          const { bytesRead } = await file.read(frame, got, size - got, from + got);
          if (bytesRead === 0) throw new Error('the spool was cut off');
          got += bytesRead;
        }
        from += size;
        yield openBytes(key, bind('spool', number), frame);
      }
    },
    close: () => {
      closing ??= file.close();
      return closing;
    },
  };
}

async function refuseFullDisk(folder: string, spareBytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < spareBytes) throw new Problem('not-ready', { retryAfterSeconds: 60 });
}

/** Those that were killed before they lost their name: nobody has their key. */
async function clearCrashed(folder: string, now: number): Promise<void> {
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name);
    const made = await stat(file).catch(() => undefined);
    if (name.endsWith('.spool') && made && now - made.mtimeMs > crashedMs) await unlink(file).catch(() => undefined);
  }
}
