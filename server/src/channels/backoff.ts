// When to try again, by what went wrong. A message is given up after two days: then an agent must know, and a person should not get it any more.
const second = 1;
const minute = 60 * second;
const hour = 60 * minute;

/** Seconds to wait after so many attempts; undefined to give up. `wish` is what the provider asked for, `ageSeconds` how old the message is. */
export function waitAfter(because: string, attempts: number, ageSeconds: number, wish?: number): number | undefined {
  if (ageSeconds > 48 * hour || attempts >= 60) return undefined;
  if (wish !== undefined) return Math.min(Math.max(wish, second), 6 * hour);
  const [first, most] = classes[because] ?? classes['unreachable'] ?? [30, hour];
  return Math.min(first * 2 ** Math.min(attempts - 1, 12), most);
}

/** First wait and longest wait in seconds. */
const classes: Readonly<Record<string, readonly [first: number, most: number]>> = {
  unreachable: [15, hour],
  greylisted: [5 * minute, hour],
  throttled: [minute, 2 * hour],
  'bad-credentials': [5 * minute, 2 * hour],
  'no-credit': [5 * minute, 2 * hour],
  'adapter-error': [30, hour],
};
