// A small disk of its own where this machine lets us make one, so that it can be filled; else a folder.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

export type Disk = {
  readonly folder: string;
  readonly isOwn: boolean;
  /** Fills it to the last byte; gives what makes room again. */
  fill(): Promise<() => Promise<void>>;
  close(): void;
};
const bytes = 2_000_000_000;

/** Mounts the disk, which takes root. It lies in memory: a `kill -9` is survived by what was written, as by a real one; a power cut cannot be tried. */
export function openDisk(say: (line: string) => void): Disk {
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-chaos-'));
  let isOwn = false;
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes},mode=755`, 'tmpfs', folder], { stdio: 'ignore' });
    isOwn = true;
  } catch {
    say('no disk of our own can be made here (that takes root): the round of the full disk is left out');
  }
  mkdirSync(path.join(folder, 'data'), { recursive: true, mode: 0o711 });
  return {
    folder,
    isOwn,
    async fill() {
      const filler = path.join(folder, 'filler');
      const file = await open(filler, 'w');
      // beside everything else: relay and customers live in this process, and a mail that waits for them counts as sent late
      for (let piece = 16_777_216; piece >= 512; ) await file.writeFile(Buffer.alloc(piece)).catch(() => (piece /= 2)); // what did not fit as a whole may fit in part
      await file.close();
      return () => rm(filler, { force: true });
    },
    close() {
      if (isOwn) execFileSync('umount', ['-l', folder], { stdio: 'ignore' });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
