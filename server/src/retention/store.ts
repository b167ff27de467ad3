// The only SQL of retention: which conversations have run out, how far a sweep has come, and the figures that stay. Lives of conversations and periods of purposes
// are fragments that those rooms offer at their doors. A period ends with its last day (Regulation 1182/71, Art. 3(2)), so that what ends on a day goes after it.
import { livesSql, servedSql } from '#conversations';
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';
import type { Place } from '#kit/holding';
import type { ConversationId, PersonId } from '#kit/ids';
import { type ChannelKind, periodsSql } from '#purposes';

export type Life = {
  readonly id: ConversationId;
  readonly person: PersonId;
  readonly channel: ChannelKind;
  readonly lastSequence: number;
  /** The purpose that keeps it longest, and the last day it does. */
  readonly purpose: string;
  readonly endsOn: string;
  readonly month: string;
};
/** What a purpose keeps no longer in a conversation: how many messages, and the last day on which it did. */
export type Part = { readonly purpose: string; readonly endsOn: string; readonly messages: number };
/** A conversation in which something has run out; `parts` say what, the last to end first, and `isWhole` that it is all of it. */
export type Over = Omit<Life, 'purpose' | 'endsOn'> & { readonly parts: readonly [Part, ...Part[]]; readonly isWhole: boolean };
export type Sweep = {
  readonly stage: 'conversations' | 'proofs' | 'people' | 'done';
  readonly afterAt: string | null;
  readonly afterId: string | null;
  /** The table whose proofs it is at. */
  readonly afterTable: string | null;
  readonly beganAt: Date;
  readonly endedAt: Date | null;
  /** The first day on which anything goes, for a company that was here before the house swept (ISO). */
  readonly notBefore: string | null;
  readonly conversations: number;
  readonly messages: number;
  readonly files: number;
  readonly people: number;
  readonly held: number;
  readonly proofs: number;
};

const endsOn = (life: string) => `CASE r.starts WHEN 'collected' THEN ${life}.collected WHEN 'last-contact' THEN ${life}.last_contact
  WHEN 'closing' THEN ${life}.closed ELSE ${life}.contract_ended END + r.period`;
/**
 * Each purpose that a conversation serves: its messages, the last day on which it keeps the conversation, and the last on which it keeps what serves it. The first message counts for
 * the whole (`collected`); what is taken out of a conversation that goes on waits until the newest of it is as old, so that nothing goes that was written a moment ago. One pass over the messages of each.
 */
const parts = `SELECT purpose, messages, keeps_until, least(greatest(keeps_until, fresh_until), max(keeps_until) OVER ()) AS ends_on FROM (
  SELECT s.purpose, CASE WHEN l.last_sequence = 0 THEN 0 ELSE s.messages END AS messages, (${endsOn('l')})::date AS keeps_until, ((s.newest AT TIME ZONE 'UTC')::date + r.period)::date AS fresh_until
  FROM (SELECT purpose, count(*)::int AS messages, max(at) AS newest FROM (${servedSql('l.workspace_id', 'l.id', 'l.last_sequence')}) all_served GROUP BY 1) s JOIN rule r ON r.code = s.purpose) each_part`;
const lifeColumns = `l.id, l.person, l.channel, l.last_sequence AS "lastSequence", to_char(l.last_message_at AT TIME ZONE 'UTC', 'YYYY-MM') AS month`;
/** What of one ends before $2. */
const over = `CROSS JOIN LATERAL (SELECT json_agg(json_build_object('purpose', p.purpose, 'endsOn', to_char(p.ends_on, 'YYYY-MM-DD'), 'messages', p.messages) ORDER BY p.ends_on DESC, p.keeps_until DESC, p.purpose)
  FILTER (WHERE p.ends_on < $2::date) AS parts, bool_and(p.ends_on < $2::date) AS "isWhole" FROM (${parts}) p) o`;
const longest = `CROSS JOIN LATERAL (SELECT purpose, ends_on FROM (${parts}) p ORDER BY keeps_until DESC, purpose LIMIT 1) last`;

const sieve = (day: string, conversation: string) =>
  `(${conversation}last_message_at < (SELECT max(${day}::date - period) FROM rule) + interval '4 days'
       OR ${conversation}created_at < (SELECT max(${day}::date - period) FROM rule WHERE starts = 'collected') + interval '4 days')`;
/** A first sieve by the shortest period (with slack, since months differ), then the rule. $2 the day, $3 and $4 after which place, $5 how many to look at; `place` is where the next page begins, null after the last. */
const page = statement<{ lives: Over[]; at: string | null; id: string | null }>(
  'retention.page',
  `WITH rule AS (${periodsSql('$1')}),
   looked AS (SELECT id, last_message_at FROM conversations WHERE workspace_id = $1 AND ($3::timestamptz IS NULL OR (last_message_at, id) > ($3::timestamptz, $4::text))
     AND ${sieve('$2', '')}
     ORDER BY last_message_at, id LIMIT $5),
   due AS (SELECT ${lifeColumns}, o.parts, o."isWhole" FROM (${livesSql}) l ${over} WHERE l.workspace_id = $1 AND l.id IN (SELECT id FROM looked) AND o.parts IS NOT NULL
     ORDER BY l.last_message_at, l.id)
   SELECT (SELECT coalesce(json_agg(due), '[]') FROM due) AS lives, (SELECT last_message_at::text FROM looked ORDER BY last_message_at DESC, id DESC LIMIT 1) AS at,
     (SELECT id FROM looked ORDER BY last_message_at DESC, id DESC LIMIT 1) AS id FROM (SELECT count(*) AS n FROM looked) counted WHERE n > 0`,
);
const livesOf = statement<Life>(
  'retention.livesOf',
  `WITH rule AS (${periodsSql('$1')}) SELECT ${lifeColumns}, last.purpose, to_char(last.ends_on, 'YYYY-MM-DD') AS "endsOn" FROM (${livesSql}) l ${longest}
   WHERE l.workspace_id = $1 AND l.person = ANY($2::text[]) ORDER BY last.ends_on, l.id LIMIT 500`,
);
/** People, by the root of their group, without a conversation that is too young to end before $2: $4 of them after one. */
const mayGo = statement<{ id: PersonId }>(
  'retention.mayGo',
  `WITH rule AS (${periodsSql('$1')}) SELECT p.id FROM people p WHERE p.workspace_id = $1 AND p.merged_into IS NULL AND ($3::text IS NULL OR p.id > $3)
   AND NOT EXISTS (SELECT 1 FROM conversations c WHERE c.workspace_id = $1 AND c.person_id = p.id AND NOT coalesce(${sieve('$2', 'c.')}, false)) ORDER BY p.id LIMIT $4`,
);
/** The last day on which a conversation of these people is kept, and whether one of them is held by itself. */
const lastOf = statement<{ person: PersonId; endsOn: string; isHeld: boolean }>(
  'retention.lastOf',
  `WITH rule AS (${periodsSql('$1')}) SELECT l.person, to_char(max(last.ends_on), 'YYYY-MM-DD') AS "endsOn",
     bool_or(EXISTS (SELECT 1 FROM legal_holds h WHERE h.workspace_id = $1 AND h.conversation_id = l.id AND h.lifted_at IS NULL)) AS "isHeld"
   FROM (${livesSql}) l ${longest} WHERE l.workspace_id = $1 AND l.person = ANY($2::text[]) GROUP BY 1`,
);
const countByPurpose = statement<{ purpose: string; conversations: number }>(
  'retention.countByPurpose',
  `SELECT purpose, count(*)::int AS conversations FROM (SELECT DISTINCT conversation_id, purpose FROM messages WHERE workspace_id = $1) served GROUP BY 1`,
);

const sweepColumns = `stage, after_at::text AS "afterAt", after_id AS "afterId", after_table AS "afterTable", began_at AS "beganAt", ended_at AS "endedAt", to_char(not_before, 'YYYY-MM-DD') AS "notBefore", conversations, messages, files, people, held, proofs`;
const begin = statement(
  'retention.begin',
  `INSERT INTO retention_sweeps (workspace_id, stage, began_at, ended_at) VALUES ($1, 'done', $2, NULL) ON CONFLICT DO NOTHING`,
);
const holdOff = statement(
  'retention.holdOff',
  'UPDATE retention_sweeps SET not_before = greatest(not_before, $2::date) WHERE workspace_id = $1',
);
const take = statement<Sweep>(
  'retention.take',
  `SELECT ${sweepColumns} FROM retention_sweeps WHERE workspace_id = $1 FOR UPDATE SKIP LOCKED`,
);
const read = statement<Sweep>('retention.sweep', `SELECT ${sweepColumns} FROM retention_sweeps WHERE workspace_id = $1`);
const restart = statement(
  'retention.restart',
  `UPDATE retention_sweeps SET stage = 'conversations', after_at = NULL, after_id = NULL, after_table = NULL, began_at = $2, ended_at = NULL, conversations = 0, messages = 0, files = 0,
   people = 0, held = 0, proofs = 0 WHERE workspace_id = $1`,
);
const advance = statement(
  'retention.advance',
  `UPDATE retention_sweeps SET stage = $2, after_at = $3::timestamptz, after_id = $4, conversations = conversations + $5, messages = messages + $6, files = files + $7,
   people = people + $8, held = held + $9, proofs = proofs + $11, after_table = $12, ended_at = CASE WHEN $2 = 'done' THEN $10::timestamptz END WHERE workspace_id = $1`,
);
const countPlaces = statement<{ count: number }>(
  'retention.countPlaces',
  'SELECT count(*) FROM retention_sweeps WHERE workspace_id = $1 AND after_id = ANY($2::text[])',
);
const stepBack = statement(
  'retention.stepBack',
  `UPDATE retention_sweeps SET after_id = (SELECT max(p.id) FROM people p WHERE p.workspace_id = $1 AND p.id < after_id AND p.id <> ALL($2::text[]))
   WHERE workspace_id = $1 AND after_id = ANY($2::text[])`,
);
const addFigure = statement(
  'retention.addFigure',
  `INSERT INTO retention_figures AS f (workspace_id, month, purpose, channel, conversations, messages) VALUES ($1, $2, $3, $4, $5, $6)
   ON CONFLICT (workspace_id, month, purpose, channel) DO UPDATE SET conversations = f.conversations + excluded.conversations, messages = f.messages + excluded.messages`,
);
/** A figure over fewer than five conversations could point at somebody who remembers: it is only said that there are some. */
const figures = statement<{ month: string; purpose: string; channel: string; conversations: number | null; messages: number | null }>(
  'retention.figures',
  `SELECT month, purpose, channel, CASE WHEN conversations >= 5 THEN conversations END AS conversations, CASE WHEN conversations >= 5 THEN messages END AS messages
   FROM retention_figures WHERE workspace_id = $1 ORDER BY month DESC, purpose, channel LIMIT 600`,
);

export type Counts = Pick<Sweep, 'conversations' | 'messages' | 'files' | 'people' | 'held' | 'proofs'>;
const w = (ctx: Ctx) => ctx.workspace;
export const store = {
  /** Conversations in which something ends before `day`, out of the next `limit` after a place; undefined at the end. */
  page: (ctx: Ctx, day: string, after: Place, limit: number) => ctx.db.maybe(page, [w(ctx), day, after.at, after.id, limit]),
  livesOf: (ctx: Ctx, people: readonly PersonId[]) => ctx.db.all(livesOf, [w(ctx), people]),
  mayGo: (ctx: Ctx, day: string, after: PersonId | null, limit: number) => ctx.db.all(mayGo, [w(ctx), day, after, limit]),
  lastOf: (ctx: Ctx, people: readonly PersonId[]) => ctx.db.all(lastOf, [w(ctx), people]),
  countByPurpose: (ctx: Ctx) => ctx.db.all(countByPurpose, [w(ctx)]),
  /** To be called after `begin`; a later day that stands stays. */
  holdOff: (ctx: Ctx, day: string) => ctx.db.run(holdOff, [w(ctx), day]),
  begin: (ctx: Ctx) => ctx.db.run(begin, [w(ctx), ctx.now]),
  /** The sweep of this company, held to the end of the transaction; undefined while another node is at it. */
  take: (ctx: Ctx) => ctx.db.maybe(take, [w(ctx)]),
  read: (ctx: Ctx) => ctx.db.maybe(read, [w(ctx)]),
  restart: (ctx: Ctx) => ctx.db.run(restart, [w(ctx), ctx.now]),
  advance: (
    ctx: Ctx,
    stage: Sweep['stage'],
    after: Place & { table?: string },
    { conversations, messages, files, people, held, proofs }: Counts,
  ) =>
    ctx.db.run(advance, [
      ...[w(ctx), stage, after.at, after.id, conversations, messages, files, people, held, ctx.now],
      ...[proofs, after.table ?? null],
    ]),
  countPlaces: async (ctx: Ctx, people: readonly string[]) => (await ctx.db.one(countPlaces, [w(ctx), people])).count,
  stepBack: (ctx: Ctx, people: readonly string[]) => ctx.db.run(stepBack, [w(ctx), people]),
  addFigure: (ctx: Ctx, f: { month: string; purpose: string; channel: string; conversations: number; messages: number }) =>
    ctx.db.run(addFigure, [w(ctx), f.month, f.purpose, f.channel, f.conversations, f.messages]),
  figures: (ctx: Ctx) => ctx.db.all(figures, [w(ctx)]),
};
