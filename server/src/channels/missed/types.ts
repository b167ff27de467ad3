// What an adapter lists of messages that came in at its provider, for those that a webhook may have missed.
import type { Tools } from '#kit/tool';
import type { Account, Inbound, Settings } from '../adapter.ts';

/** `from` is inside, `until` is not. */
export type Span = { readonly from: Date; readonly until: Date };
/** `read` fetches the whole of it, files too; undefined for what is nobody's message. It may throw, and is asked for again then. */
export type Listed = { readonly externalId: string; readonly read: () => Promise<Inbound | undefined> };
/**
 * In the order in which it was said; `until`: up to where it is whole, which may be short of what was asked where there is much; `againMs`: when to ask again, where that is not within
 * minutes.
 */
export type Listing = { readonly items: readonly Listed[]; readonly until: Date; readonly againMs?: number };
export type Lister<S extends Settings = Settings> = {
  /** When to ask again after it could not be asked, where each time costs. */
  readonly againMs?: number;
  /** Undefined where the provider could not be asked now; never throws for its sake. */
  list(account: Account<S>, span: Span, tools: Tools): Promise<Listing | undefined>;
};
