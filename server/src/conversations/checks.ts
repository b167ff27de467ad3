// What must hold for conversations at any time.
import type { Check } from '#kit/room';
import { looseSince } from './files.ts';
import { countLoose } from './loose-store.ts';
import { countStuck } from './store.ts';

export const checks: readonly Check[] = [
  {
    id: 'conversations.loose-files',
    article: '5(1)(e)',
    question: 'Is every uploaded file part of a message, or gone after a day?',
    severity: 'medium',
    run: async (ctx) => {
      // an hour of grace for the clock that sweeps
      return (await ctx.db.one(countLoose, [ctx.workspace, new Date(looseSince(ctx).getTime() - 3_600_000)])).count;
    },
  },
  {
    id: 'conversations.stuck-messages',
    article: '5(1)(d)',
    question: 'Does every message that was to leave have an outcome within a day?',
    severity: 'low',
    run: async (ctx) => (await ctx.db.one(countStuck, [ctx.workspace, new Date(ctx.now.getTime() - 86_400_000)])).count,
  },
];
