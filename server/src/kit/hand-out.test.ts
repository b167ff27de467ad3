// Whoever takes a little now and then holds a place and a spool no longer than somebody who takes nothing.
import { Readable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { handOut } from './hand-out.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] }));
afterEach(() => void vi.useRealTimers());

const chunk = 65_536;
const endless = () => ({
  bytes: new Readable({
    read() {
      this.push(Buffer.alloc(chunk));
    },
  }),
  written: new Promise<void>(() => undefined),
});

/** Takes so many chunks every 50 seconds for twenty minutes; gives what ended it. */
async function fetching(chunks: number): Promise<unknown> {
  let ended: unknown;
  const stream = handOut(endless, {}).on('error', (error: unknown) => {
    ended = error;
  });
  for (let seconds = 0; seconds < 1200 && !ended; seconds += 50) {
    for (let at = 0; at < chunks; at += 1) {
      stream.read();
      await turn();
      await turn();
    }
    vi.advanceTimersByTime(50_000);
    await turn();
  }
  stream.destroy();
  return ended;
}

it('lets go of a reader for whom it waited ten minutes in all, for less than 4 KiB a second', async () => {
  expect(await fetching(1)).toMatchObject({ code: 'reader-stopped' });
});

it('goes on for a slow line, which takes a little more than that', async () => {
  expect(await fetching(5)).toBeUndefined();
});
