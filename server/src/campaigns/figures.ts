// What came of a campaign, in figures: how far messages got, why others did not, and how many people it drove away. Nothing is asked of anybody's mail program.
import type { Answer } from '@parley/contract';
import type { Ctx } from '#kit/ctx';
import { fewHidden } from './rules.ts';
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
  return {
    queued: campaign.queued,
    waiting: of('queued', 'sending'),
    sent: of('sent', 'delivered', 'read'),
    delivered: of('delivered', 'read'),
    failed: [...failed]
      .map(([because, those]) => ({ because, messages: fewHidden(those.reduce((sum, row) => sum + row.messages, 0)) }))
      .slice(0, 60),
    withdrawn: fewHidden(gone.count),
    leftOut: left.map((each) => ({ ...each, people: fewHidden(each.people) })),
  };
}
