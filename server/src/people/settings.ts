// What proves an address unless told otherwise.
import { builtIn, minutes, type Setting, times } from '#kit/setting';
import { minutesValid, perHour, triesEach } from './codes.ts';

const security = { group: 'security', article: '32(1)(b)', ...builtIn } as const;

export const peopleSettings: readonly Setting[] = [
  {
    ...security,
    code: 'people.code-life',
    title: { en: 'A code that proves an address is good for', de: 'Ein Code, der eine Adresse beweist, gilt' },
    reason: {
      en: 'Long enough to open one’s mail, too short to be found later.',
      de: 'Lang genug, um die Post zu öffnen, zu kurz, um später gefunden zu werden.',
    },
    standard: minutes(minutesValid),
  },
  {
    ...security,
    code: 'people.code-tries',
    title: { en: 'Tries for one code', de: 'Versuche je Code' },
    reason: {
      en: 'Eight digits cannot be guessed in so few.',
      de: 'Acht Ziffern lassen sich in so wenigen nicht erraten.',
    },
    standard: times(triesEach),
  },
  {
    ...security,
    code: 'people.codes-an-hour',
    title: { en: 'Codes an hour to one address', de: 'Codes je Stunde an eine Adresse' },
    reason: {
      en: 'Nobody’s mailbox is filled by somebody else.',
      de: 'Niemand füllt das Postfach eines anderen.',
    },
    standard: { en: String(perHour), de: String(perHour) },
  },
];
