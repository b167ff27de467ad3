// Compliance checks over campaigns.
import type { Check } from '#kit/room';
import { countEnded } from './tags/store.ts';

export const campaignChecks: readonly Check[] = [
  {
    id: 'campaigns.tags-fall-off-in-time',
    article: '5(1)(e)',
    question: 'Did every tag fall off whoever had it within a day after its time?',
    severity: 'medium',
    run: async (ctx) => (await ctx.db.one(countEnded, [ctx.workspace, new Date(ctx.now.getTime() - 86_400_000)])).count,
  },
];
