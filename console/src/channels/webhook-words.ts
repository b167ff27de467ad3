// The words about the address that a provider calls, by channel.
import { words } from '#lib/language.ts';

export const webhookWords = words(
  {
    webhook: 'Webhook for what comes in',
    more: 'Your system posts events here, signed with the secret.',
    moreSms: 'Enter it where your carrier asks for the webhook of the number, its messaging service or its application, with POST.',
    moreMail:
      'Whoever takes your mail in posts it here, as a whole. Where a password is the proof, write it into the address: https://parley:PASSWORD@…',
    mailgunEvents:
      'The same address is for its webhooks: Permanent Failure, Spam Complaints, Unsubscribes. A complaint then withdraws the consent.',
    sendgridEvents:
      'The same address is for its Event Webhook: bounced, dropped, spam reports, unsubscribes. Sign it, and enter that key as well. A complaint then withdraws the consent.',
    postmarkEvents:
      'The same address, with the password, is for its webhooks: bounce, spam complaint, subscription change. A complaint then withdraws the consent.',
    sesEvents: 'The topic is confirmed by itself as soon as it calls this address.',
    keyedMail: (name: string) =>
      `${name} posts here what is mailed to the address, and tells who complains, unsubscribes or cannot be reached. One press sets it there.`,
    offerKey: (name: string) => `Or enter the API key of ${name}: then one press sets it there.`,
    enterKey: 'Enter the key',
    connectSms: 'Set it at the number',
    connecting: 'Setting…',
  },
  {
    webhook: 'Webhook für das, was hereinkommt',
    more: 'Dorthin gibt euer System Ereignisse, signiert mit dem Geheimnis.',
    moreSms: 'Dort eintragen, wo der Beförderer nach dem Webhook der Nummer, des Messaging Service oder der Anwendung fragt, mit POST.',
    moreMail:
      'Wer eure Mail annimmt, gibt sie hier als Ganzes ab. Wo ein Passwort der Nachweis ist, kommt es in die Adresse: https://parley:PASSWORT@…',
    mailgunEvents:
      'Dieselbe Adresse ist für seine Webhooks: Permanent Failure, Spam Complaints, Unsubscribes. Eine Beschwerde widerruft dann die Einwilligung.',
    sendgridEvents:
      'Dieselbe Adresse ist für seinen Event Webhook: bounced, dropped, spam reports, unsubscribes. Ihn signieren lassen und auch diesen Schlüssel eintragen. Eine Beschwerde widerruft dann die Einwilligung.',
    postmarkEvents:
      'Dieselbe Adresse, mit dem Passwort, ist für seine Webhooks: Bounce, Spam Complaint, Subscription Change. Eine Beschwerde widerruft dann die Einwilligung.',
    sesEvents: 'Das Thema wird von selbst bestätigt, sobald es diese Adresse aufruft.',
    keyedMail: (name: string) =>
      `${name} gibt hier ab, was an die Adresse gemailt wird, und sagt, wer sich beschwert, abmeldet oder nicht zu erreichen ist. Ein Druck trägt es dort ein.`,
    offerKey: (name: string) => `Oder den API-Schlüssel von ${name} eingeben: Dann trägt ein Druck sie dort ein.`,
    enterKey: 'Schlüssel eingeben',
    connectSms: 'Bei der Nummer eintragen',
    connecting: 'Wird eingetragen…',
  },
);
