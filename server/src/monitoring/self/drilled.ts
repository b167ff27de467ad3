// When a restore was tried out last, and what came of it: every drill writes an entry into the ledger of each company (Art. 32(1)(c), (d)).
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import { list } from '#ledger';
import { firstRun } from '../controls/store.ts';

const day = 86_400_000;

/** Codes of what is wrong: `never` and `overdue` with the day of the last, once the days for it are over, `failed` with the day. A house that is younger than that owes none yet. */
export async function drillFaults(ctx: Ctx): Promise<string[]> {
  const since = new Date(ctx.now.getTime() - config.of(ctx).drillDays * day);
  const [last] = (await list(ctx, { kind: 'backup.drilled', limit: 1 })).items;
  if (!last) {
    const first = await firstRun(ctx);
    return first !== undefined && first < since ? ['never'] : [];
  }
  const on = last.at.slice(0, 10);
  return [...(last.facts?.['ok'] === 1 ? [] : [`failed-${on}`]), ...(new Date(last.at) < since ? [`overdue-${on}`] : [])];
}
