// The words about the address that a provider calls, by channel.
import { words } from '#lib/language.ts';

export const webhookWords = words(
  {
    webhook: 'Webhook for what comes in',
    more: 'Your system posts events here, signed with the secret.',
    moreSms: 'Enter it where your carrier asks for the webhook of the number, its messaging service or its application, with POST.',
    moreMail:
      'Whoever takes your mail in posts it here, as a whole. Where a password is the proof, write it into the address: https://parley:PASSWORD@…',
    connectSms: 'Set it at the number',
    connecting: 'Setting…',
  },
  {
    webhook: 'Webhook für das, was hereinkommt',
    more: 'Dorthin gibt euer System Ereignisse, signiert mit dem Geheimnis.',
    moreSms: 'Dort eintragen, wo der Beförderer nach dem Webhook der Nummer, des Messaging Service oder der Anwendung fragt, mit POST.',
    moreMail:
      'Wer eure Mail annimmt, gibt sie hier als Ganzes ab. Wo ein Passwort der Nachweis ist, kommt es in die Adresse: https://parley:PASSWORT@…',
    connectSms: 'Bei der Nummer eintragen',
    connecting: 'Wird eingetragen…',
  },
);
