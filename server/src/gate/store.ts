// SQL of the gate: the facts it keeps, and one statement that collects everything a decision needs. The parts about merges, keys, purposes, consent and
// vendors are fragments that those rooms offer at their doors.
import { latestConsentSql, type Method } from '#consent';
import { livingSql } from '#keys';
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';
import type { Kept } from '#kit/holding';
import type { Id, PersonId } from '#kit/ids';
import { groupsSql } from '#people';
import { currentPurposeSql, type Found, pastProofsSql, periodsSql } from '#purposes';
import { vendorSql } from '#vendors';

export type FactRow = {
  readonly id: Id<'fct'>;
  readonly person: PersonId;
  readonly kind: 'restricted' | 'objected' | 'held';
  readonly ground: string;
  readonly purpose: string | null;
  readonly since: Date;
  readonly until: Date | null;
  readonly liftedAt: Date | null;
};
/** JSON of the rows: instants are texts. */
type Collected = {
  readonly purpose: Record<string, unknown> | null;
  readonly vendor: Record<string, unknown> | null;
  readonly consents: readonly { id: string; person: PersonId; state: string; method: Method; at: string }[];
  readonly facts: readonly { person: PersonId; kind: string; ground: string; purpose: string | null; since: string }[];
  readonly groups: readonly string[];
  readonly living: readonly PersonId[];
};

const columns = 'id, person_id AS person, kind, ground, purpose, since, until, lifted_at AS "liftedAt"';
const standingSql = (workspace: string, people: string, now: string) =>
  `SELECT ${columns} FROM gate_facts WHERE workspace_id = ${workspace} AND person_id = ANY(${people}) AND lifted_at IS NULL AND (until IS NULL OR until > ${now})`;

const members = '(ARRAY(SELECT member::text FROM members))';
/** `groups` are pairs of the id asked for and of a member, root first. */
const collecting = (now: string, more = '') =>
  `WITH members AS MATERIALIZED (${groupsSql('$1', '$3::text[]')})
   SELECT (SELECT to_jsonb(p) FROM (${currentPurposeSql('$1', '$2')}) p) AS purpose,
     (SELECT coalesce(jsonb_agg(f), '[]') FROM (${standingSql('$1', members, now)}) f) AS facts,
     ARRAY(SELECT asked || ' ' || member FROM members ORDER BY asked, depth, member) AS groups, ARRAY(SELECT l.subject::text FROM (${livingSql('$1', members)}) l) AS living${more}`;
const collect = statement<Collected>(
  'gate.collect',
  collecting(
    '$6::timestamptz',
    `, (SELECT to_jsonb(v) FROM (${vendorSql('$1', '$5')}) v) AS vendor,
     (SELECT coalesce(jsonb_agg(c), '[]') FROM (${latestConsentSql('$1', members, '$2', '$4', '$6::timestamptz')}) c) AS consents`,
  ),
);
/** Where no channel is asked about and nobody receives anything, there is neither a consent nor a recipient to look for. */
const collectWithin = statement<Omit<Collected, 'vendor' | 'consents'>>('gate.collect-within', collecting('$4::timestamptz'));
const standing = statement<FactRow>('gate.standing', `${standingSql('$1', '$2::text[]', '$3::timestamptz')} ORDER BY since, id`);
const all = statement<FactRow>(
  'gate.all',
  `SELECT ${columns} FROM gate_facts WHERE workspace_id = $1 AND person_id = ANY($2::text[]) ORDER BY since, id`,
);
const insert = statement(
  'gate.insert',
  'INSERT INTO gate_facts (workspace_id, id, person_id, kind, ground, purpose, since, until) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
);
const lockAgain = statement('gate.lock-noes', 'SELECT pg_advisory_xact_lock(hashtextextended($1, 76))');
const lift = statement<{ person: PersonId; kind: FactRow['kind'] }>(
  'gate.lift',
  'UPDATE gate_facts SET lifted_at = $3 WHERE workspace_id = $1 AND id = $2 AND lifted_at IS NULL RETURNING person_id AS person, kind',
);
const count = statement<{ count: number }>(
  'gate.count',
  'SELECT count(*) FROM gate_facts WHERE workspace_id = $1 AND person_id = ANY($2::text[])',
);
const remove = statement('gate.delete', 'DELETE FROM gate_facts WHERE workspace_id = $1 AND person_id = ANY($2::text[])');
/** Whole conversations of a person stay while a restriction or a hold over the person stands; one over a single conversation keeps only that. */
const keeps = statement<Kept>(
  'gate.keeps',
  `SELECT f.person_id AS person, CASE WHEN standing THEN f.kind ELSE 'proof' END AS because,
     CASE WHEN NOT standing THEN to_char((coalesce(lifted_at, since) AT TIME ZONE 'UTC')::date + p.period, 'YYYY-MM-DD') END AS until
   FROM (SELECT *, kind IN ('restricted', 'held') AND lifted_at IS NULL AND (until IS NULL OR until > $3) AS standing FROM gate_facts) f
   JOIN (${periodsSql('$1')}) p ON p.code = 'rights-fulfilment'
   WHERE f.workspace_id = $1 AND f.person_id = ANY($2::text[]) AND NOT (f.ground = 'one-conversation' AND f.standing)`,
);
/** When facts were over, as a part of a statement: `id` and `ended`, null for one that has no end yet. `workspace` is a part of it too. */
export const factEndsSql = (workspace: string) =>
  `SELECT f.id, f.person_id AS person, coalesce(f.lifted_at, f.until) AS ended FROM gate_facts f WHERE f.workspace_id = ${workspace}`;
export const pastFacts = statement<Found>('gate.past', pastProofsSql(factEndsSql('$1')));
const removeFew = statement('gate.delete-few', 'DELETE FROM gate_facts WHERE workspace_id = $1 AND id = ANY($2::text[])');
const stale = statement<{ count: number }>(
  'gate.stale',
  'SELECT count(*) FROM gate_facts WHERE workspace_id = $1 AND kind = $2 AND since < $3 AND lifted_at IS NULL AND (until IS NULL OR until > $4)',
);

/** Of two who say a company's noes again the second waits here, and then sees what the first one said. */
export const lockNoes = (ctx: Ctx): Promise<unknown> => ctx.db.run(lockAgain, [ctx.workspace]);

/** Everything one decision needs, in one round trip: who they are by merges, root first, and what stands for all of them. */
export async function collectFacts(
  ctx: Ctx,
  parts: { purpose: string; people: readonly PersonId[]; channel: string | null; recipient: string | null },
): Promise<Collected> {
  const { channel, recipient } = parts;
  if (channel === null && recipient === null)
    return { ...(await ctx.db.one(collectWithin, [ctx.workspace, parts.purpose, parts.people, ctx.now])), vendor: null, consents: [] };
  return ctx.db.one(collect, [ctx.workspace, parts.purpose, parts.people, channel, recipient, ctx.now]);
}

/** Facts that stand now, oldest first. */
export async function readStanding(ctx: Ctx, people: readonly PersonId[]): Promise<FactRow[]> {
  return ctx.db.all(standing, [ctx.workspace, people, ctx.now]);
}

/** Facts of any age, oldest first. */
export async function readFacts(ctx: Ctx, people: readonly string[]): Promise<FactRow[]> {
  return ctx.db.all(all, [ctx.workspace, people]);
}

export async function addFact(ctx: Ctx, f: Omit<FactRow, 'liftedAt'>): Promise<void> {
  await ctx.db.run(insert, [ctx.workspace, f.id, f.person, f.kind, f.ground, f.purpose, f.since, f.until]);
}

/** Ends a fact; undefined when there is none that stands. */
export async function endFact(ctx: Ctx, fact: Id<'fct'>): Promise<{ person: PersonId; kind: FactRow['kind'] } | undefined> {
  return ctx.db.maybe(lift, [ctx.workspace, fact, ctx.now]);
}

export async function countFacts(ctx: Ctx, people: readonly string[]): Promise<number> {
  return (await ctx.db.one(count, [ctx.workspace, people])).count;
}

export async function eraseFacts(ctx: Ctx, people: readonly string[]): Promise<number> {
  return ctx.db.run(remove, [ctx.workspace, people]);
}

export async function dropFacts(ctx: Ctx, facts: readonly string[]): Promise<number> {
  return ctx.db.run(removeFew, [ctx.workspace, facts]);
}

/** What stands against deleting data of these people, and until when the rest is proof (Art. 5(2)). */
export async function keptBy(ctx: Ctx, people: readonly PersonId[]): Promise<Kept[]> {
  return ctx.db.all(keeps, [ctx.workspace, people, ctx.now]);
}

/** How many facts of a kind stand since before an instant. */
export async function countStale(ctx: Ctx, kind: FactRow['kind'], before: Date): Promise<number> {
  return (await ctx.db.one(stale, [ctx.workspace, kind, before, ctx.now])).count;
}
