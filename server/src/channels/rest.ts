// Quiet hours at the door (Art. 25(2)): what the house writes to many waits until they are over, also when it was written before they began and its provider was away. Which
// hours those are says a later room. It waits beside the order of its conversation, so that nobody's answer stands behind it.
import { explainDelivery, type MessageFacts } from '#conversations';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { announce, announcement } from '#kit/outbox';
import { tool } from '#kit/tool';
import { purposeByCode } from '#purposes';
import { why } from './words.ts';

/** The end of the quiet hours that run now; undefined when none do. */
export const quietHours = tool<(ctx: Ctx) => Promise<Date | undefined>>('channels.quiet-hours');

/** Whether these people, who are one, were written to for a purpose as often lately as the company allows, over all channels. */
export const writtenEnough = tool<(ctx: Ctx, people: readonly PersonId[], purpose: string) => Promise<boolean>>('channels.written-enough');

const lookAgainSeconds = 3600; // hours may be changed while it waits
export const messageRests = announcement<{ message: string }>('message.rests');

/** Whether it rests now; then it is announced anew, nothing of it is done, and by its reason nobody's chat waits for it. */
export async function laysToRest(ctx: Ctx, facts: MessageFacts): Promise<boolean> {
  if ((await restsUntil(ctx, facts)) === undefined) return false;
  await explainDelivery(ctx, facts.id, { because: 'quiet-hours', words: why['quiet-hours'] ?? '' });
  await announce(ctx, messageRests, { message: facts.id });
  return true;
}

/** Whether the house writes it to many. */
export const isToMany = async (ctx: Ctx, { author, purpose }: Pick<MessageFacts, 'author' | 'purpose'>): Promise<boolean> =>
  author.kind === 'system' && (await purposeByCode(ctx, purpose))?.advertising === true;

/** Seconds until it is looked at again; undefined when it may leave. */
export async function restsUntil(ctx: Ctx, facts: MessageFacts): Promise<number | undefined> {
  if (!(await isToMany(ctx, facts))) return undefined;
  const until = await quietHours.of(ctx)(ctx);
  return until && Math.min(lookAgainSeconds, Math.max(1, (until.getTime() - ctx.now.getTime()) / 1000));
}
