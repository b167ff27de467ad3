// What the self-checks found.
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';

export type VerdictRow = { at: Date; size: number; faults: number; first: string | null };

const verdict = statement<unknown>(
  'ledger.add-verdict',
  'INSERT INTO ledger_verdicts (workspace_id, at, size, root, faults, first) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING',
);
const lastVerdict = statement<VerdictRow>(
  'ledger.newest-verdict',
  'SELECT at, size, faults, first FROM ledger_verdicts WHERE workspace_id = $1 ORDER BY at DESC LIMIT 1',
);

export const addVerdict = (ctx: Ctx, row: Omit<VerdictRow, 'at'> & { root: Buffer }) =>
  ctx.db.run(verdict, [ctx.workspace, ctx.now, row.size, row.root, row.faults, row.first]);
export const newestVerdict = (ctx: Ctx) => ctx.db.maybe(lastVerdict, [ctx.workspace]);
