// SQL about how long people stay who have nothing else here, and when their contract ended.
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';
import type { Kept } from '#kit/holding';
import type { PersonId } from '#kit/ids';
import { periodsSql } from '#purposes';

/** Somebody who only came by is kept as long as an address may be held to prove it. */
const keeps = statement<Kept>(
  'people.keeps',
  `SELECT x.id AS person, 'new' AS because, to_char((x.created_at AT TIME ZONE 'UTC')::date + p.period, 'YYYY-MM-DD') AS until
   FROM people x JOIN (${periodsSql('$1')}) p ON p.code = 'identity-verification' WHERE x.workspace_id = $1 AND x.id = ANY($2::text[])`,
);
const endContract = statement(
  'people.endContract',
  'UPDATE people SET contract_ended_on = $3::date WHERE workspace_id = $1 AND id = ANY($2::text[])',
);

export async function keptBy(ctx: Ctx, people: readonly PersonId[]): Promise<Kept[]> {
  return ctx.db.all(keeps, [ctx.workspace, people]);
}

/** The day on which a contract ended; null while it runs, or when there is none. */
export async function setContractEnd(ctx: Ctx, people: readonly PersonId[], day: string | null): Promise<void> {
  await ctx.db.run(endContract, [ctx.workspace, people, day]);
}
