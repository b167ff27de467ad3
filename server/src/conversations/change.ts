// What can happen to a message later (record 042). An edit replaces the words: what was said before is not kept (Art. 5(1)(c), (d)). What its sender takes back is
// deleted in the commit that learns of it. A legal hold or a restriction keeps both (Art. 17(3), 18): nobody sees them, and they go with it. All of it obeys an erasure.
import { asksIn, isSpecial, rest, sum } from '#detection';
import { seal } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { MessageId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { act } from '#kit/pool';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { emptyUnsent, foundInFiles, keptThough, lockConversation, markUnsent, replaceWords, setReaction } from './change-store.ts';
import { placeOfReaction } from './changed.ts';
import { raise } from './class.ts';
import { removeFiles } from './files.ts';
import { isKept, readyToKeep } from './former.ts';
import { dropFormer } from './former-store.ts';
import { asJson, foundFacts } from './found.ts';
import { attachmentsTo, type MessageRow, type Moved, messageById } from './store.ts';
import { placeOfBody } from './write.ts';

type Done = 'done' | 'repeated' | 'unknown';
const longestReaction = 64;

/** Replaces the words of what a person wrote; `order` grows with each edit, and one that is not newer changes nothing. What must not rest is masked here too. Throws Problem `erased`. */
export async function changeWords(ctx: Ctx, id: MessageId, { text, order }: { text: string; order: number }): Promise<Done> {
  const first = await mineOf(ctx, id);
  if (!first) return 'unknown';
  const rested = rest(text);
  const names = await ctx.db.all(foundInFiles, [ctx.workspace, id]);
  const found = sum([rested.found, asksIn(rested.text), ...names.map((name) => name.found)]);
  const body = await seal(ctx, placeOfBody(first), rested.text);
  const row = await locked(ctx, first);
  if (!row) return 'unknown';
  const before = (await isKept(ctx, row)) ? await readyToKeep(ctx, row) : undefined;
  const moved = await ctx.db.maybe(replaceWords, [ctx.workspace, id, body, asJson(found), ctx.now, order]);
  if (!moved) return 'repeated';
  await before?.(order);
  if (isSpecial(found)) await raise(ctx, [row.conversation]);
  await record(ctx, 'message.edited', moved, foundFacts(found));
  return 'done';
}

/** Its sender takes a message back: words, files and reaction are deleted now, or with what keeps them. Throws Problem `erased`. */
export async function takeBack(ctx: Ctx, id: MessageId): Promise<Done> {
  const first = await mineOf(ctx, id);
  if (!first) return 'unknown';
  const empty = await seal(ctx, placeOfBody(first), ''); // the key first, then rows, as whoever erases
  const row = await locked(ctx, first);
  if (!row) return 'unknown';
  const kept = await isKept(ctx, row);
  const moved = await ctx.db.maybe(markUnsent, [ctx.workspace, id, ctx.now, kept ? null : empty]);
  if (!moved) return 'repeated';
  if (!kept) await ctx.db.run(dropFormer, [ctx.workspace, [id]]);
  await record(ctx, 'message.unsent', moved, { kept });
  if (!kept) await removeFiles(ctx, await ctx.db.all(attachmentsTo, [ctx.workspace, [id]]));
  return 'done';
}

/** Sets or takes away (null) how the person reacts to a message, theirs or ours. Throws Problem `erased`. */
export async function react(ctx: Ctx, id: MessageId, { reaction, order }: { reaction: string | null; order: number }): Promise<Done> {
  const row = await ctx.db.maybe(messageById, [ctx.workspace, id]);
  if (!row) return 'unknown';
  const sealed = reaction ? await seal(ctx, placeOfReaction(row), reaction.slice(0, longestReaction)) : null;
  const moved = await ctx.db.maybe(setReaction, [ctx.workspace, id, sealed, order]);
  if (!moved) return 'repeated';
  await record(ctx, 'message.reacted', moved, {});
  return 'done';
}

/** What was taken back or replaced while something kept it goes as soon as nothing does: each message in a transaction of its own, its files last. */
export async function carryOutUnsends(ctx: Ctx): Promise<void> {
  const who = { workspace: ctx.workspace, actor: ctx.actor, purpose: 'service-conversation' } as const;
  for (let last = ''; ; ) {
    const rows = await ctx.db.all(keptThough, [ctx.workspace, last]);
    for (const { id } of rows) {
      last = id;
      await act(ctx.tools, who, (own) => letGoOf(own, id)).catch(erasedMeanwhile);
    }
    if (rows.length < 200) return;
  }
}

async function letGoOf(ctx: Ctx, id: MessageId): Promise<void> {
  const first = await mineOf(ctx, id);
  if (!first) return;
  const empty = await seal(ctx, placeOfBody(first), '');
  const row = await locked(ctx, first);
  if (!row || (await isKept(ctx, row))) return;
  await ctx.db.run(dropFormer, [ctx.workspace, [id]]);
  const moved = await ctx.db.maybe(emptyUnsent, [ctx.workspace, id, empty]);
  if (!moved) return;
  await record(ctx, 'message.unsent', moved, { kept: false });
  await removeFiles(ctx, await ctx.db.all(attachmentsTo, [ctx.workspace, [id]]));
}

async function mineOf(ctx: Ctx, id: MessageId): Promise<MessageRow | undefined> {
  const row = await ctx.db.maybe(messageById, [ctx.workspace, id]);
  return row?.direction === 'in' ? row : undefined;
}

/** The message as it stands now that nobody can set a hold on its conversation, or change it beside us. */
async function locked(ctx: Ctx, { id, conversation }: MessageRow): Promise<MessageRow | undefined> {
  await ctx.db.run(lockConversation, [ctx.workspace, conversation]);
  return ctx.db.maybe(messageById, [ctx.workspace, id]);
}

/** Who was erased meanwhile has nothing left to let go of. */
function erasedMeanwhile(error: unknown): void {
  if (!(error instanceof Problem && error.code === 'erased')) throw error;
}

async function record(
  ctx: Ctx,
  kind: 'message.edited' | 'message.unsent' | 'message.reacted',
  moved: Moved,
  facts: Readonly<Record<string, number | boolean>>,
): Promise<void> {
  const { conversation, message, person } = moved;
  await append(ctx, { kind, subject: person, facts: { conversation, message, ...facts } });
  tellPages(ctx, { topic: 'message.changed', ids: moved });
}
