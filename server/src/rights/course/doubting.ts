// "I doubt that it is them": said by a colleague with what gives rise to it (Art. 12(6)), and ended by whoever decides. Either the person is asked, or somebody says why there is no doubt; an answer is judged by a
// person, never by a code alone.
import type { Body } from '@parley/contract';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { addWords } from '../additions.ts';
import { mustFind } from '../answers.ts';
import { type RequestId, type RequestRow, store } from '../store.ts';
import { resume } from './course.ts';
import { doubtOf } from './doubt.ts';

/** Says it, with what gives rise to it and why. Problem `not-found`, `conflict` for a request that is closed, under way or doubted already, `invalid` for a blank reason. */
export async function doubt(ctx: Ctx, id: RequestId, { ground, reason }: Body<'doubtRequest'>): Promise<RequestRow> {
  const row = await mustFind(ctx, id);
  if (row.state !== 'received' || row.person_id === null) throw new Problem('conflict', { because: 'already-closed', article: '12(6)' });
  if ((await doubtOf(ctx, id))?.state === 'open') throw new Problem('conflict', { because: 'doubted', article: '12(6)' });
  await said(ctx, row, reason, 'doubted', { ground, ...(row.on_behalf && { of: row.on_behalf }) });
  await append(ctx, { kind: 'request.doubted', subject: row.person_id, facts: { request: id, ground } });
  return mustFind(ctx, id);
}

/** Says that it is them after all, and by what that is known; a question that waits for them is over. Problem `not-found`, `conflict` where nobody doubts it, `invalid` for a blank reason. */
export async function settleDoubt(ctx: Ctx, id: RequestId, reason: string): Promise<RequestRow> {
  const row = await mustFind(ctx, id);
  const standing = await doubtOf(ctx, id);
  if (!standing || standing.state === 'settled' || row.person_id === null) throw new Problem('conflict', { because: 'not-doubted' });
  await said(ctx, row, reason, 'doubt-settled', {});
  if (row.pause_ground === 'identity') await resume(ctx, id);
  await append(ctx, { kind: 'request.doubt-settled', subject: row.person_id, facts: { request: id } });
  return mustFind(ctx, id);
}

async function said(
  ctx: Ctx,
  row: RequestRow,
  reason: string,
  step: 'doubted' | 'doubt-settled',
  detail: { ground?: string; of?: string },
): Promise<void> {
  if (!reason.trim()) throw new Problem('invalid', { article: '12(6)', fields: [{ path: 'body/reason', message: 'Say why.' }] });
  await addWords(ctx, row.id, row.person_id as PersonId, 'doubt', reason);
  await store.step(ctx, row.id, step, detail);
  tellPages(ctx, { topic: 'request.changed', ids: { request: row.id } });
}
