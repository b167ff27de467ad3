// What a company decided about its staff: how long data of former staff is kept, how often it is reviewed who has what, and whether a second factor is asked of all (Art. 5(1)(e), 25(2), 32(1)).
import { isDeepStrictEqual } from 'node:util';
import { stepDown } from '#defaults';
import type { Ctx } from '#kit/ctx';
import { append } from '#ledger';
import * as store from './store.ts';

/** `secondFactor`: whoever comes in by a password alone sets one up before anything else. */
export type Terms = { readonly formerDays: number; readonly reviewDays: number; readonly secondFactor: boolean };
export const defaultTerms: Terms = { formerDays: 90, reviewDays: 90, secondFactor: false };

/** What holds in this company. */
export async function terms(ctx: Ctx): Promise<Terms> {
  return (await store.termsRow(ctx.db, ctx.workspace)) ?? defaultTerms;
}

/** Changes what is given, and records it. To keep longer, or to review less often, asks for a reason: Problem `invalid` (`reason-needed`). */
export async function changeTerms(
  ctx: Ctx,
  { reason, ...change }: { [K in keyof Terms]?: Terms[K] | undefined } & { reason?: string | undefined },
): Promise<Terms> {
  const before = await terms(ctx);
  const after = {
    formerDays: change.formerDays ?? before.formerDays,
    reviewDays: change.reviewDays ?? before.reviewDays,
    secondFactor: change.secondFactor ?? before.secondFactor,
  };
  if (isDeepStrictEqual(after, before)) return before;
  const save = () => store.saveTerms(ctx.db, ctx.workspace, after, ctx.now);
  const of = [
    ...(after.formerDays > before.formerDays ? ['access.former-staff'] : []),
    ...(after.reviewDays > before.reviewDays ? ['access.review-every'] : []),
  ];
  if (of.length > 0) await stepDown(ctx, { of, reason, undo: before }, save);
  else await save();
  await append(ctx, { kind: 'staff.terms-changed', facts: { ...after, secondFactor: after.secondFactor ? 1 : 0 } });
  return after;
}
