// SQL of counted traffic: figures by day that name nobody.
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';

export type FlowAct = 'receive' | 'reveal' | 'send' | 'export' | 'hand-over';
export type FlowRow = { day: string; act: FlowAct; purpose: string; channel: string; recipient: string; uses: number };
export type FieldRow = { day: string; act: Exclude<FlowAct, 'receive'>; field: string; purpose: string; recipient: string; uses: number };
/** `notesFrom`, YYYY-MM-DD: looks at a company's own fields on earlier days say nothing of what they were for. */
export type Progress = { position: number; beganAt: Date; countedAt: Date; notesFrom: string };

const begin = statement(
  'datamap.begin',
  `INSERT INTO datamap_progress (workspace_id, position, began_at, counted_at, notes_from) VALUES ($1, 0, $2, $2, ($2::timestamptz AT TIME ZONE 'UTC')::date)
   ON CONFLICT DO NOTHING`,
);
const progress = `position, began_at AS "beganAt", counted_at AS "countedAt", to_char(notes_from, 'YYYY-MM-DD') AS "notesFrom"`;
const take = statement<Progress>('datamap.take', `SELECT ${progress} FROM datamap_progress WHERE workspace_id = $1 FOR UPDATE SKIP LOCKED`);
const read = statement<Progress>('datamap.progress', `SELECT ${progress} FROM datamap_progress WHERE workspace_id = $1`);
const advance = statement(
  'datamap.advance',
  'UPDATE datamap_progress SET position = $2, counted_at = coalesce($3::timestamptz, counted_at) WHERE workspace_id = $1',
);
const addFlows = statement(
  'datamap.add-flows',
  `INSERT INTO datamap_flows AS f (workspace_id, day, act, purpose, channel, recipient, uses)
   SELECT $1, n.day, n.act, n.purpose, n.channel, n.recipient, n.uses FROM unnest($2::date[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[])
     AS n (day, act, purpose, channel, recipient, uses)
   ON CONFLICT (workspace_id, day, act, purpose, channel, recipient) DO UPDATE SET uses = f.uses + excluded.uses`,
);
const addFields = statement(
  'datamap.add-fields',
  `INSERT INTO datamap_fields AS f (workspace_id, day, field, act, purpose, recipient, uses)
   SELECT $1, n.day, n.field, n.act, n.purpose, n.recipient, n.uses FROM unnest($2::date[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[])
     AS n (day, field, act, purpose, recipient, uses)
   ON CONFLICT (workspace_id, day, field, act, purpose, recipient) DO UPDATE SET uses = f.uses + excluded.uses`,
);
const forgetFlows = statement('datamap.forget-flows', 'DELETE FROM datamap_flows WHERE workspace_id = $1 AND day < $2::date');
const forgetFields = statement('datamap.forget-fields', 'DELETE FROM datamap_fields WHERE workspace_id = $1 AND day < $2::date');
const flowsFrom = statement<FlowRow>(
  'datamap.flows-from',
  `SELECT to_char(day, 'YYYY-MM-DD') AS day, act, purpose, channel, recipient, uses FROM datamap_flows
   WHERE workspace_id = $1 AND day >= $2::date ORDER BY act, purpose, channel, recipient, day`,
);
const fieldsFrom = statement<FieldRow>(
  'datamap.fields-from',
  `SELECT to_char(max(day), 'YYYY-MM-DD') AS day, act, field, purpose, recipient,
     coalesce(sum(uses) FILTER (WHERE $3::date IS NULL OR day < $3::date), 0)::bigint AS uses FROM datamap_fields
   WHERE workspace_id = $1 AND day >= $2::date GROUP BY act, field, purpose, recipient ORDER BY field, purpose, act, recipient`,
);

const column = <R, K extends keyof R>(rows: readonly R[], name: K) => rows.map((row) => row[name]);

/** The place up to which is counted, held to the end of the transaction; undefined while another node counts. */
export async function takeProgress(ctx: Ctx): Promise<Progress | undefined> {
  await ctx.db.run(begin, [ctx.workspace, ctx.now]);
  return ctx.db.maybe(take, [ctx.workspace]);
}
export const readProgress = (ctx: Ctx) => ctx.db.maybe(read, [ctx.workspace]);
/** `isEnd`: everything there is was counted; only then it counts as counted up to now. */
export const moveProgress = (ctx: Ctx, to: number, isEnd: boolean) => ctx.db.run(advance, [ctx.workspace, to, isEnd ? ctx.now : null]);

/** Rows with the same key must have been added up before. */
export async function addFigures(ctx: Ctx, flows: readonly FlowRow[], fields: readonly FieldRow[]): Promise<void> {
  const shared = (rows: readonly (FlowRow | FieldRow)[]) => [column(rows, 'recipient'), column(rows, 'uses')];
  if (flows.length > 0) {
    const key = [column(flows, 'day'), column(flows, 'act'), column(flows, 'purpose'), column(flows, 'channel')];
    await ctx.db.run(addFlows, [ctx.workspace, ...key, ...shared(flows)]);
  }
  if (fields.length > 0) {
    const key = [column(fields, 'day'), column(fields, 'field'), column(fields, 'act'), column(fields, 'purpose')];
    await ctx.db.run(addFields, [ctx.workspace, ...key, ...shared(fields)]);
  }
}
export async function forgetFiguresBefore(ctx: Ctx, day: string): Promise<void> {
  await ctx.db.run(forgetFlows, [ctx.workspace, day]);
  await ctx.db.run(forgetFields, [ctx.workspace, day]);
}
/** From a day on, day by day. */
export const flowsFromDay = (ctx: Ctx, day: string) => ctx.db.all(flowsFrom, [ctx.workspace, day]);
/** Added up from a day on, `day` is the last one; with `before`, uses of that day and later are left out of the figure, not out of the list. */
export const fieldsFromDay = (ctx: Ctx, day: string, before: string | null = null) => ctx.db.all(fieldsFrom, [ctx.workspace, day, before]);
