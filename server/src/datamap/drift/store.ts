// SQL of what the database really has: its catalogue, seen by anyone who may connect, whatever rights they hold on the tables.
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';

const columns = statement<{ field: string }>(
  'datamap.undeclared-columns',
  `SELECT c.relname || '.' || a.attname AS field FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
   WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'm', 'f') AND a.attnum > 0 AND NOT a.attisdropped
     AND c.relname NOT IN ('parley_migrations', 'parley_restore') AND c.relname || '.' || a.attname <> ALL ($1::text[]) ORDER BY 1 LIMIT 500`,
);
const holding = statement<{ field: string }>(
  'datamap.fields-with-values',
  `SELECT field FROM unnest($1::text[]) AS field WHERE parley_any_value(split_part(field, '.', 1), split_part(field, '.', 2)) ORDER BY field`,
);
const unprotected = statement<{ count: number }>(
  'datamap.unprotected-tables',
  `SELECT count(*)::int AS count FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
   AND relname NOT IN ('parley_migrations', 'parley_restore') AND NOT (relrowsecurity AND relforcerowsecurity)`,
);

/** `table.column` of every column that is not among these. */
export const columnsBeside = async (ctx: Ctx, declared: readonly string[]) =>
  (await ctx.db.all(columns, [declared])).map((row) => row.field);
/** Those of these fields that hold anything of this company. */
export const withValues = async (ctx: Ctx, fields: readonly string[]) =>
  fields.length === 0 ? [] : (await ctx.db.all(holding, [fields])).map((row) => row.field);
/** Tables that row-level security does not guard. */
export const unprotectedTables = async (ctx: Ctx) => (await ctx.db.one(unprotected, [])).count;
