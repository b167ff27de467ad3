// Tokens that proved a mail count for that mail alone: the same again with something else is refused, and the same with the same is a repeat, which changes nothing.
import { createHash } from 'node:crypto';
import { lookupHash } from '#keys';
import { act } from '#kit/pool';
import type { Clock } from '#kit/room';
import type { Tools } from '#kit/tool';
import type { Account } from '../../../adapter.ts';
import { isSame } from '../../same.ts';
import { claimToken, dropTokens } from './store.ts';

const keptMs = 2 * 86_400_000; // longer than any token counts

/** Whether the token is new, or came with these very bytes before. */
export async function isOwnToken(tools: Tools, { workspace, inbox }: Account, token: string, raw: Buffer): Promise<boolean> {
  const hash = lookupHash(tools, 'posted-token', `${inbox}/${token}`);
  const digest = lookupHash(tools, 'posted-mail', createHash('sha256').update(raw).digest('hex'));
  return act(tools, { workspace, actor: { kind: 'system', id: 'channels.posted' } }, async (ctx) => {
    const row = await ctx.db.one(claimToken, [workspace, inbox, hash, digest, ctx.now]);
    return isSame(digest, row.digest);
  });
}

export const forgetPostedTokens: Clock = {
  name: 'channels.forget-posted-tokens',
  everySeconds: 3_600,
  run: async (ctx) => {
    await ctx.db.run(dropTokens, [ctx.workspace, new Date(ctx.now.getTime() - keptMs)]);
  },
};
