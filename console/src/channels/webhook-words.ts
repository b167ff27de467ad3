// The words about the address that a provider calls, by channel.
import { words } from '#lib/language.ts';

export const webhookWords = words(
  {
    webhook: 'Webhook for what comes in',
    more: 'Your system posts events here, signed with the secret.',
    moreSms: 'Enter it where your carrier asks for the webhook of the number, its messaging service or its application, with POST.',
    moreTelegram: 'Telegram calls it for what people write to the bot. One press sets it there, with a secret of its own.',
    connect: 'Set it at Telegram',
    connectSms: 'Set it at the number',
    connecting: 'Setting…',
  },
  {
    webhook: 'Webhook für das, was hereinkommt',
    more: 'Dorthin gibt euer System Ereignisse, signiert mit dem Geheimnis.',
    moreSms: 'Dort eintragen, wo der Beförderer nach dem Webhook der Nummer, des Messaging Service oder der Anwendung fragt, mit POST.',
    moreTelegram: 'Telegram ruft ihn auf, wenn jemand dem Bot schreibt. Ein Druck trägt ihn dort ein, mit eigenem Geheimnis.',
    connect: 'Bei Telegram eintragen',
    connectSms: 'Bei der Nummer eintragen',
    connecting: 'Wird eingetragen…',
  },
);
