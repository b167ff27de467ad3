// How a message is written, whoever writes it: seal first, then take the next number under the conversation's row lock. Erasure locks in the same
// order (key, then rows), so the two cannot deadlock, and a message is either wholly before an erasure and deleted by it, or fails with `erased`.
import { asksIn, type Counts, isSpecial, rest, restHtml, sum } from '#detection';
import { type Place, sealMany } from '#keys';
import type { Ctx } from '#kit/ctx';
import { type AttachmentId, type ConversationId, type MessageId, newId, type PersonId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { joined, placeOfChoices, tidyChoices } from './choices.ts';
import { raise } from './class.ts';
import { setFound } from './class-store.ts';
import { claim, keep } from './files.ts';
import { asJson, foundFacts } from './found.ts';
import { insertMessage, lockName, type MessageRow, messageByKey, takeSequence } from './store.ts';
import type { DeliveryState, SafeFile, Taken } from './types.ts';

export const placeOfBody = (row: Pick<MessageRow, 'id' | 'person'>): Place => ({
  subject: row.person,
  table: 'messages',
  row: row.id,
  column: 'body',
});
export const placeOfHtml = (row: Pick<MessageRow, 'id' | 'person'>): Place => ({ ...placeOfBody(row), column: 'html' });

export type Draft = {
  /** `found` is what its subject held, when this message opens it. */
  readonly conversation: { readonly id: ConversationId; readonly person: PersonId; readonly found?: Counts };
  readonly kind: 'message' | 'note';
  readonly direction: 'in' | 'out';
  readonly author: { readonly kind: 'person' | 'staff' | 'system'; readonly id: string };
  readonly purpose: string;
  readonly text: string;
  readonly html?: string | undefined;
  readonly choices?: readonly string[];
  readonly files?: readonly SafeFile[];
  readonly uploads?: readonly AttachmentId[];
  readonly clientKey?: string | undefined;
  /** The same words go to many: what they speak of raises no thread, and whoever sends them looks after those that do not arrive. */
  readonly isForMany?: boolean;
  readonly delivery: DeliveryState;
  /** Whether a closed or snoozed conversation opens again. */
  readonly reopens: boolean;
};

/** What this client key already made, if anything; a twin under way at this moment is waited for. */
export async function known(ctx: Ctx, clientKey: string | undefined): Promise<Taken | undefined> {
  if (clientKey === undefined) return undefined;
  await ctx.db.run(lockName, [`${ctx.workspace}/${clientKey}`]);
  const row = await ctx.db.maybe(messageByKey, [ctx.workspace, clientKey]);
  return row && { conversation: row.conversation, message: row.id, sequence: row.sequence, repeated: true };
}

/** Writes one message with files, ledger line and live event; what must not rest is masked before anything is sealed. Throws Problem `erased` when the person is gone, `invalid` for choices that cannot be offered. */
export async function write(ctx: Ctx, draft: Draft): Promise<Taken> {
  const { conversation } = draft;
  const row = { id: newId('msg'), person: conversation.person };
  const text = rest(draft.text);
  const markup = draft.html ? restHtml(draft.html) : undefined;
  const offered = tidyChoices(draft.choices ?? []);
  const sealed = await sealMany(ctx, [
    { place: placeOfBody(row), plain: text.text },
    ...(markup ? [{ place: placeOfHtml(row), plain: markup.html }] : []),
    ...(offered.titles.length > 0 ? [{ place: placeOfChoices(row), plain: joined(offered.titles) }] : []),
  ]);
  const [body, html, choices] = [sealed[0], markup ? sealed[1] : null, sealed[markup ? 2 : 1] ?? null];
  const isNew = draft.direction === 'in';
  const taken = await ctx.db.maybe(takeSequence, [ctx.workspace, conversation.id, row.id, ctx.now, isNew ? 1 : 0, draft.reopens]);
  if (!taken) throw new Problem('erased');
  const values = [
    row.id,
    conversation.id,
    row.person,
    taken.sequence,
    draft.kind,
    draft.direction,
    draft.author.kind,
    draft.author.id,
    draft.purpose,
  ];
  // the markup of a mail says what its text says, and what that quotes: the larger number counts
  const inFiles = (draft.files ?? []).flatMap((file) => [rest(file.name).found, file.found ?? {}]);
  const asked = isNew && draft.reopens ? asksIn(text.text) : {}; // what answers by itself asks for nothing
  const before = [conversation.found ?? {}, more(text.found, markup?.found ?? {}), asked, ...inFiles, ...offered.found];
  await ctx.db.run(insertMessage, [
    ...[ctx.workspace, ...values, body, html, draft.clientKey ?? null, draft.delivery, ctx.now],
    asJson(sum(before)),
    choices,
    draft.isForMany ? ctx.now : null,
  ]);
  for (const [position, file] of (draft.files ?? []).entries()) await keep(ctx, row.person, file, { message: row.id, position });
  const claimed = await claim(ctx, row.person, row.id, draft.uploads ?? []);
  const found = sum([...before, ...claimed]);
  if (claimed.some((each) => asJson(each) !== null)) await ctx.db.run(setFound, [ctx.workspace, row.id, asJson(found)]);
  if (isSpecial(found) && draft.isForMany !== true) await raise(ctx, [conversation.id]);
  await record(ctx, draft, row.id, taken.sequence, found);
  return { conversation: conversation.id, message: row.id, sequence: taken.sequence, repeated: false, rested: { text: text.text, found } };
}

/** Of each kind the larger number. */
function more(one: Counts, other: Counts): Counts {
  const kinds = Object.keys({ ...one, ...other }) as (keyof Counts)[];
  return Object.fromEntries(kinds.map((kind) => [kind, Math.max(one[kind] ?? 0, other[kind] ?? 0)]));
}

async function record(ctx: Ctx, draft: Draft, message: MessageId, sequence: number, found: Counts): Promise<void> {
  const { id: conversation, person } = draft.conversation;
  const kind = draft.kind === 'note' ? 'note.added' : draft.direction === 'in' ? 'message.received' : 'message.queued';
  await append(ctx, { kind, subject: person, facts: { conversation, message, sequence, purpose: draft.purpose, ...foundFacts(found) } });
  tellPages(ctx, {
    topic: 'message.added',
    ids: { conversation, message, sequence, person, kind: draft.kind, direction: draft.direction },
  });
}
