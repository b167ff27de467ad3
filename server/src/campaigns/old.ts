// A campaign that is over goes three years after its end, texts and figures alike: until then it shows what was said to whom by which yes (Art. 5(1)(e), 7(1)).
import type { Ctx } from '#kit/ctx';
import { append } from '#ledger';
import { dropCampaigns } from './drafts.ts';
import { longOver } from './store.ts';

const years = 3;

export async function dropOld(ctx: Ctx): Promise<void> {
  const before = new Date(ctx.now.getTime() - years * 366 * 86_400_000);
  const ids = (await ctx.db.all(longOver, [ctx.workspace, before])).map(({ id }) => id);
  await dropCampaigns(ctx, ids);
  for (const id of ids) await append(ctx, { kind: 'campaign.removed', facts: { campaign: id } });
}
