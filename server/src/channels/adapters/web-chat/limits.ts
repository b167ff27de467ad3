// How much one visitor may do: enough for any person, too little to fill a disk. Counted per process, in bounded memory.
import { clock } from '#kit/pool';
import { Problem } from '#kit/problem';
import { type Tools, tool } from '#kit/tool';

export const limits = {
  message: [40, 60],
  upload: [20, 300],
  email: [5, 600],
  code: [12, 600],
  typing: [40, 60],
  device: [20, 600],
  fetch: [240, 60],
} as const satisfies Record<string, readonly [times: number, seconds: number]>;

const counters = tool<Map<string, { until: number; count: number }>>('channels.webChat.counters');
const mostCounters = 20_000;

/** Counts one act of a visitor; Problem `too-many` with Retry-After beyond the limit. */
export function count(tools: Tools, visit: string, what: keyof typeof limits): void {
  if (!tools.has(counters.name)) counters.set(tools, new Map());
  const known = counters.of({ tools });
  const now = clock.of({ tools })().getTime();
  const [times, seconds] = limits[what];
  const name = `${what}/${visit}`;
  const before = known.get(name);
  const current = before && before.until > now ? before : { until: now + seconds * 1000, count: 0 };
  current.count += 1;
  known.delete(name); // the freshest last, so that the oldest are forgotten first
  known.set(name, current);
  if (known.size > mostCounters) known.delete(known.keys().next().value ?? '');
  if (current.count > times) throw new Problem('too-many', { retryAfterSeconds: Math.ceil((current.until - now) / 1000) });
}
