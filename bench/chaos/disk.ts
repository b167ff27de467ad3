// A small disk of its own where this machine lets us make one, so that it can be filled; else a folder.
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export type Disk = {
  readonly folder: string;
  readonly isOwn: boolean;
  /** Fills it to the last byte; gives what makes room again. */
  fill(): () => void;
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
    fill() {
      const filler = path.join(folder, 'filler');
      writeFileSync(filler, '');
      for (let piece = 16_777_216; piece >= 512; )
        try {
          appendFileSync(filler, Buffer.alloc(piece));
        } catch {
          piece /= 2; // what did not fit as a whole may fit in part
        }
      return () => rmSync(filler, { force: true });
    },
    close() {
      if (isOwn) execFileSync('umount', ['-l', folder], { stdio: 'ignore' });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
