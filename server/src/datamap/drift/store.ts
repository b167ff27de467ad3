// SQL of what the database really has: its catalogue, seen by anyone who may connect, whatever rights they hold on the tables.
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';

const columns = statement<{ field: string }>(
  'datamap.undeclared-columns',
  `SELECT field FROM (SELECT CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || c.relname || '.' || a.attname AS field
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND c.relkind IN ('r', 'p', 'm', 'f') AND a.attnum > 0 AND NOT a.attisdropped
       AND NOT (n.nspname = 'public' AND c.relname IN ('parley_migrations', 'parley_restore'))) there
   WHERE field <> ALL ($1::text[]) ORDER BY field LIMIT 500`,
);
const holding = statement<{ field: string }>(
  'datamap.fields-with-values',
  `SELECT field FROM unnest($1::text[]) AS field WHERE parley_any_value(split_part(field, '.', 1), split_part(field, '.', 2)) ORDER BY field`,
);
const unprotected = statement<{ count: number }>(
  'datamap.unprotected-tables',
  `SELECT count(*)::int AS count FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND c.relkind IN ('r', 'p')
     AND NOT (n.nspname = 'public' AND c.relname IN ('parley_migrations', 'parley_restore')) AND NOT (c.relrowsecurity AND c.relforcerowsecurity)`,
);

/** `table.column` of every column that is not among these, led by its schema where that is not ours. */
export const columnsBeside = async (ctx: Ctx, declared: readonly string[]) =>
  (await ctx.db.all(columns, [declared])).map((row) => row.field);
/** Those of these fields that hold anything of this company. */
export const withValues = async (ctx: Ctx, fields: readonly string[]) =>
  fields.length === 0 ? [] : (await ctx.db.all(holding, [fields])).map((row) => row.field);
/** Tables that row-level security does not guard. */
export const unprotectedTables = async (ctx: Ctx) => (await ctx.db.one(unprotected, [])).count;
