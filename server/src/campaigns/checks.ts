// Compliance checks over campaigns.
import type { Check } from '#kit/room';
import { limitsOf } from './limits/limits.ts';
import { quietUntil } from './limits/rules.ts';
import { standing } from './sending/store.ts';
import { countOverdue } from './tags/ended.ts';

const hourMs = 3_600_000;
const lastMessagesMs = 72 * hourMs; // what a provider puts off is given up after two days

export const campaignChecks: readonly Check[] = [
  {
    id: 'campaigns.tags-fall-off-in-time',
    article: '5(1)(e)',
    question: 'Did every tag fall off whoever had it within a day after its time?',
    severity: 'medium',
    run: countOverdue,
  },
  {
    id: 'campaigns.none-stands-still',
    article: '32(1)(b)',
    question: 'Did every campaign that is being sent move within the last hour outside quiet hours?',
    severity: 'medium',
    run: async (ctx) => {
      const limits = await limitsOf(ctx);
      const anHourAgo = new Date(ctx.now.getTime() - hourMs);
      if (quietUntil(ctx.now, limits) || quietUntil(anHourAgo, limits)) return 0;
      return (await ctx.db.all(standing, [ctx.workspace, anHourAgo, new Date(ctx.now.getTime() - lastMessagesMs)])).length;
    },
  },
];
