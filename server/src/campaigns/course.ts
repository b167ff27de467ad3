// The course of a campaign: asked for, approved by a second person where there is one, planned, sent, paused, stopped. Each step stands in the ledger.
import { countHolders } from '#access';
import type { Ctx } from '#kit/ctx';
import type { StaffId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { campaignOf, holdCampaign, refuseUnfit } from './drafts.ts';
import { type Act, mayFrom } from './rules.ts';
import * as store from './store.ts';
import type { Campaign, CampaignId, State } from './types.ts';

const mostAheadMs = 366 * 86_400_000;

/** Sends now or at a time; waits for a second person where two hold the right. Problems `conflict`, `invalid`. */
export async function askToSend(ctx: Ctx, id: CampaignId, at: Date | null): Promise<Campaign> {
  const before = await mustBe(ctx, id, 'send');
  await refuseUnfit(ctx, before);
  if (at && at.getTime() > ctx.now.getTime() + mostAheadMs)
    throw new Problem('invalid', { fields: [{ path: 'body/at', message: 'lies more than a year ahead' }] });
  const needsSecond = (await countHolders(ctx, 'campaigns.send')) > 1;
  const state: State = needsSecond ? 'asked' : 'planned';
  await ctx.db.run(store.ask, [ctx.workspace, id, state, at && at > ctx.now ? at : ctx.now, ctx.actor.id]);
  return noted(ctx, id, needsSecond ? 'asked' : 'planned');
}

/** Problem `needs-second-person` for whoever asked. */
export async function approve(ctx: Ctx, id: CampaignId): Promise<Campaign> {
  const before = await mustBe(ctx, id, 'approve');
  if (before.askedBy === null || before.askedBy === ctx.actor.id) throw new Problem('needs-second-person');
  await refuseUnfit(ctx, before);
  await ctx.db.run(store.approve, [ctx.workspace, id, ctx.actor.id as StaffId]);
  return noted(ctx, id, 'approved');
}

/** Nothing more is written from the next commit on. */
export const pause = (ctx: Ctx, id: CampaignId): Promise<Campaign> => step(ctx, id, 'pause', 'paused');
export const stop = (ctx: Ctx, id: CampaignId): Promise<Campaign> => step(ctx, id, 'stop', 'stopped');

/** Goes on; planned again when it had not begun. */
export async function resume(ctx: Ctx, id: CampaignId): Promise<Campaign> {
  const { begunAt } = await campaignOf(ctx, id);
  return step(ctx, id, 'resume', begunAt === null ? 'planned' : 'sending');
}

/** Its time has come. */
export const begin = (ctx: Ctx, id: CampaignId): Promise<Campaign> => step(ctx, id, 'begin', 'sending');

/** Everybody was looked at. */
export async function finish(ctx: Ctx, id: CampaignId): Promise<void> {
  await ctx.db.run(store.move, [ctx.workspace, id, 'done', ctx.now]);
  await noted(ctx, id, 'done');
}

async function step(ctx: Ctx, id: CampaignId, act: Act, state: State): Promise<Campaign> {
  await mustBe(ctx, id, act);
  await ctx.db.run(store.move, [ctx.workspace, id, state, ctx.now]);
  return noted(ctx, id, state === 'sending' && act === 'resume' ? 'resumed' : state === 'planned' ? 'resumed' : state);
}

async function mustBe(ctx: Ctx, id: CampaignId, act: Act): Promise<Campaign> {
  const row = await holdCampaign(ctx, id);
  if (!mayFrom(act, row.state)) throw new Problem('conflict', { because: row.state });
  return row;
}

async function noted(ctx: Ctx, id: CampaignId, what: State | 'approved' | 'resumed'): Promise<Campaign> {
  const row = await campaignOf(ctx, id);
  await append(ctx, { kind: `campaign.${what}`, facts: { campaign: id, purpose: row.purpose, queued: row.queued } });
  return row;
}
