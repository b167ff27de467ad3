// One message of a campaign: in the person's language, under their name if it is known, decided by the gate in this very transaction, and once.
import { company } from '#access';
import { leaveKept, liesAtKiosk, startTemplate } from '#channels';
import { start, type Taken } from '#conversations';
import { permitOrThrow } from '#gate';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { holdGroup, profileOf } from '#people';
import { gotEnough } from '../limits/limits.ts';
import { enough, fill } from '../rules.ts';
import { namedIn } from '../templates.ts';
import type { Campaign, Texts, Version } from '../types.ts';
import { questionOf } from './audience.ts';
import { addRecipient, gotIt } from './store.ts';

/** Nothing happens for somebody who has it already. Problems `gate-refused`, `erased`, `conflict` for whoever was written to often enough meanwhile, `invalid` without an address; then nothing of it may be kept. */
export async function writeTo(ctx: Ctx, campaign: Campaign, asked: PersonId): Promise<void> {
  const [person, ...merged] = await holdGroup(ctx, asked); // nobody is merged between the look for an earlier message and this one
  if (person === undefined) throw new Problem('erased');
  if ((await ctx.db.all(gotIt, [ctx.workspace, campaign.id, [person, ...merged]])).length > 0) return;
  if (await gotEnough(ctx, [person, ...merged], campaign.purpose)) throw new Problem('conflict', enough);
  const right = await permitOrThrow(ctx, { ...questionOf(campaign), person, fields: ['people.name', 'people.language'] });
  const profile = await profileOf(ctx, right, person);
  const { name: companyName, language } = await company(ctx);
  const known = { name: profile?.name ?? null, company: companyName };
  const taken = await write(ctx, campaign, person, versionFor(campaign.texts, profile?.language ?? language), known);
  await ctx.db.run(addRecipient, [ctx.workspace, campaign.id, person, taken.message, ctx.now]);
}

/** In the form that the channel wants. */
async function write(
  ctx: Ctx,
  { inbox, purpose, channel }: Campaign,
  person: PersonId,
  version: Version,
  known: { name: string | null; company: string },
): Promise<Taken> {
  const named = namedIn(version, known);
  if (named) return startTemplate(ctx, { person, inbox, purpose, named });
  const { subject, text, language } = version;
  if (await liesAtKiosk(ctx, inbox, person))
    throw new Problem('invalid', { fields: [{ path: 'body/person', message: 'has no address on this channel' }] });
  const leave = leaveKept(channel, language);
  return start(ctx, {
    ...{ person, inbox, purpose },
    text: fill(text, known) + leave.text,
    choices: leave.choices,
    ...(subject && { subject: fill(subject, known) }),
    isForMany: true,
  });
}

/** Their language, else the first version. */
function versionFor(texts: Texts, language: string): Version {
  const found = texts.find((each) => each.language === language.slice(0, 2)) ?? texts[0];
  if (!found) throw new Error('a campaign has at least one version');
  return found;
}
