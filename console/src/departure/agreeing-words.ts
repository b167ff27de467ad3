// Words of what waits for those who answer for privacy.
import { words } from '#lib/language.ts';

export const agreeingWords = words(
  {
    title: 'An export of everything waits for you',
    about:
      'One file with every customer and every conversation, in the clear, for whoever asked. Approve it only if you know why; without your approval it is neither made nor fetched.',
    askedBy: (name: string) => `Asked for by ${name || 'somebody who has left'},`,
    isMade: 'Made before anybody answered for privacy: only fetching it waits for you.',
    approve: 'Approve',
  },
  {
    title: 'Eine Ausleitung von allem wartet auf dich',
    about:
      'Eine Datei mit allen Kunden und allen Gesprächen, im Klartext, für die Person, die sie verlangt hat. Gib sie nur frei, wenn du weißt, wozu; ohne deine Freigabe wird sie weder erstellt noch abgeholt.',
    askedBy: (name: string) => `Verlangt von ${name || 'jemandem, der nicht mehr da ist'},`,
    isMade: 'Erstellt, bevor jemand für den Datenschutz einstand: Nur das Abholen wartet auf dich.',
    approve: 'Freigeben',
  },
);
