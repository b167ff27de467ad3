// The only SQL for requests that go because their own time is over, while whoever asked stays.
import { factEndsSql } from '#gate';
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';
import type { Place, Proof, Proofs } from '#kit/holding';
import { type Found, pastProofs, pastProofsSql } from '#purposes';
import { unheardSql } from './course/store.ts';
import { keepAnswered } from './hints/lasting.ts';
import { stillOwed } from './notices/store.ts';

const certified = 'EXISTS (SELECT FROM certificates c WHERE c.workspace_id = r.workspace_id AND c.request_id = r.id)';
/** Over is one that is closed and whose restriction or objection has ended too; what others still have to be told for it, an answer that reached nobody, and what was filed or kept apart for it, keeps it. */
const past = statement<Found>(
  'rights.pastRequests',
  pastProofsSql(`SELECT r.id, r.person_id AS person, greatest(r.closed_at, f.ended) AS ended
    FROM requests r LEFT JOIN (${factEndsSql('$1')}) f ON f.id = r.fact_id
    WHERE r.workspace_id = $1 AND r.closed_at IS NOT NULL AND (f.id IS NULL OR f.ended IS NOT NULL) AND NOT ${certified}
      AND NOT EXISTS (SELECT FROM request_cases k WHERE k.workspace_id = r.workspace_id AND k.request_id = r.id)
      AND NOT EXISTS (SELECT FROM dsr_filings d WHERE d.workspace_id = r.workspace_id AND d.request_id = r.id)
      AND NOT EXISTS (SELECT FROM kept_items i WHERE i.workspace_id = r.workspace_id AND i.request_id = r.id AND i.state <> 'planned')
      AND NOT EXISTS (SELECT FROM recipient_notices n WHERE n.workspace_id = r.workspace_id AND n.request_id = r.id AND ${stillOwed})
      AND NOT ${unheardSql('$2::date')}`),
);
/** Who approved what was certified: the certificate stays, and names nobody. Approvals of other requests go with these. */
const pastApprovals = statement<Found>(
  'rights.pastApprovals',
  pastProofsSql(`SELECT r.id, r.person_id AS person, r.closed_at AS ended FROM requests r WHERE r.workspace_id = $1 AND r.closed_at IS NOT NULL AND ${certified}
    AND EXISTS (SELECT FROM request_approvals a WHERE a.workspace_id = r.workspace_id AND a.request_id = r.id)`),
);
const hanging = [
  ...['request_approvals', 'request_steps', 'request_receipts', 'request_pauses', 'request_reminders', 'request_words'],
  ...['request_representatives', 'recipient_notices', 'kept_items'],
].map((table) => statement(`rights.let-go-${table}`, `DELETE FROM ${table} WHERE workspace_id = $1 AND request_id = ANY($2::text[])`));
const dropRequests = statement('rights.let-go-requests', 'DELETE FROM requests WHERE workspace_id = $1 AND id = ANY($2::text[])');
const dropApprovals = statement(
  'rights.let-go-approvals',
  'DELETE FROM request_approvals WHERE workspace_id = $1 AND request_id = ANY($2::text[])',
);

export const requestProofs: Proofs = {
  past: (ctx: Ctx, day: string, after: Place, limit: number) => pastProofs(ctx, past, day, after, limit),
  drop: async (ctx: Ctx, rows: readonly Proof[]) => {
    const ids = rows.map(({ id }) => id);
    await keepAnswered(ctx, ids);
    for (const each of hanging) await ctx.db.run(each, [ctx.workspace, ids]);
    return ctx.db.run(dropRequests, [ctx.workspace, ids]);
  },
};
export const approvalProofs: Proofs = {
  past: (ctx: Ctx, day: string, after: Place, limit: number) => pastProofs(ctx, pastApprovals, day, after, limit),
  drop: (ctx: Ctx, rows: readonly Proof[]) => ctx.db.run(dropApprovals, [ctx.workspace, rows.map(({ id }) => id)]),
};
