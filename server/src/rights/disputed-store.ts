// SQL of addresses under dispute: somebody said of one that it is not theirs, and nobody has decided yet, or they were right and the answer is not carried yet.
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';
import type { Id } from '#kit/ids';

const among = statement<{ id: Id<'idn'> }>(
  'rights.disputed',
  `SELECT DISTINCT identity_id AS id FROM requests WHERE workspace_id = $1 AND identity_id = ANY($2::text[]) AND (closed_at IS NULL OR state = 'fulfilled')`,
);

/** Those of these addresses that are told nothing and open nothing. */
export const disputedAmong = async (ctx: Ctx, identities: readonly Id<'idn'>[]): Promise<ReadonlySet<Id<'idn'>>> =>
  new Set(identities.length === 0 ? [] : (await ctx.db.all(among, [ctx.workspace, identities])).map(({ id }) => id));
