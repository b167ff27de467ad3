// Proof that rights were answered for stays as long as that purpose says, counted from the day on which what it proves was over (Art. 5(1)(e), 5(2)). The rooms that keep such rows say when that was.
import type { Ctx } from '#kit/ctx';
import type { Statement } from '#kit/db';
import type { Place, Proof, ProofPage } from '#kit/holding';
import { periodsSql } from './store.ts';

export type Found = Proof & { readonly at: string };

/** The period of proof as a part of a statement: one value, an interval. `workspace` is a part of it too. */
export const proofPeriodSql = (workspace: string) => `SELECT p.period FROM (${periodsSql(workspace)}) p WHERE p.code = 'rights-fulfilment'`;

/** Text of a statement for `pastProofs`; `rows` selects `id`, `person` and `ended` (an instant, null for what is in force), and may use $1, the workspace. */
export const pastProofsSql = (rows: string) =>
  `SELECT id, person, to_char(ends_on, 'YYYY-MM-DD') AS "endsOn", ended::text AS at FROM (
     SELECT r.id, r.person, r.ended, ((r.ended AT TIME ZONE 'UTC')::date + (${proofPeriodSql('$1')}))::date AS ends_on FROM (${rows}) r) kept
   WHERE ends_on < $2::date AND ($3::timestamptz IS NULL OR (ended, id) > ($3::timestamptz, $4::text)) ORDER BY ended, id LIMIT $5`;

/** Asks a statement of `pastProofsSql`. */
export async function pastProofs(ctx: Ctx, asked: Statement<Found>, day: string, after: Place, limit: number): Promise<ProofPage> {
  const found = await ctx.db.all(asked, [ctx.workspace, day, after.at, after.id, limit]);
  const last = found.length === limit ? found.at(-1) : undefined;
  return { rows: found.map(({ id, person, endsOn }) => ({ id, person, endsOn })), next: last ? { at: last.at, id: last.id } : null };
}
