// Files that hold keys: written whole and durable or not at all, mode 600, refused when others can read them, overwritten before they go.
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** What the name of a file that is being destroyed ends with. */
export const goneSuffix = '.gone';

/** The bytes, or undefined when there is no such file; throws an Error that says what to do when group or others may read it. */
export function readPrivateFile(file: string): Buffer | undefined {
  let handle: number;
  try {
    handle = fs.openSync(file, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const mode = fs.fstatSync(handle).mode & 0o777;
    if (process.platform !== 'win32' && (mode & 0o077) !== 0)
      throw new Error(
        `${file} can be read by others (mode ${mode.toString(8)}): it holds a key. Run chmod 600 on it, and consider the key known.`,
      );
    return fs.readFileSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}

/** Writes a new file, mode 600, synced with its folder; gives false and changes nothing when it exists already. */
export function makePrivateFile(file: string, bytes: Buffer): boolean {
  const folder = path.dirname(file);
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const part = `${file}.${randomBytes(6).toString('hex')}.part`;
  const handle = fs.openSync(part, 'wx', 0o600);
  try {
    fs.writeSync(handle, bytes);
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
  try {
    placeNew(part, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    fs.unlinkSync(part);
    syncFolder(folder);
  }
}

/**
 * Puts other bytes in the place of a file, mode 600: a reader sees the old or the new whole, and after a crash too. With `wipe` the old bytes
 * are overwritten, since they may be a key under a root key that is to lose its worth; a crash just before that leaves them to the disk, and whoever has the old file
 * open at that moment reads noise and must read again.
 */
export function replacePrivateFile(file: string, bytes: Buffer, { wipe = false } = {}): void {
  const folder = path.dirname(file);
  const part = `${file}.${randomBytes(6).toString('hex')}.part`;
  const old = wipe && fs.existsSync(file) ? fs.openSync(file, 'r+') : undefined;
  const handle = fs.openSync(part, 'wx', 0o600);
  try {
    fs.writeSync(handle, bytes);
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
  fs.renameSync(part, file);
  syncFolder(folder);
  if (old === undefined) return;
  fs.writeSync(old, randomBytes(fs.fstatSync(old).size), 0, undefined, 0);
  fs.fsyncSync(old);
  fs.closeSync(old);
}

/**
 * Renames to `.gone`, overwrites with random bytes, syncs, unlinks, syncs the folder; a crash leaves either the file or a `.gone` to destroy again, never half a key.
 * A disk that keeps old blocks (flash, copy-on-write) may still hold them: encrypt it.
 */
export function destroyPrivateFile(file: string): void {
  const gone = file.endsWith(goneSuffix) ? file : file + goneSuffix;
  try {
    if (gone !== file) fs.renameSync(file, gone);
    syncFolder(path.dirname(file));
    const handle = fs.openSync(gone, 'r+');
    fs.writeSync(handle, randomBytes(fs.fstatSync(handle).size), 0, undefined, 0);
    fs.fsyncSync(handle);
    fs.closeSync(handle);
    fs.unlinkSync(gone);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  syncFolder(path.dirname(file));
}

/** Unlike rename, a link never replaces a file that another node made meanwhile; where there are no links, an exclusive copy does nearly as well. */
function placeNew(part: string, file: string): void {
  try {
    fs.linkSync(part, file);
  } catch (error) {
    if (!['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    fs.copyFileSync(part, file, fs.constants.COPYFILE_EXCL);
  }
}

function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = fs.openSync(folder, 'r');
  try {
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}
