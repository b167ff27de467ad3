// What must hold for channels at any time.
import type { Check } from '#kit/room';
import { agreementOf } from '#vendors';
import { listAccounts } from './accounts.ts';
import { everyRecipientOf } from './carriers.ts';
import { countNotForgotten } from './take-back-store.ts';

const weekMs = 7 * 86_400_000;

export const checks: readonly Check[] = [
  {
    id: 'channels.recipient-without-agreement',
    article: '28(3)',
    question: 'Has whoever carries our messages, hands in our mail, or keeps our mailbox, an agreement that is valid today?',
    severity: 'high',
    run: async (ctx) => {
      let found = 0;
      for (const { adapter, stored: account } of await listAccounts(ctx)) {
        for (const recipient of everyRecipientOf(adapter, account.settings, ctx))
          if (recipient !== null && !(await agreementOf(ctx, recipient)).ok) found += 1;
      }
      return found;
    },
  },
  {
    id: 'channels.let-go-and-not-forgotten',
    article: '5(1)(e)',
    question: 'Did every provider forget, within a week, what has run out here?',
    severity: 'medium',
    run: async (ctx) => (await ctx.db.one(countNotForgotten, [ctx.workspace, new Date(ctx.now.getTime() - weekMs)])).count,
  },
];
