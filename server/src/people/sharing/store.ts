// The only SQL about who was taken apart from whom.
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';
import type { PersonId } from '#kit/ids';

const undone = statement<{ into: PersonId; from: PersonId }>(
  'people.undoneMerges',
  'SELECT into_id AS into, from_id AS from FROM merges WHERE workspace_id = $1 AND undone_at IS NOT NULL AND into_id = ANY($2) AND from_id = ANY($2)',
);

/** Merges among these people that were taken apart. */
export const undoneAmong = (ctx: Ctx, people: readonly PersonId[]) => ctx.db.all(undone, [ctx.workspace, people]);
