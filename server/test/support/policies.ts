// Row-level security of a database as its catalogue has it, held against the one policy of the house and those that a test names.
import type pg from 'pg';

export const own = '(workspace_id = parley_workspace())';
export const everyWorkspace = "(parley_lookup() = 'every-workspace'::text)";
/** As PostgreSQL writes it for a column of our own type. */
const plainly = (said: string | null) => said?.replace('(workspace_id)::text', 'workspace_id') ?? null;

type Policy = { table: string; name: string; verb: string; kind: string; using: string | null; check: string | null };
/** `beyond`: what else may be read of a table; `ofNobody`: tables without a workspace. */
type Named = { readonly beyond: Readonly<Record<string, { readonly using: string }>>; readonly ofNobody: ReadonlySet<string> };

/** Policies that are neither the house's own nor named, tables without the house's own, and names without their policy. */
export async function unlikePolicies(admin: pg.ClientBase, { beyond, ofNobody }: Named): Promise<string[]> {
  const { rows } = await admin.query<Policy>(
    `SELECT tablename AS table, policyname AS name, cmd AS verb, permissive AS kind, qual AS using, with_check AS check FROM pg_policies WHERE schemaname = 'public'`,
  );
  const { rows: tables } = await admin.query<{ table: string }>(
    "SELECT relname AS table FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace",
  );
  const isOwn = (each: Policy) =>
    each.name === 'own_workspace' && each.verb === 'ALL' && plainly(each.using) === own && plainly(each.check) === own;
  const isNamed = (each: Policy) => each.verb === 'SELECT' && each.using === beyond[each.table]?.using;
  return [
    ...rows
      .filter((each) => !ofNobody.has(each.table) && !(each.kind === 'PERMISSIVE' && (isOwn(each) || isNamed(each))))
      .map((each) => `${each.table}: ${each.name} lets ${each.verb} by ${plainly(each.using)} and ${plainly(each.check)}`),
    ...tables
      .filter(({ table }) => !ofNobody.has(table) && !rows.some((each) => each.table === table && isOwn(each)))
      .map(({ table }) => `${table}: no policy of the own workspace`),
    ...Object.keys(beyond)
      .filter((table) => !rows.some((each) => each.table === table && isNamed(each)))
      .map((table) => `${table}: named here, and has no such policy`),
  ].sort();
}
