// A fee for what is manifestly unfounded or excessive (Art. 12(5)(a)): said early, with how it was worked out, and accepted or answered by taking the request back. The days run on
// meanwhile, since the law knows no stop for it; nothing is carried out before somebody settled it.
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { announce } from '#kit/outbox';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { courseChanged } from '../announcements.ts';
import { mustFind } from '../answers.ts';
import { sealWords } from '../request-words.ts';
import type { Verdict } from '../rules.ts';
import { type RequestId, type RequestRow, store } from '../store.ts';
import { refuseUnless } from '../verdict.ts';
import { feeStore } from './store.ts';

export type Fee = {
  readonly ground: 'manifestly-unfounded' | 'manifestly-excessive';
  /** In the smallest unit of the currency. */
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
  /** How the administrative costs add up to it, in words for the person. */
  readonly calculation: string;
};

/** A fee is asked once, of a request that nobody has answered. */
export function mayCharge({ state, fee_state: fee }: Pick<RequestRow, 'state' | 'fee_state'>): Verdict {
  if (state !== 'received') return { may: false, because: 'already-closed', article: '12(5)' };
  return fee === null ? { may: true } : { may: false, because: 'fee-asked-before', article: '12(5)' };
}

/** Asks for a fee; the person is told. Problem `conflict` with why not, `invalid` without how it was worked out. */
export async function charge(ctx: Ctx, id: RequestId, { ground, amount, currency, calculation }: Fee): Promise<RequestRow> {
  const row = await mustFind(ctx, id);
  refuseUnless(mayCharge(row));
  const words = await sealWords(ctx, id, row.person_id as PersonId, 'fee', calculation);
  if (words === null)
    throw new Problem('invalid', { article: '12(5)', fields: [{ path: '/calculation', message: 'Say how it adds up.' }] });
  await feeStore.charge(ctx, id, { ground, amount, currency, words });
  return changed(ctx, row, 'fee-asked', { ground, amount, currency });
}

/** What became of a fee: `accepted` by the person, here or on the privacy page, or `waived` by the company. Problem `conflict` when none is open. */
export async function settleFee(ctx: Ctx, id: RequestId, outcome: 'accepted' | 'waived'): Promise<RequestRow> {
  const row = await mustFind(ctx, id);
  if (row.fee_state !== 'asked' || row.closed_at !== null) throw new Problem('conflict', { because: 'no-fee' });
  await feeStore.settle(ctx, id, outcome);
  return changed(ctx, row, `fee-${outcome}`, {});
}

async function changed(ctx: Ctx, row: RequestRow, step: string, facts: Record<string, string | number>): Promise<RequestRow> {
  await store.step(ctx, row.id, step, facts);
  await append(ctx, { kind: `request.${step}`, subject: row.person_id ?? undefined, facts: { request: row.id, ...facts } });
  if (step !== 'fee-accepted') await announce(ctx, courseChanged, { request: row.id, step });
  tellPages(ctx, { topic: 'request.changed', ids: { request: row.id } });
  return mustFind(ctx, row.id);
}
