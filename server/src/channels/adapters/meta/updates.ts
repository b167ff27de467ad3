// What a webhook of Meta says, whichever channel it is about: one update for each thing that happened. Every array is walked: batches are real.
import type { Account, Inbound } from '../../adapter.ts';

/** A file that is still at Meta: by its id, or by its address. */
export type Media = { readonly id?: string; readonly url?: string; readonly type: string; readonly name?: string };
export type From = Inbound['from'];
/** What became of a message later, by the provider's id of that message. */
type Change = {
  readonly externalId: string;
  readonly from: From;
  /** Milliseconds of the moment at which it was told to have happened. */
  readonly order: number;
  readonly change: 'edited' | 'unsent' | 'reacted';
  readonly text?: string;
  /** Empty where a reaction was taken back. */
  readonly reaction?: string;
};
type Happened =
  | {
      readonly kind: 'message';
      readonly id: string;
      readonly from: From;
      /** When it was written; undefined where nobody says. */
      readonly at: Date | undefined;
      readonly text: string;
      readonly media: readonly Media[];
      readonly answers: readonly string[];
      /** A button that the company's own message offered for this. */
      readonly wish?: 'stop' | undefined;
    }
  | { readonly kind: 'change'; readonly change: Change }
  | {
      readonly kind: 'status';
      readonly ids: readonly string[];
      readonly state: 'sent' | 'delivered' | 'read' | 'failed';
      readonly code: number;
      /** What Meta calls it, where `ids` hold our own name. */
      readonly alsoKnownAs?: string | undefined;
      /** Whom it reached, where they are named by another address than the one it may have gone to. */
      readonly reached?: From | undefined;
    }
  | { readonly kind: 'until'; readonly from: From; readonly state: 'delivered' | 'read'; readonly until: Date }
  /** Whoever was known by `from.formerly` has another address, and wrote nothing. */
  | { readonly kind: 'renamed'; readonly from: From }
  /** How many people may be begun with has changed, says whoever decides it. */
  | { readonly kind: 'limit' }
  | { readonly kind: 'preference'; readonly from: From; readonly wish: 'stop' | 'resume'; readonly at: Date };
/** `account` is the id of the number, page or profile that it happened to, or of the business account whose numbers it is about. */
export type Update = Happened & { readonly account: string };

export const place = ({ workspace, inbox }: Account): Pick<Inbound, 'workspace' | 'inbox'> => ({ workspace, inbox });
/** Whose line an update stands in: what one person did stays in order. */
export function lineOf(update: Update): string {
  if (update.kind === 'limit') return 'limit';
  if (update.kind === 'change') return update.change.from.value;
  return update.kind === 'status' ? (update.ids.at(-1) ?? '') : update.from.value;
}
