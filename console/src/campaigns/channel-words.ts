// What is said of channels on the page of a campaign: as what it goes there, how much finds room, and why not from elsewhere.
import type { Longest } from '@parley/contract/text-length';
import { words } from '#lib/language.ts';

export const channelWords = words(
  {
    hours: (hours: number) =>
      `Only whoever wrote there within the last ${hours} hours gets it: the provider lets a company advertise no longer than that.`,
    notFrom: 'It cannot go from',
    'only-takes-in': 'only takes in, since no address for messages is set',
    other: 'its channel carries none',
    room: (used: number, most: number, counts: Longest['counts']) =>
      `${used.toLocaleString('en')} of ${most.toLocaleString('en')} ${counts === 'bytes' ? 'bytes' : 'characters'} with the step to unsubscribe.`,
    segments: (length: number, segments: number) =>
      `${length} characters with the step to unsubscribe: ${segments === 1 ? 'one message' : `${segments} messages`} to each person.`,
    unicode: '70 each, because of a letter outside the short alphabet.',
    template: 'Approved message',
    choose: 'Choose …',
    templateHelp: 'Approved by the provider as marketing, in this language, with a button or a line that ends it.',
    noneInLanguage: 'The provider has approved no message for marketing in this language, or none that says how to end it.',
    notKnown: 'The provider could not be asked now: this is what it said last.',
    anew: 'Ask the provider again',
    gap: (name: string) => (/^\d+$/.test(name) ? `Gap ${name}` : `Gap “${name.replaceAll('_', ' ')}”`),
    gapHelp: '{name|friend} becomes the name, or “friend” where none is known.',
    leaveTemplate: 'Its own button or last line ends it; so does STOP.',
    pauses: 'It would pause at once:',
  },
  {
    hours: (hours: number) =>
      `Nur wer dort in den letzten ${hours} Stunden geschrieben hat, bekommt sie: Länger lässt der Anbieter ein Unternehmen nicht werben.`,
    notFrom: 'Sie kann nicht gehen von',
    'only-takes-in': 'nimmt nur an, weil keine Adresse für Nachrichten eingetragen ist',
    other: 'der Kanal befördert keine',
    room: (used: number, most: number, counts: Longest['counts']) =>
      `${used.toLocaleString('de')} von ${most.toLocaleString('de')} ${counts === 'bytes' ? 'Bytes' : 'Zeichen'} mit dem Schritt zum Abmelden.`,
    segments: (length: number, segments: number) =>
      `${length} Zeichen mit dem Schritt zum Abmelden: ${segments === 1 ? 'eine Nachricht' : `${segments} Nachrichten`} an jede Person.`,
    unicode: 'Je 70, wegen eines Zeichens außerhalb des kurzen Alphabets.',
    template: 'Freigegebene Nachricht',
    choose: 'Wählen …',
    templateHelp: 'Vom Anbieter als Werbung freigegeben, in dieser Sprache, mit einem Knopf oder einer Zeile zum Beenden.',
    noneInLanguage:
      'Der Anbieter hat in dieser Sprache keine Nachricht als Werbung freigegeben, oder keine, die sagt, wie man sie beendet.',
    notKnown: 'Der Anbieter war jetzt nicht zu erreichen: Das sagte er zuletzt.',
    anew: 'Anbieter noch einmal fragen',
    gap: (name: string) => (/^\d+$/.test(name) ? `Lücke ${name}` : `Lücke „${name.replaceAll('_', ' ')}“`),
    gapHelp: '{name|Freund} wird zum Namen, oder zu „Freund“, wo keiner bekannt ist.',
    leaveTemplate: 'Ihr eigener Knopf oder ihre letzte Zeile beendet sie; STOP ebenso.',
    pauses: 'Sie hielte sofort an:',
  },
);
