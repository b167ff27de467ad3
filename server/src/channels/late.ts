// How a message stands to the reply window of its channel at the moment before it leaves.
import { lastHeard, type MessageFacts } from '#conversations';
import type { Ctx } from '#kit/ctx';
import type { ConversationId } from '#kit/ids';
import type { Adapter } from './adapter.ts';
import { lastSaidIn } from './store.ts';
import { isTemplate } from './templates/templates.ts';
import { mayLeave, type Standing, standingOf, type Window } from './window.ts';
import { why } from './words.ts';

/** Where a conversation stands now, by when its person last wrote in it: what was handed in days later opens no window at the provider. */
export async function standingIn(ctx: Ctx, window: Window, thread: { id: ConversationId; lastSequence: number }): Promise<Standing> {
  const said = (await ctx.db.one(lastSaidIn, [ctx.workspace, thread.id])).at;
  return standingOf(window, said ?? (await lastHeard(ctx, thread)), ctx.now);
}

/** Whether it may leave, whether it goes after the window by a person, and whether it begins with somebody while no window is open; with words for the agent where it may not. */
export async function leaves(
  ctx: Ctx,
  { capabilities: { window } }: Adapter,
  facts: MessageFacts,
): Promise<{ allowed: true; isLate: boolean; begins: boolean } | { allowed: false; because: string; words: string }> {
  if (!window) return { allowed: true, isLate: false, begins: false };
  const standing = await standingIn(ctx, window, { id: facts.conversation, lastSequence: everything });
  const leave = mayLeave(standing, { isTemplate: await isTemplate(ctx, facts.id), byPerson: facts.author.kind === 'staff' });
  if (leave.allowed) return { ...leave, begins: standing.state !== 'open' };
  const words = window.templates ? why['window-closed-template'] : why['window-closed'];
  return { ...leave, words: words ?? '' };
}

/** Whether words of the house's own would leave in a conversation now; where none was begun nobody opened a window. */
export async function takesWords(ctx: Ctx, { capabilities: { window } }: Adapter, id: ConversationId | undefined): Promise<boolean> {
  if (!window) return true;
  return id !== undefined && (await standingIn(ctx, window, { id, lastSequence: everything })).state === 'open';
}

const everything = 2_147_483_646; // also what came in after the message was written
