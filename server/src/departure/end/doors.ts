// The last days: on its day a company is closed for writing and gives back what it kept, as it stands from then on; when that is held elsewhere, or the days for it
// went by, its doors close for good. Nothing is taken in between that would be destroyed unreturned.
import type { Ctx } from '#kit/ctx';
import { tellPages } from '#kit/live';
import { append } from '#ledger';
import { makeExport } from '../returning/make.ts';
import * as store from '../store.ts';
import { blocksOf, returnedExport } from './course.ts';
import { speaking, type Whose } from './speaking.ts';
import { tellOfBlocks, tellOfClosing, tellOfEnd } from './told.ts';
import type { EndRow } from './types.ts';

const week = 7 * 86_400_000;
export type Opening = 'waits' | 'blocked' | 'not-due' | 'closed';

/** Closes for writing when the day has come, and for good when nothing stands against it. From that last commit on nobody acts there any more. */
export async function closeWhenDue(whose: Whose, isOver: () => boolean): Promise<Opening> {
  const row = await speaking(whose, store.endOf);
  if (!row || row.state === 'asked') return 'not-due';
  if (row.state === 'leaving') return 'closed';
  if (row.state === 'planned' && !(await speaking(whose, freeze))) return 'not-due';
  const [end, blocks] = await speaking(whose, standing);
  if (!end) return 'not-due';
  if (blocks > 0) {
    await giveBack(whose, end, isOver);
    return 'blocked';
  }
  if (!(await speaking(whose, decide))) return 'blocked';
  await tellOfEnd(whose, end);
  return speaking(whose, close);
}

/** False before the day, or when it was called off at this moment. */
async function freeze(ctx: Ctx): Promise<boolean> {
  const row = await store.holdEnd(ctx);
  if (row?.state !== 'planned' || row.endsAt > ctx.now) return false;
  await store.freeze(ctx, ctx.now);
  await append(ctx, { kind: 'workspace.end-closing', facts: { departure: row.id } });
  await store.setStage(ctx, 'closing', null, null, { frozenAt: ctx.now.toISOString() });
  tellPages(ctx, { topic: 'workspace.end', ids: {} });
  return true;
}

async function standing(ctx: Ctx): Promise<[EndRow | undefined, number]> {
  const end = await store.endOf(ctx);
  return [end, end ? (await blocksOf(ctx, end)).length : 0];
}

/** The company is told in writing until when it may fetch, and each week again what stands in the way; an export that a stop of the server left half made goes on. */
async function giveBack(whose: Whose, end: EndRow, isOver: () => boolean): Promise<void> {
  if (end.figures['told'] === undefined) {
    await tellOfClosing(whose, end);
    await speaking(whose, (ctx) => store.setStage(ctx, 'closing', null, null, { told: 1, toldAt: ctx.now.toISOString() }));
  } else await remind(whose, end);
  for (const { id, state } of await speaking(whose, store.exportRows)) if (state === 'making') await makeExport(whose, id, isOver);
}

/** Noted before it is sent: rather one reminder too few than one with every round. */
async function remind(whose: Whose, end: EndRow): Promise<void> {
  const blocks = await speaking(whose, async (ctx) => {
    const last = Date.parse(String(end.figures['toldAt'] ?? end.figures['frozenAt']));
    if (ctx.now.getTime() - last < week) return undefined;
    await store.setStage(ctx, 'closing', null, null, { toldAt: ctx.now.toISOString() });
    return blocksOf(ctx, end);
  });
  if (blocks) await tellOfBlocks(whose, end, blocks);
}

/** From here on nobody calls it off: what is said next, that all is deleted now, stays true. */
async function decide(ctx: Ctx): Promise<boolean> {
  const row = await store.holdEnd(ctx);
  if (row?.state !== 'closing' || (await blocksOf(ctx, row)).length > 0) return false;
  await store.setStage(ctx, 'closing', null, null, { decided: 1 });
  return true;
}

async function close(ctx: Ctx): Promise<Opening> {
  const row = await store.holdEnd(ctx);
  if (row?.state !== 'closing') return 'not-due';
  const back = await returnedExport(ctx, row);
  await store.close(ctx);
  await append(ctx, { kind: 'workspace.left', facts: { departure: row.id } });
  const given = back && {
    export: back.id,
    madeAt: (back.readyAt ?? back.askedAt).toISOString(),
    manifest: back.manifest?.toString('hex') ?? '',
  };
  await store.setStage(ctx, 'leaving', 'closed', null, { closedAt: ctx.now.toISOString(), ...given });
  return 'closed';
}
