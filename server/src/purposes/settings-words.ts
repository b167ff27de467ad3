// What the page of settings says of each part of a purpose that can become less private: its title, why it is as it is, and what holds.
import { periodWords, type StartEvent } from '@parley/contract/period';
import { onOff, type Words } from '#kit/setting';
import { isSpecial, specialNames } from './special.ts';
import type { Movable, StepPart } from './steps.ts';
import type { ChannelKind, LawfulBasis, PurposeSource } from './types.ts';

type Said = {
  readonly title: (name: Words) => Words;
  readonly reason: (basis: LawfulBasis) => Words;
  readonly article: string;
  /** Other words for whatever could be a step from one to the other; `standard` is what a new company begins with. */
  readonly shown: (purpose: Movable, standard: Movable) => Words;
};

export const partWords: Readonly<Record<StepPart, Said>> = {
  active: {
    title: ({ en, de }) => ({ en: `Purpose “${en}”`, de: `Zweck „${de}“` }),
    reason: (basis) =>
      basis === 'consent'
        ? {
            en: 'Not needed to answer anybody. Switched on, it still reaches only those who agree.',
            de: 'Nicht nötig, um jemandem zu antworten. Auch eingeschaltet erreicht er nur, wer zustimmt.',
          }
        : {
            en: 'Not needed to answer anybody, so it waits until you have a reason.',
            de: 'Nicht nötig, um jemandem zu antworten: Er wartet, bis ihr einen Grund habt.',
          },
    article: '25(2)',
    shown: ({ active }) => onOff(active),
  },
  period: {
    title: ({ en, de }) => ({ en: `Kept for “${en}”`, de: `Aufbewahrt für „${de}“` }),
    reason: () => ({
      en: 'Counted from the event that the purpose names. Longer needs a reason, shorter never does.',
      de: 'Gezählt ab dem Ereignis, das der Zweck nennt. Länger braucht einen Grund, kürzer nie.',
    }),
    article: '5(1)(e)',
    // the event is named where it is another: steps that were written down before it could be still match
    shown: ({ period, starts }, standard) => {
      const { en, de } = lasting(period);
      return starts === standard.starts ? { en, de } : { en: `${en} ${counted[starts].en}`, de: `${de} ${counted[starts].de}` };
    },
  },
  channels: {
    title: ({ en, de }) => ({ en: `Channels for “${en}”`, de: `Kanäle für „${de}“` }),
    reason: () => ({
      en: 'Whoever agrees is reached where they expect it. Each further channel needs a reason.',
      de: 'Wer zustimmt, wird dort erreicht, wo er es erwartet. Jeder weitere Kanal braucht einen Grund.',
    }),
    article: '25(2)',
    shown: ({ channels }) => channelsInWords(channels),
  },
  confirmOn: {
    title: ({ en, de }) => ({ en: `A yes to “${en}” is confirmed first on`, de: `Ein Ja zu „${de}“ wird erst bestätigt bei` }),
    reason: () => ({
      en: 'Anybody can type an address. Advertising waits until its owner confirms (double opt-in).',
      de: 'Jeder kann eine Adresse eintippen. Werbung wartet, bis ihr Inhaber bestätigt (Double-Opt-in).',
    }),
    article: '7(1)',
    shown: ({ confirmOn }) => channelsInWords(confirmOn),
  },
  special: {
    title: ({ en, de }) => ({ en: `Special categories for “${en}”`, de: `Besondere Kategorien für „${de}“` }),
    reason: () => ({
      en: 'Health, faith and the like are for nothing until you say so; then people agree by a statement of its own.',
      de: 'Gesundheit, Glaube und Ähnliches dienen zu nichts, bis ihr es sagt; dann wird mit einer eigenen Erklärung zugestimmt.',
    }),
    article: '9(1)',
    shown: ({ special }) => inWords(special, (each) => ({ en: nameOf(each, 'en'), de: nameOf(each, 'de') })),
  },
  toChildren: {
    title: ({ en, de }) => ({ en: `“${en}” is offered to children`, de: `„${de}“ ist auch für Kinder gedacht` }),
    reason: () => ({
      en: 'Children know less of what may follow, so nothing is for them until you say so.',
      de: 'Kinder kennen die Folgen weniger: Nichts ist für sie gedacht, bis ihr es sagt.',
    }),
    article: '8(1)',
    shown: ({ toChildren }) => (toChildren ? { en: 'yes', de: 'ja' } : { en: 'no', de: 'nein' }),
  },
  renewAfter: {
    title: ({ en, de }) => ({ en: `A yes to “${en}” counts for`, de: `Ein Ja zu „${de}“ zählt` }),
    reason: () => ({
      en: 'People forget what they agreed to. Then they are asked anew.',
      de: 'Man vergisst, wozu man Ja gesagt hat. Dann wird neu gefragt.',
    }),
    article: '7(1)',
    shown: ({ renewAfter }) => lasting(renewAfter),
  },
  sources: {
    title: ({ en, de }) => ({ en: `Data for “${en}” that is not from the person`, de: `Daten für „${de}“, die nicht von der Person sind` }),
    reason: () => ({
      en: 'People know what they told you themselves. Each further kind of source needs a reason.',
      de: 'Man weiß, was man selbst gesagt hat. Jede weitere Art von Quelle braucht einen Grund.',
    }),
    article: '14(2)(f)',
    shown: ({ sources }) => inWords([...new Set(sources.map(({ origin }) => origin))], (each) => origins[each]),
  },
};

const lasting = (period: string): Words => ({
  en: periodWords(period, { Y: ['year', 'years'], M: ['month', 'months'], D: ['day', 'days'] }),
  de: periodWords(period, { Y: ['Jahr', 'Jahre'], M: ['Monat', 'Monate'], D: ['Tag', 'Tage'] }),
});
const counted: Readonly<Record<StartEvent, Words>> = {
  collected: { en: 'after it was collected', de: 'nach der Erhebung' },
  'last-contact': { en: 'after the last contact', de: 'nach dem letzten Kontakt' },
  closing: { en: 'after closing', de: 'nach dem Schließen' },
  'end-of-contract': { en: 'after the end of the contract', de: 'nach dem Ende des Vertrags' },
};

/** In one order, whichever they were entered in. */
function inWords<T extends string>(codes: readonly T[], wordsOf: (code: T) => Words): Words {
  if (codes.length === 0) return { en: 'none', de: 'keine' };
  const all = [...codes].sort().map(wordsOf);
  return { en: all.map(({ en }) => en).join(', '), de: all.map(({ de }) => de).join(', ') };
}

const channelsInWords = (channels: readonly ChannelKind[]) => inWords(channels, (each) => channelNames[each]);
const brand = (name: string): Words => ({ en: name, de: name });
const channelNames: Readonly<Record<ChannelKind, Words>> = {
  'web-chat': { en: 'web chat', de: 'Web-Chat' },
  email: { en: 'email', de: 'E-Mail' },
  sms: { en: 'text message', de: 'SMS' },
  whatsapp: brand('WhatsApp'),
  messenger: brand('Messenger'),
  instagram: brand('Instagram'),
  telegram: brand('Telegram'),
  viber: brand('Viber'),
  line: brand('LINE'),
  custom: { en: 'a channel of your own', de: 'ein eigener Kanal' },
};
const origins: Readonly<Record<PurposeSource['origin'], Words>> = {
  import: { en: 'imported from another system', de: 'aus einem anderen System' },
  'other-person': { en: 'somebody else', de: 'jemand anderes' },
  'other-source': { en: 'another company or a register', de: 'ein anderes Unternehmen oder ein Register' },
};
function nameOf(category: string, language: 'en' | 'de'): string {
  const known = isSpecial(category);
  return known ? specialNames[language][known] : category;
}
