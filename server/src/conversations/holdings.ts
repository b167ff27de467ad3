// Personal data of this room. Erasure removes files before rows, and rows from the inside out; the keys are gone by then.
import { open, type Permit } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { ExportItem, ExportOptions, Holding } from '#kit/holding';
import type { PersonId, SubjectId } from '#kit/ids';
import { placeOfReaction } from './changed.ts';
import { openFile, openName, removeFiles } from './files.ts';
import { formerWords } from './former.ts';
import { dropEmpty, dropMessages } from './lives-store.ts';
import { attachmentsOf, attachmentsTo, conversationsOf, countOf, eraseConversations, eraseMessages, htmlOf, messagesOf } from './store.ts';
import { placeOfSubject } from './threads.ts';
import { placeOfBody, placeOfHtml } from './write.ts';

const purpose = 'service-conversation';
const period = 'as long as the purpose says, after the last message';
const count = (of: keyof typeof countOf) => async (ctx: Ctx, subjects: readonly SubjectId[]) =>
  (await ctx.db.one(countOf[of], [ctx.workspace, subjects])).count;

export const holdings: readonly Holding[] = [
  {
    table: 'inboxes',
    about: 'nobody',
    columns: { workspace_id: 'key', id: 'key', name: 'public', channel: 'code', recipient: 'code', created_at: 'time' },
    purpose: null,
    period: null,
  },
  {
    table: 'attachments',
    about: 'person',
    seals: { under: 'person_id', row: ['id'], files: { content: 'file' } },
    columns: {
      workspace_id: 'key',
      id: 'key',
      person_id: 'pseudonym',
      message_id: 'key',
      position: 'code',
      uploaded_by: 'pseudonym',
      file: 'key',
      name: { category: 'Communication', sealed: true },
      type: 'code',
      size: 'code',
      found: 'code',
      created_at: 'time',
    },
    alsoSealed: ['attachments.content'],
    title: { en: 'Files', de: 'Dateien' },
    purpose,
    period,
    count: count('attachments'),
    export: exportFiles,
    erase: async (ctx, subjects) => removeFiles(ctx, await ctx.db.all(attachmentsOf, [ctx.workspace, subjects, null])),
    letGo: async (ctx, { messages }) => removeFiles(ctx, await ctx.db.all(attachmentsTo, [ctx.workspace, messages])),
  },
  formerWords,
  {
    table: 'messages',
    about: 'person',
    seals: { under: 'person_id', row: ['id'] },
    columns: {
      workspace_id: 'key',
      id: 'key',
      conversation_id: 'key',
      person_id: 'pseudonym',
      sequence: 'code',
      kind: 'code',
      direction: 'code',
      author_kind: 'code',
      author_id: 'pseudonym',
      purpose: 'code',
      body: { category: 'Communication', sealed: true },
      html: { category: 'Communication', sealed: true },
      client_key: 'key',
      delivery: 'code',
      delivery_because: 'code',
      delivery_words: 'code',
      found: 'code',
      edited_at: 'time',
      edit_order: 'code',
      unsent_at: 'time',
      kept_though_unsent: 'code',
      reaction: { category: 'Communication', sealed: true },
      reaction_order: 'code',
      at: 'time',
    },
    title: { en: 'Messages and notes', de: 'Nachrichten und Notizen' },
    purpose,
    period,
    count: count('messages'),
    export: exportMessages,
    erase: (ctx, subjects) => ctx.db.run(eraseMessages, [ctx.workspace, subjects]),
    letGo: (ctx, { messages }) => ctx.db.run(dropMessages, [ctx.workspace, messages]),
  },
  {
    table: 'conversations',
    about: 'person',
    seals: { under: 'person_id', row: ['id'] },
    columns: {
      workspace_id: 'key',
      id: 'key',
      inbox_id: 'key',
      person_id: 'pseudonym',
      subject: { category: 'Communication', sealed: true },
      status: 'code',
      class: 'code',
      assignee_id: 'pseudonym',
      last_sequence: 'code',
      last_message_id: 'key',
      last_message_at: 'time',
      unread: 'code',
      created_at: 'time',
      closed_at: 'time',
    },
    title: { en: 'Conversations', de: 'Gespräche' },
    purpose,
    period,
    count: count('conversations'),
    export: exportConversations,
    erase: (ctx, subjects) => ctx.db.run(eraseConversations, [ctx.workspace, subjects]),
    letGo: (ctx, { finished }) => ctx.db.run(dropEmpty, [ctx.workspace, finished]),
  },
];

async function exportConversations(
  ctx: Ctx,
  permit: unknown,
  people: readonly PersonId[],
  options: ExportOptions = {},
): Promise<ExportItem[]> {
  const items: ExportItem[] = [];
  for (const row of await ctx.db.all(conversationsOf, [ctx.workspace, people, options.newest ?? null])) {
    const subject = row.subject && (await open(ctx, permit as Permit, placeOfSubject(row), row.subject));
    items.push({
      at: row.createdAt.toISOString(),
      fields: { conversation: row.id, channel: row.channel, subject, status: row.status, lastMessageAt: row.lastMessageAt.toISOString() },
      ...(row.isByHouse && { isForMany: true }), // a subject that a campaign gave
    });
  }
  return items;
}

/** Notes are the person's data too (Art. 15(3)); members of staff are named by their role only. */
async function exportMessages(
  ctx: Ctx,
  permit: unknown,
  people: readonly PersonId[],
  { withoutFiles = false, newest, filesOf = () => true }: ExportOptions = {},
): Promise<ExportItem[]> {
  const right = permit as Permit;
  const items: ExportItem[] = [];
  for (const row of await ctx.db.all(messagesOf, [ctx.workspace, people, newest ?? null])) {
    const { id, sequence, kind, purpose, delivery } = row;
    const body = await open(ctx, right, placeOfBody(row), row.body);
    const ids = { message: id, conversation: row.conversation };
    const html = row.hasHtml && !withoutFiles && filesOf('messages', ids) ? (await ctx.db.one(htmlOf, [ctx.workspace, id])).html : null;
    const reaction = row.reaction && (await open(ctx, right, placeOfReaction(row), row.reaction));
    const changes = { edited: row.editedAt?.toISOString() ?? null, unsent: row.unsentAt?.toISOString() ?? null, reaction };
    const from = row.authorKind === 'staff' ? 'agent' : row.authorKind;
    items.push({
      at: row.at.toISOString(),
      fields: { ...ids, number: sequence, kind, from, purpose, body, delivery, ...changes },
      ...(row.authorKind === 'system' && { isForMany: true }), // no member of staff and not the person: a text of the company, filled in
      ...(html && { files: [{ name: `${id}.html`, bytes: Buffer.from(await open(ctx, right, placeOfHtml(row), html)) }] }),
    });
  }
  return items;
}

async function exportFiles(ctx: Ctx, permit: unknown, people: readonly PersonId[], options: ExportOptions = {}): Promise<ExportItem[]> {
  const items: ExportItem[] = [];
  for (const row of await ctx.db.all(attachmentsOf, [ctx.workspace, people, options.newest ?? null])) {
    const name = await openName(ctx, permit as Permit, row);
    const ids = { attachment: row.id, message: row.message };
    const isWanted = !options.withoutFiles && (options.filesOf?.('attachments', ids) ?? true);
    const file = isWanted ? await openFile(ctx, permit as Permit, row).catch(missing) : undefined;
    const isLost = isWanted && !file;
    items.push({
      fields: { ...ids, name, type: row.type, size: row.size, ...(isLost && { lost: true }) },
      ...(file && { files: [{ name, bytes: file.bytes }] }),
    });
  }
  return items;
}

/** A row may outlive its file (a crash, a restored database): the copy says so, rather than failing as a whole. */
function missing(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
  throw error;
}
