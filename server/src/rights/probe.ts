// After deletion the house is searched again, column by column from the catalogue: what must be gone is looked for as text and as bytes. Anything found fails loudly.
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';

const columnsNow = statement<{ table: string; column: string }>(
  'rights.columns',
  `SELECT c.table_name AS table, c.column_name AS column FROM information_schema.columns c
   JOIN information_schema.columns w ON w.table_schema = c.table_schema AND w.table_name = c.table_name AND w.column_name = 'workspace_id'
   WHERE c.table_schema = current_schema() AND c.data_type IN ('text', 'jsonb', 'json', 'bytea', 'ARRAY', 'character varying', 'USER-DEFINED')
   ORDER BY 1, 2`,
);
/** One look at one column; the names come from the catalogue and are quoted by format(). */
const look = statement<{ found: number }>('rights.probe', 'SELECT parley_probe($1, $2, $3, $4) AS found');

/** Where one of the terms still stands: `table.column` of this workspace. `except` names places that may rightly hold them. */
export async function findTraces(ctx: Ctx, terms: readonly string[], except: readonly string[]): Promise<string[]> {
  const patterns = terms.filter((term) => term.length > 0);
  if (patterns.length === 0) return [];
  const traces: string[] = [];
  for (const { table, column } of await ctx.db.all(columnsNow, [])) {
    const place = `${table}.${column}`;
    if (!except.includes(place) && (await ctx.db.one(look, [ctx.workspace, table, column, patterns])).found > 0) traces.push(place);
  }
  return traces;
}
