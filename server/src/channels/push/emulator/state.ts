// What the emulator of push holds of one chat: what it was told to push, few and in memory, how it is told to answer, and who is played.
import { type KeyObject, randomInt } from 'node:crypto';
import type { Id } from '#kit/ids';

export type Told = { readonly status: number; readonly body: unknown; readonly headers?: Readonly<Record<string, string>> };
export type Pushed = {
  readonly by: 'google' | 'apple' | 'browser';
  readonly to: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Buffer;
};
/** `arrivesAt`: when the device shows it; `errorCode`: the status of what was refused. */
export type Kept = Pushed & {
  readonly id: string;
  readonly at: Date;
  readonly arrivesAt: Date;
  readonly errorCode: number | null;
};
export type State = {
  url: string;
  readonly now: () => Date;
  /** Public halves of the keys that sign for access. */
  readonly keys: { readonly google: KeyObject; readonly apple: KeyObject };
  readonly accessTokens: Set<string>;
  /** Provider tokens of Apple that were seen. */
  readonly providerTokens: Set<string>;
  readonly pushed: Kept[];
  /** What the next pushes to an address are answered with, one after the other. */
  readonly failures: { readonly to: string; readonly told: Told }[];
  /** With which status the next pushes are refused, how late devices show them, and how often each is handed over. */
  readonly behaviour: { failWith: number | null; delaySeconds: number; repeat: number };
  /** What visitors who are played wrote, and the visit of each, by the number that stands for them. */
  readonly said: { readonly id: string; readonly at: Date; readonly from: string; readonly text: string }[];
  readonly visits: Map<string, Id<'vst'>>;
  connections: number;
  count: number;
};

const most = 500;

export const emptyState = (keys: State['keys'], now: State['now']): State => ({
  url: '',
  now,
  keys,
  accessTokens: new Set(),
  providerTokens: new Set(),
  pushed: [],
  failures: [],
  behaviour: { failWith: null, delaySeconds: 0, repeat: 1 },
  said: [],
  visits: new Map(),
  connections: 0,
  count: randomInt(2 ** 40), // no id is that of another node
});

/** Keeps what was pushed, as often as it is handed over, and lets go of the oldest. */
export function keep(state: State, push: Pushed, errorCode: number | null = null): void {
  const at = state.now();
  const { delaySeconds, repeat } = state.behaviour;
  for (let time = 0; time < (errorCode === null ? repeat : 1); time += 1) {
    state.count += 1;
    state.pushed.push({ ...push, id: `push-${state.count}`, at, arrivesAt: new Date(at.getTime() + delaySeconds * 1000), errorCode });
  }
  state.pushed.splice(0, state.pushed.length - most);
}

/** Keeps what somebody who is played wrote. */
export function hear(state: State, from: string, text: string): string {
  state.count += 1;
  const id = `said-${state.count}`;
  state.said.push({ id, at: state.now(), from, text });
  state.said.splice(0, state.said.length - most);
  return id;
}

/** The answer that was ordered for this address, or for everything; undefined when it goes through. `refusal` is how this service says a status. */
export function failureFor(state: State, push: Pushed, refusal: (status: number) => Told): Told | undefined {
  const at = state.failures.findIndex((each) => each.to === push.to);
  if (at >= 0) return state.failures.splice(at, 1)[0]?.told;
  const { failWith } = state.behaviour;
  if (failWith === null) return undefined;
  keep(state, push, failWith);
  return refusal(failWith);
}
