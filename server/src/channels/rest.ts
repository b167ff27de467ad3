// Quiet hours at the door (Art. 25(2)): what the house writes to many waits until they are over, also when it was written before they began and its provider was away; so does what is
// of a campaign that is paused. Which hours those are, and how a campaign stands, says a later room. It waits beside the order of its conversation, so that nobody's answer stands behind it.
import { explainDelivery, type MessageFacts } from '#conversations';
import type { Ctx } from '#kit/ctx';
import type { MessageId, PersonId } from '#kit/ids';
import { announce, announcement } from '#kit/outbox';
import { tool } from '#kit/tool';
import { purposeByCode } from '#purposes';
import { why } from './words.ts';

/** The end of the quiet hours that run now; undefined when none do. */
export const quietHours = tool<(ctx: Ctx) => Promise<Date | undefined>>('channels.quiet-hours');

/** Whether these people, who are one, were written to for a purpose as often lately as the company allows, over all channels. */
export const writtenEnough = tool<(ctx: Ctx, people: readonly PersonId[], purpose: string) => Promise<boolean>>('channels.written-enough');

/** How the campaign stands of which a message is; undefined when it is of none. */
export type InCampaign = 'leaves' | 'paused' | 'stopped' | undefined;
export const inCampaign = tool<(ctx: Ctx, message: MessageId) => Promise<InCampaign>>('channels.in-campaign');

/** The same for what may be of one: the house alone writes those. */
export const ofCampaign = async (ctx: Ctx, { id, author }: Pick<MessageFacts, 'id' | 'author'>): Promise<InCampaign> =>
  author.kind === 'system' ? inCampaign.of(ctx)(ctx, id) : undefined;

const lookAgainSeconds = 3600; // hours may be changed while it waits
const pausedSeconds = 15; // whoever lets it go on is watching, and no more than a hundred rest so
type Rest = { readonly because: 'quiet-hours' | 'campaign-paused'; readonly seconds: number };
export const messageRests = announcement<{ message: string }>('message.rests');

/** Whether it rests now; then it is announced anew, nothing of it is done, and by its reason nobody's chat waits for it. */
export async function laysToRest(ctx: Ctx, facts: MessageFacts): Promise<boolean> {
  const rest = await restOf(ctx, facts);
  if (!rest) return false;
  await explainDelivery(ctx, facts.id, { because: rest.because, words: why[rest.because] ?? '' });
  await announce(ctx, messageRests, { message: facts.id });
  return true;
}

/** Whether the house writes it to many. */
export const isToMany = async (ctx: Ctx, { author, purpose }: Pick<MessageFacts, 'author' | 'purpose'>): Promise<boolean> =>
  author.kind === 'system' && (await purposeByCode(ctx, purpose))?.advertising === true;

/** Seconds until it is looked at again; undefined when it may leave, or ends. */
export const restsUntil = async (ctx: Ctx, facts: MessageFacts): Promise<number | undefined> => (await restOf(ctx, facts))?.seconds;

async function restOf(ctx: Ctx, facts: MessageFacts): Promise<Rest | undefined> {
  const campaign = await ofCampaign(ctx, facts);
  if (campaign === 'paused') return { because: 'campaign-paused', seconds: pausedSeconds };
  if (campaign === 'stopped' || !(await isToMany(ctx, facts))) return undefined;
  const until = await quietHours.of(ctx)(ctx);
  return (
    until && { because: 'quiet-hours', seconds: Math.min(lookAgainSeconds, Math.max(1, (until.getTime() - ctx.now.getTime()) / 1000)) }
  );
}
