// The only SQL for reminders.
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';
import type { PersonId } from '#kit/ids';
import type { RequestId } from '../store.ts';

export type OpenRow = { id: RequestId; due_on: string; person_id: PersonId | null; paused_since: Date | null; told_at: Date | null };
/** Open requests that are due by a day or wait for the person, a page at a time. */
const open = statement<OpenRow>(
  'rights.toRemind',
  `SELECT r.id, to_char(r.due_on, 'YYYY-MM-DD') AS due_on, r.person_id, p.began_at AS paused_since, p.told_at FROM requests r
   LEFT JOIN request_pauses p ON p.workspace_id = r.workspace_id AND p.request_id = r.id AND p.ended_at IS NULL
   WHERE r.workspace_id = $1 AND r.closed_at IS NULL AND r.source <> 'retention' AND (r.due_on <= $2::date OR p.began_at IS NOT NULL)
     AND ($3::text IS NULL OR r.id > $3) ORDER BY r.id LIMIT 500`,
);
const remember = statement(
  'rights.rememberReminder',
  'INSERT INTO request_reminders (workspace_id, request_id, stage, due_on, at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING',
);

const ofRound = statement<{ request: RequestId; dueOn: string; stage: string }>(
  'rights.remindersOf',
  `SELECT request_id AS request, to_char(due_on, 'YYYY-MM-DD') AS "dueOn", stage FROM request_reminders m WHERE workspace_id = $1 AND at = $2
     AND EXISTS (SELECT 1 FROM requests r WHERE r.workspace_id = m.workspace_id AND r.id = m.request_id AND r.closed_at IS NULL) ORDER BY due_on, request_id`,
);

export const reminderStore = {
  /** What entered a new stage at this moment and is still open, what is due first on top. */
  ofRound: (ctx: Ctx, at: Date) => ctx.db.all(ofRound, [ctx.workspace, at]),
  open: (ctx: Ctx, until: string, after: RequestId | null) => ctx.db.all(open, [ctx.workspace, until, after]),
  /** Whether this is the first time. */
  remember: async (ctx: Ctx, request: RequestId, stage: string, dueOn: string) =>
    (await ctx.db.run(remember, [ctx.workspace, request, stage, dueOn, ctx.now])) > 0,
};
