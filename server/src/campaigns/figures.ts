// What came of a campaign, in figures: how far messages got, why others did not, and how many people it drove away. Nothing is asked of anybody's mail program.
import type { Answer } from '@parley/contract';
import type { Ctx } from '#kit/ctx';
import { fewHidden, wholeOf } from './rules.ts';
import { leftOut, outcomes, withdrawnAfter } from './sending/store.ts';
import type { Campaign } from './types.ts';

export async function figuresOf(ctx: Ctx, campaign: Campaign): Promise<Answer<'readCampaign'>['results']> {
  const rows = await ctx.db.all(outcomes, [ctx.workspace, campaign.id]);
  const of = (...states: string[]) => rows.filter((row) => states.includes(row.delivery)).reduce((sum, row) => sum + row.messages, 0);
  const failed = Map.groupBy(
    rows.filter((row) => row.delivery === 'failed' || row.delivery === 'refused'),
    (row) => row.because ?? row.delivery,
  );
  const gone = await ctx.db.one(withdrawnAfter, [ctx.workspace, campaign.id, campaign.purpose, campaign.channel]);
  const left = await ctx.db.all(leftOut, [ctx.workspace, campaign.id]);
  const waiting = of('queued', 'sending');
  const because = [...failed].map(([code, those]) => ({
    because: code,
    messages: fewHidden(those.reduce((sum, row) => sum + row.messages, 0)),
  }));
  const sent = fewHidden(of('sent', 'delivered', 'read'));
  const queued = wholeOf(campaign.queued, [sent, ...because.map(({ messages }) => messages)]);
  return {
    queued,
    waiting: queued === null ? fewHidden(waiting) : waiting,
    sent,
    delivered: fewHidden(of('delivered', 'read')),
    failed: because.slice(0, 60),
    withdrawn: fewHidden(gone.count),
    leftOut: left.map((each) => ({ ...each, people: fewHidden(each.people) })),
  };
}
