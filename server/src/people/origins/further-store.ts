// A further purpose for data that is held already (Art. 13(3), 14(4)): people are told before it is used for that. Who was last shown a notice from before it was switched on was not, whoever told us what we have.
// The only SQL of that, over the notices that were put before people.
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';
import type { PersonId } from '#kit/ids';
import { furtherSql, publishedSql } from '#purposes';
import { groupsSql } from '../store.ts';

/** The newest notice of somebody's is older than a purpose that a newer one can tell them of. */
const owed = statement<{ isOwed: boolean }>(
  'people.isOwedFurther',
  `SELECT EXISTS (SELECT FROM (SELECT n.published_at FROM notices_shown s JOIN (${publishedSql('$1')}) n ON n.id = s.notice_id
       WHERE s.workspace_id = $1 AND s.person_id IN (SELECT member FROM (${groupsSql('$1', '$2::text[]')}) g) ORDER BY s.at DESC LIMIT 1) last
     JOIN (${furtherSql('$1')}) f ON f.begun > last.published_at
     WHERE EXISTS (SELECT FROM (${publishedSql('$1')}) m WHERE m.published_at >= f.begun)) AS "isOwed"`,
);
/** Rows `root`, `code`: who was not told of which. Joined people count as one, by the newest notice of any of them. What is newer than which notice is worked out once: by person it would take seconds for many. */
const untold = `WITH RECURSIVE due AS MATERIALIZED (SELECT n.id, f.code FROM (${publishedSql('$1')}) n JOIN (${furtherSql('$1')}) f ON f.begun > n.published_at),
   up AS (SELECT p.id, p.merged_into, s.notice_id, s.at FROM notices_shown s JOIN people p ON p.workspace_id = $1 AND p.id = s.person_id WHERE s.workspace_id = $1
     UNION ALL SELECT p.id, p.merged_into, up.notice_id, up.at FROM up JOIN people p ON p.workspace_id = $1 AND p.id = up.merged_into),
   last AS (SELECT DISTINCT ON (id) id AS root, notice_id FROM up WHERE merged_into IS NULL ORDER BY id, at DESC)
   SELECT last.root, due.code FROM last JOIN due ON due.id = last.notice_id`;
const count = statement<{ n: number }>('people.untoldOfFurther', `SELECT count(DISTINCT root)::int AS n FROM (${untold}) u`);
const codes = statement<{ code: string }>('people.untoldFurther', `SELECT DISTINCT code FROM (${untold}) u ORDER BY code LIMIT 20`);

export const further = {
  /** Whether what goes to them next carries the notice for it. */
  isOwed: async (ctx: Ctx, person: PersonId) => (await ctx.db.one(owed, [ctx.workspace, [person]])).isOwed,
  /** How many people were not told of a purpose that began after their notice. */
  untold: async (ctx: Ctx) => (await ctx.db.one(count, [ctx.workspace])).n,
  /** Of which purposes, at most 20. */
  purposes: async (ctx: Ctx) => (await ctx.db.all(codes, [ctx.workspace])).map(({ code }) => code),
};
