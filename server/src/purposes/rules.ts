// Whether a purpose may be changed so, and whether that is a step towards less privacy, which needs a reason (Art. 5(2), 25(2)). Pure.
import type { Purpose } from './types.ts';

export type Change = {
  readonly active?: boolean | undefined;
  readonly periodDays?: number | undefined;
  readonly reason?: string | undefined;
};
export type Plan =
  | { readonly ok: true; readonly active: boolean; readonly periodDays: number; readonly changed: boolean; readonly lessPrivate: boolean }
  | { readonly ok: false; readonly because: 'not-optional' | 'reason-needed' | 'no-period'; readonly article: string };

/** What the next version would be, or why there is none. Only optional purposes can be switched; a longer period or switching on needs a reason. */
export function planChange(now: Pick<Purpose, 'active' | 'periodDays' | 'optional'>, change: Change): Plan {
  const active = change.active ?? now.active;
  const periodDays = change.periodDays ?? now.periodDays;
  if (active !== now.active && !now.optional) return { ok: false, because: 'not-optional', article: '6(1)' };
  if (!Number.isInteger(periodDays) || periodDays < 1) return { ok: false, because: 'no-period', article: '5(1)(e)' };
  const lessPrivate = (active && !now.active) || periodDays > now.periodDays;
  if (lessPrivate && !change.reason?.trim()) return { ok: false, because: 'reason-needed', article: '5(2)' };
  return { ok: true, active, periodDays, changed: active !== now.active || periodDays !== now.periodDays, lessPrivate };
}
