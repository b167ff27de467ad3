// After deletion the house is searched again, table by table from the catalogue: what must be gone is looked for as text and as bytes. Anything found fails loudly.
import type { Ctx } from '#kit/ctx';
import { look, mayHold, tablesNow } from './probe-store.ts';

/** Where one of the terms still stands: `table.column` of this workspace. `except` names places that may rightly hold them. */
export async function findTraces(ctx: Ctx, terms: readonly string[], except: readonly string[]): Promise<string[]> {
  const sought = [...new Set(terms.filter((term) => term.length > 0).flatMap((term) => [term, inJson(term), inList(term)]))];
  if (sought.length === 0) return [];
  const traces: string[] = [];
  for (const { table, ...columns } of await ctx.db.all(tablesNow, [])) {
    const isAsked = (column: string) => !except.includes(`${table}.${column}`);
    const [texts, bytes] = [columns.texts.filter(isAsked), columns.bytes.filter(isAsked)];
    if (!(await ctx.db.one(mayHold, [ctx.workspace, table, texts, bytes, sought])).yes) continue;
    for (const column of [...texts, ...bytes])
      if ((await ctx.db.one(look, [ctx.workspace, table, column, sought])).found > 0) traces.push(`${table}.${column}`);
  }
  return traces;
}

/** How the term stands within a value that is kept as JSON, and within a list of texts when PostgreSQL writes it out. */
const inJson = (term: string): string => JSON.stringify(term).slice(1, -1);
const inList = (term: string): string => term.replace(/[\\"]/g, '\\$&');
