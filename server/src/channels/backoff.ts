// When to try again, by what went wrong. A message is given up after two days: then an agent must know, and a person should not get it any more.
const second = 1;
const minute = 60 * second;
const hour = 60 * minute;

const most = 60; // attempts
const trusted = 6; // so many times a provider's own wish is taken; one that says "in five seconds" for ever would use all attempts up within minutes

/** Whether nobody should get a message of this age any more. */
export const isTooOld = (ageSeconds: number): boolean => ageSeconds > 48 * hour;

/** Seconds to wait after so many attempts; undefined to give up. `wish` is what the provider asked for, `ageSeconds` how old the message is. */
export function waitAfter(because: string, attempts: number, ageSeconds: number, wish?: number): number | undefined {
  if (isTooOld(ageSeconds) || attempts >= most) return undefined;
  if (wish === undefined) return grown(because, attempts);
  const least = attempts > trusted ? grown(because, attempts - trusted) : second;
  return Math.min(Math.max(wish, least), 6 * hour);
}

function grown(because: string, attempts: number): number {
  const [first, longest] = classes[because] ?? classes['unreachable'] ?? [30, hour];
  return Math.min(first * 2 ** Math.min(attempts - 1, 12), longest);
}

/** First wait and longest wait in seconds. */
const classes: Readonly<Record<string, readonly [first: number, most: number]>> = {
  unreachable: [15, hour],
  greylisted: [5 * minute, hour],
  throttled: [minute, 2 * hour],
  'limit-reached': [15 * minute, 2 * hour], // nothing is free any sooner
  'bad-credentials': [5 * minute, 2 * hour],
  'no-credit': [5 * minute, 2 * hour],
  'adapter-error': [30, hour],
};
