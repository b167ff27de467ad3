// How long one message of several calls may take in all: less than whoever sends it waits (90 s), so that nothing leaves after it was given up.

const mostSeconds = 80;

/** Begins now; gives how many whole seconds are left for the next call, at most so many. At 0 nothing more may be asked. */
export function patience(now: () => number = () => performance.now()): (most: number) => number {
  const end = now() + mostSeconds * 1000;
  return (most) => Math.max(0, Math.min(most, Math.floor((end - now()) / 1000)));
}
