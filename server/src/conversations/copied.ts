// What the copy of Art. 15(3) says of conversations, messages and files: a sample at once, or everything in turns, so that memory holds one turn whoever asks.
import { openMany, type Permit } from '#keys';
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
const enoughBytes = 4 << 20;
type People = readonly PersonId[];
type Turns = AsyncGenerator<readonly ExportItem[]>;
type Wants = NonNullable<ExportOptions['filesOf']>;
const all: Wants = () => true;
const isWanted = ({ withoutFiles = false, filesOf = all }: ExportOptions): Wants => (withoutFiles ? () => false : filesOf);
type Conversation = ConversationRow & { isByHouse: boolean };

export async function exportConversations(ctx: Ctx, permit: unknown, people: People, { newest }: ExportOptions = {}) {
  return conversationItems(ctx, permit as Permit, await ctx.db.all(conversationsOf, [ctx.workspace, people, newest ?? null]));
}

export async function* conversationsInTurn(ctx: Ctx, permit: unknown, people: People): Turns {
  for await (const rows of ctx.db.pages(conversationsOf, [ctx.workspace, people, null], rowsAtOnce))
    yield conversationItems(ctx, permit as Permit, rows);
}

/** Notes are the person's data too (Art. 15(3)); members of staff are named by their role only. */
export async function exportMessages(ctx: Ctx, permit: unknown, people: People, options: ExportOptions = {}) {
  const rows = await ctx.db.all(messagesOf, [ctx.workspace, people, options.newest ?? null]);
  const opened = await openWords(ctx, permit as Permit, rows);
  const items: ExportItem[] = [];
  for await (const some of messageItems(ctx, permit as Permit, rows, opened, isWanted(options))) items.push(...some);
  return items;
}

export async function* messagesInTurn(ctx: Ctx, permit: unknown, people: People): Turns {
  const { ofOne, ofMany } = messagesInOrder;
  const pages =
    people.length === 1
      ? ctx.db.pages(ofOne, [ctx.workspace, people[0]], rowsAtOnce)
      : ctx.db.pages(ofMany, [ctx.workspace, people], rowsAtOnce);
  let before: { rows: readonly CopiedRow[]; opening: Promise<string[]> } | undefined;
  for await (const rows of pages) {
    const opening = openWords(ctx, permit as Permit, rows);
    opening.catch(() => undefined); // heard when it is its turn
    if (before) yield* messageItems(ctx, permit as Permit, before.rows, await before.opening, all); // while the next are opened, and those after them read
    before = { rows, opening };
  }
  if (before) yield* messageItems(ctx, permit as Permit, before.rows, await before.opening, all);
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

/** Text, reaction and choices of each, where it has them, in this order. */
function openWords(ctx: Ctx, permit: Permit, rows: readonly CopiedRow[]): Promise<string[]> {
  const sealed: Parameters<typeof openMany>[2][number][] = [];
  for (const row of rows) {
    sealed.push({ place: placeOfBody(row), sealed: row.body });
    if (row.reaction) sealed.push({ place: placeOfReaction(row), sealed: row.reaction });
    if (row.choices) sealed.push({ place: placeOfChoices(row), sealed: row.choices });
  }
  return openMany(ctx, permit, sealed);
}

async function* messageItems(ctx: Ctx, permit: Permit, rows: readonly CopiedRow[], opened: readonly string[], wants: Wants): Turns {
  let items: ExportItem[] = [];
  let [at, bytes] = [0, 0];
  for (const row of rows) {
    const { id, sequence, kind, purpose, delivery } = row;
    const body = opened[at++] ?? '';
    const reaction = row.reaction ? (opened[at++] ?? null) : null;
    const titles = row.choices ? parted(opened[at++]) : [];
    const choices = titles.length > 0 && { choices: titles.join(' · ') };
    const ids = { message: id, conversation: row.conversation };
    const html = row.hasHtml && wants('messages', ids) ? await htmlItem(ctx, permit, row) : undefined;
    bytes += html?.bytes.length ?? 0;
    const changes = { edited: row.editedAt?.toISOString() ?? null, unsent: row.unsentAt?.toISOString() ?? null, reaction };
    const from = row.authorKind === 'staff' ? 'agent' : row.authorKind;
    items.push({
      at: row.at.toISOString(),
      fields: { ...ids, number: sequence, kind, from, purpose, body, ...choices, delivery, ...changes },
      ...(choices && { asItStands: { choices: [...titles, joined(titles)] } }),
      ...(row.authorKind === 'system' && { isForMany: true }), // no member of staff and not the person: a text of the company, filled in
      ...(html && { files: [html] }),
    });
    if (bytes < enoughBytes) continue;
    yield items;
    items = [];
    bytes = 0;
  }
  if (items.length > 0) yield items;
}

async function htmlItem(ctx: Ctx, permit: Permit, row: CopiedRow): Promise<{ name: string; bytes: Buffer } | undefined> {
  const { html } = await ctx.db.one(htmlOf, [ctx.workspace, row.id]);
  const [text = ''] = html ? await openMany(ctx, permit, [{ place: placeOfHtml(row), sealed: html }]) : [];
  return html ? { name: `${row.id}.html`, bytes: Buffer.from(text) } : undefined;
}

async function fileItem(ctx: Ctx, permit: Permit, row: AttachmentRow & { isToNote: boolean }, wants: Wants): Promise<ExportItem> {
  const name = await openName(ctx, permit, row);
  const ids = { attachment: row.id, message: row.message };
  const wanted = wants('attachments', ids);
  const file = wanted ? await openFile(ctx, permit, row).catch(missing) : undefined;
  const isLost = wanted && !file;
  return {
    fields: { ...ids, name, type: row.type, size: row.size, ...(row.isToNote && { toNote: true }), ...(isLost && { lost: true }) },
    ...(file && { files: [{ name, bytes: file.bytes }] }),
  };
}

/** A row may outlive its file (a crash, a restored database): the copy says so, rather than failing as a whole. */
function missing(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
  throw error;
}
