// What a company decided about its staff: how long data of former staff is kept, how often it is reviewed who has what, whether a second factor is asked of all, and when an unused session ends (Art. 5(1)(e), 25(2), 32(1)).
import { isDeepStrictEqual } from 'node:util';
import { stepDown } from '#defaults';
import type { Ctx } from '#kit/ctx';
import { append } from '#ledger';
import { tellNodes } from '../desk/told.ts';
import * as store from './store.ts';

/** `secondFactor`: whoever comes in by a password alone sets one up before anything else. `idleMinutes`: so long without anybody's hand, and a session is over. */
export type Terms = {
  readonly formerDays: number;
  readonly reviewDays: number;
  readonly secondFactor: boolean;
  readonly idleMinutes: number;
};
export const defaultTerms: Terms = { formerDays: 90, reviewDays: 90, secondFactor: false, idleMinutes: 720 };

/** What holds in this company. */
export async function terms(ctx: Ctx): Promise<Terms> {
  return (await store.termsRow(ctx.db, ctx.workspace)) ?? defaultTerms;
}

/** Changes what is given, and records it. To keep longer, to review less often, to ask a second factor no more, or to let sessions lie unused for longer, asks for a reason: Problem `invalid` (`reason-needed`). Open pages of whoever is held back from now on hear no more; those that lie unused for too long by now, within a minute. */
export async function changeTerms(
  ctx: Ctx,
  { reason, ...change }: { [K in keyof Terms]?: Terms[K] | undefined } & { reason?: string | undefined },
): Promise<Terms> {
  const before = await terms(ctx);
  const after = {
    formerDays: change.formerDays ?? before.formerDays,
    reviewDays: change.reviewDays ?? before.reviewDays,
    secondFactor: change.secondFactor ?? before.secondFactor,
    idleMinutes: change.idleMinutes ?? before.idleMinutes,
  };
  if (isDeepStrictEqual(after, before)) return before;
  const save = () => store.saveTerms(ctx.db, ctx.workspace, after, ctx.now);
  const of = [
    ...(after.formerDays > before.formerDays ? ['access.former-staff'] : []),
    ...(after.reviewDays > before.reviewDays ? ['access.review-every'] : []),
    ...(before.secondFactor && !after.secondFactor ? ['access.second-factor'] : []),
    ...(after.idleMinutes > before.idleMinutes ? ['access.session-idle'] : []),
  ];
  if (of.length > 0) await stepDown(ctx, { of, reason, undo: before }, save);
  else await save();
  if (after.secondFactor && !before.secondFactor) {
    const held = await store.sessionsByPassword(ctx.db, ctx.workspace, ctx.now);
    tellNodes(
      ctx,
      held.map(({ id }) => ({ session: id, isOver: false, isCut: true })),
    );
  }
  await append(ctx, { kind: 'staff.terms-changed', facts: { ...after, secondFactor: after.secondFactor ? 1 : 0 } });
  return after;
}
