// What stands against a campaign, asked when it is written, when it is asked for, approved and let go on.
import { mayActFor } from '#access';
import { manyFrom } from '#channels';
import { inboxOf } from '#conversations';
import { detect } from '#detection';
import type { Ctx } from '#kit/ctx';
import { Problem } from '#kit/problem';
import { ownersOf } from '#people';
import { purposeByCode } from '#purposes';
import { tagsHeld } from './tags/store.ts';
import type { Draft } from './types.ts';
import { againstTexts } from './unfit-texts.ts';

/** Problem `invalid` with each field that does not do; tags that it names cannot be taken away until this transaction ends. */
export async function refuseUnfit(ctx: Ctx, draft: Draft): Promise<void> {
  const fields: { path: string; message: string }[] = [];
  const against = (path: string, message: string) => fields.push({ path: `body/${path}`, message });
  const { channel } = await inboxOf(ctx, draft.inbox);
  const many = await manyFrom(ctx, draft.inbox);
  if (!many.campaigning.may) against('inbox', whyNot[many.campaigning.because]);
  const purpose = await purposeByCode(ctx, draft.purpose);
  if (purpose?.lawfulBasis !== 'consent' || !purpose.acts.includes('send'))
    against('purpose', 'does not rest on consent, or does not send');
  else if (!purpose.active) against('purpose', 'is switched off');
  else if (!purpose.channels.includes(channel)) against('purpose', 'is not meant to happen on this channel');
  if (!(await mayActFor(ctx, draft.purpose, draft))) against('purpose', 'is not among those of your role in this inbox');
  if (!(await knowsTags(ctx, draft))) against('audience', 'names a tag that is gone');
  if (await namesSomebody(ctx, draft.name)) against('name', 'has the address of a customer');
  for (const { path, message } of await againstTexts(ctx, draft, many)) against(path, message);
  for (const [at, { subject, text, template }] of draft.texts.entries())
    if (await namesSomebody(ctx, [subject ?? '', text, ...(template?.values ?? [])].join('\n')))
      against(`texts/${at}/text`, 'has the address of a customer');
  if (fields.length > 0) throw new Problem('invalid', { fields: fields.slice(0, 20) });
}

const whyNot = { 'only-takes-in': 'only takes in: no address for messages is set' } as const;

async function knowsTags(ctx: Ctx, { audience: { any, all, none } }: Draft): Promise<boolean> {
  const named = [...new Set([...any, ...all, ...none])];
  return named.length === 0 || (await ctx.db.all(tagsHeld, [ctx.workspace, named])).length === named.length;
}

/** Whether an address or a number in a text is a customer's: these words go to many, stand in the clear, and must not outlive an erasure. The company's own may stand in them. */
async function namesSomebody(ctx: Ctx, text: string): Promise<boolean> {
  for (const { type, start, end } of detect(text, { only: ['email', 'phone'] }).slice(0, 20)) {
    const kind = type === 'email' ? 'email' : 'phone';
    if ((await ownersOf(ctx, kind, text.slice(start, end))).length > 0) return true;
  }
  return false;
}
