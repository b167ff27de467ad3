// Compliance checks over requests: nothing silently late, nothing half erased.
import { statement } from '#kit/db';
import type { Check } from '#kit/room';

const overdue = statement<{ n: number }>(
  'rights.overdue',
  'SELECT count(*)::int AS n FROM requests WHERE workspace_id = $1 AND closed_at IS NULL AND due_on < $2::date',
);
const stuck = statement<{ n: number }>(
  'rights.stuck',
  `SELECT count(*)::int AS n FROM requests WHERE workspace_id = $1 AND kind = 'erasure' AND state = 'in-progress' AND EXISTS (SELECT 1 FROM request_steps s WHERE s.workspace_id = requests.workspace_id AND s.request_id = requests.id AND s.step = 'traces-found')`,
);

export const rightsChecks: readonly Check[] = [
  {
    id: 'rights.requests-in-time',
    article: '12(3)',
    question: 'Is every request answered within its period?',
    severity: 'high',
    run: async (ctx) => (await ctx.db.one(overdue, [ctx.workspace, ctx.now])).n,
  },
  {
    id: 'rights.erasures-complete',
    article: '17(1)',
    question: 'Did every erasure end without traces?',
    severity: 'high',
    run: async (ctx) => (await ctx.db.one(stuck, [ctx.workspace])).n,
  },
];
