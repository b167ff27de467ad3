// The words of what is left to do before the first conversation.
import { words } from '#lib/language.ts';

export const firstStepWords = words(
  {
    title: 'Left to do before the first conversation',
    goOn: 'Go on with the set-up',
    company: 'Say who you are',
    companyMore: 'Postal address and contact: Art. 13 asks for them.',
    authority: 'Name your authority',
    authorityMore: 'Where people may complain. The fitting one is suggested.',
    notice: 'Publish the privacy notice',
    noticeMore: 'Parley writes it from your facts, in four languages.',
    channel: 'Open a channel',
    channelMore: 'A chat for your site or an email address.',
    done: 'Done',
  },
  {
    title: 'Noch zu tun vor dem ersten Gespräch',
    goOn: 'Weiter einrichten',
    company: 'Sagt, wer ihr seid',
    companyMore: 'Anschrift und Kontakt: Art. 13 verlangt sie.',
    authority: 'Nennt eure Behörde',
    authorityMore: 'Wo man sich beschweren kann. Die passende wird vorgeschlagen.',
    notice: 'Veröffentlicht den Datenschutzhinweis',
    noticeMore: 'Parley schreibt ihn aus euren Angaben, in vier Sprachen.',
    channel: 'Öffnet einen Kanal',
    channelMore: 'Einen Chat für eure Seite oder eine E-Mail-Adresse.',
    done: 'Erledigt',
  },
);
