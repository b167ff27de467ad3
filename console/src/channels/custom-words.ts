// The words of custom channels.
import { words } from '#lib/language.ts';

export const customWords = words(
  {
    url: 'Address of your system',
    urlHint: 'Answers are posted there. Empty: this channel only takes in.',
    secret: 'Secret of both sides',
    secretHint: 'Starts with whsec_. Everything in either direction is signed with it.',
    secretKept:
      'Left empty, the one that is set stays. A new one is used beside the old one until your system has changed over, for a week at most.',
    make: 'Make one',
    made: 'Copy it into your system now: it is not shown again',
    changedOver: 'My system has changed over: forget the old secret',
    showsChoices: 'My system shows choices to tap',
    showsChoicesHint: 'Otherwise they stand below the text as a numbered list.',
    no: 'No',
    yes: 'Yes',
    optional: 'optional',
  },
  {
    url: 'Adresse eures Systems',
    urlHint: 'Dorthin gehen Antworten. Leer: Dieser Kanal nimmt nur an.',
    secret: 'Geheimnis beider Seiten',
    secretHint: 'Beginnt mit whsec_. Damit ist alles signiert, in beide Richtungen.',
    secretKept: 'Leer gelassen bleibt das gesetzte. Ein neues gilt neben dem alten, bis euer System umgestellt ist, höchstens eine Woche.',
    make: 'Eines erzeugen',
    made: 'Jetzt in euer System übernehmen: Es wird nicht noch einmal gezeigt',
    changedOver: 'Mein System ist umgestellt: das alte Geheimnis vergessen',
    showsChoices: 'Mein System zeigt Auswahlen zum Antippen',
    showsChoicesHint: 'Sonst stehen sie als nummerierte Liste unter dem Text.',
    no: 'Nein',
    yes: 'Ja',
    optional: 'freiwillig',
  },
);
