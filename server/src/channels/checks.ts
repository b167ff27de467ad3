// What must hold for channels at any time.
import type { Check } from '#kit/room';
import { agreementOf } from '#vendors';
import { listAccounts } from './accounts.ts';

export const checks: readonly Check[] = [
  {
    id: 'channels.recipient-without-agreement',
    article: '28(3)',
    question: 'Has whoever carries our messages an agreement that is valid today?',
    severity: 'high',
    run: async (ctx) => {
      let found = 0;
      for (const { adapter, account } of await listAccounts(ctx)) {
        const recipient = adapter.recipient(account.settings, ctx.tools);
        if (recipient !== null && !(await agreementOf(ctx, recipient)).ok) found += 1;
      }
      return found;
    },
  },
];
