// The words of one's own copy.
import { words } from '#lib/language.ts';

export const ownCopyWords = words(
  {
    title: 'What is held about me',
    about: 'Account, sessions, keys and what the ledger says you did (Art. 15 GDPR). Taking a copy is recorded.',
    read: 'To read (HTML)',
    programs: 'For programs (JSON)',
    file: 'my-data-as-a-colleague',
  },
  {
    title: 'Was über mich gespeichert ist',
    about:
      'Konto, Sitzungen, Schlüssel und was du laut Protokoll getan hast (Art. 15 DSGVO). Dass du eine Kopie nimmst, wird festgehalten.',
    read: 'Zum Lesen (HTML)',
    programs: 'Für Programme (JSON)',
    file: 'meine-daten-im-team',
  },
);
