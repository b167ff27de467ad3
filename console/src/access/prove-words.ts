// The words of "Is it still you?".
import { words } from '#lib/language.ts';

export const proveWords = words(
  {
    title: 'Is it still you?',
    about: 'What you are about to do matters. Show once more that it is you; it then counts for ten minutes.',
    byPasskey: 'Use a passkey',
    byProvider: 'Ask my company’s sign-in',
    code: 'Code',
    codeHint: 'Six digits from your app, or a recovery code.',
    passwordInstead: 'Use my password instead',
    codeInstead: 'Use the code of my app instead',
    cancel: 'Cancel',
    goOn: 'Go on',
    gaveUp: 'No passkey was used. Try again, or choose another way.',
  },
  {
    title: 'Bist du es noch?',
    about: 'Was du vorhast, hat Gewicht. Zeige noch einmal, dass du es bist; es gilt dann zehn Minuten.',
    byPasskey: 'Passkey benutzen',
    byProvider: 'Anmeldung meines Unternehmens fragen',
    code: 'Code',
    codeHint: 'Sechs Ziffern aus deiner App oder ein Wiederherstellungscode.',
    passwordInstead: 'Lieber mit Passwort',
    codeInstead: 'Lieber mit dem Code meiner App',
    cancel: 'Abbrechen',
    goOn: 'Weiter',
    gaveUp: 'Es wurde kein Passkey benutzt. Versuche es noch einmal oder nimm einen anderen Weg.',
  },
);
