// Campaigns as the server tells them; one that is under way is asked for again while somebody looks.
import type { Answer, Body } from '@parley/contract';
import { queryOptions } from '@tanstack/react-query';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';

export type Campaign = Answer<'readCampaign'>['campaign'];
export type Listed = Answer<'listCampaigns'>['items'][number];
export type Results = Answer<'readCampaign'>['results'];
export type Draft = Body<'addCampaign'>;
export type Tag = Answer<'listTags'>['items'][number];
export type CampaignInbox = Answer<'listCampaignInboxes'>['items'][number];
export type Limits = Answer<'readCampaignLimits'>;

const everyMs = 2000;
/** Whether it changes by itself now or within a minute. */
const moves = (campaign: Pick<Campaign, 'state' | 'plannedAt'> | undefined, waiting: number | null = 0): boolean =>
  campaign?.state === 'sending' ||
  (campaign?.state === 'planned' && Date.parse(campaign.plannedAt ?? '') < Date.now() + 60_000) ||
  waiting !== 0;

export const campaignsQuery = queryOptions({
  queryKey: keys.campaigns,
  queryFn: () => client.call('listCampaigns'),
  refetchInterval: ({ state }) => (state.data?.items.some((each) => moves(each)) ? everyMs : false),
});
export const campaignQuery = (id: string) =>
  queryOptions({
    queryKey: keys.campaign(id),
    queryFn: () => client.call('readCampaign', { params: { campaign: id } }),
    refetchInterval: ({ state: { data } }) => (moves(data?.campaign, data?.results.waiting) ? everyMs : false),
  });
export const dryRunQuery = (id: string) =>
  queryOptions({
    queryKey: keys.dryRun(id),
    queryFn: () => client.call('dryRunCampaign', { params: { campaign: id } }),
    refetchOnWindowFocus: false,
  });
export const campaignInboxesQuery = queryOptions({
  queryKey: keys.campaignInboxes,
  queryFn: () => client.call('listCampaignInboxes'),
  staleTime: 60_000,
});
export const forManyQuery = (inbox: string) =>
  queryOptions({
    queryKey: keys.campaignTemplates(inbox),
    queryFn: () => client.call('listCampaignTemplates', { params: { inbox }, query: {} }),
    refetchOnWindowFocus: false,
  });
export const limitsQuery = queryOptions({ queryKey: keys.campaignLimits, queryFn: () => client.call('readCampaignLimits') });
export const tagsQuery = queryOptions({ queryKey: keys.tags, queryFn: () => client.call('listTags') });
export const changesQuery = queryOptions({ queryKey: keys.limitChanges, queryFn: () => client.call('listLimitChanges') });
export const inboxesQuery = queryOptions({ queryKey: keys.inboxes, queryFn: () => client.call('listInboxes'), staleTime: 5 * 60_000 });
