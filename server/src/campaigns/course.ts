// The course of a campaign: asked for, approved by a second person where there is one, planned, sent, paused, stopped. Each step stands in the ledger, with a hash of the
// words and the audience that it was about.
import { createHash } from 'node:crypto';
import { holdersFor } from '#access';
import { type InCampaign, stopMessages } from '#channels';
import type { Ctx } from '#kit/ctx';
import type { MessageId, StaffId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { refuseStale } from './drafts.ts';
import { holdCampaign } from './reach.ts';
import { type Act, mayFrom, refusalsOfAccount } from './rules.ts';
import { endPlace, forgetLeftOut, forgetRefused, notLeft, stateOfMessage } from './sending/store.ts';
import * as store from './store.ts';
import type { Campaign, CampaignId, State } from './types.ts';
import { refuseUnfit } from './unfit.ts';

const mostAheadMs = 366 * 86_400_000;
const mostBehindMs = 5 * 60_000; // a form that stood open; an hour that is long over was typed wrongly

/** Sends now or at a time; waits for a second person where another holds the right for this purpose and inbox. Problems `conflict`, `invalid`. */
export async function askToSend(ctx: Ctx, id: CampaignId, { at, version }: { at: Date | null; version: number }): Promise<Campaign> {
  const before = await mustBe(ctx, id, 'send');
  refuseStale(before, version);
  await refuseUnfit(ctx, before);
  if (at && at.getTime() > ctx.now.getTime() + mostAheadMs) throw unfitTime('lies more than a year ahead');
  if (at && at.getTime() < ctx.now.getTime() - mostBehindMs) throw unfitTime('is over');
  const state: State = (await others(ctx, before)) ? 'asked' : 'planned';
  await ctx.db.run(store.ask, [ctx.workspace, id, state, at && at > ctx.now ? at : ctx.now, ctx.actor.id]);
  return noted(ctx, id, state);
}

/** Problem `needs-second-person` for whoever asked, while there is somebody else; `conflict` when it is not what they saw. */
export async function approve(ctx: Ctx, id: CampaignId, version: number): Promise<Campaign> {
  const before = await mustBe(ctx, id, 'approve');
  refuseStale(before, version);
  if (before.askedBy === ctx.actor.id && (await others(ctx, before))) throw new Problem('needs-second-person');
  await refuseUnfit(ctx, before);
  await ctx.db.run(store.approve, [ctx.workspace, id, ctx.actor.id as StaffId]);
  return noted(ctx, id, 'approved');
}

/** Nothing more is written from the next commit on, and what was written rests at the door; `because` when it pauses by itself. */
export const pause = (ctx: Ctx, id: CampaignId, because: string | null = null): Promise<Campaign> =>
  step(ctx, id, 'pause', 'paused', because);

/** For good: what was written and has not left fails, and its place among people is forgotten. */
export async function stop(ctx: Ctx, id: CampaignId): Promise<Campaign> {
  await mustBe(ctx, id, 'stop'); // its row first, then those of messages, as whoever writes one takes them
  await ctx.db.run(store.move, [ctx.workspace, id, 'stopped', ctx.now, null]);
  await ctx.db.run(endPlace, [ctx.workspace, id]);
  const waiting = await ctx.db.all(notLeft, [ctx.workspace, id]);
  const messages = await stopMessages(
    ctx,
    waiting.map(({ message }) => message),
  );
  return noted(ctx, id, 'stopped', { messages });
}

/** Goes on, for whoever the provider refused because of the company from the beginning; planned again when it had not begun. Problem `invalid` when it could not be sent now. */
export async function resume(ctx: Ctx, id: CampaignId): Promise<Campaign> {
  const before = await mustBe(ctx, id, 'resume');
  await refuseUnfit(ctx, before);
  if ((await ctx.db.run(forgetRefused, [ctx.workspace, id, refusalsOfAccount])) > 0) {
    await ctx.db.run(endPlace, [ctx.workspace, id]);
    await ctx.db.run(forgetLeftOut, [ctx.workspace, id]); // they are looked at and counted again
  }
  return step(ctx, id, 'resume', before.begunAt === null ? 'planned' : 'sending');
}

/** Its time has come. */
export const begin = (ctx: Ctx, id: CampaignId): Promise<Campaign> => step(ctx, id, 'begin', 'sending');

/** Everybody was looked at. */
export async function finish(ctx: Ctx, id: CampaignId): Promise<void> {
  await ctx.db.run(store.move, [ctx.workspace, id, 'done', ctx.now, null]);
  await noted(ctx, id, 'done');
}

/** After an older backup was brought back nobody knows who has which message: what was under way waits until somebody lets it go on. Gives how many campaigns. */
export const pauseAfterRestore = (ctx: Ctx): Promise<number> => pauseAll(ctx, 'restored');

/** Whether a message may leave as far as its campaign goes; undefined when it is of none. */
export async function howStands(ctx: Ctx, message: MessageId): Promise<InCampaign> {
  const row = await ctx.db.maybe(stateOfMessage, [ctx.workspace, message]);
  if (!row) return undefined;
  return row.state === 'paused' || row.state === 'stopped' ? row.state : 'leaves';
}

/** Pauses whatever is under way or planned; gives how many campaigns. */
export async function pauseAll(ctx: Ctx, because: string): Promise<number> {
  const rows = await ctx.db.all(store.underWay, [ctx.workspace]);
  for (const { id } of rows) await pause(ctx, id, because);
  return rows.length;
}

async function step(ctx: Ctx, id: CampaignId, act: Act, state: State, because: string | null = null): Promise<Campaign> {
  await mustBe(ctx, id, act);
  await ctx.db.run(store.move, [ctx.workspace, id, state, ctx.now, because]);
  return noted(ctx, id, act === 'resume' ? 'resumed' : state);
}

async function mustBe(ctx: Ctx, id: CampaignId, act: Act): Promise<Campaign> {
  const row = await holdCampaign(ctx, id);
  if (!mayFrom(act, row.state)) throw new Problem('conflict', { because: row.state });
  return row;
}

/** Whether somebody else may send this. */
async function others(ctx: Ctx, { purpose, inbox }: Campaign): Promise<boolean> {
  return (await holdersFor(ctx, 'campaigns.send', purpose, inbox)).some((staff) => staff !== ctx.actor.id);
}

const unfitTime = (message: string) => new Problem('invalid', { fields: [{ path: 'body/at', message }] });

async function noted(ctx: Ctx, id: CampaignId, what: State | 'approved' | 'resumed', more: { messages?: number } = {}): Promise<Campaign> {
  const row = await holdCampaign(ctx, id);
  const { purpose, queued, version, pausedBecause: because } = row;
  const facts = { campaign: id, purpose, queued, version, words: hashOf(row), because, ...more };
  await append(ctx, { kind: `campaign.${what}`, facts });
  return row;
}

/** Of what was asked for: the words, whom they go to, for what and from where. */
const hashOf = ({ purpose, inbox, texts, audience }: Campaign): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        purpose,
        inbox,
        texts.map(({ language, subject, text, template }) => [language, subject, text, ...(template ? [template] : [])]),
        audience.any,
        audience.all,
        audience.none,
      ]),
    )
    .digest('hex')
    .slice(0, 32);
