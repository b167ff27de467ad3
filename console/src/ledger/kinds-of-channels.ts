// Kinds of entries about channels whose provider is asked for more than to carry messages.
import { words } from '#lib/language.ts';
import { campaignKinds } from './kinds-of-campaigns.ts';

export const channelKinds = words(
  {
    ...campaignKinds.en,
    'channel.connected': 'A provider was told where to hand in messages',
    'device.registered': 'A device lets itself be told of new messages',
    'device.removed': 'A device is told of nothing more',
    'mailbox.agreed': 'Somebody agreed at its provider that a mailbox may be read',
    'mailbox.refused': 'A provider let a mailbox be read no more',
    'push.sent': 'A device was told that a message waits',
    'push.not-sent': 'A device could not be told that a message waits',
    'purpose.widened': 'A purpose takes in a channel that was opened',
    'recipient.asked-to-forget': 'A provider was asked to forget messages',
    'recipient.told': 'A recipient was told of what was done',
    'recipient.acknowledged': 'A recipient answered that it knows',
    'recipient.not-told': 'Why nobody could tell a recipient was written down',
    'sandbox.off': 'The sandbox was switched off',
    'sandbox.on': 'The sandbox was switched on: nothing leaves',
    'sandbox.written': 'Somebody was played in the sandbox',
  },
  {
    ...campaignKinds.de,
    'channel.connected': 'Einem Anbieter gesagt, wohin er Nachrichten gibt',
    'device.registered': 'Ein Gerät lässt sich neue Nachrichten melden',
    'device.removed': 'Einem Gerät wird nichts mehr gemeldet',
    'mailbox.agreed': 'Beim Anbieter zugestimmt, dass ein Postfach gelesen werden darf',
    'mailbox.refused': 'Ein Anbieter lässt ein Postfach nicht mehr lesen',
    'push.sent': 'Einem Gerät gemeldet, dass eine Nachricht wartet',
    'push.not-sent': 'Einem Gerät war nicht zu melden, dass eine Nachricht wartet',
    'purpose.widened': 'Zweck um einen geöffneten Kanal erweitert',
    'recipient.asked-to-forget': 'Anbieter gebeten, Nachrichten zu vergessen',
    'recipient.told': 'Empfänger von dem unterrichtet, was geschah',
    'recipient.acknowledged': 'Empfänger hat bestätigt, dass er es weiß',
    'recipient.not-told': 'Festgehalten, warum ein Empfänger nicht unterrichtet werden konnte',
    'sandbox.off': 'Sandkasten ausgeschaltet',
    'sandbox.on': 'Sandkasten eingeschaltet: nichts geht hinaus',
    'sandbox.written': 'Im Testkanal als jemand geschrieben',
  },
);
