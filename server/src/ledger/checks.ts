// What must hold for the ledger at any time: it verifies, somebody looked lately, and its witnesses follow.
import { statement } from '#kit/db';
import type { Check } from '#kit/room';
import { followerPosition } from './follow/store.ts';
import { targetOf } from './follow/target.ts';
import { newestVerdict } from './verdict-store.ts';
import { witnessesOf } from './witness/published.ts';
import { seenByWitnesses } from './witness/store.ts';

const dayMs = 86_400_000;
const oldest = statement<{ at: Date | null }>(
  'ledger.check-oldest',
  `SELECT e.at FROM ledger_leaves l JOIN ledger_entries e ON e.workspace_id = l.workspace_id AND e.id = l.entry_id
   WHERE l.workspace_id = $1 AND l.position = $2`,
);

export const checks: readonly Check[] = [
  {
    id: 'ledger.does-not-verify',
    article: '5(2)',
    question: 'Did the last self-check recompute the whole ledger without finding a fault?',
    severity: 'high',
    run: async (ctx) => (await newestVerdict(ctx))?.faults ?? 0,
  },
  {
    id: 'ledger.not-verified-lately',
    article: '32(1)(d)',
    question: 'Was the ledger verified within two days?',
    severity: 'medium',
    run: async (ctx) => {
      const since = (await newestVerdict(ctx))?.at ?? (await ctx.db.maybe(oldest, [ctx.workspace, 0]))?.at;
      return since && since.getTime() < ctx.now.getTime() - 2 * dayMs ? 1 : 0;
    },
  },
  {
    id: 'ledger.witness-behind',
    article: '5(2)',
    question: 'Did every witness co-sign what was recorded more than a day ago?',
    severity: 'medium',
    run: async (ctx) => {
      const seen = await seenByWitnesses(ctx);
      let behind = 0;
      for (const { key } of witnessesOf(ctx)) {
        const first = await ctx.db.maybe(oldest, [ctx.workspace, seen.get(key) ?? 0]); // the first entry it did not see
        if (first?.at && first.at.getTime() < ctx.now.getTime() - dayMs) behind += 1;
      }
      return behind;
    },
  },
  {
    id: 'ledger.follower-behind',
    article: '32(1)(d)',
    question: 'Did the receiver of ledger entries take what was recorded more than a day ago?',
    severity: 'low',
    run: async (ctx) => {
      const target = targetOf(ctx.tools);
      const first = target && (await ctx.db.maybe(oldest, [ctx.workspace, await followerPosition(ctx, target.name)]));
      return first?.at && first.at.getTime() < ctx.now.getTime() - dayMs ? 1 : 0;
    },
  },
];
