// Drafts: what a campaign says, to whom and for what. Only purposes that rest on consent and send can have one: everything else is no choice of many.
import { mayActFor } from '#access';
import { inboxOf } from '#conversations';
import type { Ctx } from '#kit/ctx';
import { newId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { purposeByCode } from '#purposes';
import { mayFrom, unknownFields } from './rules.ts';
import * as store from './store.ts';
import type { Campaign, CampaignId, Draft } from './types.ts';

export const listCampaigns = (ctx: Ctx): Promise<Campaign[]> => ctx.db.all(store.all, [ctx.workspace]);

/** Problem `not-found`. */
export async function campaignOf(ctx: Ctx, id: CampaignId): Promise<Campaign> {
  const row = await ctx.db.maybe(store.one, [ctx.workspace, id]);
  if (!row) throw new Problem('not-found');
  return row;
}

/** As `campaignOf`, held to the end of the transaction. */
export async function holdCampaign(ctx: Ctx, id: CampaignId): Promise<Campaign> {
  const row = await ctx.db.maybe(store.locked, [ctx.workspace, id]);
  if (!row) throw new Problem('not-found');
  return row;
}

/** Problem `invalid` with each field that does not do. */
export async function addCampaign(ctx: Ctx, draft: Draft): Promise<Campaign> {
  await refuseUnfit(ctx, draft);
  const id = newId('cpn');
  await ctx.db.run(store.insert, [ctx.workspace, id, ...valuesOf(draft), ctx.now]);
  await append(ctx, { kind: 'campaign.added', facts: { campaign: id, purpose: draft.purpose } });
  return campaignOf(ctx, id);
}

/** Problems as `addCampaign`, and `conflict` for what is no draft any more. */
export async function changeCampaign(ctx: Ctx, id: CampaignId, draft: Draft): Promise<Campaign> {
  const before = await holdCampaign(ctx, id);
  if (!mayFrom('change', before.state)) throw new Problem('conflict', { because: before.state });
  await refuseUnfit(ctx, draft);
  await ctx.db.run(store.change, [ctx.workspace, id, ...valuesOf(draft)]);
  await append(ctx, { kind: 'campaign.changed', facts: { campaign: id, purpose: draft.purpose } });
  return campaignOf(ctx, id);
}

export async function removeCampaign(ctx: Ctx, id: CampaignId): Promise<void> {
  const before = await holdCampaign(ctx, id);
  if (!mayFrom('remove', before.state)) throw new Problem('conflict', { because: before.state });
  await ctx.db.run(store.remove, [ctx.workspace, id]);
  await append(ctx, { kind: 'campaign.removed', facts: { campaign: id } });
}

/** What stands against a campaign, asked for again when it is to be sent. */
export async function refuseUnfit(ctx: Ctx, draft: Draft): Promise<void> {
  const inbox = await inboxOf(ctx, draft.inbox);
  const purpose = await purposeByCode(ctx, draft.purpose);
  const fields: { path: string; message: string }[] = [];
  const against = (path: string, message: string) => fields.push({ path: `body/${path}`, message });
  if (inbox.channel !== 'email' && inbox.channel !== 'sms') against('inbox', 'writes neither email nor text messages');
  if (purpose?.lawfulBasis !== 'consent' || !purpose.acts.includes('send'))
    against('purpose', 'does not rest on consent, or does not send');
  else if (!purpose.active) against('purpose', 'is switched off');
  else if (!purpose.channels.includes(inbox.channel)) against('purpose', 'is not meant to happen on this channel');
  if (!(await mayActFor(ctx, draft.purpose, draft.inbox))) against('purpose', 'is not among those of your role in this inbox');
  const languages = draft.texts.map((each) => each.language);
  if (new Set(languages).size < languages.length) against('texts', 'has two versions in one language');
  for (const [at, { subject, text }] of draft.texts.entries()) {
    if (inbox.channel === 'email' && !subject?.trim()) against(`texts/${at}/subject`, 'is needed for a mail');
    if (inbox.channel === 'sms' && text.length > 1000) against(`texts/${at}/text`, 'is longer than 1,000 characters');
    if (text.trim() === '') against(`texts/${at}/text`, 'is empty');
    if (unknownFields(`${subject ?? ''} ${text}`).length > 0)
      against(`texts/${at}/text`, 'has a field that is none: {name}, {name|friend} and {company} are');
  }
  if (fields.length > 0) throw new Problem('invalid', { fields: fields.slice(0, 20) });
}

const valuesOf = ({ name, purpose, inbox, texts, audience }: Draft) => [
  name.trim(),
  purpose,
  inbox,
  JSON.stringify(texts),
  JSON.stringify(audience),
];
