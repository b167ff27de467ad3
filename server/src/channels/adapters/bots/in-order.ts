// A message that leaves in several steps: words in as many parts as they need, then files. Where a repeat cannot be seen as the same message, what stopped midway is not
// begun again: the agent learns that a part arrived.
import type { Outcome } from '../../adapter.ts';

export type Refusal = Exclude<Outcome, { outcome: 'sent' }>;
/** Sends one part within so many seconds; gives the ids under which the provider knows it. */
export type Step = (seconds: number) => Promise<{ readonly ids: readonly string[] } | Refusal>;

const mostWaitSeconds = 25; // between parts
const mostSeconds = 75; // for all of them: the delivery has ninety, and what left must be known by then
const fewestSeconds = 2; // below that nothing more is begun

type Manner = {
  readonly clock?: () => number;
  /** Whether a step that left is seen as the same when it leaves again: then what stopped midway is begun again whole. */
  readonly isRepeatable?: boolean;
};
/** One step after the other, all of them within `mostSeconds` by a clock in milliseconds; what left is named also when the time is over. */
export async function inOrder(
  provider: string,
  steps: readonly Step[],
  { clock = () => performance.now(), isRepeatable = false }: Manner = {},
): Promise<Outcome> {
  const end = clock() + mostSeconds * 1000;
  const left = () => (end - clock()) / 1000;
  const sent: string[] = [];
  let waited = 0;
  let isBegun = false;
  const stopped = (refusal: Refusal, left: readonly string[]): Outcome =>
    isBegun && !(isRepeatable && refusal.outcome === 'retry')
      ? midway(refusal, left)
      : { ...refusal, ...(left.length > 0 && { also: left }) };
  for (const step of steps) {
    if (left() < fewestSeconds)
      return stopped({ outcome: 'retry', because: 'unreachable', words: `${provider} is too slow at this moment.` }, sent);
    let answer = await step(left());
    for (let wait = waitOf(answer); isBegun && wait !== undefined && waited + wait <= mostWaitSeconds; wait = waitOf(answer)) {
      if (left() < wait + fewestSeconds) break;
      waited += wait;
      await new Promise((resolve) => setTimeout(resolve, (wait ?? 0) * 1000));
      answer = await step(left());
    }
    if (!('ids' in answer)) return stopped(answer, sent);
    sent.push(...answer.ids);
    isBegun = true;
  }
  const [externalId = null, ...also] = sent;
  return { outcome: 'sent', externalId, ...(also.length > 0 && { also }) };
}

const waitOf = (answer: Awaited<ReturnType<Step>>): number | undefined =>
  'outcome' in answer && answer.outcome === 'retry' && answer.because === 'throttled' ? (answer.afterSeconds ?? 1) : undefined;

/** After the first part nothing is tried again as a whole: it would arrive twice. */
function midway(refusal: Refusal, sent: readonly string[]): Outcome {
  if (refusal.because === 'opted-out') return { ...refusal, outcome: 'refused', also: sent };
  return {
    outcome: 'failed',
    because: 'partly-sent',
    words: `Only the beginning arrived, ${sent.length} of its parts. ${refusal.words}`,
    also: sent,
  };
}
