// The newest backup, how its restores went, and what is to be done (Art. 32(1)(b), (c)). Making one, and trying it out, are commands of the operator: neither a file nor its place leaves by a door.
import { lastBackup } from '#keys';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import { list } from '#ledger';
import { drillFaults } from './drilled.ts';

export type Advice = 'make-first' | 'make-anew' | 'drill' | 'look-at-drill';
type Facts = {
  readonly last: { readonly madeAt: Date | null; readonly opensUntil: Date | null } | undefined;
  readonly drilled: boolean;
  /** Codes of `drillFaults`. */
  readonly faults: readonly string[];
};
const day = 86_400_000;
/** A backup older than this is no longer what one would want to go back to. */
const freshDays = 7;
const drillsShown = 5;

/** What to do next, most urgent first; nothing when a fresh backup was tried out in time. */
export function adviceOf({ last, drilled, faults }: Facts, now: Date): Advice[] {
  const opens = last?.madeAt && last.opensUntil && last.opensUntil > now;
  const isOld = !opens || now.getTime() - (last?.madeAt?.getTime() ?? 0) > freshDays * day;
  const isFailed = faults.some((each) => each.startsWith('failed'));
  const isDue = !drilled || faults.some((each) => each === 'never' || each.startsWith('overdue'));
  return [
    ...(isFailed ? ['look-at-drill' as const] : []),
    ...(last === undefined ? ['make-first' as const] : isOld ? ['make-anew' as const] : []),
    ...(isDue ? ['drill' as const] : []),
  ];
}

/** What staff see of it: whether one is there and was tried, not which file it is, since its number also names its key. */
export async function readBackups(ctx: Ctx) {
  const { backupDays, drillDays } = config.of(ctx);
  const last = lastBackup(ctx.tools);
  const { items } = await list(ctx, { kind: 'backup.drilled', limit: drillsShown });
  const number = (value: unknown): number => (typeof value === 'number' ? Math.round(value) : 0);
  const opens = last?.opensUntil ? last.opensUntil > ctx.now : false;
  return {
    last: last ? { madeAt: last.madeAt?.toISOString() ?? null, opensUntil: last.opensUntil?.toISOString() ?? null, opens } : null,
    days: { kept: backupDays, fresh: freshDays, drill: drillDays },
    drills: items.map(({ id, at, facts }) => ({
      ...{ id, at, isGood: facts?.['ok'] === 1, deviations: number(facts?.['deviations']), seconds: number(facts?.['seconds']) },
      made: typeof facts?.['made'] === 'string' && !Number.isNaN(Date.parse(facts['made'])) ? facts['made'] : null,
    })),
    advice: adviceOf({ last, drilled: items.length > 0, faults: await drillFaults(ctx) }, ctx.now),
  };
}
