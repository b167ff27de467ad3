// What a company decided about its staff's data: how long that of former staff is kept, and how often it is reviewed who has what (Art. 5(1)(e), 25(2), 32(1)(d)).
import { stepDown } from '#defaults';
import type { Ctx } from '#kit/ctx';
import { append } from '#ledger';
import * as store from './store.ts';

export type Terms = { readonly formerDays: number; readonly reviewDays: number };
export const defaultTerms: Terms = { formerDays: 90, reviewDays: 90 };

/** Days that hold in this company. */
export async function terms(ctx: Ctx): Promise<Terms> {
  return (await store.termsRow(ctx.db, ctx.workspace)) ?? defaultTerms;
}

/** Changes what is given, and records it. To keep longer, or to review less often, asks for a reason: Problem `invalid` (`reason-needed`). */
export async function changeTerms(
  ctx: Ctx,
  { reason, ...change }: { [K in keyof Terms]?: number | undefined } & { reason?: string | undefined },
): Promise<Terms> {
  const before = await terms(ctx);
  const after = { formerDays: change.formerDays ?? before.formerDays, reviewDays: change.reviewDays ?? before.reviewDays };
  if (after.formerDays === before.formerDays && after.reviewDays === before.reviewDays) return before;
  const save = () => store.saveTerms(ctx.db, ctx.workspace, after, ctx.now);
  const of = [
    ...(after.formerDays > before.formerDays ? ['access.former-staff'] : []),
    ...(after.reviewDays > before.reviewDays ? ['access.review-every'] : []),
  ];
  if (of.length > 0) await stepDown(ctx, { of, reason, undo: before }, save);
  else await save();
  await append(ctx, { kind: 'staff.terms-changed', facts: after });
  return after;
}
