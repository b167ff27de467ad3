// The only SQL about who was taken apart from whom, and about addresses that have several owners since.
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';
import type { Id, PersonId } from '#kit/ids';

const undone = statement<{ into: PersonId; from: PersonId }>(
  'people.undoneMerges',
  'SELECT into_id AS into, from_id AS from FROM merges WHERE workspace_id = $1 AND undone_at IS NOT NULL AND into_id = ANY($2) AND from_id = ANY($2)',
);
const owned = (row: string) => `${row}.lost_at IS NULL AND (${row}.proved_at IS NOT NULL OR ${row}.source = 'wire')`;
/** Values that these people ($2) and those ($3) own. */
const common = (more: string) =>
  `SELECT a.value_id FROM identities a JOIN identities b ON b.workspace_id = $1 AND b.value_id = a.value_id
   WHERE a.workspace_id = $1 AND a.person_id = ANY($2) AND ${owned('a')} AND b.person_id = ANY($3) AND ${owned('b')} ${more}`;
const part = statement<unknown>(
  'people.shareValues',
  `UPDATE identities i SET shared = CASE WHEN i.person_id = ANY($2::text[] || $3::text[]) AND ${owned('i')} THEN 'parted' ELSE 'newcomer' END
   WHERE i.workspace_id = $1 AND i.value_id IN (${common('')})
   AND NOT EXISTS (SELECT FROM identities s WHERE s.workspace_id = $1 AND s.value_id = i.value_id AND s.shared IS NOT NULL AND s.lost_at IS NULL)`,
);
const rejoin = statement<unknown>(
  'people.rejoinValues',
  `UPDATE identities i SET shared = NULL WHERE i.workspace_id = $1 AND i.value_id IN (${common("AND a.shared = 'parted' AND b.shared = 'parted'")})
   AND NOT EXISTS (SELECT FROM identities o WHERE o.workspace_id = $1 AND o.value_id = i.value_id AND ${owned('o')} AND NOT o.person_id = ANY($2::text[] || $3::text[]))`,
);
const shared = statement<{ id: Id<'idn'> }>(
  'people.sharedOf',
  `SELECT i.id FROM identities i WHERE i.workspace_id = $1 AND i.person_id = ANY($2) AND ${owned('i')} AND EXISTS (SELECT FROM identities o
     WHERE o.workspace_id = $1 AND o.value_id = i.value_id AND ${owned('o')} AND (o.shared IS NOT NULL OR NOT o.person_id = ANY($2)))`,
);
const clear = statement<unknown>('people.unshareValue', 'UPDATE identities SET shared = NULL WHERE workspace_id = $1 AND value_id = $2');

/** Merges among these people that were taken apart. */
export const undoneAmong = (ctx: Ctx, people: readonly PersonId[]) => ctx.db.all(undone, [ctx.workspace, people]);

export const sharing = {
  /** Those identities of people who are one that several others own, or did. */
  of: (ctx: Ctx, members: readonly PersonId[]) => ctx.db.all(shared, [ctx.workspace, members]),
  /** What these and those own has several owners from now on; what had before keeps who was told apart by then. */
  part: (ctx: Ctx, these: readonly PersonId[], those: readonly PersonId[]) => ctx.db.run(part, [ctx.workspace, these, those]),
  /** What was shared because these and those had been taken apart is so no more, where nobody else owns it. */
  rejoin: (ctx: Ctx, these: readonly PersonId[], those: readonly PersonId[]) => ctx.db.run(rejoin, [ctx.workspace, these, those]),
  clear: (ctx: Ctx, valueId: Id<'idn'>) => ctx.db.run(clear, [ctx.workspace, valueId]),
};
