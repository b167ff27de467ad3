// The words about the address that a provider calls, by channel.
import { words } from '#lib/language.ts';

export const webhookWords = words(
  {
    webhook: 'Webhook for what comes in',
    more: 'Your system posts events here, signed with the secret.',
    moreSms: 'Enter it at the number, or the messaging service, under “A message comes in”, with POST.',
    connectSms: 'Set it at the number',
    connecting: 'Setting…',
  },
  {
    webhook: 'Webhook für das, was hereinkommt',
    more: 'Dorthin gibt euer System Ereignisse, signiert mit dem Geheimnis.',
    moreSms: 'Bei der Nummer oder dem Messaging Service unter „A message comes in“ eintragen, mit POST.',
    connectSms: 'Bei der Nummer eintragen',
    connecting: 'Wird eingetragen…',
  },
);
