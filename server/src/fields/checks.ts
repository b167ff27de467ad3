// Compliance checks over fields.
import type { Check } from '#kit/room';
import { unanswered } from './declare.ts';
import { countOverdue } from './ended.ts';

export const fieldChecks: readonly Check[] = [
  {
    id: 'fields.values-go-in-time',
    article: '5(1)(e)',
    question:
      'Did every value of a field go within a day after its time, or after the days of grace of a purpose that was switched off or shortened?',
    severity: 'high',
    run: countOverdue,
  },
  {
    id: 'fields.words-are-answered',
    article: '9(1)',
    question: 'Was it answered of every field which special categories it tells of, as far as its words announce them?',
    severity: 'medium',
    run: async (ctx) => (await unanswered(ctx)).length,
    evidence: async (ctx) => (await unanswered(ctx)).slice(0, 20),
  },
];
