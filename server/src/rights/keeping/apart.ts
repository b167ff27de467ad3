// The moment at which what stays leaves the person: opened with their key, sealed under a key of its own, in the very commit that shreds theirs (seal-and-shred.ts).
// Before that commit nothing of it exists, after it nothing else does: there is no moment between at which a crash could lose it or leave it twice.
import { createSubject, noteKept, noteKeptEnd, open, seal } from '#keys';
import type { Ctx } from '#kit/ctx';
import { type ConversationId, newId, type PersonId } from '#kit/ids';
import { storage } from '#kit/storage';
import { append } from '#ledger';
import { holdsOver } from '#retention';
import { type RequestId, type RequestRow, store } from '../store.ts';
import { gather, permitForAll, type Record } from './gather.ts';
import { placeOfContent, placeOfReason, placeOfWords } from './places.ts';
import { articleOf } from './rules.ts';
import { type KeptId, type KeptRow, keptStore } from './store.ts';

/**
 * Seals apart what was chosen for this request; without a choice it does nothing. Runs while the keys of `people` are held. What was chosen and of which nothing opens any more, since keys of `lost`
 * were given up, is taken off the choice: gives how much.
 */
export async function keepApart(
  ctx: Ctx,
  request: RequestRow,
  people: readonly PersonId[],
  lost: readonly PersonId[] = [],
): Promise<{ unkept: number }> {
  const planned = (await keptStore.ofRequest(ctx, request.id)).filter(({ state }) => state === 'planned');
  if (planned.length === 0) return { unkept: 0 };
  const permit = people[0] && (await permitForAll(ctx, people[0], lost));
  const all = permit ? await gather(ctx, permit, people, planned) : [];
  const isKept = (at: number) => permit !== undefined && (lost.length === 0 || (all[at] ?? []).length > 0);
  for (const [at, { id }] of planned.entries()) if (!isKept(at)) await keptStore.drop(ctx, request.id, id);
  const [chosen, found] = [planned.filter((_, at) => isKept(at)), all.filter((_, at) => isKept(at))];
  const unkept = planned.length - chosen.length;
  if (!permit || chosen.length === 0) return { unkept };
  for (const [at, row] of chosen.entries()) {
    const reason =
      row.reason && people.includes(row.subject as PersonId) && (await open(ctx, permit, placeOfReason(row.id, row.subject), row.reason));
    await takeOver(ctx, request.id, row, reason || '', found[at] ?? []);
  }
  const notes = chosen.map(({ id: kept, scope, item, ground, until }) => ({
    kept,
    scope,
    item: item ?? '',
    ground,
    until,
    request: request.id,
  }));
  for (const before of chosen.flatMap(({ replaces }) => replaces)) noteKeptEnd(ctx, before); // of whoever is erased again: once the new lines count
  await noteKept(ctx, people, notes); // an older backup brings the person back, and not what stays of them
  await store.step(ctx, request.id, 'kept-apart', { items: chosen.length });
  return { unkept };
}

async function takeOver(ctx: Ctx, request: RequestId, row: KeptRow, reason: string, records: readonly Record[]): Promise<void> {
  await createSubject(ctx, row.id);
  let files = 0;
  for (const record of records) {
    await keepRecord(ctx, row.id, record);
    for (const file of record.item.files ?? []) {
      await keepFile(ctx, row.id, record.holding, file);
      files += 1;
    }
  }
  const held = row.scope === 'conversation' && (await holdsOver(ctx, row.item as ConversationId)).length > 0; // it goes on standing
  const sealed = await seal(ctx, placeOfReason(row.id, row.id), reason);
  await keptStore.takeOver(ctx, row.id, sealed, { records: records.length, files, held });
  const facts = { request, kept: row.id, article: articleOf[row.ground], until: row.until, records: records.length, files, held };
  await append(ctx, { kind: 'kept.apart', facts });
}

async function keepRecord(ctx: Ctx, kept: KeptId, { holding, item }: Record): Promise<void> {
  const id = newId('kpp');
  const words = await seal(ctx, placeOfWords(kept, id), JSON.stringify(item.fields));
  await keptStore.insertPart(ctx, kept, { id, holding, at: item.at === undefined ? null : new Date(item.at), words, file: null });
}

/** The bytes are durable before the row commits; when it does not commit, they go again. */
async function keepFile(ctx: Ctx, kept: KeptId, holding: string, { name, bytes }: { name: string; bytes: Buffer }): Promise<void> {
  const id = newId('kpp');
  const files = storage.of(ctx);
  const words = await seal(ctx, placeOfWords(kept, id), JSON.stringify({ name }));
  const file = await files.put(ctx.workspace, await seal(ctx, placeOfContent(kept, id), bytes));
  ctx.db.afterRollback(() => void files.remove(ctx.workspace, file).catch(() => undefined));
  await keptStore.insertPart(ctx, kept, { id, holding, at: null, words, file });
}
