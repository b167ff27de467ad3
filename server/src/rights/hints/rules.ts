// Which askings nobody has decided about yet: facts in, answer out. The month counts from the oldest of them, however often somebody has to repeat it (Art. 12(3)).
import type { AskedRight } from '@parley/contract';
import type { Asking } from '#conversations';
import type { RequestRow } from '../store.ts';

export type Decided = {
  readonly message: string;
  readonly asked: AskedRight;
  readonly outcome: 'opened' | 'dismissed' | 'answered' | 'reminded';
  readonly until: Date;
  readonly at: Date;
};
type Known = Pick<RequestRow, 'kind' | 'received_at' | 'closed_at'>;
/** One right that somebody asks for, by the oldest message and the latest. */
export type Undecided = { readonly asked: AskedRight; readonly oldest: Asking; readonly latest: Asking };

/** The open askings of one person in one conversation, one for each right; `asking` in any order. */
export function undecided(asking: readonly Asking[], decided: readonly Decided[], requests: readonly Known[]): Undecided[] {
  const found = new Map<AskedRight, Undecided>();
  const all = asking.flatMap((each) => each.asked.map((asked) => ({ asked, each })));
  for (const { asked, each } of all) {
    if (isDecided(asked, each, asking, decided) || isAnswered(asked, each, requests)) continue;
    const { oldest = each, latest = each } = found.get(asked) ?? {};
    found.set(asked, { asked, oldest: each.at < oldest.at ? each : oldest, latest: each.at > latest.at ? each : latest });
  }
  return [...found.values()];
}

const isDecided = (asked: AskedRight, each: Asking, asking: readonly Asking[], decided: readonly Decided[]): boolean =>
  decided.some((decision) => decision.asked === asked && decision.outcome !== 'reminded' && standsFor(decision, each, asking));

/** A decision stands for all that asked the same before: a request that was opened wherever they wrote, another only in its own conversation (`asking`); and never for words that came by a later edit. */
export function standsFor(decision: Omit<Decided, 'asked'>, { message, at, editedAt }: Asking, asking: readonly Asking[]): boolean {
  if (at > decision.until || (editedAt !== null && editedAt > decision.at)) return false;
  return decision.outcome === 'opened' || decision.message === message || asking.some((other) => other.message === decision.message);
}

/**
 * A copy, a package to take along or an erasure answers every asking of it until it is closed; while it is open, one that came before it still has to move its clock back. Other rights are asked for
 * one thing at a time, so that a request about another thing answers nothing.
 */
export function isAnswered(asked: AskedRight, { at }: Asking, requests: readonly Known[]): boolean {
  if (!isAnswering(asked)) return false;
  return requests.some(({ kind, received_at, closed_at }) => kind === asked && (closed_at === null ? at >= received_at : at <= closed_at));
}

/** Whether a request of this kind answers whatever asked the same before. */
export const isAnswering = (kind: string): boolean => kind === 'access' || kind === 'portability' || kind === 'erasure';
