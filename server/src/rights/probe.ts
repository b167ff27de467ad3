// After deletion the house is searched again, column by column from the catalogue: what must be gone is looked for as text and as bytes. Anything found fails loudly.
import type { Ctx } from '#kit/ctx';
import { columnsNow, look } from './probe-store.ts';

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
