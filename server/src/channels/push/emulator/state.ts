// What the emulator of push holds: what it was told to push, few and in memory, and how it is told to answer.
import type { KeyObject } from 'node:crypto';

export type Told = { readonly status: number; readonly body: unknown; readonly headers?: Readonly<Record<string, string>> };
export type Kept = {
  readonly by: 'google' | 'apple' | 'browser';
  readonly to: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Buffer;
};
export type State = {
  url: string;
  /** Public halves of the keys that sign for access. */
  readonly keys: { readonly google: KeyObject; readonly apple: KeyObject };
  readonly accessTokens: Set<string>;
  /** Provider tokens of Apple that were seen. */
  readonly providerTokens: Set<string>;
  readonly pushed: Kept[];
  /** What the next pushes to an address are answered with, one after the other. */
  readonly failures: { readonly to: string; readonly told: Told }[];
  connections: number;
};

const most = 500;

export const emptyState = (keys: State['keys']): State => ({
  url: '',
  keys,
  accessTokens: new Set(),
  providerTokens: new Set(),
  pushed: [],
  failures: [],
  connections: 0,
});

/** Keeps what was pushed and lets go of the oldest. */
export function keep(state: State, kept: Kept): void {
  state.pushed.push(kept);
  state.pushed.splice(0, state.pushed.length - most);
}

/** The answer that was ordered for this address, if one was. */
export function failureFor(state: State, to: string): Told | undefined {
  const at = state.failures.findIndex((each) => each.to === to);
  return at < 0 ? undefined : state.failures.splice(at, 1)[0]?.told;
}
