// What a kiosk does unless told otherwise: it forgets soon, and what it hands out is good once.
import { builtIn, minutes, type Setting } from '#kit/setting';
import { linkMinutes } from './kiosk/hand-over.ts';
import { codeMinutes } from './kiosk/kiosks.ts';
import { longestMinutes } from './kiosk/sittings.ts';

const security = { group: 'security', article: '32(1)(b)', ...builtIn } as const;

export const storesSettings: readonly Setting[] = [
  {
    ...security,
    code: 'stores.sitting',
    title: { en: 'A customer sits at a kiosk at most', de: 'An einem Kiosk sitzt jemand höchstens' },
    reason: {
      en: 'Others wait, and whoever left must not be shown to them. Each store says after how many seconds of rest it forgets.',
      de: 'Andere warten, und wer ging, darf ihnen nicht gezeigt werden. Jedes Geschäft sagt, nach wie vielen Sekunden Ruhe es vergisst.',
    },
    standard: minutes(longestMinutes),
  },
  {
    ...security,
    code: 'stores.hand-over',
    title: {
      en: 'A link from a kiosk to one’s own phone opens once, within',
      de: 'Ein Link vom Kiosk auf das eigene Telefon öffnet einmal, binnen',
    },
    reason: {
      en: 'The code stands on a screen that others see too.',
      de: 'Der Code steht auf einem Bildschirm, den auch andere sehen.',
    },
    standard: minutes(linkMinutes),
  },
  {
    ...security,
    code: 'stores.enrolment',
    title: { en: 'A code that makes a device a kiosk is good once, for', de: 'Ein Code, der ein Gerät zum Kiosk macht, gilt einmal, für' },
    reason: {
      en: 'It is typed in at once, by whoever stands before the device.',
      de: 'Er wird gleich eingegeben, von der Person vor dem Gerät.',
    },
    standard: minutes(codeMinutes),
  },
];
