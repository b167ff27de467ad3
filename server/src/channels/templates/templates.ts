// Approved messages: kept as the provider tells them, chosen by an agent, and sent under the same gate as any other word. What fills the gaps is masked as text is, and sealed
// under the person.
import { conversation as conversationOf, reply, type Taken } from '#conversations';
import { rest } from '#detection';
import { openMany, type Permit, type Place, seal } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { ConversationId, InboxId, MessageId, PersonId, WorkspaceId } from '#kit/ids';
import { act } from '#kit/pool';
import { Problem } from '#kit/problem';
import type { Tools } from '#kit/tool';
import { purposeByCode } from '#purposes';
import { accountOf } from '../accounts.ts';
import { filled, type WhyNotTemplate, whyNotTemplate } from './rules.ts';
import {
  type FilledRow,
  filledOf,
  forgetTemplates,
  insertFilled,
  keepTemplates,
  templatesIn,
  templatesTold,
  templatesToldAt,
} from './store.ts';
import type { FilledTemplate, Template } from './types.ts';

export const filledField = 'template_messages.filled';
export type Kept = { readonly items: readonly Template[]; readonly fetchedAt: Date | null };
const freshMs = 10 * 60_000;
const pauseMs = 5_000; // however often somebody asks
const mostMs = 24 * 3_600_000;

/** Asks the provider when what is kept is older than ten minutes, or `anew`, while no transaction is open. Gives whether what is kept now is fresh. */
export async function askForTemplates(
  tools: Tools,
  workspace: WorkspaceId,
  of: { readonly conversation: ConversationId } | { readonly inbox: InboxId },
  anew: boolean,
): Promise<boolean> {
  const who = { workspace, actor: { kind: 'system', id: 'channels' }, purpose: 'service-conversation' } as const;
  const found = await act(tools, who, async (ctx) => {
    const { inbox } = 'inbox' in of ? of : await conversationOf(ctx, of.conversation);
    const told = await ctx.db.maybe(templatesToldAt, [workspace, inbox]);
    return { ...(await accountOf(ctx, inbox)), age: told?.at ? ctx.now.getTime() - told.at.getTime() : Number.POSITIVE_INFINITY };
  }).catch((error: unknown) => {
    if (error instanceof Problem) return undefined; // whoever asks is told in their own transaction
    throw error;
  });
  if (!found?.adapter.templates) return false;
  const { adapter, account, isPlayed, age } = found;
  if (age < (anew ? pauseMs : freshMs)) return true;
  const told = await adapter.templates?.(account, tools);
  if (told)
    await act(tools, who, async (ctx) => {
      // what an emulator tells is not kept for the provider's, nor the other way round
      if ((await accountOf(ctx, account.inbox)).isPlayed === isPlayed) await keep(ctx, account.inbox, told);
    });
  return told !== undefined;
}

async function keep(ctx: Ctx, inbox: InboxId, told: readonly Template[]): Promise<void> {
  await ctx.db.run(templatesTold, [ctx.workspace, inbox, ctx.now]); // first, so that two who asked at once take turns
  await ctx.db.run(forgetTemplates, [ctx.workspace, inbox]);
  const column = (of: (each: Template) => unknown) => told.map(of);
  await ctx.db.run(keepTemplates, [
    ...[ctx.workspace, inbox, ctx.now, column(({ name }) => name), column(({ language }) => language), column(({ status }) => status)],
    ...[column(({ category }) => category), column(({ text }) => text), column(({ gaps }) => JSON.stringify(gaps))],
    column(({ buttons }) => JSON.stringify(buttons)),
    ...[column(({ isPlain }) => isPlain), column(({ hasWayOut }) => hasWayOut)],
    column(({ providerId }) => providerId ?? null),
  ]);
}

/** The templates of an inbox as they are kept. Problem `conflict` where the channel has none. */
export async function templatesOf(ctx: Ctx, inbox: InboxId): Promise<Kept> {
  const { adapter } = await accountOf(ctx, inbox);
  if (!adapter.templates) throw new Problem('conflict', { detail: 'This channel needs no approved messages.' });
  const { at } = await ctx.db.one(templatesToldAt, [ctx.workspace, inbox]);
  return { items: await ctx.db.all(templatesIn, [ctx.workspace, inbox]), fetchedAt: at };
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
  const { items, fetchedAt } = await templatesOf(ctx, thread.inbox);
  const template = items.find(({ name, language }) => name === asked.name && language === asked.language);
  if (!template) throw new Problem('invalid', { fields: [{ path: 'body/name', message: 'is no template of this channel' }] });
  const because = whyNotTemplate(template, asked.values, await purposeByCode(ctx, asked.purpose), isKnown(ctx, fetchedAt));
  if (because) throw new Problem('invalid', { because, fields: [{ path: says[because].path, message: says[because].message }] });
  const values = asked.values.map((value) => rest(value.trim()).text); // what must not rest must not leave by this way either
  const taken = await reply(ctx, {
    conversation: thread.id,
    text: filled(template, values),
    purpose: asked.purpose,
    clientKey: asked.clientKey,
  });
  if (!taken.repeated) await keepFilled(ctx, { ...taken, person: thread.person }, template, values);
  return taken;
}

/** Whether what is kept may still be taken for what stands at the provider. */
export const isKnown = (ctx: Ctx, fetchedAt: Date | null): boolean =>
  fetchedAt !== null && ctx.now.getTime() - fetchedAt.getTime() < mostMs;

/** Beside a message that was written: which template it is, and what fills it, sealed under its person. */
export async function keepFilled(
  ctx: Ctx,
  { message, conversation, person }: Pick<Taken, 'message' | 'conversation'> & { person: PersonId },
  { name, language, providerId, gaps }: Template,
  values: readonly string[],
): Promise<void> {
  const sealed = await seal(ctx, placeOfFilled({ message, person }), JSON.stringify(values));
  const row = [message, conversation, person, name, language, providerId ?? null, JSON.stringify(gaps), sealed];
  await ctx.db.run(insertFilled, [ctx.workspace, ...row, ctx.now]);
}

/** Whether a message is a template, without opening anything. */
export const isTemplate = async (ctx: Ctx, message: MessageId): Promise<boolean> =>
  (await ctx.db.maybe(filledOf, [ctx.workspace, message])) !== undefined;

/** The template that a message is, under a send permit that names `filledField`; undefined when it is words of one's own. */
export async function filledTemplate(ctx: Ctx, permit: Permit, message: MessageId): Promise<FilledTemplate | undefined> {
  const row = await ctx.db.maybe(filledOf, [ctx.workspace, message]);
  if (!row) return undefined;
  const [opened] = await openMany(ctx, permit, [{ place: placeOfFilled(row), sealed: row.filled }]);
  const { name, language, gaps, providerId } = row;
  return { ...{ name, language, gaps, providerId: providerId ?? undefined }, values: JSON.parse(opened ?? '[]') as string[] };
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
  'not-looked-up': { path: 'body/name', message: 'could not be looked up at the provider for a day: try again when it answers' },
  'no-way-out': { path: 'body/name', message: 'says nowhere how to end advertising: add a button or a footer for it at the provider' },
  'advertising-only': { path: 'body/purpose', message: 'must be one of advertising: the provider approved this template as marketing' },
};
