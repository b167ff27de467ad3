// Approved messages that go to many: looked at before and at each message, since a provider pauses a template that people complain of in the midst of a campaign.
import { conversation as conversationOf, start, type Taken } from '#conversations';
import { rest } from '#detection';
import type { Ctx } from '#kit/ctx';
import type { InboxId, PersonId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { purposeByCode } from '#purposes';
import { filled, whyNotForMany } from './rules.ts';
import { templatesToldAt } from './store.ts';
import { isKnown, keepFilled, templatesOf } from './templates.ts';
import type { Template } from './types.ts';

/** A template as a campaign names it: `values` fill its gaps in their order, `seen` and `buttons` are what whoever wrote the campaign saw. */
export type Named = {
  readonly name: string;
  readonly language: string;
  readonly values: readonly string[];
  readonly seen: string;
  /** Undefined for what was written before buttons were shown. */
  readonly buttons: readonly string[] | undefined;
};

/** Why these may not go to many now, in their order; undefined for one that may. They are looked up in what is kept. Problem `conflict` where the channel has none. */
export async function againstTemplates(
  ctx: Ctx,
  inbox: InboxId,
  purpose: string,
  named: readonly Named[],
): Promise<(string | undefined)[]> {
  const { items, fetchedAt } = await templatesOf(ctx, inbox);
  const known = await purposeByCode(ctx, purpose);
  return named.map((each) => whyNotForMany(findIn(items, each), each, known, isKnown(ctx, fetchedAt)));
}

/** Every template of an inbox, each with why it may not go to many, or undefined. Problem `conflict` where the channel has none. */
export async function templatesForMany(ctx: Ctx, inbox: InboxId): Promise<ForMany[]> {
  const { items } = await templatesOf(ctx, inbox);
  const against = (each: Template) =>
    whyNotForMany(each, { values: each.gaps.map(() => '1'), seen: each.text, buttons: each.buttons }, { advertising: true }, true);
  return items.map((each) => ({ ...each, because: against(each) }));
}
type ForMany = Template & { readonly because: string | undefined };

/** Whether a provider refused one since it was asked last: what is kept holds no more, and until it is asked again nothing goes to many. */
export const isInDoubt = async (ctx: Ctx, inbox: InboxId): Promise<boolean> =>
  (await ctx.db.maybe(templatesToldAt, [ctx.workspace, inbox]))?.at === null;

/** Writes a template to one of many. Problems as `start`, and `conflict` with the reason (`template-…`) where it may not go to anybody now. */
export async function startTemplate(
  ctx: Ctx,
  { named, ...to }: { person: PersonId; inbox: InboxId; purpose: string; named: Named },
): Promise<Taken> {
  const { items, fetchedAt } = await templatesOf(ctx, to.inbox);
  const template = findIn(items, named);
  const because = whyNotForMany(template, named, await purposeByCode(ctx, to.purpose), isKnown(ctx, fetchedAt));
  if (!template || because) throw new Problem('conflict', { because: because ?? 'template-gone' });
  const values = named.values.map((value) => rest(value).text); // what must not rest must not leave by this way either
  const taken = await start(ctx, { ...to, text: filled(template, values), isForMany: true });
  const { person } = await conversationOf(ctx, taken.conversation);
  await keepFilled(ctx, { ...taken, person }, template, values);
  return taken;
}

const findIn = (items: readonly Template[], { name, language }: Pick<Named, 'name' | 'language'>): Template | undefined =>
  items.find((each) => each.name === name && each.language === language);
