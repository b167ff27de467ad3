// Consent is off until somebody says yes.
import { builtIn, type Setting } from '#kit/setting';
import { renewalDays } from './renewal/rules.ts';
import { missingProof } from './rules.ts';

/** What a yes without anything shown would lack; the rule itself is asked. */
const lacking = missingProof({ state: 'given', by: 'self' } as Parameters<typeof missingProof>[0]);

export const consentSettings: readonly Setting[] = [
  {
    code: 'consent.proof',
    group: 'privacy',
    title: { en: 'A yes counts only with', de: 'Ein Ja zählt nur mit' },
    reason: {
      en: 'Silence is no consent. You must be able to show what somebody agreed to, so their own yes comes with what they saw.',
      de: 'Schweigen ist keine Einwilligung. Ihr müsst zeigen können, wozu jemand zugestimmt hat: Zum Ja gehört, was zu sehen war.',
    },
    article: '7(1)',
    standard: {
      en: lacking
        .map((part) => ({ notice: 'the notice', language: 'its language', wording: 'the wording', evidence: 'evidence' })[part])
        .join(', '),
      de: lacking.map((part) => ({ notice: 'Hinweis', language: 'Sprache', wording: 'Wortlaut', evidence: 'Beleg' })[part]).join(', '),
    },
    ...builtIn,
  },
  {
    code: 'consent.asked-anew',
    group: 'privacy',
    title: { en: 'A yes that ends is asked for anew', de: 'Ein Ja, das endet, wird neu erfragt' },
    reason: {
      en: 'Off for every purpose until you switch it on: a message nobody waits for is not sent by itself. Then once, in the month before the end, by the way agreed to; whoever does not answer is left alone.',
      de: 'Für jeden Zweck aus, bis ihr es einschaltet: Was niemand erwartet, geht nicht von selbst hinaus. Dann einmal, im Monat vor dem Ende, auf dem vereinbarten Weg; wer nicht antwortet, hat Ruhe.',
    },
    article: '7(1)',
    standard: { en: `once, ${renewalDays} days before`, de: `einmal, ${renewalDays} Tage vorher` },
    ...builtIn,
  },
];
