// Compliance checks over consent: what could be recorded and still should not rest unseen.
import type { Check } from '#kit/room';
import { renewalStore } from './renewal/store.ts';
import { countOlder, countUnproved } from './store.ts';

const twoYears = 730 * 86_400_000;

export const consentChecks: readonly Check[] = [
  {
    id: 'consent.every-yes-is-proved',
    article: '7(1)',
    question: 'Does every consent that stands point at the notice that was shown?',
    severity: 'high',
    run: countUnproved,
  },
  {
    id: 'consent.renewed-every-two-years',
    article: '7(1)',
    question: 'Was every consent that stands given within the last two years (EDPB 05/2020 advises to renew)?',
    severity: 'low',
    run: (ctx) => countOlder(ctx, new Date(ctx.now.getTime() - twoYears)),
  },
  {
    id: 'consent.none-ends-unasked',
    article: '7(1)',
    question: 'Was everybody asked anew whose yes ends within a week, or ended within the last month?',
    severity: 'low',
    run: (ctx) => renewalStore.unasked(ctx, 7, 30),
  },
];
