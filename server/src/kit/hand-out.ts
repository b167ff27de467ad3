// What is made while somebody fetches it: nothing is done before they read, and who stops reading is let go of, since what it is made from takes up room on the disk.
import { Readable } from 'node:stream';

export type HandOutOptions = {
  /** Runs once nothing is read any more: at the end, after a failure, or when whoever fetched went away. */
  readonly over?: () => void;
  /** How long nothing may be taken while there is something to take; a minute unless told. */
  readonly idleMs?: number;
  /** How long in all may be waited for a reader who takes less than 4 KiB a second of it; ten minutes unless told. */
  readonly slowMs?: number;
};
/** Where the bytes come from, and when the last of them was written. */
type Making = { readonly bytes: Readable; readonly written: Promise<unknown> };
const longestMs = 6 * 3_600_000;
const leastPerSecond = 4096;

/** A stream of what `make` makes, which is called at the first reading and may `fail` at any time; a failure ends the stream with its error. A reader that stops is such a failure (`reader-stopped`). */
export function handOut(
  make: (fail: (error: Error) => void) => Making,
  { over, idleMs = 60_000, slowMs = 600_000 }: HandOutOptions,
): Readable {
  let making: Making | undefined;
  const fail = (error: Error) => void out.destroy(error);
  const begin = (): Making => {
    const begun = make(fail);
    begun.bytes
      .on('data', (bytes: Buffer) => {
        watch.given(bytes.length);
        if (!out.push(bytes)) begun.bytes.pause();
      })
      .once('end', () => out.push(null))
      .once('error', fail);
    begun.written.catch(fail);
    return begun;
  };
  const out: Readable = new Readable({
    read() {
      watch.asked();
      if (making) making.bytes.resume();
      else making = begin();
    },
    destroy(error, done) {
      watch.end();
      making?.bytes.destroy();
      void Promise.resolve(making?.written)
        .catch(() => undefined)
        .then(over);
      done(error);
    },
  });
  out.on('error', () => undefined); // whoever reads hears of it; nobody may be there yet
  const watch = watchReader({ idleMs, slowMs }, () => fail(Object.assign(new Error('the reader stopped'), { code: 'reader-stopped' })));
  return out;
}

/** Calls `stopped` when there is something to take, and nobody took it for so long; or for whom was waited so long in all, for so little. What takes its time to be made is no fault of theirs. */
function watchReader(
  { idleMs, slowMs }: Required<Pick<HandOutOptions, 'idleMs' | 'slowMs'>>,
  stopped: () => void,
): { asked: () => void; given: (bytes: number) => void; end: () => void } {
  const since = performance.now();
  let last = since;
  let isAsked = false;
  let [waitedMs, taken] = [0, 0];
  const waited = (now: number) => waitedMs + (isAsked ? 0 : now - last);
  const isSlow = (ms: number) => ms > slowMs && taken < (ms / 1000) * leastPerSecond;
  const timer = setInterval(() => {
    const now = performance.now();
    if ((!isAsked && now - last > idleMs) || isSlow(waited(now)) || now - since > longestMs) stopped();
  }, idleMs / 4);
  timer.unref();
  const at = (asks: boolean) => {
    const now = performance.now();
    waitedMs = waited(now);
    last = now;
    isAsked = asks;
  };
  return {
    asked: () => at(true),
    given(bytes) {
      taken += bytes;
      at(false);
    },
    end: () => clearInterval(timer),
  };
}
