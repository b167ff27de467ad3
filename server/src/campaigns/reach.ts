// Whose campaigns somebody sees: those of the inboxes of their roles, and all others are as if they were not there (Art. 32(4)). Whoever oversees the company without any
// of its customers (administrator, auditor, privacy officer: a role that reads campaigns and writes none) reads those of every inbox of that role, texts and figures: what is
// said to so many is no secret from those who must answer for it.
import { areasIn, carriesPurpose, isInAreas, reachOf } from '#access';
import type { Ctx } from '#kit/ctx';
import { Problem } from '#kit/problem';
import * as store from './store.ts';
import type { Campaign, CampaignId } from './types.ts';

type About = Pick<Campaign, 'purpose' | 'inbox'>;

/** Campaigns that whoever acts sees, newest first. */
export async function listCampaigns(ctx: Ctx): Promise<Campaign[]> {
  const sees = await sight(ctx);
  return (await ctx.db.all(store.all, [ctx.workspace])).filter(sees);
}

/** Problem `not-found`, also for one out of reach. */
export async function seenCampaign(ctx: Ctx, id: CampaignId): Promise<Campaign> {
  const row = await ctx.db.maybe(store.one, [ctx.workspace, id]);
  if (!row || !(await sight(ctx))(row)) throw new Problem('not-found');
  return row;
}

/** As `seenCampaign`, held to the end of the transaction. */
export async function holdCampaign(ctx: Ctx, id: CampaignId): Promise<Campaign> {
  const row = await ctx.db.maybe(store.locked, [ctx.workspace, id]);
  if (!row || !(await sight(ctx))(row)) throw new Problem('not-found');
  return row;
}

async function sight(ctx: Ctx): Promise<(row: About) => boolean> {
  const reach = await reachOf(ctx);
  if (reach === undefined) return () => true;
  const areas = areasIn(
    reach.filter(({ permissions }) => readsOnly(permissions)),
    undefined,
  );
  return ({ purpose, inbox }) => carriesPurpose(reach, purpose, { inbox }) || isInAreas(areas, { inbox });
}

const readsOnly = (permissions: readonly string[]): boolean =>
  permissions.includes('campaigns.read') && !permissions.includes('campaigns.write') && !permissions.includes('campaigns.send');
