// The limits of a company: as they are from the start, or as it set them. Less rest for people asks for a reason (Art. 25(2)); each change stays with its reason, sealed under
// the company's key, and is read beside the limits.
import { staffNames } from '#access';
import { writtenSince } from '#conversations';
import { reasonNeeded, stepDown } from '#defaults';
import { openSecret, sealSecret } from '#keys';
import type { Ctx } from '#kit/ctx';
import { newId, type PersonId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { isLessQuiet, isOftener, isTimeZone, type Limits, usual } from './rules.ts';
import { addChange, type ChangeRow, changes, lock, putRow, readRow } from './store.ts';

export async function limitsOf(ctx: Ctx): Promise<Limits> {
  return (await ctx.db.maybe(readRow, [ctx.workspace])) ?? usual;
}

/** Whether these people, who are one, got as many messages for a purpose within its days as the company allows, over all channels. */
export async function gotEnough(ctx: Ctx, people: readonly PersonId[], purpose: string): Promise<boolean> {
  const { most, days } = await limitsOf(ctx);
  const written = await writtenSince(ctx, people, purpose, new Date(ctx.now.getTime() - days * 86_400_000));
  return [...written.values()].reduce((sum, each) => sum + each, 0) >= most;
}

/** Problem `invalid` for a time zone that nobody knows, or without a reason where one is asked for. */
export async function changeLimits(ctx: Ctx, after: Limits, reason: string | undefined): Promise<Limits> {
  if (!isTimeZone(after.timeZone)) throw new Problem('invalid', { fields: [{ path: 'body/timeZone', message: 'is no time zone' }] });
  await ctx.db.run(lock, [ctx.workspace]);
  const before = await limitsOf(ctx);
  const of = [
    ...(isLessQuiet(before, after, ctx.now) ? ['campaigns.quiet-hours'] : []),
    ...(isOftener(before, after) ? ['campaigns.frequency'] : []),
  ];
  const less = of.length > 0;
  if (less && !reason?.trim()) throw reasonNeeded();
  const id = newId('clc');
  const sealed = reason?.trim() ? await sealSecret(ctx, placeOf(id), reason.trim()) : null;
  const { quietFrom, quietUntil, sundays, timeZone, most, days } = after;
  const values = [ctx.workspace, quietFrom, quietUntil, sundays, timeZone, most, days, ctx.now];
  const put = () => ctx.db.run(putRow, values);
  if (less) await stepDown(ctx, { of, reason, undo: before }, put);
  else await put();
  await ctx.db.run(addChange, [...values, id, ctx.actor.kind === 'staff' ? ctx.actor.id : null, less, sealed]);
  const facts = { quietFrom, quietUntil, sundays, timeZone, most, days, less };
  await append(ctx, { kind: 'campaign-limits.changed', facts });
  return limitsOf(ctx);
}

export type Change = Omit<ChangeRow, 'id' | 'by' | 'reason'> & { readonly by: string | null; readonly reason: string | null };

/** The last twenty changes, newest first, with the names of colleagues who are here and the reasons they gave. */
export async function changesOf(ctx: Ctx): Promise<Change[]> {
  const rows = await ctx.db.all(changes, [ctx.workspace]);
  const names = await staffNames(
    ctx,
    rows.flatMap(({ by }) => by ?? []),
  );
  return Promise.all(
    rows.map(async ({ id, by, reason, ...row }) => ({
      ...row,
      by: (by && names.get(by)) ?? null,
      reason: reason && (await openSecret(ctx, placeOf(id), reason)),
    })),
  );
}

const placeOf = (row: string) => ({ table: 'campaign_limit_changes', row, column: 'reason' });
