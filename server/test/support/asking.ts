// Requests as the OpenAPI document allows them with ids that are given, and what came back: for tests that walk every route as somebody who means to see more than is theirs.
import fc from 'fast-check';
import pg from 'pg';
import { newId, type Prefix, type WorkspaceId } from '#kit/ids';
import { type One, type Schema, valid } from './from-document.ts';

export type Asked = { readonly path: string; readonly body: unknown };
export type Ids = ReadonlySet<string>;
export const idPattern = /\^([a-z]{3})_\[/g;
export const anId = /\b([a-z]{3})_[0-9a-hjkmnp-tv-z]{26}\b/g;
export const idsIn = (text: string): string[] => [...text.matchAll(anId)].map(([id]) => id);
export const hasOneOf = (text: string, ids: Ids): boolean => idsIn(text).some((id) => ids.has(id));

/** Ids of a company, a few of each table, and its own. */
export async function idsOf(adminUrl: string, workspace: WorkspaceId): Promise<Set<string>> {
  const found = new Set<string>([workspace]);
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  const { rows } = await admin.query(
    `SELECT c.table_name AS name FROM information_schema.columns c JOIN information_schema.columns w ON w.table_name = c.table_name AND w.column_name = 'workspace_id'
     JOIN pg_class t ON t.oid = c.table_name::regclass AND t.relkind IN ('r', 'p') WHERE c.column_name = 'id' AND c.table_schema = 'public'`,
  );
  for (const { name } of rows as { name: string }[])
    for (const { id } of (await admin.query(`SELECT id::text FROM ${name} WHERE workspace_id = $1 ORDER BY 1 LIMIT 3`, [workspace])).rows)
      if (/^[a-z]{3}_[0-9a-z]{26}$/.test(id)) found.add(id);
  await admin.end();
  return found;
}

/** A request as the document allows it, the same each time, with these ids wherever one fits. */
export function askedWith({ template, operation }: One, ids: Ids): Asked {
  const sample = (schema: Schema) => fc.sample(valid(schema, ids), { seed: 5, numRuns: 12 });
  const named = (schema: Schema) => sample(schema).find((each) => hasOneOf(JSON.stringify(each), ids)) ?? sample(schema)[0];
  const values = new Map((operation.parameters ?? []).map(({ name, schema }) => [name, encodeURIComponent(String(named(schema)))]));
  const query = (operation.parameters ?? []).filter(
    (each) => each.in === 'query' && (each.required || hasOneOf(values.get(each.name) ?? '', ids)),
  );
  const schema = operation.requestBody?.content['application/json']?.schema;
  return {
    path:
      template.replace(/\{(\w+)\}/g, (_all, name: string) => values.get(name) ?? 'x') +
      (query.length > 0 ? `?${query.map(({ name }) => `${name}=${values.get(name)}`).join('&')}` : ''),
    body: schema && named(schema),
  };
}

/** One body of those that the document allows, by its number; undefined where it takes none. */
export function bodyOf({ operation }: One, ids: Ids, seed: number): unknown {
  const schema = operation.requestBody?.content['application/json']?.schema;
  return schema && fc.sample(valid(schema, ids), { seed, numRuns: 1 })[0];
}

/** The same with ids that nobody has in the place of these. */
export function madeUp(asked: Asked, ids: Ids): Asked {
  const others = new Map<string, string>();
  const text = JSON.stringify(asked).replace(anId, (id, prefix: Prefix) => {
    if (!ids.has(id)) return id;
    others.set(id, others.get(id) ?? newId(prefix));
    return others.get(id) ?? id;
  });
  return JSON.parse(text) as Asked;
}

/** A place of a body that takes an id: where it is, of which kind, and `base` with one there. */
export type Placing = { readonly at: string; readonly prefix: Prefix; readonly put: (id: string) => unknown };
export function placings(schema: Schema | undefined, base: unknown): Placing[] {
  if (schema?.anyOf) return schema.anyOf.flatMap((each) => placings(each, base));
  const [, prefix] = new RegExp(idPattern.source).exec(schema?.pattern ?? '') ?? [];
  if (prefix) return [{ at: '', prefix: prefix as Prefix, put: (id) => id }];
  if (schema?.items) {
    const [first] = Array.isArray(base) ? base : [];
    return placings(schema.items, first).map((each) => ({ ...each, at: `[]${each.at}`, put: (id) => [each.put(id)] }));
  }
  const whole = base !== null && typeof base === 'object' ? (base as Record<string, unknown>) : {};
  return Object.entries(schema?.properties ?? {}).flatMap(([name, each]) =>
    placings(each, whole[name]).map((one) => ({
      ...one,
      at: `.${name}${one.at}`,
      put: (id: string) => ({ ...whole, [name]: one.put(id) }),
    })),
  );
}

/** Asks, and gives what came back; of a stream that it is one. */
export async function ask(url: string, { method }: Pick<One, 'method'>, { path, body }: Asked, as: Record<string, string>) {
  const answer = await fetch(url + path, {
    method,
    headers: { ...as, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(10_000),
  });
  const isStream = answer.headers.get('content-type')?.startsWith('text/event-stream');
  if (isStream) await answer.body?.cancel();
  return { status: answer.status, text: isStream ? '' : await answer.text() };
}
