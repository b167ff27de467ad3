// One copy of a request is made at a time, by whichever node was asked first.
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';

const holdCopy = statement<{ mine: boolean }>(
  'rights.holdCopy',
  `SELECT pg_try_advisory_xact_lock(hashtext('rights.copy'), hashtext($1 || $2)) AS mine`,
);

/** False while somebody else makes it; ends with the transaction, and with the node. */
export const holdMaking = async (ctx: Ctx, request: string): Promise<boolean> =>
  (await ctx.db.one(holdCopy, [ctx.workspace, request])).mine;
