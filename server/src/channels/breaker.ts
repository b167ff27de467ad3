// What waits for an account whose provider does not answer, or does not let us in, is not tried one by one: after a few failures in a row the account rests, then a single message tries whether
// it works again. Each node counts for itself; a message that is too old to wait goes on to be given up.
import type { InboxId } from '#kit/ids';
import { type Tools, tool } from '#kit/tool';
import type { Outcome } from './adapter.ts';

type Account = { failed: number; restsUntil: number; isTried: boolean };
type At = { readonly tools: Tools; readonly inbox: InboxId; readonly now: Date };

const accounts = tool<Map<InboxId, Account>>('channels.breaker');
/** What speaks of the account and not of whoever is written to. */
const ofAccount: ReadonlySet<string> = new Set(['unreachable', 'bad-credentials', 'no-credit']);
const most = { failed: 5, waitSeconds: 48 * 3_600 };
const rest = { firstMs: 30_000, mostMs: 900_000 };

/** Seconds after which to ask again while an account rests; undefined to go ahead. Whoever goes ahead says how it went. */
export function restOf({ tools, inbox, now }: At, writtenAt: Date): number | undefined {
  const account = all(tools).get(inbox);
  const isOld = now.getTime() - writtenAt.getTime() > most.waitSeconds * 1000;
  if (!account || account.failed < most.failed || isOld) return undefined;
  const leftMs = account.restsUntil - now.getTime();
  if (leftMs <= 0 && !account.isTried) {
    account.isTried = true;
    account.restsUntil = now.getTime() + restMs(account.failed); // should nobody say how it went, another tries then
    return undefined;
  }
  if (leftMs <= 0) account.isTried = false;
  return Math.max(1, Math.ceil(leftMs / 1000));
}

/** How a message fared: a provider that answers at all, be it with a no to this one message, ends the rest. */
export function noteOutcome({ tools, inbox, now }: At, outcome: Outcome): void {
  const isFault = outcome.outcome === 'retry' && ofAccount.has(outcome.because);
  if (!isFault) return void all(tools).delete(inbox);
  const failed = (all(tools).get(inbox)?.failed ?? 0) + 1;
  all(tools).set(inbox, { failed, restsUntil: now.getTime() + restMs(failed), isTried: false });
}

/** The account was changed or tried out by somebody: it need not rest any more. */
export const wake = (tools: Tools, inbox: InboxId): void => void all(tools).delete(inbox);

const restMs = (failed: number): number => Math.min(rest.firstMs * 2 ** Math.max(0, failed - most.failed), rest.mostMs);

function all(tools: Tools): Map<InboxId, Account> {
  if (!tools.has(accounts.name)) accounts.set(tools, new Map());
  return accounts.of({ tools });
}
