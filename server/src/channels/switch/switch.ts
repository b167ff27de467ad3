// The switch of the sandbox: one for a company. While it is on every account is handed out as it speaks with its emulator (`accounts.ts`), and nothing passes `deliver.ts` that is
// not such an account. What waits when it is moved, either way, is stopped for good: words that were tried out reach nobody later, and words for a person are not lost unseen.
import { failWaiting } from '#conversations';
import type { Ctx } from '#kit/ctx';
import { newId } from '#kit/ids';
import { tool } from '#kit/tool';
import { append } from '#ledger';
import { why } from '../words.ts';
import { addSwitch, type Stand, standNow, standThen, takeTurn } from './store.ts';

/** Words by which a message shows that it did not leave, or stayed in the sandbox. */
export const stopped = { because: 'sandbox', words: why['sandbox-switched'] ?? '' };
export const played = { because: 'sandbox', words: why['sandbox'] ?? '' };

/** What a later room does in the same transaction when the switch is moved, such as pausing what goes on by itself. */
export const whenSwitched = tool<(ctx: Ctx) => Promise<void>>('channels.when-switched');

export const sandboxStand = (ctx: Ctx): Promise<Stand> => ctx.db.one(standNow, [ctx.workspace]);

/** Moves it; what waits to leave is stopped. Gives how it stands. The same again changes nothing. */
export async function switchSandbox(ctx: Ctx, isOn: boolean): Promise<Stand> {
  await ctx.db.all(takeTurn, [ctx.workspace]);
  const before = await sandboxStand(ctx);
  if (before.isOn === isOn) return before;
  await ctx.db.run(addSwitch, [ctx.workspace, newId('sbx'), isOn, ctx.now, ctx.actor.id]);
  const messages = await failWaiting(ctx, stopped);
  await whenSwitched.of(ctx)(ctx);
  await append(ctx, { kind: isOn ? 'sandbox.on' : 'sandbox.off', facts: { messages } });
  return { isOn, since: ctx.now };
}

/**
 * Whether what was made with this id may go on now, as an account that is played or not: `other` when the switch was moved after it was prepared, `stopped` when it was moved
 * after it was written.
 */
export async function passes(ctx: Ctx, id: string, isPlayed: boolean): Promise<'yes' | 'other' | 'stopped'> {
  const { isOn, wasOn } = await ctx.db.one(standThen, [ctx.workspace, id]);
  if (isOn !== wasOn) return 'stopped';
  return isOn === isPlayed ? 'yes' : 'other';
}
