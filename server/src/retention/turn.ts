// One turn of a sweep in one company: a bounded number of rows in one transaction, together with the place from which the next turn goes on. Killed in between,
// nothing of it has happened, but for files, which go before the rows that name them.
import { conversationsStay, nextToGo, whoTalks } from '#conversations';
import type { Ctx } from '#kit/ctx';
import { holdings, type Leaving, type Place } from '#kit/holding';
import type { ConversationId, PersonId } from '#kit/ids';
import { announce } from '#kit/outbox';
import { append } from '#ledger';
import { everyoneAfter, groups } from '#people';
import { personRanOut } from './announcements.ts';
import { keptByHoldings, whatHolds } from './held.ts';
import { letProofsGo } from './proofs.ts';
import { dayAfter, hasRunOut } from './rules.ts';
import { type Counts, type Over, type Sweep, store } from './store.ts';

export type Turn = Counts & { readonly stage: Sweep['stage']; readonly rows: number };
const nothing: Counts = { conversations: 0, messages: 0, files: 0, people: 0, held: 0, proofs: 0 };
const start: Place = { at: null, id: null };
const pageSize = 500;

/** Goes on where the last turn ended, or begins anew on a new day; `done` when there is nothing to do today, the days of grace still run, or another node is at it. `again` begins anew whatever was swept today. */
export async function takeTurn(ctx: Ctx, size: number, again = false): Promise<Turn> {
  await store.begin(ctx);
  const sweep = await store.take(ctx);
  const today = dayOf(ctx);
  const isSwept = sweep?.stage === 'done' && sweep.endedAt !== null && dayOf({ now: sweep.beganAt }) >= today;
  if (!sweep || isInGrace(sweep, today) || (isSwept && !again)) return { ...nothing, stage: 'done', rows: 0 };
  if (sweep.stage === 'done' || again) {
    await store.restart(ctx);
    return conversationsTurn(ctx, today, start, size);
  }
  const after = { at: sweep.afterAt, id: sweep.afterId };
  if (sweep.stage === 'conversations') return conversationsTurn(ctx, today, after, size);
  return sweep.stage === 'proofs' ? proofsTurn(ctx, today, sweep.afterTable, after) : peopleTurn(ctx, today, sweep.afterId);
}

async function conversationsTurn(ctx: Ctx, today: string, after: Place, size: number): Promise<Turn> {
  const page = await store.page(ctx, today, after, pageSize);
  if (!page) return proofsTurn(ctx, today, null, start);
  const held = await whatHolds(ctx, page.lives);
  const free = page.lives.filter((life) => !held.has(life.id));
  const { isCut, ...gone } = await letGo(ctx, free, size);
  if (isCut) return moveOn(ctx, 'conversations', after, gone); // the same page again, without what has gone
  return moveOn(ctx, 'conversations', page, { ...gone, held: held.size });
}

/** Deletes at most `size` messages that have run out in these conversations, and those conversations of which none is left. */
async function letGo(ctx: Ctx, lives: readonly Over[], size: number): Promise<Counts & { isCut: boolean }> {
  const stay = new Set(await conversationsStay(ctx, new Map(lives.map((life) => [life.id, life.lastSequence]))));
  const locked = lives.filter((life) => stay.has(life.id));
  const held = await whatHolds(ctx, locked); // once more, now that nobody can set a hold on them: one may have come in between
  const going = locked.filter((life) => !held.has(life.id));
  if (going.length === 0) return { ...nothing, isCut: false };
  const asked = going.map(({ id, isWhole, parts }) => ({ id, purposes: isWhole ? null : parts.map(({ purpose }) => purpose) }));
  const found = await nextToGo(ctx, asked, size + 1);
  const next = found.slice(0, size);
  const last = found[size]?.conversation; // of this one there is more
  const isCut = last !== undefined;
  const touched = isCut
    ? going.slice(0, going.findIndex((life) => life.id === last) + (next.at(-1)?.conversation === last ? 1 : 0))
    : going;
  const finished = touched.filter((life) => life.isWhole && life.id !== last);
  const files = await leave(ctx, { messages: next.map(({ id }) => id), conversations: ids(touched), finished: ids(finished) });
  await count(ctx, touched, finished, next);
  return { ...nothing, conversations: finished.length, messages: next.length, files, isCut };
}

type Gone = { readonly life: Over; readonly purpose: string; readonly conversations: number; readonly messages: number };

/** Figures and entries by purpose: what goes with a whole conversation counts for the purpose that kept it longest, other messages for their own. */
async function count(
  ctx: Ctx,
  touched: readonly Over[],
  finished: readonly Over[],
  messages: Awaited<ReturnType<typeof nextToGo>>,
): Promise<void> {
  const lives = new Map(touched.map((life) => [life.id, life]));
  const gone: Gone[] = [
    ...finished.map((life) => ({ life, purpose: life.parts[0].purpose, conversations: 1, messages: 0 })),
    ...messages.flatMap(({ conversation, purpose }) => {
      const life = lives.get(conversation);
      return life ? [{ life, purpose: life.isWhole ? life.parts[0].purpose : purpose, conversations: 0, messages: 1 }] : [];
    }),
  ];
  for (const [key, those] of Map.groupBy(gone, ({ life, purpose }) => `${life.month} ${purpose} ${life.channel}`)) {
    const [month = '', purpose = '', channel = ''] = key.split(' ');
    await store.addFigure(ctx, { month, purpose, channel, ...sums(those) });
  }
  for (const [purpose, those] of Map.groupBy(gone, (each) => each.purpose))
    await append(ctx, { kind: 'retention.deleted', facts: { purpose, ...sums(those) } });
}

const sums = (gone: readonly Gone[]) => ({
  conversations: gone.reduce((sum, each) => sum + each.conversations, 0),
  messages: gone.reduce((sum, each) => sum + each.messages, 0),
});

/** Holding by holding, as in an erasure; gives how many files went. */
async function leave(ctx: Ctx, leaving: Leaving): Promise<number> {
  let files = 0;
  for (const holding of holdings.of(ctx)) {
    const rows = (await holding.letGo?.(ctx, leaving)) ?? 0;
    if (holding.table === 'attachments') files += rows;
  }
  return files;
}

/** Before people are looked at: what is over of those who stay goes here, and of those who go with them. */
async function proofsTurn(ctx: Ctx, today: string, table: string | null, after: Place): Promise<Turn> {
  const { rows, next } = await letProofsGo(ctx, today, table === null ? undefined : { table, ...after });
  if (rows === 0 && !next) return peopleTurn(ctx, today, null); // nothing was done yet
  return moveOn(ctx, next ? 'proofs' : 'people', next ?? start, { ...nothing, proofs: rows });
}

/** Who has no conversation any more, and nothing else that must stay, is let go: `rights` hears of it and does it as an erasure, with the same probe. */
async function peopleTurn(ctx: Ctx, today: string, afterId: string | null): Promise<Turn> {
  const everyone = await everyoneAfter(ctx, (afterId ?? undefined) as PersonId | undefined, pageSize);
  const last = everyone.at(-1);
  if (last === undefined) {
    const turn = await moveOn(ctx, 'done', start, nothing);
    const { conversations, messages, files, people, held, proofs } = (await store.read(ctx)) ?? nothing;
    await append(ctx, { kind: 'retention.swept', facts: { day: today, conversations, messages, files, people, held, proofs } });
    return turn;
  }
  const gone = await runOut(ctx, everyone);
  for (const person of gone) await announce(ctx, personRanOut, { person });
  return moveOn(ctx, 'people', { at: null, id: last }, { ...nothing, people: gone.length });
}

/** Those among these people, by the root of their group, of whom nothing is left to keep (Art. 5(1)(e)). */
export async function runOut(ctx: Ctx, asked: readonly PersonId[]): Promise<PersonId[]> {
  const roots = [...(await groups(ctx, asked))].filter(([person, members]) => members[0] === person);
  const everyone = roots.flatMap(([, members]) => members);
  const talking = await whoTalks(ctx, everyone);
  const silent = roots.filter(([, members]) => !members.some((member) => talking.has(member)));
  const kept = Map.groupBy(
    await keptByHoldings(
      ctx,
      silent.flatMap(([, members]) => members),
    ),
    (each) => each.person,
  );
  const today = dayOf(ctx);
  return silent
    .filter(([, members]) =>
      hasRunOut(
        members.flatMap((member) => kept.get(member) ?? []),
        today,
      ),
    )
    .map(([person]) => person);
}

async function moveOn(ctx: Ctx, stage: Sweep['stage'], after: Place & { table?: string }, counts: Counts): Promise<Turn> {
  await store.advance(ctx, stage, after, counts);
  return { ...counts, stage, rows: counts.messages + counts.conversations + counts.files + counts.proofs };
}

const ids = (lives: readonly Over[]): ConversationId[] => lives.map((life) => life.id);

/** Whether nothing goes yet, so that a company that was here before the house swept can look at what will. */
export const isInGrace = ({ notBefore }: Pick<Sweep, 'notBefore'>, today: string): boolean => notBefore !== null && today < notBefore;

/** The day of the house: periods are counted in days of UTC. */
export const dayOf = ({ now }: { readonly now: Date }, days = 0): string => dayAfter(now.toISOString().slice(0, 10), days);
