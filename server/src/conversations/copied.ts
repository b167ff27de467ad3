// What the copy of Art. 15(3) says of conversations, messages and files: a sample at once, or everything in turns, so that memory holds one turn whoever asks.
import { openMany, type Permit, readyToRead } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { ExportItem, ExportOptions } from '#kit/holding';
import type { PersonId } from '#kit/ids';
import { placeOfReaction } from './changed.ts';
import { joined, parted, placeOfChoices } from './choices.ts';
import { type CopiedRow, messagesInOrder } from './copied-store.ts';
import { openFile, openName } from './files.ts';
import { type AttachmentRow, attachmentsOf, type ConversationRow, conversationsOf, htmlOf, messagesOf } from './store.ts';
import { placeOfSubject } from './threads.ts';
import { placeOfBody, placeOfHtml } from './write.ts';

const rowsAtOnce = 250; // what is younger than a page costs the collector of memory little
const filesAtOnce = 50;
type People = readonly PersonId[];
type Turns = AsyncGenerator<readonly ExportItem[]>;
type Wants = NonNullable<ExportOptions['filesOf']>;
const all: Wants = () => true;
const isWanted = ({ withoutFiles = false, filesOf = all }: ExportOptions): Wants => (withoutFiles ? () => false : filesOf);
type Conversation = ConversationRow & { isByHouse: boolean };
/** `at` is when it came, or when its message was, where that is later. */
type FileRow = AttachmentRow & { isToNote: boolean; at: Date };

export async function exportConversations(ctx: Ctx, permit: unknown, people: People, { newest }: ExportOptions = {}) {
  return conversationItems(ctx, permit as Permit, await ctx.db.all(conversationsOf, [ctx.workspace, people, newest ?? null]));
}

export async function* conversationsInTurn(ctx: Ctx, permit: unknown, people: People): Turns {
  for await (const rows of ctx.db.pages(conversationsOf, [ctx.workspace, people, null], rowsAtOnce))
    yield conversationItems(ctx, permit as Permit, rows);
}

/** Notes are the person's data too (Art. 15(3)); members of staff are named by their role only. */
export async function exportMessages(ctx: Ctx, permit: unknown, people: People, options: ExportOptions = {}) {
  const wants = isWanted(options);
  const rows: CopiedRow[] = [];
  for (const row of await ctx.db.all(messagesOf, [ctx.workspace, people, options.newest ?? null])) {
    const isWhole = row.hasHtml && wants('messages', { message: row.id, conversation: row.conversation });
    rows.push({
      ...row,
      html: isWhole ? (await ctx.db.one(htmlOf, [ctx.workspace, row.id])).html : null,
      at: row.at.toISOString(),
      editedAt: row.editedAt?.toISOString() ?? null,
      unsentAt: row.unsentAt?.toISOString() ?? null,
    });
  }
  return messageItems(rows, await openWords(ctx, permit as Permit, rows));
}

export async function* messagesInTurn(ctx: Ctx, permit: unknown, people: People): Turns {
  const { ofOne, ofMany } = messagesInOrder;
  const [only = '', ...others] = people;
  await readyToRead(ctx, permit as Permit, people); // while rows flow nothing else is asked
  const pages = others.length === 0 ? ctx.db.flow(ofOne, [ctx.workspace, only]) : ctx.db.flow(ofMany, [ctx.workspace, people]);
  let before: { rows: readonly CopiedRow[]; opening: Promise<string[]> } | undefined;
  for await (const rows of pages) {
    const opening = openWords(ctx, permit as Permit, rows);
    opening.catch(() => undefined); // heard when it is its turn
    if (before) yield messageItems(before.rows, await before.opening); // while the next are opened, and those after them read
    before = { rows, opening };
  }
  if (before) yield messageItems(before.rows, await before.opening);
}

export async function exportFiles(ctx: Ctx, permit: unknown, people: People, options: ExportOptions = {}) {
  const items: ExportItem[] = [];
  for (const row of await ctx.db.all(attachmentsOf, [ctx.workspace, people, options.newest ?? null]))
    items.push(await fileItem(ctx, permit as Permit, row, isWanted(options)));
  return items;
}

/** One file in memory at a time. */
export async function* filesInTurn(ctx: Ctx, permit: unknown, people: People): Turns {
  for await (const rows of ctx.db.pages(attachmentsOf, [ctx.workspace, people, null], filesAtOnce))
    for (const row of rows) yield [await fileItem(ctx, permit as Permit, row, all)];
}

async function conversationItems(ctx: Ctx, permit: Permit, rows: readonly Conversation[]): Promise<ExportItem[]> {
  const sealed = rows.flatMap((row) => (row.subject ? [{ place: placeOfSubject(row), sealed: row.subject }] : []));
  const said = await openMany(ctx, permit, sealed);
  let at = 0;
  return rows.map((row) => ({
    at: row.createdAt.toISOString(),
    fields: {
      conversation: row.id,
      channel: row.channel,
      subject: row.subject ? (said[at++] ?? null) : null,
      status: row.status,
      lastMessageAt: row.lastMessageAt.toISOString(),
    },
    ...(row.isByHouse && { isForMany: true }), // a subject that a campaign gave
  }));
}

/** Text, reaction, choices and markup of each, where it has them, in this order. */
function openWords(ctx: Ctx, permit: Permit, rows: readonly CopiedRow[]): Promise<string[]> {
  const sealed: Parameters<typeof openMany>[2][number][] = [];
  for (const row of rows) {
    sealed.push({ place: placeOfBody(row), sealed: row.body });
    if (row.reaction) sealed.push({ place: placeOfReaction(row), sealed: row.reaction });
    if (row.choices) sealed.push({ place: placeOfChoices(row), sealed: row.choices });
    if (row.html) sealed.push({ place: placeOfHtml(row), sealed: row.html });
  }
  return openMany(ctx, permit, sealed);
}

function messageItems(rows: readonly CopiedRow[], opened: readonly string[]): ExportItem[] {
  let at = 0;
  return rows.map((row) => {
    const { id, conversation, sequence, kind, purpose, delivery } = row;
    const body = opened[at++] ?? '';
    const reaction = row.reaction ? (opened[at++] ?? null) : null;
    const titles = row.choices ? parted(opened[at++]) : [];
    const html = row.html ? (opened[at++] ?? '') : undefined;
    const from = row.authorKind === 'staff' ? 'agent' : row.authorKind;
    const said = { message: id, conversation, number: sequence, kind, from, purpose, body };
    const became = { delivery, edited: row.editedAt, unsent: row.unsentAt, reaction };
    return {
      at: row.at,
      fields: titles.length > 0 ? { ...said, choices: titles.join(' · '), ...became } : { ...said, ...became },
      ...(titles.length > 0 && { asItStands: { choices: [...titles, joined(titles)] } }),
      ...(row.authorKind === 'system' && { isForMany: true }), // no member of staff and not the person: a text of the company, filled in
      ...(html !== undefined && { files: [{ name: `${id}.html`, bytes: Buffer.from(html) }] }),
    };
  });
}

async function fileItem(ctx: Ctx, permit: Permit, row: FileRow, wants: Wants): Promise<ExportItem> {
  const name = await openName(ctx, permit, row);
  const ids = { attachment: row.id, message: row.message };
  const wanted = wants('attachments', ids);
  const file = wanted ? await openFile(ctx, permit, row).catch(missing) : undefined;
  const isLost = wanted && !file;
  return {
    at: row.at.toISOString(),
    fields: { ...ids, name, type: row.type, size: row.size, ...(row.isToNote && { toNote: true }), ...(isLost && { lost: true }) },
    ...(file && { files: [{ name, bytes: file.bytes }] }),
  };
}

/** A row may outlive its file (a crash, a restored database): the copy says so, rather than failing as a whole. */
function missing(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
  throw error;
}
