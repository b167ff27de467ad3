// Approved messages: kept as the provider tells them, chosen by an agent, and sent under the same gate as any other word. What fills the gaps is masked as text is, and sealed
// under the person.
import { conversation as conversationOf, reply, type Taken } from '#conversations';
import { rest } from '#detection';
import { openMany, type Permit, type Place, seal } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { ConversationId, InboxId, MessageId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { purposeByCode } from '#purposes';
import { accountOf } from '../accounts.ts';
import { filled, type WhyNotTemplate, whyNotTemplate } from './rules.ts';
import { type FilledRow, filledOf, forgetTemplates, insertFilled, keepTemplate, templatesIn } from './store.ts';
import type { FilledTemplate, Template } from './types.ts';

export const filledField = 'template_messages.filled';
export type Kept = { readonly items: readonly Template[]; readonly fetchedAt: Date | null; readonly isFresh: boolean };
const freshMs = 10 * 60_000;

/** The templates of an inbox; asked for anew when what is kept is older than ten minutes, or `anew`. Where the provider is away what is kept is given, and said to be old. Problem `conflict` where the channel has none. */
export async function templatesOf(ctx: Ctx, inbox: InboxId, anew: boolean): Promise<Kept> {
  const { adapter, account } = await accountOf(ctx, inbox);
  if (!adapter.templates) throw new Problem('conflict', { detail: 'This channel needs no approved messages.' });
  const kept = await ctx.db.all(templatesIn, [ctx.workspace, inbox]);
  const fetchedAt = kept[0]?.fetchedAt ?? null;
  if (!anew && fetchedAt && ctx.now.getTime() - fetchedAt.getTime() < freshMs) return { items: kept, fetchedAt, isFresh: true };
  const told = await adapter.templates(account, ctx.tools);
  if (!told) return { items: kept, fetchedAt, isFresh: false };
  await ctx.db.run(forgetTemplates, [ctx.workspace, inbox]);
  for (const { name, language, status, category, text, gaps, isPlain } of told)
    await ctx.db.run(keepTemplate, [
      ...[ctx.workspace, inbox, name, language, status, category, text, JSON.stringify(gaps)],
      isPlain,
      ctx.now,
    ]);
  return { items: await ctx.db.all(templatesIn, [ctx.workspace, inbox]), fetchedAt: ctx.now, isFresh: true };
}

type Asked = {
  conversation: ConversationId;
  name: string;
  language: string;
  values: readonly string[];
  purpose: string;
  clientKey?: string | undefined;
};

/** Queues a template in a conversation; it is kept as the words that the person will read. Problems `invalid`, `not-found`, `gate-refused`, `erased`. */
export async function sendTemplate(ctx: Ctx, asked: Asked): Promise<Taken> {
  const thread = await conversationOf(ctx, asked.conversation);
  const kept = await ctx.db.all(templatesIn, [ctx.workspace, thread.inbox]);
  const template = kept.find(({ name, language }) => name === asked.name && language === asked.language);
  if (!template) throw new Problem('invalid', { fields: [{ path: 'body/name', message: 'is no template of this channel' }] });
  const because = whyNotTemplate(template, asked.values, await purposeByCode(ctx, asked.purpose));
  if (because) throw new Problem('invalid', { because, fields: [{ path: says[because].path, message: says[because].message }] });
  const values = asked.values.map((value) => rest(value.trim()).text); // what must not rest must not leave by this way either
  const taken = await reply(ctx, {
    conversation: thread.id,
    text: filled(template, values),
    purpose: asked.purpose,
    clientKey: asked.clientKey,
  });
  if (taken.repeated) return taken;
  const sealed = await seal(ctx, placeOfFilled({ message: taken.message, person: thread.person }), JSON.stringify(values));
  const row = [taken.message, thread.id, thread.person, template.name, template.language, JSON.stringify(template.gaps), sealed];
  await ctx.db.run(insertFilled, [ctx.workspace, ...row, ctx.now]);
  return taken;
}

/** Whether a message is a template, without opening anything. */
export const isTemplate = async (ctx: Ctx, message: MessageId): Promise<boolean> =>
  (await ctx.db.maybe(filledOf, [ctx.workspace, message])) !== undefined;

/** The template that a message is, under a send permit that names `filledField`; undefined when it is words of one's own. */
export async function filledTemplate(ctx: Ctx, permit: Permit, message: MessageId): Promise<FilledTemplate | undefined> {
  const row = await ctx.db.maybe(filledOf, [ctx.workspace, message]);
  if (!row) return undefined;
  const [opened] = await openMany(ctx, permit, [{ place: placeOfFilled(row), sealed: row.filled }]);
  return { name: row.name, language: row.language, gaps: row.gaps, values: JSON.parse(opened ?? '[]') as string[] };
}

export const placeOfFilled = ({ person, message }: Pick<FilledRow, 'person' | 'message'>): Place => ({
  subject: person,
  table: 'template_messages',
  row: message,
  column: 'filled',
});

const says: Readonly<Record<WhyNotTemplate, { path: string; message: string }>> = {
  'not-approved': { path: 'body/name', message: 'is not approved by the provider, or paused there' },
  'not-plain': { path: 'body/name', message: 'needs a picture, a link or a code that cannot be filled in here' },
  'gaps-unfilled': { path: 'body/values', message: 'must fill every gap' },
  'value-not-plain': { path: 'body/values', message: 'must be one line each, without tabs or rows of spaces' },
  'advertising-only': { path: 'body/purpose', message: 'must be one of advertising: the provider approved this template as marketing' },
};
