// Consent is off until somebody says yes.
import { builtIn, type Setting } from '#kit/setting';
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
];
