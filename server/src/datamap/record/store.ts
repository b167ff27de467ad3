// SQL of what a record of processing needs beside what the house knows, and of its versions.
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';
import type { RecordFacts } from './facts.ts';
import type { RecordContent, RecordKind } from './types.ts';

export type VersionRow = { kind: RecordKind; version: number; hash: string; madeAt: Date };

const newestFacts = statement<{ version: number; facts: RecordFacts }>(
  'datamap.facts',
  'SELECT version, facts FROM record_facts WHERE workspace_id = $1 ORDER BY version DESC LIMIT 1',
);
const addFacts = statement(
  'datamap.add-facts',
  'INSERT INTO record_facts (workspace_id, version, facts, changed_by, changed_at) VALUES ($1, $2, $3, $4, $5)',
);
const forgetFacts = statement(
  'datamap.forget-facts',
  `DELETE FROM record_facts f WHERE workspace_id = $1
   AND EXISTS (SELECT FROM record_facts n WHERE n.workspace_id = $1 AND n.version > f.version AND n.changed_at < $2)`,
);
const lockRecords = statement('datamap.lock-records', `SELECT pg_advisory_xact_lock(hashtext('datamap.record'), hashtext($1))`);
const newest = statement<VersionRow>(
  'datamap.newest-record',
  `SELECT kind, version, hash, made_at AS "madeAt" FROM record_versions WHERE workspace_id = $1 AND kind = $2 ORDER BY version DESC LIMIT 1`,
);
const versions = statement<VersionRow>(
  'datamap.record-versions',
  `SELECT kind, version, hash, made_at AS "madeAt" FROM (SELECT *, row_number() OVER (PARTITION BY kind ORDER BY version DESC) AS place
     FROM record_versions WHERE workspace_id = $1) numbered WHERE place <= 200 ORDER BY made_at DESC, kind`,
);
const one = statement<VersionRow & { content: RecordContent }>(
  'datamap.record-version',
  `SELECT kind, version, hash, made_at AS "madeAt", content FROM record_versions WHERE workspace_id = $1 AND kind = $2 AND version = $3`,
);
const insert = statement(
  'datamap.add-record',
  'INSERT INTO record_versions (workspace_id, kind, version, hash, content, made_at) VALUES ($1, $2, $3, $4, $5, $6)',
);
const forgetRecords = statement(
  'datamap.forget-records',
  `DELETE FROM record_versions r WHERE workspace_id = $1
   AND EXISTS (SELECT FROM record_versions n WHERE n.workspace_id = $1 AND n.kind = r.kind AND n.version > r.version AND n.made_at < $2)`,
);

export const factsRow = (ctx: Ctx) => ctx.db.maybe(newestFacts, [ctx.workspace]);
export const addFactsRow = (ctx: Ctx, version: number, facts: RecordFacts) =>
  ctx.db.run(addFacts, [ctx.workspace, version, JSON.stringify(facts), ctx.actor.id, ctx.now]);
/** One writer of versions at a time in a company. */
export const oneAtATime = (ctx: Ctx) => ctx.db.run(lockRecords, [ctx.workspace]);
export const newestVersion = (ctx: Ctx, kind: RecordKind) => ctx.db.maybe(newest, [ctx.workspace, kind]);
/** Newest first, at most 200 of each kind. */
export const everyVersion = (ctx: Ctx) => ctx.db.all(versions, [ctx.workspace]);
export const versionRow = (ctx: Ctx, kind: RecordKind, version: number) => ctx.db.maybe(one, [ctx.workspace, kind, version]);
export const addVersion = (ctx: Ctx, row: VersionRow & { content: RecordContent }) =>
  ctx.db.run(insert, [ctx.workspace, row.kind, row.version, row.hash, JSON.stringify(row.content), row.madeAt]);
/** What no longer held on this day: whatever was followed by another before. */
export async function forgetVersionsBefore(ctx: Ctx, day: Date): Promise<void> {
  await ctx.db.run(forgetRecords, [ctx.workspace, day]);
  await ctx.db.run(forgetFacts, [ctx.workspace, day]);
}
