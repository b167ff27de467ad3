// Looking again by itself (Art. 35(11)): an approved assessment whose facts differ by now, or whose day of review has come, begins its next version, unless one is being
// worked on: that one is found by the checks.
import type { Ctx } from '#kit/ctx';
import { today } from '#vendors';
import { beginAnew, newestOf } from './assessments.ts';
import { changesBetween } from './facts/compare.ts';
import { factsOf, hashOf, type Sources, sourcesOf } from './facts/gather.ts';
import { approvedRows } from './store.ts';
import type { Row } from './types.ts';

/** One turn over every assessment of a company. */
export async function lookAgain(ctx: Ctx): Promise<void> {
  const sources = await sourcesOf(ctx);
  for (const row of await approvedRows(ctx)) {
    if (reasonsToReopen(ctx, row, sources).length === 0) continue;
    const held = await newestOf(ctx, row.id); // somebody may have been quicker
    const [because] = held.approvedAt === null ? [] : reasonsToReopen(ctx, held, sources);
    if (because) await beginAnew(ctx, held, because, factsOf(held.purposes, sources));
  }
}

/** Why an approved version no longer holds as it is; a hash that differs by nothing anybody would call a change is no reason. */
export function reasonsToReopen(ctx: Ctx, row: Row, sources: Sources): ('facts' | 'review')[] {
  const facts = factsOf(row.purposes, sources);
  const hasChanged = hashOf(facts) !== row.factsHash && changesBetween(row.facts, facts).length > 0;
  const isDue = row.reviewOn !== null && row.reviewOn <= today(ctx);
  return [...(hasChanged ? (['facts'] as const) : []), ...(isDue ? (['review'] as const) : [])];
}
