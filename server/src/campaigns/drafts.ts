// Drafts: what a campaign says, to whom and for what. Only purposes that rest on consent and send can have one: everything else is no choice of many.
import type { Ctx } from '#kit/ctx';
import { newId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { holdCampaign, seenCampaign } from './reach.ts';
import { mayFrom } from './rules.ts';
import * as store from './store.ts';
import type { Campaign, CampaignId, Draft } from './types.ts';
import { refuseUnfit } from './unfit.ts';

/** Problem `invalid` with each field that does not do. */
export async function addCampaign(ctx: Ctx, draft: Draft): Promise<Campaign> {
  await refuseUnfit(ctx, draft);
  const id = newId('cpn');
  await ctx.db.run(store.insert, [ctx.workspace, id, ...valuesOf(draft), ctx.now]);
  await append(ctx, { kind: 'campaign.added', facts: { campaign: id, purpose: draft.purpose } });
  return seenCampaign(ctx, id);
}

/** Problems as `addCampaign`, and `conflict` for what is no draft any more, or was changed since `version`. */
export async function changeCampaign(ctx: Ctx, id: CampaignId, draft: Draft, version: number): Promise<Campaign> {
  const before = await holdCampaign(ctx, id);
  if (!mayFrom('change', before.state)) throw new Problem('conflict', { because: before.state });
  refuseStale(before, version);
  await refuseUnfit(ctx, draft);
  await ctx.db.run(store.change, [ctx.workspace, id, ...valuesOf(draft)]);
  await append(ctx, { kind: 'campaign.changed', facts: { campaign: id, purpose: draft.purpose } });
  return seenCampaign(ctx, id);
}

/** Throws a draft away, or one that is over with its figures; what was sent stays in people's conversations. Problem `conflict` for one that is under way. */
export async function removeCampaign(ctx: Ctx, id: CampaignId): Promise<void> {
  const before = await holdCampaign(ctx, id);
  if (!mayFrom('remove', before.state)) throw new Problem('conflict', { because: before.state });
  await dropCampaigns(ctx, [id]);
  await append(ctx, { kind: 'campaign.removed', facts: { campaign: id } });
}

/** Rows of campaigns from the inside out. */
export async function dropCampaigns(ctx: Ctx, ids: readonly CampaignId[]): Promise<void> {
  for (const remove of store.removals) await ctx.db.run(remove, [ctx.workspace, ids]);
}

/** Problem `conflict` where somebody changed it after whoever acts looked: nobody sends or overwrites words that they never saw. */
export function refuseStale(row: Campaign, version: number): void {
  if (row.version !== version)
    throw new Problem('conflict', { because: 'version', detail: 'Somebody has changed it meanwhile. Look at it again.' });
}

const valuesOf = ({ name, purpose, inbox, texts, audience }: Draft) => [
  name.trim(),
  purpose,
  inbox,
  JSON.stringify(texts.map(asSeen)),
  JSON.stringify(audience),
];

/** What no button was told of is kept as none: what is written from now on was written by somebody who saw them. */
const asSeen = (version: Draft['texts'][number]) =>
  version.template ? { ...version, template: { ...version.template, buttons: version.template.buttons ?? [] } } : version;
