// Endpoints of campaigns. Figures are for whoever may read them; writing and sending are two rights.
import type { Answer, Body } from '@parley/contract';
import { staffNames } from '#access';
import type { Ctx } from '#kit/ctx';
import type { WorkspaceId } from '#kit/ids';
import { route } from '#kit/route';
import type { Tools } from '#kit/tool';
import { approve, askToSend, pause, resume, stop } from './course.ts';
import { addCampaign, changeCampaign, removeCampaign } from './drafts.ts';
import { figuresOf } from './figures.ts';
import { changeLimits, changesOf, limitsOf } from './limits/limits.ts';
import { type Limits, quietUntil } from './limits/rules.ts';
import { listCampaigns, seenCampaign } from './reach.ts';
import { dryRun } from './sending/dry-run.ts';
import { freshen, freshenFor } from './templates.ts';
import type { Campaign, CampaignId, Draft } from './types.ts';

type Wire = Answer<'readCampaign'>['campaign'];
const read = { permission: 'campaigns.read', purpose: null } as const;
const write = { permission: 'campaigns.write', purpose: null } as const;
const send = { permission: 'campaigns.send', purpose: null } as const;

/** What a provider approved is asked of it again before anybody relies on it. */
const anew = (tools: Tools, { params }: { params: { campaign: string } }, { workspace }: { workspace: WorkspaceId }): Promise<void> =>
  freshenFor(tools, workspace, params.campaign as CampaignId);

export const campaignRoutes = [
  route('listCampaigns', {
    ...read,
    handle: async (ctx) => {
      const limits = await limitsOf(ctx);
      return { items: (await listCampaigns(ctx)).map((row) => withoutTexts(forWire(ctx, row, limits))) };
    },
  }),
  route('readCampaign', {
    ...read,
    handle: async (ctx, { params }) => {
      const row = await seenCampaign(ctx, params.campaign as CampaignId);
      const askedBy = row.askedBy && ((await staffNames(ctx, [row.askedBy])).get(row.askedBy) ?? null);
      return { campaign: await shown(ctx, row), results: await figuresOf(ctx, row), askedBy };
    },
  }),
  route('addCampaign', {
    ...write,
    prepare: (tools, { body }, { workspace }) => freshen(tools, workspace, body.inbox),
    handle: async (ctx, { body }) => shown(ctx, await addCampaign(ctx, draftOf(body))),
  }),
  route('changeCampaign', {
    ...write,
    prepare: (tools, { body }, { workspace }) => freshen(tools, workspace, body.inbox),
    handle: async (ctx, { params, body: { version, ...draft } }) =>
      shown(ctx, await changeCampaign(ctx, params.campaign as CampaignId, draftOf(draft), version)),
  }),
  route('removeCampaign', {
    ...write,
    handle: async (ctx, { params }) => {
      await removeCampaign(ctx, params.campaign as CampaignId);
      return {};
    },
  }),
  route('dryRunCampaign', {
    ...write,
    perMinute: 20,
    prepare: anew,
    handle: async (ctx, { params }) => {
      const seen = await dryRun(ctx, await seenCampaign(ctx, params.campaign as CampaignId));
      return { ...seen, quietUntil: seen.quietUntil?.toISOString() ?? null };
    },
  }),
  route('sendCampaign', {
    ...send,
    stepUp: true,
    prepare: anew,
    handle: async (ctx, { params, body }) =>
      shown(
        ctx,
        await askToSend(ctx, params.campaign as CampaignId, { at: body.at === null ? null : new Date(body.at), version: body.version }),
      ),
  }),
  route('approveCampaign', {
    ...send,
    stepUp: true,
    prepare: anew,
    handle: async (ctx, { params, body }) => shown(ctx, await approve(ctx, params.campaign as CampaignId, body.version)),
  }),
  route('resumeCampaign', {
    ...send,
    stepUp: true,
    prepare: anew,
    handle: async (ctx, { params }) => shown(ctx, await resume(ctx, params.campaign as CampaignId)),
  }),
  // whoever sees that something goes wrong and may write can end it, without a proof that takes time
  route('pauseCampaign', { ...write, handle: async (ctx, { params }) => shown(ctx, await pause(ctx, params.campaign as CampaignId)) }),
  route('stopCampaign', { ...write, handle: async (ctx, { params }) => shown(ctx, await stop(ctx, params.campaign as CampaignId)) }),
  route('readCampaignLimits', { ...read, handle: limitsOf }),
  route('listLimitChanges', {
    ...read,
    handle: async (ctx) => ({ items: (await changesOf(ctx)).map((each) => ({ ...each, at: each.at.toISOString() })) }),
  }),
  route('changeCampaignLimits', {
    ...send,
    stepUp: true,
    handle: (ctx, { body: { reason, ...limits } }) => changeLimits(ctx, limits, reason),
  }),
];

const draftOf = (body: Body<'addCampaign'>): Draft => body as unknown as Draft; // its ids were looked at by the contract

async function shown(ctx: Ctx, row: Campaign): Promise<Wire> {
  return forWire(ctx, row, await limitsOf(ctx));
}

const withoutTexts = ({ texts: _, ...row }: Wire) => row;

function forWire(ctx: Ctx, { recipient: _, queued: __, askedBy, ...row }: Campaign, limits: Limits): Wire {
  const { any, all, none } = row.audience;
  const iso = (at: Date | null) => at?.toISOString() ?? null;
  const isUnderWay = row.state === 'planned' || row.state === 'sending';
  return {
    ...row,
    audience: { any: [...any], all: [...all], none: [...none] },
    ...{ plannedAt: iso(row.plannedAt), begunAt: iso(row.begunAt), endedAt: iso(row.endedAt), createdAt: row.createdAt.toISOString() },
    isMine: askedBy === ctx.actor.id,
    quietUntil: isUnderWay ? (quietUntil(ctx.now, limits)?.toISOString() ?? null) : null,
  };
}
