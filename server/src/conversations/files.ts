// Attachments: bytes sealed in the storage, name sealed in the row, both under the person of the conversation. Uploaded first, then named by a message.
import { areasInReach } from '#access';
import { type Counts, rest, sum } from '#detection';
import { open, openBytes, type Permit, type Place, seal } from '#keys';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import { type AttachmentId, type ConversationId, type MessageId, newId, type PersonId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { storage } from '#kit/storage';
import { group } from '#people';
import { asJson } from './found.ts';
import { countLooseOf, lockLoose } from './loose-store.ts';
import { refuseClosed } from './reach.ts';
import {
  type AttachmentRow,
  attachmentById,
  claimAttachment,
  deleteAttachment,
  insertAttachment,
  lockAttachments,
  looseBefore,
  messageById,
} from './store.ts';
import { conversationOf } from './threads.ts';
import type { AttachmentFacts, File, SafeFile } from './types.ts';

export const placeOfName = (row: Pick<AttachmentRow, 'id' | 'person'>): Place => ({
  subject: row.person,
  table: 'attachments',
  row: row.id,
  column: 'name',
});
export const placeOfContent = (row: Pick<AttachmentRow, 'id' | 'person'>): Place => ({ ...placeOfName(row), column: 'content' });
/** Permit fields for a file. */
export const fileFields = ['attachments.name', 'attachments.content'] as const;
export const mostLooseHours = 24;
const mostLoose = 30; // uploads of or for one person that no message named yet

/** Stores a file, made safe before (`safeFile`: it may take seconds), sealed under a person, to be named by the uploader's next message; swept after a day when it never is. Throws Problem `too-large`, `erased`. */
export async function upload(ctx: Ctx, person: PersonId, file: SafeFile): Promise<AttachmentFacts> {
  await ctx.db.run(lockLoose, [ctx.workspace, person]); // of two at once the second counts the first
  const { count } = await ctx.db.one(countLooseOf, [ctx.workspace, person]);
  if (count >= mostLoose) throw new Problem('too-many', { retryAfterSeconds: 3600, detail: 'Too many files wait for a message.' });
  return keep(ctx, person, file, undefined);
}

/** As `upload`, for staff writing in a conversation. */
export async function uploadTo(ctx: Ctx, conversation: ConversationId, file: SafeFile): Promise<AttachmentFacts> {
  return upload(ctx, (await conversationOf(ctx, conversation)).person, file);
}

/** Stores a file that came with a message. */
export async function keep(
  ctx: Ctx,
  person: PersonId,
  file: SafeFile,
  at: { message: MessageId; position: number } | undefined,
): Promise<AttachmentFacts> {
  if (file.cameWith > config.of(ctx).attachmentMaxBytes) throw new Problem('too-large');
  const row = { id: newId('att'), person };
  const rested = rest(file.name);
  const name = await seal(ctx, placeOfName(row), rested.text);
  const stored = await put(ctx, await seal(ctx, placeOfContent(row), file.bytes));
  const by = ctx.actor.kind === 'staff' ? ctx.actor.id : person;
  const values = [
    row.id,
    person,
    at?.message ?? null,
    at?.position ?? 0,
    by,
    stored,
    name,
    file.type,
    file.bytes.length,
    ctx.now,
    asJson(sum([rested.found, file.found ?? {}])),
  ];
  await ctx.db.run(insertAttachment, [ctx.workspace, ...values]);
  return { id: row.id, name: rested.text, type: file.type, size: file.bytes.length };
}

/** Gives uploads to a message, in order, and says what was found in their names and words; Problem `invalid` for one that is not there, not the writer's, another person's, or used already. */
export async function claim(ctx: Ctx, person: PersonId, message: MessageId, uploads: readonly AttachmentId[]): Promise<Counts[]> {
  if (uploads.length === 0) return [];
  const found: Counts[] = [];
  const people = await group(ctx, person);
  const writers = ctx.actor.kind === 'staff' ? [ctx.actor.id] : people;
  for (const [position, id] of uploads.entries()) {
    const claimed = await ctx.db.maybe(claimAttachment, [ctx.workspace, id, message, position, writers, people]);
    if (!claimed)
      throw new Problem('invalid', {
        fields: [{ path: `body/attachments/${position}`, message: 'was not uploaded here, or is used already' }],
      });
    found.push(claimed.found ?? {});
  }
  return found;
}

/** An attachment of a message, by id; Problem `not-found`. */
export async function attachmentOf(ctx: Ctx, id: AttachmentId): Promise<AttachmentRow> {
  const row = await ctx.db.maybe(attachmentById, [ctx.workspace, id]);
  if (!row) throw new Problem('not-found');
  await refuseFile(ctx, row);
  return row;
}

/** A file is where its message is; one that no message names yet is its uploader's. */
async function refuseFile(ctx: Ctx, row: AttachmentRow): Promise<void> {
  if (row.message === null) {
    if (ctx.actor.kind === 'staff' && row.uploadedBy !== ctx.actor.id && (await areasInReach(ctx)) !== null) throw new Problem('not-found');
    return;
  }
  const message = await ctx.db.maybe(messageById, [ctx.workspace, row.message]);
  if (!message || message.unsentAt) throw new Problem('not-found'); // also where a legal hold keeps it
  await refuseClosed(ctx, message);
}

/** The name of a file under a permit that names `attachments.name`. */
export const openName = (ctx: Ctx, permit: Permit, row: AttachmentRow): Promise<string> => open(ctx, permit, placeOfName(row), row.name);

/** Opens a file under a permit that names `fileFields`. */
export async function openFile(ctx: Ctx, permit: Permit, row: AttachmentRow): Promise<File & { id: AttachmentId }> {
  const name = await openName(ctx, permit, row);
  const bytes = await openBytes(ctx, permit, placeOfContent(row), await storage.of(ctx).get(ctx.workspace, row.file));
  return { id: row.id, name, type: row.type, bytes };
}

/** Removes uploads that no message named for a day. */
export async function sweepLoose(ctx: Ctx): Promise<void> {
  await removeFiles(ctx, await ctx.db.all(looseBefore, [ctx.workspace, looseSince(ctx)]));
}

/** Before when an upload without a message has been left lying. */
export const looseSince = (ctx: Ctx): Date => new Date(ctx.now.getTime() - mostLooseHours * 3_600_000);

/** Removes files, then their rows: a crash between leaves rows whose files are gone, and the next run finishes; never files that no row names. */
export async function removeFiles(ctx: Ctx, rows: readonly AttachmentRow[]): Promise<number> {
  await ctx.db.run(lockAttachments, [ctx.workspace, rows.map((row) => row.id)]); // who seals one anew at this moment ends first, and does not write it again
  for (const row of rows) {
    await storage.of(ctx).remove(ctx.workspace, row.file);
    await ctx.db.run(deleteAttachment, [ctx.workspace, row.id]);
  }
  return rows.length;
}

/** The bytes must be durable before the row commits; when the row does not commit, the file goes again. */
async function put(ctx: Ctx, sealed: Parameters<ReturnType<typeof storage.of>['put']>[1]): Promise<string> {
  const files = storage.of(ctx);
  const reference = await files.put(ctx.workspace, sealed);
  ctx.db.afterRollback(() => void files.remove(ctx.workspace, reference).catch(() => undefined));
  return reference;
}
