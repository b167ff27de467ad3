// What a root key is to the rest of the house, wherever it lies: it wraps keys and gives them back, bound to what they are for. Start and new companies ask
// it; reading and writing do not, so that a service that is slow or away for a while stops nobody who is at work.
import { createHash, type KeyObject } from 'node:crypto';
import { bind } from '#kit/seal';

/** What a wrapped key is for; bound into the wrap. */
export type Use = 'workspace' | 'epoch' | 'backup' | 'instance';
/** `rootId` tells root keys and their versions apart without saying anything about them. */
export type Wrapped = { readonly rootId: string; readonly bytes: Buffer };
/** The root key that wraps now, and since when it exists where that is known. */
export type RootHealth = { readonly rootId: string; readonly madeAt: Date | undefined };

export type Root = {
  /** As in `PARLEY_ROOT_KEY`; holds no secret. */
  readonly address: string;
  /** Whether this root, in any of its versions, made wraps with this id. */
  readonly owns: (rootId: string) => boolean;
  readonly wrap: (use: Use, bound: Buffer, key: KeyObject) => Promise<Wrapped>;
  /** Error when the wrap is of another key, use or place, or was changed; `rootAway` when the service does not give it. */
  readonly unwrap: (use: Use, bound: Buffer, wrapped: Buffer) => Promise<KeyObject>;
  readonly health: () => Promise<RootHealth>;
  /** Only a file has it: the sub-key from which an installation that never moved its root makes its tokens. */
  readonly derive?: (use: string) => KeyObject;
  /** Only a file has it without asking: its id. */
  readonly id?: string;
};

/** The root key is not to be had now: `withheld` when its holder refuses, `unreachable` otherwise. The message is for the operator and holds no secret. */
export function rootAway(because: 'withheld' | 'unreachable', message: string): Error {
  return Object.assign(new Error(message), { code: `ROOT_${because.toUpperCase()}` });
}

/** What a service binds into the wrap: a hash, since its log must not learn the ids of companies. */
export function associated(use: Use, bound: Buffer): Buffer {
  return createHash('sha256').update(bind('parley/1/root', use)).update(bound).digest();
}
