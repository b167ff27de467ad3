// How fast an account may send, and how fast to one person, so that a provider seldom has to say no: token buckets (as GCRA, ITU-T I.371), whose numbers stand beside each adapter. Each node
// counts for itself and in memory alone; a provider's own "too much" still decides. Pure but for its maps; times in milliseconds.
import type { InboxId } from '#kit/ids';
import { type Tools, tool } from '#kit/tool';

/** So many a second as a rule, and so many at once after a rest. */
type Rate = { readonly perSecond: number; readonly burst: number };
/** What the provider asks for, for all that leaves an account and for what goes to one person. */
export type Pace = { readonly account?: Rate; readonly recipient?: Rate };
/** `go`: a place is taken, to be used after `waitMs`; `later`: none is near, and none is taken. */
export type Turn = { readonly turn: 'go' | 'later'; readonly waitMs: number };
type Asked = { readonly inbox: InboxId; readonly to: string };
type Pacer = {
  take(asked: Asked, pace: Pace, now: number): Turn;
  /** Takes a place of the account where one is free at once: for what is lost rather than waited for. */
  spare(inbox: InboxId, pace: Pace, now: number): boolean;
};
/** `full`: when everything taken so far is worked off; `back`: when whoever was sent away last is to ask again. */
type Bucket = { full: number; back: number };

/** A wait that is worth holding a worker for; whatever is longer is put off. */
export const nearMs = 2_500;
const pacers = tool<Pacer>('channels.pacer');

/** The pacer of this process. */
export function pacerOf(tools: Tools): Pacer {
  if (!tools.has(pacers.name)) pacers.set(tools, openPacer());
  return pacers.of({ tools });
}

/** A pacer that remembers at most so many accounts and people; a bucket that is full again is forgotten first. */
export function openPacer(most = 20_000): Pacer {
  const buckets = new Map<string, Bucket>();

  function at(key: string, now: number): Bucket {
    const known = buckets.get(key) ?? { full: now, back: now };
    if (!buckets.has(key) && buckets.size >= most) prune(now);
    buckets.set(key, known);
    return known;
  }
  function prune(now: number): void {
    for (const [key, { full }] of buckets) if (full <= now) buckets.delete(key);
    if (buckets.size >= most) buckets.delete(buckets.keys().next().value as string);
  }
  return {
    take({ inbox, to }, { account, recipient }, now) {
      const [whole, one] = [account && at(inbox, now), recipient && at(`${inbox} ${to}`, now)];
      const toOne = one && recipient ? freeAt(one, recipient) - now : 0;
      if (toOne > nearMs) return { turn: 'later', waitMs: toOne }; // others need not wait for this one
      const ofAll = whole && account ? freeAt(whole, account) - now : 0;
      if (whole && account && ofAll > nearMs) return { turn: 'later', waitMs: sendAway(whole, account, now + ofAll) - now };
      if (whole && account) use(whole, account, now);
      const waitMs = Math.max(0, toOne, ofAll);
      if (one && recipient) use(one, recipient, now + waitMs);
      return { turn: 'go', waitMs };
    },
    spare(inbox, { account }, now) {
      if (!account) return true;
      const whole = at(inbox, now);
      if (freeAt(whole, account) > now) return false;
      use(whole, account, now);
      return true;
    },
  };
}

const stepMs = ({ perSecond }: Rate): number => 1000 / perSecond;

/** When the next may go; not later than now while there is something left of the burst. */
const freeAt = ({ full }: Bucket, rate: Rate): number => full - (rate.burst - 1) * stepMs(rate);

function use(bucket: Bucket, rate: Rate, at: number): void {
  bucket.full = Math.max(bucket.full, at) + stepMs(rate);
}

/** One after the other, so that those who wait do not all ask again at once. */
function sendAway(bucket: Bucket, rate: Rate, earliest: number): number {
  const back = Math.max(earliest, bucket.back);
  bucket.back = back + stepMs(rate);
  return back;
}
