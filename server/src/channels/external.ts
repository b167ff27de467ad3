// Ids of messages at providers: a keyed hash finds repeats, threads and receipts; the id itself is sealed under the person of the conversation.
import type { MessageFacts } from '#conversations';
import { lookupHash, openMany, type Permit, type Place, seal } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { ConversationId, Id, InboxId, MessageId, PersonId } from '#kit/ids';
import type { Adapter, Inbound } from './adapter.ts';
import { type DeliveryRow, type ExternalRow, externalsByHash, insertExternal, threadOf } from './store.ts';

export const externalField = 'external_ids.external_id';
export type External = {
  readonly inbox: InboxId;
  readonly externalId: string;
  readonly person: PersonId;
  readonly conversation: ConversationId;
  readonly message: MessageId;
  readonly identity: Id<'idn'>;
  readonly direction: 'in' | 'out';
  readonly handed?: Inbound['handed'];
  /** When it was written, where that may be earlier than now; never later. */
  readonly saidAt?: Date | undefined;
  /** Whether an emulator knows it by this id, and no provider. */
  readonly isPlayed?: boolean;
  /** Whether it only serves to tell the provider that words were read. */
  readonly isReadToken?: boolean;
};

/** The hash under which an id is found; ids of different inboxes never meet. */
export const hashOf = (ctx: Pick<Ctx, 'tools'>, inbox: InboxId, externalId: string): string =>
  lookupHash(ctx.tools, 'external-id', `${inbox}/${externalId}`);

/** Whether it is what we called a message ourselves, which says nothing at a provider that names them anew. */
export const isOurName = ({ capabilities }: Pick<Adapter, 'capabilities'>, externalId: string): boolean =>
  !capabilities.repeatable && externalId.startsWith('msg_');

/** The key under which what came with this id is written once. */
export const keyOf = (ctx: Pick<Ctx, 'tools'>, { inbox, externalId }: { inbox: InboxId; externalId: string }): string =>
  `in/${hashOf(ctx, inbox, externalId)}`;

/** Remembers an id; the same again changes nothing. Throws Problem `erased`. */
export async function remember(ctx: Ctx, external: External): Promise<void> {
  const { inbox, person, conversation, message, identity, direction } = external;
  const hash = hashOf(ctx, inbox, external.externalId);
  const sealed = await seal(ctx, placeOf({ person, hash }), external.externalId);
  const saidAt = external.saidAt && external.saidAt < ctx.now ? external.saidAt : null;
  const row = [inbox, hash, person, conversation, message, identity, direction, sealed];
  await ctx.db.run(insertExternal, [
    ctx.workspace,
    ...row,
    ctx.now,
    saidAt,
    external.handed?.by ?? null,
    external.handed?.mailbox ?? null,
    external.isPlayed ?? false,
    external.isReadToken ?? false,
  ]);
}

/** One message of ours may be several there: each can be reacted to, and taken back. */
export async function rememberAll(
  ctx: Ctx,
  facts: MessageFacts,
  { identity }: DeliveryRow,
  ids: readonly string[],
  isPlayed: boolean,
): Promise<void> {
  for (const externalId of identity ? ids : [])
    await remember(ctx, { ...facts, message: facts.id, externalId, identity: identity as Id<'idn'>, direction: 'out', isPlayed });
}

/** What these ids stand for, in the order asked. */
export async function known(ctx: Ctx, inbox: InboxId, externalIds: readonly string[]): Promise<ExternalRow[]> {
  if (externalIds.length === 0) return [];
  const hashes = externalIds.slice(0, 100).map((each) => hashOf(ctx, inbox, each));
  const rows = await ctx.db.all(externalsByHash, [ctx.workspace, inbox, hashes]);
  return rows.sort((a, b) => hashes.indexOf(a.hash) - hashes.indexOf(b.hash));
}

/** The first of these ids that stands for a message. */
export async function firstKnown(ctx: Ctx, inbox: InboxId, externalIds: readonly string[]): Promise<string | undefined> {
  const [first] = await known(ctx, inbox, externalIds);
  return first && externalIds.find((each) => hashOf(ctx, inbox, each) === first.hash);
}

/** The ids of a thread, oldest first, under a send permit that names `externalField`. */
export async function thread(ctx: Ctx, permit: Permit, conversation: ConversationId): Promise<string[]> {
  const rows = (await ctx.db.all(threadOf, [ctx.workspace, conversation])).reverse();
  return openMany(
    ctx,
    permit,
    rows.map((row) => ({ place: placeOf(row), sealed: row.externalId })),
  );
}

export const placeOf = (row: Pick<ExternalRow, 'person' | 'hash'>): Place => ({
  subject: row.person,
  table: 'external_ids',
  row: row.hash,
  column: 'external_id',
});
