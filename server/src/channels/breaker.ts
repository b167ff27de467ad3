// What waits for an account whose provider does not answer, or does not let us in, is not tried one by one: after a few messages failed in a row the account rests, then a single message tries
// whether it works again. Each node counts for itself; a message that is too old to wait goes on to be given up.
import type { Ctx } from '#kit/ctx';
import type { InboxId, MessageId } from '#kit/ids';
import { live, tellPages } from '#kit/live';
import { type Tools, tool } from '#kit/tool';
import type { Outcome } from './adapter.ts';

/** `messages`: which of them failed, so that one that nobody can take does not hold up the others; `tries`: attempts since it rests. */
type Account = { readonly messages: Set<MessageId>; tries: number; restsUntil: number; triedBy: MessageId | undefined };
type At = { readonly tools: Tools; readonly inbox: InboxId; readonly now: Date };

const accounts = tool<Map<InboxId, Account>>('channels.breaker');
/** What speaks of the account and not of whoever is written to. */
const ofAccount: ReadonlySet<string> = new Set(['unreachable', 'bad-credentials', 'no-credit']);
const most = { messages: 5, waitSeconds: 48 * 3_600 };
const rest = { firstMs: 30_000, mostMs: 900_000 };
const woken = 'channels.account-woken';

/** Seconds after which to ask again while an account rests; undefined to go ahead. Whoever goes ahead says how it went, or gives the try back. */
export function restOf({ tools, inbox, now }: At, { id, at }: { readonly id: MessageId; readonly at: Date }): number | undefined {
  const account = all(tools).get(inbox);
  const isOld = now.getTime() - at.getTime() > most.waitSeconds * 1000;
  if (!account || account.messages.size < most.messages || isOld) return undefined;
  const leftMs = account.restsUntil - now.getTime();
  if (leftMs <= 0 && account.triedBy === undefined) {
    account.triedBy = id;
    account.restsUntil = now.getTime() + restMs(account.tries); // should nobody say how it went, another tries then
    return undefined;
  }
  if (leftMs <= 0) account.triedBy = undefined;
  return Math.max(1, Math.ceil(leftMs / 1000));
}

/** The message that was let go ahead does not leave after all: the next one may try. */
export function giveBack({ tools, inbox, now }: At, message: MessageId): void {
  const account = all(tools).get(inbox);
  if (account?.triedBy === message) Object.assign(account, { triedBy: undefined, restsUntil: now.getTime() });
}

/** How a message fared: a provider that answers at all, be it with a no to this one message, ends the rest; one that stays silent does not. */
export function noteOutcome(at: At, message: MessageId, outcome: Outcome): void {
  const { tools, inbox, now } = at;
  if (outcome.outcome !== 'sent' && outcome.because === 'sandbox') return void giveBack(at, message); // the switch was moved: nobody was asked
  const isSilent = outcome.outcome === 'failed' && outcome.because === 'unknown-fate';
  const isFault = isSilent || (outcome.outcome === 'retry' && ofAccount.has(outcome.because));
  if (!isFault) return void all(tools).delete(inbox);
  const { messages, tries } = all(tools).get(inbox) ?? { messages: new Set<MessageId>(), tries: 0 };
  if (messages.size < most.messages) messages.add(message);
  const rests = messages.size === most.messages;
  all(tools).set(inbox, {
    ...{ messages, tries: rests ? tries + 1 : 0, triedBy: undefined },
    restsUntil: now.getTime() + restMs(rests ? tries + 1 : 0),
  });
}

/** The account was changed, or tried out for real, by somebody: it need not rest any more, on no node. */
export const wake = (ctx: Ctx, inbox: InboxId): void => tellPages(ctx, { topic: woken, ids: { inbox } });

/** This node hears of accounts that were woken. Gives how to stop hearing. */
export const followWoken = (tools: Tools): (() => void) =>
  live.of({ tools }).subscribeAll((_, { topic, ids }) => {
    if (topic === woken) all(tools).delete(String(ids['inbox']) as InboxId);
  });

const restMs = (tries: number): number => Math.min(rest.firstMs * 2 ** Math.max(0, tries - 1), rest.mostMs);

function all(tools: Tools): Map<InboxId, Account> {
  if (!tools.has(accounts.name)) accounts.set(tools, new Map());
  return accounts.of({ tools });
}
