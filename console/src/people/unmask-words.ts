// The words of seeing addresses in full.
import { words } from '#lib/language.ts';

export const unmaskWords = words(
  {
    show: 'Show in full',
    title: (name: string) => `Addresses of ${name} in full`,
    about:
      'You rarely need them: answers find their way without. The reason stands beside your look in the ledger, where the person can ask for it.',
    reason: 'Why',
    contact: 'To reach them by another way',
    identify: 'To make sure who they are',
    delivery: 'Something did not arrive',
    request: 'To answer a request of theirs',
    other: 'Something else',
    note: 'In words',
    noteHint: 'Kept sealed with the person.',
    optional: 'optional',
    cancel: 'Cancel',
  },
  {
    show: 'Ganz zeigen',
    title: (name: string) => `Adressen von ${name} ganz zeigen`,
    about:
      'Selten nötig: Antworten finden ihren Weg auch so. Der Grund steht neben deinem Blick im Protokoll, und die Person kann danach fragen.',
    reason: 'Warum',
    contact: 'Um sie auf anderem Weg zu erreichen',
    identify: 'Um sicher zu sein, wer sie ist',
    delivery: 'Etwas ist nicht angekommen',
    request: 'Um eine Anfrage von ihr zu beantworten',
    other: 'Etwas anderes',
    note: 'In Worten',
    noteHint: 'Bleibt versiegelt bei der Person.',
    optional: 'freiwillig',
    cancel: 'Abbrechen',
  },
);
