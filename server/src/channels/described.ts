// What an adapter says of itself and of its provider: where it is found, and what became of messages that were to be forgotten.
import type { Published } from '@parley/contract/kept-there';

export type Description = {
  readonly address: string | null;
  readonly snippet: string | null;
  readonly dns: readonly { readonly name: string; readonly type: string; readonly value: string }[];
  /** Address at which the provider tells us what came in, to be entered there. */
  readonly webhook?: string;
};

/** What came of a look at the provider, in words for whoever set the channel up. */
export type Verdict = { readonly ok: boolean; readonly words: string };

/** What came of telling the provider: the page to open where one has to agree there, and settings that it made for it, to be kept. */
export type Connected = Verdict & { readonly open?: string; readonly settings?: Readonly<Record<string, unknown>> | undefined };

/** What became of messages that a provider was asked to forget (Art. 17(1), 19): how many are gone, which could not be reached yet, and how many it deletes for nobody any more; of a mailbox, which were found in none of its folders. */
export type Forgotten = {
  readonly gone: number;
  readonly left: readonly string[];
  readonly kept?: number;
  readonly missing?: readonly string[];
};

/** What a recipient who is asked to forget nothing says of keeping what passed through it: as a sentence, which certificates sign, and as its code, by which pages say it in other languages. `recipient` is its code in the register. */
export type Keeping = { readonly recipient: string; readonly published: string; readonly publishes: Published };

/**
 * What a provider forgets, as the certificate says it (`redaction`: records stay, without words and numbers; `mailbox`: mails, from every folder), and days for which its own backups keep it after that; 0 where
 * it says nothing of them. `published`: what it says of keeping messages, as a sentence, where its interface deletes nothing; `publishes` is the code of that, absent in case files of before.
 */
export type Forgetting = {
  readonly what: 'messages' | 'files' | 'redaction' | 'mailbox' | 'nothing';
  readonly days: number;
  readonly published?: string;
  readonly publishes?: Published;
};
