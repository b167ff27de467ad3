// Who asked, as letters to the person say it: they themselves, somebody in their name, or a platform that passed on what they asked it (Art. 12(3)).
import type { RequestRow } from './store.ts';

export type AskedBy = 'self' | 'other' | 'platform';

/** By the platform alone: whoever asks for the same themselves, by a message, a letter or a call, asked. Holds when what was theirs is erased. */
export function askedBy(row: Pick<RequestRow, 'on_behalf' | 'filed_alone'>): AskedBy {
  if (row.on_behalf) return 'other';
  return row.filed_alone ? 'platform' : 'self';
}
