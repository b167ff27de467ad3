// How fast an account may send: places in time, given out in order. What would wait too long is tried again later instead of holding a worker.
import type { Tools } from '#kit/tool';
import { tool } from '#kit/tool';

const places = tool<Map<string, number>>('channels.sms.pace');
const patienceMs = 5_000;

/** Waits for a place among so many a second; gives seconds after which to ask again when all near ones are taken. Each node counts for itself. */
export async function takePlace(tools: Tools, account: string, perSecond: number): Promise<number | undefined> {
  if (!tools.has(places.name)) places.set(tools, new Map());
  const next = places.of({ tools });
  const now = performance.now();
  const at = Math.max(now, next.get(account) ?? 0);
  if (at - now > patienceMs) return Math.ceil((at - now) / 1000);
  next.set(account, at + 1000 / perSecond);
  if (at > now) await new Promise((resolve) => setTimeout(resolve, at - now));
  return undefined;
}
