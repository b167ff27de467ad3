// When answers by email are offered: once after the first words, and once more when nobody has answered for some minutes. After that never again. Pure.
import type { Message } from '@parley/sdk';

export type Offer = 'first' | 'later' | undefined;
export type OfferFacts = {
  readonly loaded: boolean;
  readonly messages: readonly Message[];
  readonly email: string | null;
  /** How often it was answered before in this visit. */
  readonly offered: number;
};

/** Milliseconds without an answer after which it is offered once more. */
export const patienceMs = 180_000;

/** What to offer at `now`, and in how many milliseconds to look again, if that may change by waiting. */
export function offerAt({ loaded, messages, email, offered }: OfferFacts, now: number): { offer: Offer; again?: number } {
  const last = messages.at(-1);
  if (!loaded || email || offered > 1 || !messages.some(({ from }) => from === 'me')) return { offer: undefined };
  if (offered === 0) return { offer: 'first' };
  if (last?.from !== 'me') return { offer: undefined };
  const left = Date.parse(last.at) + patienceMs - now;
  return left > 0 ? { offer: undefined, again: left } : { offer: 'later' };
}
