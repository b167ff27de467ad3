// Kinds of entries about messages that were changed later.
import { words } from '#lib/language.ts';

export const changeKinds = words(
  {
    'message.edited': 'A message was edited by its sender',
    'message.unsent': 'A message was taken back by its sender',
    'message.reacted': 'Somebody reacted to a message',
  },
  {
    'message.edited': 'Nachricht vom Absender bearbeitet',
    'message.unsent': 'Nachricht vom Absender zurückgenommen',
    'message.reacted': 'Auf eine Nachricht reagiert',
  },
);
