import { mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { isInUse, isOlderInUse, markInUse } from './in-use.ts';

const keys = mkdtempSync(path.join(tmpdir(), 'parley-in-use-'));
afterEach(() => {
  vi.useRealTimers();
  rmSync(keys, { recursive: true });
});

it('a node is not taken for an older one, also between the touch of its own mark and that of the shared one', () => {
  vi.useFakeTimers({ now: new Date('2026-11-24T09:00:00Z') });
  const unmark = markInUse(keys, () => new Date());
  for (let times = 0; times < 3; times += 1) {
    const before = new Date();
    vi.advanceTimersByTime(20_000);
    utimesSync(path.join(keys, 'in-use'), before, before); // as it stands between the two
    expect([isInUse(keys, new Date()), isOlderInUse(keys, new Date())]).toEqual([true, false]);
    utimesSync(path.join(keys, 'in-use'), new Date(), new Date());
  }
  const older = new Date(Date.now() + 3000);
  utimesSync(path.join(keys, 'in-use'), older, older);
  expect(isOlderInUse(keys, new Date())).toBe(true);
  unmark();
});
