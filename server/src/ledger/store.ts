// The only SQL of the ledger.
import type { Ctx } from '#kit/ctx';
import { type Db, statement } from '#kit/db';
import type { Id, SubjectId, WorkspaceId } from '#kit/ids';
import type { Payload } from './leaf.ts';
import type { Search } from './ledger.ts';

export type NewEntry = {
  id: Id<'led'>;
  kind: string;
  commitment: Buffer;
  leaf: Buffer;
  salt: Buffer;
  subject: string | null;
  others: string[];
  payload: Payload;
};
export type CheckpointRow = { size: number; root: Buffer; note: string };
type Placed = { readonly entry: string; readonly queuedAt: number; readonly hashes: Buffer };
export type LeafRow = { position: number; entry_id: Id<'led'>; hashes: Buffer; leaf: Buffer };
export type ListedRow = { id: Id<'led'>; position: number | null; at: Date; kind: string; payload: Payload | null };

/** An entry with its payload as they lie in the database, each part missing when its row is. */
export type AuditRow = {
  position: number;
  hashes: Buffer;
  id: Id<'led'>;
  at: Date | null;
  kind: string | null;
  commitment: Buffer | null;
  leaf: Buffer | null;
  salt: Buffer | null;
  subject: string | null;
  others: string[] | null;
  payload: Payload | null;
};

const insert = statement<unknown>(
  'ledger.insert',
  `WITH new AS (
     SELECT * FROM unnest($3::text[], $4::text[], $5::bytea[], $6::bytea[], $7::bytea[], $8::text[], $9::text[], $10::text[])
       AS n (id, kind, commitment, leaf, salt, subject, others, payload)),
   entries AS (INSERT INTO ledger_entries (workspace_id, id, at, kind, commitment, leaf) SELECT $1, id, $2, kind, commitment, leaf FROM new),
   payloads AS (INSERT INTO ledger_payloads (workspace_id, entry_id, salt, subject, others, payload)
     SELECT $1, id, salt, subject, string_to_array(nullif(others, ''), ','), payload::jsonb FROM new)
   INSERT INTO ledger_queue (workspace_id, entry_id) SELECT $1, id FROM new`,
);
const lock = statement<unknown>('ledger.lock', 'SELECT pg_advisory_xact_lock(727202, hashtext($1))');
const someWait = statement<{ found: boolean }>(
  'ledger.some-wait',
  'SELECT EXISTS (SELECT FROM ledger_queue WHERE workspace_id = $1) AS found',
);
const waiting = statement<{ entry_id: Id<'led'>; leaf: Buffer; queued_at: number }>(
  'ledger.waiting',
  `SELECT q.entry_id, q.queued_at, e.leaf FROM ledger_queue q JOIN ledger_entries e ON e.workspace_id = q.workspace_id AND e.id = q.entry_id
   WHERE q.workspace_id = $1 ORDER BY q.queued_at, q.entry_id LIMIT $2`,
);
const extend = statement<unknown>(
  'ledger.extend',
  `WITH taken AS (DELETE FROM ledger_queue q USING unnest($3::text[], $8::bigint[]) AS n (entry_id, queued_at)
     WHERE q.workspace_id = $1 AND q.queued_at = n.queued_at AND q.entry_id = n.entry_id),
   leaves AS (INSERT INTO ledger_leaves (workspace_id, position, entry_id, hashes)
     SELECT $1, $2::bigint + n.place - 1, n.entry_id, n.hashes FROM unnest($3::text[], $4::bytea[]) WITH ORDINALITY AS n (entry_id, hashes, place))
   INSERT INTO ledger_checkpoints (workspace_id, size, root, note) VALUES ($1, $5, $6, $7)`,
);
const tip = statement<CheckpointRow>(
  'ledger.tip',
  'SELECT size, root, note FROM ledger_checkpoints WHERE workspace_id = $1 ORDER BY size DESC LIMIT 1',
);
const leavesAt = statement<LeafRow>(
  'ledger.leaves-at',
  `SELECT l.position, l.entry_id, l.hashes, e.leaf FROM ledger_leaves l JOIN ledger_entries e ON e.workspace_id = l.workspace_id AND e.id = l.entry_id
   WHERE l.workspace_id = $1 AND l.position = ANY ($2::bigint[])`,
);
const place = statement<{ position: number | null; leaf: Buffer }>(
  'ledger.place',
  `SELECT l.position, e.leaf FROM ledger_entries e LEFT JOIN ledger_leaves l ON l.workspace_id = e.workspace_id AND l.entry_id = e.id
   WHERE e.workspace_id = $1 AND e.id = $2`,
);
/** Which of the filters are given differs from search to search, and so does the index that helps: a plan for all of them would read everything. */
const planAnew = statement<unknown>('ledger.plan-anew', "SELECT set_config('plan_cache_mode', 'force_custom_plan', true)");
const list = statement<ListedRow>(
  'ledger.list',
  `SELECT e.id, l.position, e.at, e.kind, p.payload FROM ledger_entries e
   LEFT JOIN ledger_leaves l ON l.workspace_id = e.workspace_id AND l.entry_id = e.id
   LEFT JOIN ledger_payloads p ON p.workspace_id = e.workspace_id AND p.entry_id = e.id
   WHERE e.workspace_id = $1 AND ($2::text IS NULL OR e.kind = $2) AND ($3::text IS NULL OR (e.kind >= $3 AND e.kind < $4))
     AND ($5::text IS NULL OR p.subject = $5 OR p.others @> ARRAY[$5::text]) AND ($6::text IS NULL OR (p.payload ->> 'actor') COLLATE "C" = $6)
     AND ($7::timestamptz IS NULL OR e.at >= $7) AND ($8::timestamptz IS NULL OR e.at < $8)
     AND ($9::text IS NULL OR (e.at, e.id) < (SELECT c.at, c.id FROM ledger_entries c WHERE c.workspace_id = $1 AND c.id = $9))
   ORDER BY e.at DESC, e.id DESC LIMIT $10`,
);
const usesOf = statement<ListedRow>(
  'ledger.uses-of',
  `SELECT e.id, NULL::bigint AS position, e.at, e.kind, p.payload FROM ledger_payloads p JOIN ledger_entries e ON e.workspace_id = p.workspace_id AND e.id = p.entry_id
   WHERE p.workspace_id = $1 AND p.subject = ANY ($2::text[]) AND e.kind = ANY ($3::text[]) AND ($4::text IS NULL OR p.entry_id < $4)
   ORDER BY p.entry_id DESC LIMIT $5`,
);
const sums = statement<{ subject: SubjectId | null; total: number }>(
  'ledger.sums',
  `SELECT p.subject, sum((p.payload -> 'facts' ->> $4)::bigint)::float8 AS total FROM ledger_entries e JOIN ledger_payloads p ON p.workspace_id = e.workspace_id AND p.entry_id = e.id
   WHERE e.workspace_id = $1 AND e.kind = $2 AND e.at >= $3 GROUP BY p.subject`,
);
const about = statement<ListedRow>(
  'ledger.about',
  `SELECT e.id, NULL::bigint AS position, e.at, e.kind, p.payload FROM ledger_payloads p JOIN ledger_entries e ON e.workspace_id = p.workspace_id AND e.id = p.entry_id
   WHERE p.workspace_id = $1 AND (p.subject = ANY ($2::text[]) OR p.others && $2::text[]) ORDER BY e.id`,
);
const countAbout = statement<{ found: number }>(
  'ledger.count-about',
  'SELECT count(*) AS found FROM ledger_payloads WHERE workspace_id = $1 AND (subject = ANY ($2::text[]) OR others && $2::text[])',
);
const forget = statement<{ position: number }>(
  'ledger.forget',
  `DELETE FROM ledger_payloads p USING ledger_leaves l WHERE p.workspace_id = $1 AND l.workspace_id = $1 AND l.entry_id = p.entry_id
   AND (p.subject = ANY ($2::text[]) OR p.others && $2::text[]) RETURNING l.position`,
);
const acts = statement<{
  next: number;
  acts: { id: Id<'led'>; kind: string; placed: boolean; subject: string | null; others: string[] | null }[];
}>(
  'ledger.acts-since',
  `WITH placed AS (SELECT position, entry_id FROM ledger_leaves WHERE workspace_id = $1 AND position >= $2 ORDER BY position LIMIT $4),
   fresh AS (SELECT entry_id, true AS placed FROM placed UNION ALL SELECT entry_id, false FROM ledger_queue WHERE workspace_id = $1)
   SELECT coalesce((SELECT max(position) + 1 FROM placed), $2::bigint) AS next, coalesce((
     SELECT jsonb_agg(jsonb_build_object('id', e.id, 'kind', e.kind, 'placed', f.placed, 'subject', p.subject, 'others', p.others))
     FROM fresh f JOIN ledger_entries e ON e.workspace_id = $1 AND e.id = f.entry_id
     LEFT JOIN ledger_payloads p ON p.workspace_id = $1 AND p.entry_id = f.entry_id WHERE e.kind ~ $3), '[]') AS acts`,
);
const auditLeaves = statement<AuditRow>(
  'ledger.audit-leaves',
  `SELECT l.position, l.hashes, l.entry_id AS id, e.at, e.kind, e.commitment, e.leaf, p.salt, p.subject, p.others, p.payload FROM ledger_leaves l
   LEFT JOIN ledger_entries e ON e.workspace_id = l.workspace_id AND e.id = l.entry_id
   LEFT JOIN ledger_payloads p ON p.workspace_id = l.workspace_id AND p.entry_id = l.entry_id
   WHERE l.workspace_id = $1 AND l.position >= $2 ORDER BY l.position LIMIT $3`,
);
const auditWaiting = statement<AuditRow>(
  'ledger.audit-waiting',
  `SELECT -1::bigint AS position, ''::bytea AS hashes, q.entry_id AS id, e.at, e.kind, e.commitment, e.leaf, p.salt, p.subject, p.others, p.payload FROM ledger_queue q
   LEFT JOIN ledger_entries e ON e.workspace_id = q.workspace_id AND e.id = q.entry_id
   LEFT JOIN ledger_payloads p ON p.workspace_id = q.workspace_id AND p.entry_id = q.entry_id
   WHERE q.workspace_id = $1 ORDER BY q.entry_id`,
);
const auditCheckpoints = statement<CheckpointRow>(
  'ledger.audit-checkpoints',
  'SELECT size, root, note FROM ledger_checkpoints WHERE workspace_id = $1 AND size > $2 ORDER BY size LIMIT $3',
);
const auditErasures = statement<{
  id: Id<'led'>;
  position: number | null;
  salt: Buffer | null;
  payload: Payload | null;
  commitment: Buffer;
}>(
  'ledger.audit-erasures',
  `SELECT e.id, l.position, p.salt, p.payload, e.commitment FROM ledger_entries e
   LEFT JOIN ledger_leaves l ON l.workspace_id = e.workspace_id AND l.entry_id = e.id
   LEFT JOIN ledger_payloads p ON p.workspace_id = e.workspace_id AND p.entry_id = e.id
   WHERE e.workspace_id = $1 AND e.kind = $2 ORDER BY e.id`,
);
const auditSizes = statement<{ size: number; leaves: number; last: number }>(
  'ledger.audit-sizes',
  `SELECT coalesce((SELECT max(size) FROM ledger_checkpoints WHERE workspace_id = $1), 0) AS size,
     (SELECT count(*) FROM ledger_leaves WHERE workspace_id = $1) AS leaves,
     coalesce((SELECT max(position) FROM ledger_leaves WHERE workspace_id = $1), -1) AS last`,
);
const auditLeftOut = statement<{ id: string }>(
  'ledger.audit-left-out',
  `SELECT w.id FROM (
     SELECT id FROM ledger_entries WHERE workspace_id = $1
     UNION ALL SELECT p.entry_id FROM ledger_payloads p WHERE p.workspace_id = $1
       AND NOT EXISTS (SELECT FROM ledger_entries e WHERE e.workspace_id = $1 AND e.id = p.entry_id)) w
   WHERE NOT EXISTS (SELECT FROM ledger_leaves l WHERE l.workspace_id = $1 AND l.entry_id = w.id)
     AND NOT EXISTS (SELECT FROM ledger_queue q WHERE q.workspace_id = $1 AND q.entry_id = w.id) ORDER BY w.id LIMIT 100`,
);
const everyLedger = statement<{ workspace_id: WorkspaceId }>(
  'ledger.every',
  'SELECT workspace_id FROM ledger_checkpoints UNION SELECT workspace_id FROM ledger_queue ORDER BY workspace_id',
);

export const insertEntries = (ctx: Ctx, rows: readonly NewEntry[]): void => {
  const column = <T>(pick: (row: NewEntry) => T) => rows.map(pick);
  ctx.db.send(insert, [
    ctx.workspace,
    ctx.now,
    column((row) => row.id),
    column((row) => row.kind),
    column((row) => row.commitment),
    column((row) => row.leaf),
    column((row) => row.salt),
    column((row) => row.subject),
    column((row) => row.others.join(',')),
    column((row) => JSON.stringify(row.payload)),
  ]);
};
export const lockLedger = (ctx: Ctx) => ctx.db.all(lock, [ctx.workspace]);
export const doSomeWait = async (ctx: Ctx) => (await ctx.db.one(someWait, [ctx.workspace])).found;
export const waitingLeaves = (ctx: Ctx, limit: number) => ctx.db.all(waiting, [ctx.workspace, limit]);
export const extendTree = (ctx: Ctx, from: number, leaves: readonly Placed[], { size, root, note }: CheckpointRow) => {
  const [entries, hashes, queued] = [
    leaves.map((leaf) => leaf.entry),
    leaves.map((leaf) => leaf.hashes),
    leaves.map((leaf) => leaf.queuedAt),
  ];
  return ctx.db.run(extend, [ctx.workspace, from, entries, hashes, size, root, note, queued]);
};
export const newestCheckpoint = (ctx: Ctx) => ctx.db.maybe(tip, [ctx.workspace]);
export const leavesAtPositions = (ctx: Ctx, positions: readonly number[]) => ctx.db.all(leavesAt, [ctx.workspace, positions]);
export const placeOf = (ctx: Ctx, entry: string) => ctx.db.maybe(place, [ctx.workspace, entry]);
export const listEntries = (ctx: Ctx, { kind, subject, actor, from, to, cursor, limit }: Search) => {
  const isPrefix = kind?.endsWith('.');
  const beyond = isPrefix ? `${kind?.slice(0, -1)}/` : null; // in ASCII the slash stands next to the full stop
  ctx.db.send(planAnew, []);
  return ctx.db.all(list, [
    ctx.workspace,
    isPrefix ? null : (kind ?? null),
    isPrefix ? kind : null,
    beyond,
    subject ?? null,
    actor ?? null,
    from ?? null,
    to ?? null,
    cursor ?? null,
    limit,
  ]);
};
export const listUses = (ctx: Ctx, subjects: readonly string[], kinds: readonly string[], before: string | undefined, limit: number) =>
  ctx.db.all(usesOf, [ctx.workspace, subjects, kinds, before ?? null, limit]);
export const sumsOf = (ctx: Ctx, kind: string, from: Date, fact: string) => ctx.db.all(sums, [ctx.workspace, kind, from, fact]);
export const entriesAbout = (ctx: Ctx, subjects: readonly SubjectId[]) => ctx.db.all(about, [ctx.workspace, subjects]);
/** As `entriesAbout`, a page at a time. */
export const pagesAbout = (ctx: Ctx, subjects: readonly SubjectId[]) => ctx.db.pages(about, [ctx.workspace, subjects], 1000);
export const countPayloadsAbout = async (ctx: Ctx, subjects: readonly SubjectId[]) =>
  (await ctx.db.one(countAbout, [ctx.workspace, subjects])).found;
export const deletePayloadsAbout = async (ctx: Ctx, subjects: readonly SubjectId[]) =>
  (await ctx.db.all(forget, [ctx.workspace, subjects])).map((row) => row.position);
export const actsFrom = (ctx: Ctx, position: number, kinds: string, limit: number) =>
  ctx.db.one(acts, [ctx.workspace, position, kinds, limit]);
export const leavesFrom = (ctx: Ctx, position: number, limit: number) => ctx.db.all(auditLeaves, [ctx.workspace, position, limit]);
export const waitingEntries = (ctx: Ctx) => ctx.db.all(auditWaiting, [ctx.workspace]);
export const checkpointsAfter = (ctx: Ctx, size: number, limit: number) => ctx.db.all(auditCheckpoints, [ctx.workspace, size, limit]);
export const erasureEntries = (ctx: Ctx, kind: string) => ctx.db.all(auditErasures, [ctx.workspace, kind]);
export const sizes = (ctx: Ctx) => ctx.db.one(auditSizes, [ctx.workspace]);
export const entriesLeftOut = async (ctx: Ctx) => (await ctx.db.all(auditLeftOut, [ctx.workspace])).map((row) => row.id);
/** Workspaces that have a ledger; in a `lookup` for `every-workspace`. */
export const workspacesWithLedger = async (db: Db) => (await db.all(everyLedger, [])).map((row) => row.workspace_id);
