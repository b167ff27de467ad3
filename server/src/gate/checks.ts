// Compliance checks over the facts that the gate keeps.
import type { Check } from '#kit/room';
import { countStale } from './store.ts';

const day = 86_400_000;

export const gateChecks: readonly Check[] = [
  {
    id: 'gate.restriction-is-settled',
    article: '18(1)',
    question: 'Is the question behind every restriction settled within three months?',
    severity: 'medium',
    run: (ctx) => countStale(ctx, 'restricted', new Date(ctx.now.getTime() - 92 * day)),
  },
  {
    id: 'gate.hold-is-reviewed',
    article: '17(3)',
    question: 'Is every hold on deletion newer than a year, or set again since?',
    severity: 'medium',
    run: (ctx) => countStale(ctx, 'held', new Date(ctx.now.getTime() - 365 * day)),
  },
];
