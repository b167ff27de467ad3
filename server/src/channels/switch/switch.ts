// The switch of the sandbox: one for a company. While it is on every account is handed out as it speaks with its emulator (`accounts.ts`), and nothing passes `deliver.ts` that is
// not such an account. A message says for good how it stood when it was written, and leaves on that side of it or not at all; what waits when it is moved is stopped at once. Letters
// and codes wait for the other side (`mail.ts`): what tells of a right or proves an address is never played.
import { holdersOf } from '#access';
import { begun, failWaiting, writtenPlayed } from '#conversations';
import type { Ctx } from '#kit/ctx';
import { type Id, isId, newId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { announce, announcement } from '#kit/outbox';
import { tool } from '#kit/tool';
import { append } from '#ledger';
import { noteNotBegun } from '../messaging-limit/give-back.ts';
import { forgetPlayedDesks, forgetPlayedItems } from '../shared/store.ts';
import { forgetEveryTemplate, noneTold } from '../templates/store.ts';
import { why } from '../words.ts';
import { addSwitch, holdPutOff, type Stand, standNow, takeTurn } from './store.ts';

/** It was moved, told once for each privacy officer, or with none for the contact of the company; `entry` is its place in the ledger, `isOn` 1 or 0. */
export const sandboxMoved = announcement<{ entry: Id<'led'>; officer: string; isOn: number }>('channels.sandbox-moved');

/** Of what open pages and other nodes hear. */
export const movedTopic = 'sandbox.moved';

/** Words by which a message shows that it did not leave, or stayed in the sandbox. */
export const stopped = { because: 'sandbox-switched', words: why['sandbox-switched'] ?? '' };
export const played = { because: 'sandbox', words: why['sandbox'] ?? '' };

/** What a later room does in the same transaction when the switch is moved, such as pausing what goes on by itself. */
export const whenSwitched = tool<(ctx: Ctx) => Promise<void>>('channels.when-switched');

export const sandboxStand = (ctx: Ctx): Promise<Stand> => ctx.db.one(standNow, [ctx.workspace]);

/** Moves it; what waits to leave is stopped, but for an attempt that is under way: it is concluded. Gives how it stands. The same again changes nothing. */
export async function switchSandbox(ctx: Ctx, isOn: boolean): Promise<Stand> {
  if ((await sandboxStand(ctx)).isOn !== isOn) await whenSwitched.of(ctx)(ctx); // first: a campaign holds its row when it writes, and writing waits for the switch
  await ctx.db.all(takeTurn, [ctx.workspace]);
  const before = await sandboxStand(ctx);
  if (before.isOn === isOn) return before;
  await ctx.db.run(addSwitch, [ctx.workspace, newId('sbx'), isOn, ctx.now, ctx.actor.id]);
  const putOff = (await ctx.db.all(holdPutOff, [ctx.workspace, await begun(ctx)])).map(({ message }) => message);
  for (const forget of [forgetEveryTemplate, noneTold]) await ctx.db.run(forget, [ctx.workspace]); // somebody else tells from now on
  for (const forget of [forgetPlayedDesks, forgetPlayedItems]) await ctx.db.run(forget, [ctx.workspace]);
  const waited = await failWaiting(ctx, stopped, putOff);
  await noteNotBegun(ctx, waited);
  const entry = await append(ctx, { kind: isOn ? 'sandbox.on' : 'sandbox.off', facts: { messages: waited.length } });
  tellPages(ctx, { topic: movedTopic, ids: { isOn: isOn ? 1 : 0 } });
  const officers = await holdersOf(ctx, 'emergency.review');
  for (const officer of officers.length > 0 ? officers : ['']) await announce(ctx, sandboxMoved, { entry, officer, isOn: isOn ? 1 : 0 });
  return { isOn, since: ctx.now };
}

/**
 * Whether what has this id may go on now by an account that is played or not: `other` when the switch was moved after it was prepared, `stopped` for a message that was written
 * on the other side of it.
 */
export async function passes(ctx: Ctx, id: string, isPlayed: boolean): Promise<'yes' | 'other' | 'stopped'> {
  const { isOn } = await sandboxStand(ctx);
  const written = isId('msg', id) ? await writtenPlayed(ctx, id) : undefined;
  if (written !== undefined && written !== isOn) return 'stopped';
  return isOn === isPlayed ? 'yes' : 'other';
}
