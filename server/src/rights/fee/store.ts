// The only SQL for fees.
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';
import type { Sealed } from '#kit/seal';
import type { RequestId } from '../store.ts';

const charge = statement(
  'rights.chargeFee',
  `UPDATE requests SET fee_state = 'asked', fee_ground = $3, fee_amount = $4, fee_currency = $5, fee = $6 WHERE workspace_id = $1 AND id = $2`,
);
const settle = statement('rights.settleFee', 'UPDATE requests SET fee_state = $3 WHERE workspace_id = $1 AND id = $2');

type NewFee = { readonly ground: string; readonly amount: number; readonly currency: string; readonly words: Sealed };
export const feeStore = {
  charge: (ctx: Ctx, id: RequestId, { ground, amount, currency, words }: NewFee) =>
    ctx.db.run(charge, [ctx.workspace, id, ground, amount, currency, words]),
  settle: (ctx: Ctx, id: RequestId, outcome: 'accepted' | 'waived') => ctx.db.run(settle, [ctx.workspace, id, outcome]),
};
