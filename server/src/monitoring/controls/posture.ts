// How the house stands at a glance: every control with its state, since when, and how many held day by day.
import type { Answer } from '@parley/contract';
import type { Ctx } from '#kit/ctx';
import { checks } from '#kit/room';
import { findingsOfControls, overdueCount } from '../findings/store.ts';
import { dayAfter } from '../rules.ts';
import { dailyRuns, newestRun, statesNow } from './store.ts';

const trendDays = 90;

export async function readPosture(ctx: Ctx): Promise<Answer<'readPosture'>> {
  const last = await newestRun(ctx);
  const states = new Map((await statesNow(ctx)).map((row) => [row.control, row]));
  const findings = new Map((await findingsOfControls(ctx)).map((row) => [row.control, row.id as string]));
  const runs = await dailyRuns(ctx, new Date(ctx.now.getTime() - trendDays * 86_400_000));
  return {
    ranAt: last?.at.toISOString() ?? null,
    overdueFindings: await overdueCount(ctx, dayAfter(ctx.now, 0)),
    controls: checks.of(ctx).map(({ id, article, question, severity }) => {
      const row = states.get(id);
      return {
        id,
        room: id.split('.')[0] ?? '',
        article,
        question,
        severity,
        state: row?.state ?? 'unknown',
        faults: row?.faults ?? 0,
        evidence: row?.evidence ?? [],
        since: row?.since.toISOString() ?? null,
        seenAt: row?.seenAt.toISOString() ?? null,
        finding: findings.get(id) ?? null,
      };
    }),
    trend: runs.map(({ at, passing, failing, unknown }) => ({ day: at.toISOString().slice(0, 10), passing, failing, unknown })),
  };
}
