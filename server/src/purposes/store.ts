// SQL of purposes and notices. Both tables only grow: a change is a new version, the highest version is what holds now.
import type { Ctx } from '#kit/ctx';
import { isDuplicate, statement } from '#kit/db';
import type { Id } from '#kit/ids';
import { Problem } from '#kit/problem';
import type { Sealed } from '#kit/seal';
import { articleFor } from './defaults.ts';
import type { Language, Notice, Purpose } from './types.ts';

type Row = Omit<Purpose, 'article'>;
const columns = `id, version, code, about, lawful_basis AS "lawfulBasis", dpv, advertising, acts, categories, channels, recipients,
  period, starts, optional, active, texts, meaning, since, special, to_children AS "toChildren", renew_after AS "renewAfter",
  ask_before_end AS "askBeforeEnd", ask_changed AS "askChanged", sources,
  coalesce(confirm_on, CASE WHEN advertising THEN ARRAY['email', 'sms'] ELSE ARRAY[]::text[] END) AS "confirmOn"`;
const noticeColumns = 'id, version, language, hash, short, sections, published_at AS "publishedAt", published_by AS "publishedBy"';

/** One row or none: the purpose as it stands now. `workspace` and `code` are placeholders of the statement that this becomes part of. */
export const currentPurposeSql = (workspace: string, code: string) =>
  `SELECT ${columns} FROM purposes WHERE workspace_id = ${workspace} AND code = ${code} ORDER BY version DESC LIMIT 1`;

/** What a yes to a purpose must live up to now, one row: `meaning` (the version that last changed it), `special`, `renew_after`. `workspace` and `code` are parts of the statement that this becomes part of. */
export const termsSql = (workspace: string, code: string) =>
  `SELECT p.meaning, p.special, p.renew_after FROM purposes p WHERE p.workspace_id = ${workspace} AND p.code = ${code} ORDER BY p.version DESC LIMIT 1`;

/** What is asked for by consent and switched on, one row each: `code`, `meaning`, `renew_after`, `ask_before_end`, and of the version that last changed what people agree to `ask_changed` and `changed_at`. `workspace` is a part of the statement that this becomes part of. */
export const askedForSql = (workspace: string) =>
  `SELECT n.code, n.meaning, n.renew_after, n.ask_before_end, m.ask_changed, m.since AS changed_at
   FROM (SELECT DISTINCT ON (code) * FROM purposes WHERE workspace_id = ${workspace} ORDER BY code, version DESC) n
   JOIN purposes m ON m.workspace_id = ${workspace} AND m.code = n.code AND m.version = n.meaning WHERE n.active AND n.lawful_basis = 'consent'`;

/** After how long a yes that was given under a version of a purpose was to be renewed: one value or none. All three are parts of the statement that this becomes part of. */
export const renewalSql = (workspace: string, code: string, version: string) =>
  `SELECT r.renew_after FROM purposes r WHERE r.workspace_id = ${workspace} AND r.code = ${code} AND r.version = ${version}`;

/** How long each purpose keeps what it has, as it stands now: `code`, `period` (interval), `starts`. `workspace` is a part of the statement that this becomes part of. */
export const periodsSql = (workspace: string) =>
  `SELECT DISTINCT ON (code) code, period::interval AS period, starts FROM purposes WHERE workspace_id = ${workspace} ORDER BY code, version DESC`;

/** As `periodsSql`, with the moment `since` from which it is so long, whatever else of the purpose changed after. */
export const periodsSinceSql = (workspace: string) =>
  `SELECT DISTINCT ON (code) code, period, starts, max(since) FILTER (WHERE is_other) OVER (PARTITION BY code) AS since
   FROM (SELECT code, version, period::interval AS period, starts, since, period IS DISTINCT FROM lag(period) OVER (PARTITION BY code ORDER BY version) AS is_other
     FROM purposes WHERE workspace_id = ${workspace}) v ORDER BY code, version DESC`;

/**
 * Purposes of which people have to be told before their data, held already, is used for them (Art. 13(3), 14(4)), one row each: `code`, `begun` (when it was last switched on). Not those that rest on consent: to
 * whom a yes is put it is told then. `workspace` is a part of the statement that this becomes part of.
 */
export const furtherSql = (workspace: string) =>
  `SELECT p.code, min(p.since) AS begun FROM purposes p WHERE p.workspace_id = ${workspace} AND p.about = 'person' AND p.lawful_basis <> 'consent'
   AND p.version > coalesce((SELECT max(o.version) FROM purposes o WHERE o.workspace_id = ${workspace} AND o.code = p.code AND NOT o.active), 0) GROUP BY p.code`;

/** Every notice: `id`, `published_at`. As before. */
export const publishedSql = (workspace: string) => `SELECT id, published_at FROM notices WHERE workspace_id = ${workspace}`;

const current = statement<Row>('purposes.current', currentPurposeSql('$1', '$2'));
const list = statement<Row>(
  'purposes.list',
  `SELECT * FROM (SELECT DISTINCT ON (code) ${columns} FROM purposes WHERE workspace_id = $1 ORDER BY code, version DESC) newest ORDER BY id`,
);
const versions = statement<Row>(
  'purposes.versions',
  `SELECT ${columns} FROM purposes WHERE workspace_id = $1 AND (code, version) IN (SELECT * FROM unnest($2::text[], $3::integer[])) ORDER BY code, version`,
);
const insert = statement(
  'purposes.insert',
  `INSERT INTO purposes (workspace_id, id, version, code, about, lawful_basis, dpv, advertising, acts, categories, channels, recipients, period, starts,
   optional, active, texts, meaning, reason, since, confirm_on, special, to_children, renew_after, ask_before_end, ask_changed, sources)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27)`,
);
const newestNotices = statement<Notice>(
  'purposes.notices',
  `SELECT ${noticeColumns} FROM notices WHERE workspace_id = $1 AND ($2::text IS NULL OR language = $2) ORDER BY version DESC, language LIMIT $3`,
);
const oneNotice = statement<Notice>('purposes.notice', `SELECT ${noticeColumns} FROM notices WHERE workspace_id = $1 AND id = $2`);
const insertNotice = statement(
  'purposes.notice-insert',
  'INSERT INTO notices (workspace_id, id, version, language, hash, short, sections, published_at, published_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
);
const changedSince = statement<{ count: number }>(
  'purposes.changed-since-notice',
  `SELECT count(*) FROM purposes WHERE workspace_id = $1 AND about = 'person' AND since > (SELECT max(published_at) FROM notices WHERE workspace_id = $1)
   AND version > 1`,
);

export async function readPurposes(ctx: Ctx): Promise<Purpose[]> {
  return (await ctx.db.all(list, [ctx.workspace])).map(withArticle);
}

export async function readPurpose(ctx: Ctx, code: string): Promise<Purpose | undefined> {
  const row = await ctx.db.maybe(current, [ctx.workspace, code]);
  return row && withArticle(row);
}

export async function readVersions(ctx: Ctx, of: readonly { readonly code: string; readonly version: number }[]): Promise<Purpose[]> {
  return (await ctx.db.all(versions, [ctx.workspace, of.map(({ code }) => code), of.map(({ version }) => version)])).map(withArticle);
}

/** Adds a version; a unique violation means that somebody else was faster. */
export async function addVersion(ctx: Ctx, p: Row, reason: Sealed | null): Promise<void> {
  const limits = [p.advertising, p.acts, p.categories, p.channels, p.recipients, p.period, p.starts];
  await ctx.db.run(insert, [
    ctx.workspace,
    p.id,
    p.version,
    p.code,
    p.about,
    p.lawfulBasis,
    p.dpv,
    ...limits,
    p.optional,
    p.active,
    p.texts,
    p.meaning,
    reason,
    p.since,
    ...[p.confirmOn, p.special, p.toChildren, p.renewAfter, p.askBeforeEnd, p.askChanged, JSON.stringify(p.sources)],
  ]);
}

/** Writes what somebody else may write at the same moment: Problem `conflict` when they were faster. */
export async function once(write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (isDuplicate(error)) throw new Problem('conflict', { detail: 'Somebody else changed this at the same moment. Please look again.' });
    throw error;
  }
}

/** Newest first; at most `limit`. */
export async function readNotices(ctx: Ctx, language: Language | undefined, limit: number): Promise<Notice[]> {
  return ctx.db.all(newestNotices, [ctx.workspace, language ?? null, limit]);
}

export async function readNotice(ctx: Ctx, notice: Id<'ntc'>): Promise<Notice | undefined> {
  return ctx.db.maybe(oneNotice, [ctx.workspace, notice]);
}

export async function addNotice(ctx: Ctx, n: Notice): Promise<void> {
  const text = [n.version, n.language, n.hash, n.short, JSON.stringify(n.sections)];
  await ctx.db.run(insertNotice, [ctx.workspace, n.id, ...text, n.publishedAt, n.publishedBy]);
}

/** How many versions of purposes are newer than the newest notice; 0 while there is no notice. */
export async function countChangesSinceNotice(ctx: Ctx): Promise<number> {
  return (await ctx.db.one(changedSince, [ctx.workspace])).count;
}

function withArticle(row: Row): Purpose {
  return { ...row, article: articleFor(row) };
}
