// The limits of a company: as they are from the start, or as it set them. Less rest for people asks for a reason (Art. 25(2)), kept sealed under the company's key.
import { reasonNeeded, stepDown } from '#defaults';
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
  const before = await limitsOf(ctx);
  const less = isLessRest(before, after);
  if (less && !reason?.trim()) throw reasonNeeded();
  const place = { table: 'campaign_limits', row: ctx.workspace, column: 'reason' };
  const sealed = reason?.trim() ? await sealSecret(ctx, place, reason.trim()) : null;
  const { quietFrom, quietUntil, sundays, timeZone, most, days } = after;
  const put = () => ctx.db.run(putRow, [ctx.workspace, quietFrom, quietUntil, sundays, timeZone, most, days, sealed, ctx.now]);
  if (less) await stepDown(ctx, { of: ['campaigns.quiet-hours', 'campaigns.frequency'], reason, undo: before }, put);
  else await put();
  await append(ctx, { kind: 'campaign-limits.changed', facts: { quietFrom, quietUntil, sundays, most, days, less } });
  return limitsOf(ctx);
}
