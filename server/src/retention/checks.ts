// Compliance checks of retention: nothing lies here past its time, and no hold is forgotten.
import type { Ctx } from '#kit/ctx';
import type { Place } from '#kit/holding';
import type { Check } from '#kit/room';
import { whatHolds } from './held.ts';
import { countUnreviewed } from './holds-store.ts';
import { proofsBefore } from './proofs.ts';
import { store } from './store.ts';
import { dayOf } from './turn.ts';

const pageSize = 1000;
const enough = 1000; // found: it is broken, however much more there is

/** Ids of conversations and of proofs whose time was over before yesterday, and that nothing holds back. */
async function late(ctx: Ctx): Promise<string[]> {
  const { items } = await proofsBefore(ctx, dayOf(ctx, -1), enough, false);
  const found: string[] = items.map(({ id }) => id);
  for (let after: Place = { at: null, id: null }; found.length < enough; ) {
    const page = await store.page(ctx, dayOf(ctx, -1), after, pageSize);
    if (!page) break;
    const held = await whatHolds(ctx, page.lives);
    found.push(...page.lives.filter((life) => !held.has(life.id)).map((life) => life.id));
    after = page;
  }
  return found;
}

export const retentionChecks: readonly Check[] = [
  {
    id: 'retention.nothing-past-its-period',
    article: '5(1)(e)',
    question: 'Was everything deleted within a day after its period ended?',
    severity: 'high',
    run: async (ctx) => (await late(ctx)).length,
    evidence: async (ctx) => (await late(ctx)).slice(0, 20),
  },
  {
    id: 'retention.holds-are-reviewed',
    article: '17(3)(e)',
    question: 'Did somebody look again at every legal hold by the day that was set?',
    severity: 'medium',
    run: async (ctx) => (await ctx.db.one(countUnreviewed, [ctx.workspace, dayOf(ctx)])).count,
  },
];
