// The only SQL about addresses that come after one another.
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';
import type { Id } from '#kit/ids';

const name = statement<unknown>(
  'people.nameSuccessor',
  'UPDATE identities SET named_at = $4, successor_id = $3 WHERE workspace_id = $1 AND id = $2 AND named_at IS NULL',
);
const lose = statement<unknown>(
  'people.loseIdentity',
  'UPDATE identities SET lost_at = $3 WHERE workspace_id = $1 AND id = $2 AND lost_at IS NULL',
);
/** Of the identities of these people ($2), and of one by its id ($3). */
export const dropSuccessors = statement<unknown>(
  'people.dropSuccessors',
  `UPDATE identities SET successor_id = NULL WHERE workspace_id = $1
   AND successor_id IN (SELECT id FROM identities WHERE workspace_id = $1 AND (person_id = ANY($2::text[]) OR id = $3))`,
);

export const succession = {
  name: (ctx: Ctx, before: Id<'idn'>, now: Id<'idn'>) => ctx.db.run(name, [ctx.workspace, before, now, ctx.now]),
  /** Gives how many rows changed: none where it was lost before. */
  lose: (ctx: Ctx, before: Id<'idn'>) => ctx.db.run(lose, [ctx.workspace, before, ctx.now]),
};
