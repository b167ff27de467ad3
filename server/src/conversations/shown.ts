// The conversation as the person sees it: never a note, never what the gate stopped, and never another person's, whichever door a person came by.
import { type Face, staffFaces } from '#access';
import { maskedIn } from '#detection';
import { permitOrThrow } from '#gate';
import { open, openBytes, openMany } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { AttachmentId, ConversationId, MessageId, PersonId, StaffId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { storage } from '#kit/storage';
import { group } from '#people';
import { choicesOf, parted } from './choices.ts';
import { attachmentOf, fileFields, placeOfContent, placeOfName } from './files.ts';
import { attachmentsTo, type ConversationRow, type MessageRow, messageById, shownAfter, shownAuthor, shownLast } from './store.ts';
import { conversationOf } from './threads.ts';
import type { File, ShownMessage } from './types.ts';
import { placeOfBody } from './write.ts';

const purpose = 'service-conversation';

/** Messages after a sequence number, in order, at most `limit`. */
export async function listShown(ctx: Ctx, conversation: ConversationId, after: number, limit: number): Promise<ShownMessage[]> {
  await refuseStranger(ctx, await conversationOf(ctx, conversation));
  return views(ctx, await ctx.db.all(shownAfter, [ctx.workspace, conversation, after, limit]));
}

/** The highest number the person may see now; 0 when there is nothing. */
export async function lastShown(ctx: Ctx, conversation: ConversationId): Promise<number> {
  await refuseStranger(ctx, await conversationOf(ctx, conversation));
  return (await ctx.db.one(shownLast, [ctx.workspace, conversation])).sequence ?? 0;
}

/** One message of the person's own. */
export async function readShown(ctx: Ctx, id: MessageId): Promise<ShownMessage> {
  const row = await ctx.db.maybe(messageById, [ctx.workspace, id]);
  const [view] = row ? await views(ctx, [row]) : [];
  if (!view) throw new Problem('not-found');
  return view;
}

/** A file of this conversation that the person may see; Problem `not-found` for any other. */
export async function readShownFile(ctx: Ctx, conversation: ConversationId, id: AttachmentId): Promise<File> {
  const file = await attachmentOf(ctx, id);
  const message = file.message && (await ctx.db.maybe(messageById, [ctx.workspace, file.message]));
  if (!message || message.conversation !== conversation || message.kind !== 'message' || hidden.has(message.delivery))
    throw new Problem('not-found');
  await refuseStranger(ctx, await conversationOf(ctx, conversation));
  const right = await permitOrThrow(ctx, { act: 'reveal', person: file.person, purpose, fields: fileFields });
  const bytes = await openBytes(ctx, right, placeOfContent(file), await storage.of(ctx).get(ctx.workspace, file.file));
  return { name: await open(ctx, right, placeOfName(file), file.name), type: file.type, bytes };
}

/** Who looks after it: whoever it is assigned to, else the last member of staff whose answer arrived. */
export async function looksAfter(ctx: Ctx, conversation: ConversationId): Promise<Face | undefined> {
  const row = await conversationOf(ctx, conversation);
  await refuseStranger(ctx, row);
  const staff = row.assignee ?? (await ctx.db.maybe(shownAuthor, [ctx.workspace, conversation]))?.staff;
  return staff ? (await staffFaces(ctx, [staff])).get(staff) : undefined;
}

/** Merges can be taken apart: what was shown to a person while two were one is not shown to the other afterwards. */
async function refuseStranger(ctx: Ctx, { person }: Pick<ConversationRow, 'person'>): Promise<void> {
  if (ctx.actor.kind === 'person' && !(await group(ctx, ctx.actor.id as PersonId)).includes(person)) throw new Problem('not-found');
}

const hidden: ReadonlySet<string> = new Set(['queued', 'sending', 'failed', 'refused']);

async function views(ctx: Ctx, rows: readonly MessageRow[]): Promise<ShownMessage[]> {
  const [first] = rows;
  if (!first) return [];
  const conversation = await conversationOf(ctx, first.conversation);
  await refuseStranger(ctx, conversation);
  const { person } = conversation;
  const right = await permitOrThrow(ctx, {
    act: 'reveal',
    person,
    purpose,
    fields: ['messages.body', 'messages.choices', 'attachments.name'],
  });
  const files = await ctx.db.all(attachmentsTo, [ctx.workspace, rows.map((row) => row.id)]);
  const opened = await openMany(ctx, right, [
    ...rows.map((row) => ({ place: placeOfBody(row), sealed: row.body })),
    ...files.map((row) => ({ place: placeOfName(row), sealed: row.name })),
    ...choicesOf(rows),
  ]);
  const offered = opened.slice(rows.length + files.length);
  const choices = new Map(choicesOf(rows).map(({ place }) => [place.row, parted(offered.shift())]));
  const faces = await staffFaces(ctx, [...new Set(rows.filter((row) => row.authorKind === 'staff').map((row) => row.author as StaffId))]);
  const faceOf = (row: MessageRow) => (row.authorKind === 'staff' ? faces.get(row.author as StaffId) : undefined);
  return rows.map((row, at) => ({
    id: row.id,
    sequence: row.sequence,
    direction: row.direction,
    author: faceOf(row)?.name ?? '',
    photo: faceOf(row)?.photo ?? null,
    text: row.unsentAt ? '' : (opened[at] ?? ''),
    attachments: files.flatMap((file, place) =>
      file.message === row.id && row.unsentAt === null
        ? [{ id: file.id, name: opened[rows.length + place] ?? '', type: file.type, size: file.size }]
        : [],
    ),
    choices: choices.get(row.id) ?? [],
    clientKey: row.clientKey,
    masked: row.unsentAt ? [] : maskedIn(row.found ?? {}),
    at: row.at,
  }));
}
