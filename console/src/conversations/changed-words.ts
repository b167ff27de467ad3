// The words for what happened to a message later.
import { words } from '#lib/language.ts';

export const changedWords = words(
  { unsent: 'Taken back by the sender', edited: 'Edited', reaction: 'Reaction:' },
  { unsent: 'Vom Absender zurückgenommen', edited: 'Bearbeitet', reaction: 'Reaktion:' },
);
