// What can happen to a message later (record 042). An edit replaces the words: what was said before is not kept (Art. 5(1)(c), (d)). What its sender takes back is
// deleted in the commit that learns of it, unless a legal hold keeps it (Art. 17(3)): then nobody sees it, and it goes with the hold. All of it obeys an erasure.
import { asksIn, isSpecial, rest, sum } from '#detection';
import { factsOf } from '#gate';
import { seal } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { MessageId, PersonId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { append } from '#ledger';
import { emptyUnsent, foundInFiles, keptUnsends, markUnsent, replaceWords, setReaction } from './change-store.ts';
import { placeOfReaction } from './changed.ts';
import { raise } from './class.ts';
import { removeFiles } from './files.ts';
import { asJson, foundFacts } from './found.ts';
import { attachmentsTo, type MessageRow, type Moved, messageById } from './store.ts';
import { placeOfBody } from './write.ts';

type Done = 'done' | 'repeated' | 'unknown';
const longestReaction = 64;

/** Replaces the words of what a person wrote; `order` grows with each edit, and one that is not newer changes nothing. What must not rest is masked here too. Throws Problem `erased`. */
export async function changeWords(ctx: Ctx, id: MessageId, { text, order }: { text: string; order: number }): Promise<Done> {
  const row = await mineOf(ctx, id);
  if (!row) return 'unknown';
  const rested = rest(text);
  const names = await ctx.db.all(foundInFiles, [ctx.workspace, id]);
  const found = sum([rested.found, asksIn(rested.text), ...names.map((name) => name.found)]);
  const body = await seal(ctx, placeOfBody(row), rested.text);
  const moved = await ctx.db.maybe(replaceWords, [ctx.workspace, id, body, asJson(found), ctx.now, order]);
  if (!moved) return 'repeated';
  if (isSpecial(found)) await raise(ctx, [row.conversation]);
  await record(ctx, 'message.edited', moved, foundFacts(found));
  return 'done';
}

/** Its sender takes a message back: words, files and reaction are deleted now, or with the hold that keeps them. Throws Problem `erased`. */
export async function takeBack(ctx: Ctx, id: MessageId): Promise<Done> {
  const row = await mineOf(ctx, id);
  if (!row) return 'unknown';
  const isKept = await isHeld(ctx, row.person);
  const moved = await ctx.db.maybe(markUnsent, [ctx.workspace, id, ctx.now, isKept ? null : await seal(ctx, placeOfBody(row), '')]);
  if (!moved) return 'repeated';
  if (!isKept) await removeFiles(ctx, await ctx.db.all(attachmentsTo, [ctx.workspace, [id]]));
  await record(ctx, 'message.unsent', moved, { kept: isKept });
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

/** What was taken back under a hold goes as soon as no hold is left. */
export async function carryOutUnsends(ctx: Ctx): Promise<void> {
  for (let last = ''; ; ) {
    const rows = await ctx.db.all(keptUnsends, [ctx.workspace, last]);
    for (const row of rows) {
      last = row.id;
      if (await isHeld(ctx, row.person)) continue;
      const moved = await ctx.db.maybe(emptyUnsent, [ctx.workspace, row.id, await seal(ctx, placeOfBody(row), '')]);
      if (!moved) continue;
      await removeFiles(ctx, await ctx.db.all(attachmentsTo, [ctx.workspace, [row.id]]));
      await record(ctx, 'message.unsent', moved, { kept: false });
    }
    if (rows.length < 200) return;
  }
}

async function mineOf(ctx: Ctx, id: MessageId): Promise<MessageRow | undefined> {
  const row = await ctx.db.maybe(messageById, [ctx.workspace, id]);
  return row?.direction === 'in' ? row : undefined;
}

const isHeld = async (ctx: Ctx, person: PersonId): Promise<boolean> => (await factsOf(ctx, person)).some(({ kind }) => kind === 'held');

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
