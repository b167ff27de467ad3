// Words that an edit replaced while a legal hold or a restriction keeps them (Art. 17(3), 18(2)): sealed, shown to nobody, in the access copy as long as they are here,
// and gone with what keeps them.
import { factsOf, keepsAll, permitOrThrow } from '#gate';
import { open, openMany, type Permit, type Place, sealMany } from '#keys';
import type { Ctx } from '#kit/ctx';
import { type Holding, holdings } from '#kit/holding';
import type { ConversationId, PersonId } from '#kit/ids';
import { until } from '#kit/lasting';
import { countFormer, dropFormer, eraseFormer, type FormerRow, formerOf, insertFormer } from './former-store.ts';
import { htmlOf, type MessageRow } from './store.ts';
import { placeOfBody, placeOfHtml } from './write.ts';

/** Whether what is said in a conversation must stay as it is: a hold on the person or on this conversation, or a restriction. Ask under the lock of the conversation. */
export async function isKept(ctx: Ctx, { conversation, person }: { conversation: ConversationId; person: PersonId }): Promise<boolean> {
  const facts = await factsOf(ctx, person);
  if (facts.some(keepsAll)) return true;
  if (!facts.some(({ kind }) => kind === 'held')) return false;
  for (const { holdsBack } of holdings.of(ctx)) if ((await holdsBack?.(ctx, [conversation]))?.includes(conversation)) return true;
  return false;
}

/** Opens what a message says now; what it gives keeps that beside the edit of this order that has come in its place. Throws Problem `erased`. */
export async function readyToKeep(ctx: Ctx, row: MessageRow): Promise<(order: number) => Promise<void>> {
  const { id: message, conversation, person } = row;
  const fields = ['messages.body', 'messages.html'];
  const right = await permitOrThrow(ctx, { act: 'reveal', person, purpose: 'rights-fulfilment', fields });
  const sealed = row.hasHtml ? (await ctx.db.one(htmlOf, [ctx.workspace, message])).html : null;
  const text = await open(ctx, right, placeOfBody(row), row.body);
  const markup = sealed && (await open(ctx, right, placeOfHtml(row), sealed));
  return async (order) => {
    const [body, html = null] = await sealMany(ctx, [
      { place: placeOfFormer({ message, order, person }, 'body'), plain: text },
      ...(markup === null ? [] : [{ place: placeOfFormer({ message, order, person }, 'html'), plain: markup }]),
    ]);
    await ctx.db.run(insertFormer, [ctx.workspace, message, order, conversation, person, body, html, row.editedAt ?? row.at]);
  };
}

export const formerWords: Holding = {
  table: 'former_words',
  about: 'person',
  seals: { under: 'person_id', row: ['message_id', 'edit_order'] },
  columns: {
    workspace_id: 'key',
    message_id: 'key',
    edit_order: 'code',
    conversation_id: 'key',
    person_id: 'pseudonym',
    body: { category: 'Communication', sealed: true },
    html: { category: 'Communication', sealed: true },
    at: 'time',
  },
  title: { en: 'Earlier words of edited messages that must be kept', de: 'Frühere Worte geänderter Nachrichten, die bleiben müssen' },
  purpose: 'service-conversation',
  period: until('lifted'),
  count: async (ctx, subjects) => (await ctx.db.one(countFormer, [ctx.workspace, subjects])).count,
  export: async (ctx, permit, people, { newest } = {}) => {
    const rows = await ctx.db.all(formerOf, [ctx.workspace, people, newest ?? null]);
    const said = [...(await openMany(ctx, permit as Permit, rows.flatMap(sealsOf)))];
    return rows.map((row) => {
      const [body = '', html] = said.splice(0, sealsOf(row).length);
      const files = html === undefined ? [] : [{ name: `${row.message}-${row.order}.html`, bytes: Buffer.from(html) }];
      return { at: row.at.toISOString(), fields: { message: row.message, body }, files };
    });
  },
  erase: (ctx, subjects) => ctx.db.run(eraseFormer, [ctx.workspace, subjects]),
  letGo: (ctx, { messages }) => ctx.db.run(dropFormer, [ctx.workspace, messages]),
};

const sealsOf = (row: FormerRow) => [
  { place: placeOfFormer(row, 'body'), sealed: row.body },
  ...(row.html ? [{ place: placeOfFormer(row, 'html'), sealed: row.html }] : []),
];

function placeOfFormer({ message, order, person }: Pick<FormerRow, 'message' | 'order' | 'person'>, column: 'body' | 'html'): Place {
  return { subject: person, table: 'former_words', row: `${message}/${order}`, column };
}
