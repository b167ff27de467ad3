// Compliance checks over fields.
import type { Check } from '#kit/room';
import { countOverdue } from './ended.ts';

export const fieldChecks: readonly Check[] = [
  {
    id: 'fields.values-go-in-time',
    article: '5(1)(e)',
    question: 'Did every value of a field go within a day after its time, or after the days of grace of a purpose that was switched off?',
    severity: 'high',
    run: countOverdue,
  },
];
