// From which number of the company a text leaves that belongs to no conversation.
import type { Ctx } from '#kit/ctx';
import { listAccounts, type Opened } from './accounts.ts';

/** The company's first number from which something leaves, else one of the sandbox; undefined while it has none. */
export async function textSender(ctx: Ctx): Promise<Opened | undefined> {
  const numbers = (await listAccounts(ctx)).filter(({ adapter }) => adapter.name === 'sms');
  return numbers.find(({ adapter, stored }) => adapter.recipient(stored.settings, ctx.tools) !== null) ?? numbers[0];
}
