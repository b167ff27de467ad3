// A throw-away folder that the user of an embedded PostgreSQL may pass through, removed when the test file ends.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';

const made: string[] = [];

afterAll(() => {
  for (const folder of made.splice(0)) fs.rmSync(folder, { recursive: true, force: true });
});

/** A fresh empty folder under the system's temporary one; `mode` 0o711 unless told. */
export function temporaryFolder(mode = 0o711): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'parley-test-'));
  fs.chmodSync(folder, mode);
  made.push(folder);
  return folder;
}
