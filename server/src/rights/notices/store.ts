// The only SQL for who has to hear of what was done for a request.
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';
import type { PersonId } from '#kit/ids';
import { dayAt, isQuiet, isSoon, isToRemind, isUrgent } from '#kit/remind';
import type { Sealed } from '#kit/seal';
import type { Soon } from '#people';
import type { RequestKind } from '../rules.ts';
import type { RequestId } from '../store.ts';
import { type Duty, type Notice, patienceDays, type State } from './rules.ts';

export type NoticeRow = {
  readonly request: RequestId;
  /** Code of the register. */
  readonly recipient: string;
  readonly duty: Duty;
  readonly basis: Notice['basis'];
  readonly since: Date;
  readonly state: State;
  readonly toldOn: string | null;
  readonly by: Notice['by'];
  readonly acknowledgedOn: string | null;
  readonly words: Sealed | null;
};
const columns = `request_id AS request, recipient, duty, basis, since, state, told_on::text AS "toldOn", told_by AS by, acknowledged_on::text AS "acknowledgedOn", words`;

const insert = statement(
  'rights.openNotice',
  `INSERT INTO recipient_notices (workspace_id, request_id, recipient, duty, basis, since) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
);
const ofRequests = statement<NoticeRow>(
  'rights.notices',
  `SELECT ${columns} FROM recipient_notices WHERE workspace_id = $1 AND request_id = ANY($2::text[]) ORDER BY request_id, duty, recipient`,
);
const locked = statement<NoticeRow>(
  'rights.notice',
  `SELECT ${columns} FROM recipient_notices WHERE workspace_id = $1 AND request_id = $2 AND recipient = $3 AND duty = $4 FOR UPDATE`,
);
const change = statement(
  'rights.recordNotice',
  `UPDATE recipient_notices SET state = $5, told_on = $6::date, told_by = $7, acknowledged_on = $8::date, words = $9, changed_at = $10
   WHERE workspace_id = $1 AND request_id = $2 AND recipient = $3 AND duty = $4`,
);
/** Of whom somebody has yet to hear, as a part of a statement over notices `n` and their requests `r`: open, and not what `isMoot` says. */
export const stillOwed = `n.state = 'open' AND NOT (r.state = 'withdrawn' AND n.duty <> '18') AND NOT (n.duty = '19' AND (r.state = 'refused' OR (r.kind = 'restriction'
  AND EXISTS (SELECT 1 FROM request_steps s WHERE s.workspace_id = r.workspace_id AND s.request_id = r.id AND s.step = 'lifted'))))`;
const dueOn = `(${dayAt('n.since')} + ${patienceDays})`;
const withRequest = 'recipient_notices n JOIN requests r ON r.workspace_id = n.workspace_id AND r.id = n.request_id';
/** `person_id` is whose request it is, null once they are erased. */
export type DueRow = Pick<NoticeRow, 'request' | 'recipient' | 'duty' | 'basis' | 'since'> & {
  readonly kind: RequestKind;
  readonly person_id: PersonId | null;
};
export type DueAfter = Pick<NoticeRow, 'request' | 'recipient' | 'duty'> & { readonly dueOn: string };
const due = statement<DueRow>(
  'rights.noticesDue',
  `SELECT n.request_id AS request, n.recipient, n.duty, n.basis, n.since, r.kind, r.person_id FROM ${withRequest}
   WHERE n.workspace_id = $1 AND ${stillOwed} AND ($2::date IS NULL OR (${dueOn}, n.request_id, n.recipient, n.duty) > ($2, $3, $4, $5))
   ORDER BY ${dueOn}, n.request_id, n.recipient, n.duty LIMIT $6`,
);
/** Notes that somebody is reminded of these; of which so many were, and in a hurry. */
const remind = statement<{ n: number; urgent: number }>(
  'rights.noticesToRemind',
  `WITH reminded AS (UPDATE recipient_notices n SET reminded_at = $2 FROM requests r WHERE n.workspace_id = $1 AND r.workspace_id = n.workspace_id AND r.id = n.request_id
     AND ${stillOwed} AND ${isToRemind(dueOn, 'n.reminded_at', '$2')} AND ${isQuiet('recipient_notices', '$2')} RETURNING ${dueOn} AS due_on)
   SELECT count(*)::int AS n, (count(*) FILTER (WHERE ${isUrgent('due_on', '$2')}))::int AS urgent FROM reminded`,
);
const soon = statement<Soon>(
  'rights.noticesSoon',
  `SELECT count(*)::int AS n, min(${dueOn})::text AS first FROM ${withRequest} WHERE n.workspace_id = $1 AND ${stillOwed} AND ${isSoon(dueOn, '$2')}`,
);
const late = `FROM ${withRequest} WHERE n.workspace_id = $1 AND n.since < $2 AND ${stillOwed}`;
const countLate = statement<{ n: number }>('rights.noticesLate', `SELECT count(*)::int AS n ${late}`);
const lateRequests = statement<{ id: RequestId }>(
  'rights.requestsUntold',
  `SELECT n.request_id AS id ${late} GROUP BY n.request_id ORDER BY min(n.since), n.request_id LIMIT 20`,
);
/** What is older than this is late: its day is over. */
const patience = (ctx: Ctx) => new Date(Date.parse(ctx.now.toISOString().slice(0, 10)) - patienceDays * 86_400_000);

export const noticeStore = {
  /** How many were added: none when it stands there already. */
  insert: (ctx: Ctx, { request, recipient, duty, basis }: Pick<NoticeRow, 'request' | 'recipient' | 'duty' | 'basis'>) =>
    ctx.db.run(insert, [ctx.workspace, request, recipient, duty, basis, ctx.now]),
  ofRequests: (ctx: Ctx, requests: readonly RequestId[]) => ctx.db.all(ofRequests, [ctx.workspace, requests]),
  /** One, its row locked until the transaction ends. */
  locked: (ctx: Ctx, request: RequestId, recipient: string, duty: Duty) => ctx.db.maybe(locked, [ctx.workspace, request, recipient, duty]),
  change: (ctx: Ctx, row: NoticeRow) =>
    ctx.db.run(change, [
      ...[ctx.workspace, row.request, row.recipient, row.duty],
      ...[row.state, row.toldOn, row.by, row.acknowledgedOn, row.words, ctx.now],
    ]),
  /** Of whom somebody has yet to hear, the soonest due first, after the last one shown. */
  due: (ctx: Ctx, after: DueAfter | undefined, limit: number) =>
    ctx.db.all(due, [ctx.workspace, after?.dueOn ?? null, after?.request ?? null, after?.recipient ?? null, after?.duty ?? null, limit]),
  remind: (ctx: Ctx) => ctx.db.one(remind, [ctx.workspace, ctx.now]),
  soon: (ctx: Ctx) => ctx.db.one(soon, [ctx.workspace, ctx.now]),
  late: async (ctx: Ctx) => (await ctx.db.one(countLate, [ctx.workspace, patience(ctx)])).n,
  lateRequests: async (ctx: Ctx) => (await ctx.db.all(lateRequests, [ctx.workspace, patience(ctx)])).map(({ id }) => id),
};
