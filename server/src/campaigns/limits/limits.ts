// The limits of a company: as they are from the start, or as it set them. Less rest for people asks for a reason (Art. 25(2)), kept sealed under the company's key.
import { sealSecret } from '#keys';
import type { Ctx } from '#kit/ctx';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { isLessRest, isTimeZone, type Limits, usual } from './rules.ts';
import { lock, putRow, readRow } from './store.ts';

export async function limitsOf(ctx: Ctx): Promise<Limits> {
  return (await ctx.db.maybe(readRow, [ctx.workspace])) ?? usual;
}

/** Problem `invalid` for a time zone that nobody knows, or without a reason where one is asked for. */
export async function changeLimits(ctx: Ctx, after: Limits, reason: string | undefined): Promise<Limits> {
  if (!isTimeZone(after.timeZone)) throw new Problem('invalid', { fields: [{ path: 'body/timeZone', message: 'is no time zone' }] });
  await ctx.db.run(lock, [ctx.workspace]);
  const less = isLessRest(await limitsOf(ctx), after);
  if (less && !reason?.trim())
    throw new Problem('invalid', { article: '25(2)', fields: [{ path: 'body/reason', message: 'People get less rest: say why.' }] });
  const place = { table: 'campaign_limits', row: ctx.workspace, column: 'reason' };
  const sealed = reason?.trim() ? await sealSecret(ctx, place, reason.trim()) : null;
  const { quietFrom, quietUntil, sundays, timeZone, most, days } = after;
  await ctx.db.run(putRow, [ctx.workspace, quietFrom, quietUntil, sundays, timeZone, most, days, sealed, ctx.now]);
  await append(ctx, { kind: 'campaign-limits.changed', facts: { quietFrom, quietUntil, sundays, most, days, less } });
  return limitsOf(ctx);
}
