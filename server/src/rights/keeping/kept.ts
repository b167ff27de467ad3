// What stays, once its person is erased: read by whoever may approve, with a fresh proof and recorded (Art. 18(2)); renewed with a reason of today, or erased for good.
import { permitOrThrow } from '#gate';
import { noteKeptDay, noteKeptEnd, open, openBytes, openMany, seal, shred } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { Id } from '#kit/ids';
import { tellPages } from '#kit/live';
import { Problem } from '#kit/problem';
import { storage } from '#kit/storage';
import { append } from '#ledger';
import { mustFind } from '../answers.ts';
import { dayOf } from '../deadlines.ts';
import { type RequestId, store } from '../store.ts';
import { keptFields, placeOfContent, placeOfReason, placeOfWords } from './places.ts';
import { articleOf, isDayAllowed } from './rules.ts';
import { type KeptId, type KeptRow, keptStore } from './store.ts';

type Fields = Readonly<Record<string, string | number | boolean | null>>;

/** What is kept back from an erasure, or was. Problem `not-found` for a request that whoever asks may not see. */
export async function keptOf(ctx: Ctx, request: RequestId): Promise<KeptRow[]> {
  await mustFind(ctx, request);
  return keptStore.ofRequest(ctx, request);
}

/** The reason and every record, in the clear. Problems: `not-found`, `conflict` for what is not sealed apart, or gone. */
export async function openKept(ctx: Ctx, request: RequestId, id: KeptId) {
  const row = await mustStand(ctx, request, id);
  const permit = await permitFor(ctx, id);
  const parts = await keptStore.parts(ctx, id);
  const words = await openMany(
    ctx,
    permit,
    parts.map((part) => ({ place: placeOfWords(id, part.id), sealed: part.words })),
  );
  const reason = row.reason ? await open(ctx, permit, placeOfReason(id, id), row.reason) : '';
  await append(ctx, { kind: 'kept.read', facts: { request, kept: id } });
  return {
    reason,
    parts: parts.map((part, at) => ({
      ...{ id: part.id, holding: part.holding, at: part.at?.toISOString() ?? null },
      fields: JSON.parse(words[at] ?? '{}') as Fields,
      isFile: part.file !== null,
    })),
  };
}

/** One file of what is kept, with its name. Problems as `openKept`. */
export async function openKeptFile(ctx: Ctx, request: RequestId, id: KeptId, part: Id<'kpp'>): Promise<{ name: string; bytes: Buffer }> {
  await mustStand(ctx, request, id);
  const row = (await keptStore.parts(ctx, id)).find((each) => each.id === part);
  if (!row?.file) throw new Problem('not-found');
  const permit = await permitFor(ctx, id);
  const { name } = JSON.parse(await open(ctx, permit, placeOfWords(id, part), row.words)) as { name: string };
  await append(ctx, { kind: 'kept.read', facts: { request, kept: id, part } });
  return { name, bytes: await openBytes(ctx, permit, placeOfContent(id, part), await storage.of(ctx).get(ctx.workspace, row.file)) };
}

/** The ground goes on, for a reason of today. Problems: `not-found`, `conflict`, `invalid` for a day the ground does not allow. */
export async function renewKept(
  ctx: Ctx,
  request: RequestId,
  id: KeptId,
  { reason, until }: { reason: string; until: string },
): Promise<KeptRow> {
  const row = await mustStand(ctx, request, id);
  if (!isDayAllowed(row.ground, dayOf(ctx.now), until))
    throw new Problem('invalid', { article: '5(1)(e)', fields: [{ path: '/until', message: 'A day that the ground allows is needed.' }] });
  await noteKeptDay(ctx, id, until);
  await keptStore.renew(ctx, id, await seal(ctx, placeOfReason(id, id), reason.trim()), until);
  await append(ctx, { kind: 'kept.renewed', facts: { request, kept: id, article: articleOf[row.ground], until } });
  tellPages(ctx, { topic: 'request.changed', ids: { request } });
  return (await keptStore.byId(ctx, request, id)) as KeptRow;
}

/** The hold that stood over it at the erasure is lifted: its day counts from now on. Problems: `not-found`, `conflict` without a hold. */
export async function liftKeptHold(ctx: Ctx, request: RequestId, id: KeptId): Promise<KeptRow> {
  const row = await mustStand(ctx, request, id);
  if (!row.held) throw new Problem('conflict', { because: 'lifted' });
  await keptStore.liftHold(ctx, id);
  await store.step(ctx, request, `hold-lifted:${id.slice(-6)}`, { article: articleOf[row.ground] });
  await append(ctx, { kind: 'hold.lifted', facts: { request, kept: id } });
  tellPages(ctx, { topic: 'request.changed', ids: { request } });
  return { ...row, held: false };
}

/** Erases what was kept: key, files, records; that it was kept, on which ground and until when stays as proof. Safe to call again. Problem `conflict` while a legal hold stands over it. */
export async function release(ctx: Ctx, request: RequestId, id: KeptId, because: 'ended' | 'time'): Promise<KeptRow> {
  const row = await keptStore.byId(ctx, request, id);
  if (!row || row.state === 'planned') throw new Problem('not-found');
  if (row.state === 'erased') return row;
  if (row.held && because === 'ended') throw new Problem('conflict', { because: 'held', article: articleOf[row.ground] });
  await shred(ctx, [id]);
  await keptStore.lockParts(ctx, id); // who seals a file anew at this moment ends first, and does not write it again
  for (const { file } of await keptStore.parts(ctx, id)) if (file) await storage.of(ctx).remove(ctx.workspace, file);
  await keptStore.dropParts(ctx, id);
  await keptStore.close(ctx, id);
  noteKeptEnd(ctx, id);
  await store.step(ctx, request, `kept-erased:${id.slice(-6)}`, { because, article: articleOf[row.ground] });
  await append(ctx, { kind: 'kept.erased', facts: { request, kept: id, because } });
  tellPages(ctx, { topic: 'request.changed', ids: { request } });
  return { ...row, state: 'erased', reason: null };
}

async function mustStand(ctx: Ctx, request: RequestId, id: KeptId): Promise<KeptRow> {
  await mustFind(ctx, request);
  const row = await keptStore.byId(ctx, request, id);
  if (!row) throw new Problem('not-found');
  if (row.state !== 'kept') throw new Problem('conflict', { because: row.state === 'planned' ? 'not-approved' : 'erased-already' });
  return row;
}

const permitFor = (ctx: Ctx, id: KeptId) =>
  permitOrThrow(ctx, { act: 'reveal', case: id, purpose: 'rights-fulfilment', fields: keptFields });
