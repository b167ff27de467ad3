// The only SQL for what people brought along from other controllers (Art. 20).
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';
import type { Kept } from '#kit/holding';
import type { Id, PersonId, StaffId } from '#kit/ids';
import type { Sealed } from '#kit/seal';
import { periodsSql } from '#purposes';

export type BroughtRow = { id: Id<'brt'>; person_id: PersonId; handover_id: Id<'hov'>; said: Sealed; at: Date };

const addBrought = statement(
  'rights.addBrought',
  `INSERT INTO brought_records (workspace_id, id, person_id, handover_id, said, content, accepted_by, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
);
const broughtOf = statement<BroughtRow>(
  'rights.broughtOf',
  'SELECT id, person_id, handover_id, said, at FROM brought_records WHERE workspace_id = $1 AND person_id = ANY($2) ORDER BY id DESC',
);
const broughtContent = statement<{ content: Sealed }>(
  'rights.broughtContent',
  'SELECT content FROM brought_records WHERE workspace_id = $1 AND id = $2',
);
const eraseBrought = statement('rights.eraseBrought', 'DELETE FROM brought_records WHERE workspace_id = $1 AND person_id = ANY($2)');
const broughtKeeps = statement<Kept>(
  'rights.broughtKeeps',
  `SELECT b.person_id AS person, 'brought' AS because, to_char((b.at AT TIME ZONE 'UTC')::date + p.period, 'YYYY-MM-DD') AS until
   FROM brought_records b JOIN (${periodsSql('$1')}) p ON p.code = 'service-conversation' WHERE b.workspace_id = $1 AND b.person_id = ANY($2::text[])`,
);
const overdueBrought = statement<{ id: Id<'brt'>; person_id: PersonId }>(
  'rights.overdueBrought',
  `SELECT b.id, b.person_id FROM brought_records b JOIN (${periodsSql('$1')}) p ON p.code = 'service-conversation'
   WHERE b.workspace_id = $1 AND b.at + p.period < $2 ORDER BY b.id LIMIT 500`,
);
const dropBrought = statement('rights.dropBrought', 'DELETE FROM brought_records WHERE workspace_id = $1 AND id = $2');

const w = (ctx: Ctx) => ctx.workspace;
export const broughtStore = {
  addBrought: (ctx: Ctx, row: Omit<BroughtRow, 'at'> & { content: Sealed; by: StaffId }) =>
    ctx.db.run(addBrought, [w(ctx), row.id, row.person_id, row.handover_id, row.said, row.content, row.by, ctx.now]),
  broughtOf: (ctx: Ctx, people: readonly string[]) => ctx.db.all(broughtOf, [w(ctx), people]),
  content: async (ctx: Ctx, id: Id<'brt'>) => (await ctx.db.one(broughtContent, [w(ctx), id])).content,
  eraseBrought: (ctx: Ctx, people: readonly string[]) => ctx.db.run(eraseBrought, [w(ctx), people]),
  broughtKeeps: (ctx: Ctx, people: readonly PersonId[]) => ctx.db.all(broughtKeeps, [w(ctx), people]),
  overdueBrought: (ctx: Ctx) => ctx.db.all(overdueBrought, [w(ctx), ctx.now]),
  dropBrought: (ctx: Ctx, id: Id<'brt'>) => ctx.db.run(dropBrought, [w(ctx), id]),
};
