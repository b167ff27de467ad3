// SQL of counting what flowed.
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';

/** `conversation` only for what came in, whose entry names neither channel nor carrier. `fields` as the permit named them, joined by commas. */
export type Flow = {
  readonly day: string;
  readonly kind: string;
  readonly actorKind: string;
  readonly purpose: string | null;
  readonly channel: string | null;
  readonly recipient: string | null;
  readonly fields: string | null;
  readonly conversation: string | null;
  readonly uses: number;
};

const end = statement<{ next: number }>(
  'ledger.flow-end',
  `SELECT coalesce(max(position) + 1, $2::bigint) AS next FROM
     (SELECT position FROM ledger_leaves WHERE workspace_id = $1 AND position >= $2 ORDER BY position LIMIT $3) placed`,
);
const between = statement<Flow>(
  'ledger.flows',
  `SELECT to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, e.kind, p.payload ->> 'actorKind' AS "actorKind",
     coalesce(p.payload -> 'facts' ->> 'purpose', p.payload ->> 'purpose') AS purpose, p.payload -> 'facts' ->> 'channel' AS channel,
     p.payload -> 'facts' ->> 'recipient' AS recipient, p.payload -> 'facts' ->> 'fields' AS fields,
     CASE WHEN e.kind = 'message.received' THEN p.payload -> 'facts' ->> 'conversation' END AS conversation, count(*)::int AS uses
   FROM ledger_leaves l JOIN ledger_entries e ON e.workspace_id = l.workspace_id AND e.id = l.entry_id
   JOIN ledger_payloads p ON p.workspace_id = l.workspace_id AND p.entry_id = l.entry_id
   WHERE l.workspace_id = $1 AND l.position >= $2 AND l.position < $3
     AND e.kind IN ('data.revealed', 'data.sent', 'data.exported', 'data.handed-over', 'message.received')
   GROUP BY 1, 2, 3, 4, 5, 6, 7, 8`,
);

const first = statement<{ at: Date }>(
  'ledger.flow-first',
  `SELECT e.at FROM ledger_leaves l JOIN ledger_entries e ON e.workspace_id = l.workspace_id AND e.id = l.entry_id
   WHERE l.workspace_id = $1 AND l.position = 0`,
);

export const firstAt = async (ctx: Ctx) => (await ctx.db.maybe(first, [ctx.workspace]))?.at;
export const flowEnd = async (ctx: Ctx, position: number, limit: number) => (await ctx.db.one(end, [ctx.workspace, position, limit])).next;
export const flowsBetween = (ctx: Ctx, from: number, to: number) => ctx.db.all(between, [ctx.workspace, from, to]);
