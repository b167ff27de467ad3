// The only SQL for more time and for pauses.
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';
import type { PersonId } from '#kit/ids';
import type { Sealed } from '#kit/seal';
import { columns, type RequestId, type RequestRow } from '../store.ts';

export type PauseRow = {
  request_id: RequestId;
  began_at: Date;
  ground: 'identity' | 'clarification';
  /** When the question reached the person: from then on days stand still. */
  told_at: Date | null;
  ended_at: Date | null;
};
export type DoubtRow = Pick<RequestRow, 'kind' | 'received_at' | 'closed_at'> & { id: RequestId; person_id: PersonId };
const insertPause = statement(
  'rights.pause',
  'INSERT INTO request_pauses (workspace_id, request_id, began_at, ground) VALUES ($1, $2, $3, $4)',
);
const reached = statement(
  'rights.questionReached',
  `UPDATE request_pauses SET told_at = greatest(began_at, $3), told_by = $4
   WHERE workspace_id = $1 AND request_id = $2 AND ended_at IS NULL AND (told_at IS NULL OR told_at > $3)`,
);
/** Whoever reads the page has read the question on it. */
const readByPerson = statement(
  'rights.questionRead',
  `UPDATE request_pauses p SET told_at = $3, told_by = 'on-the-page' FROM requests r
   WHERE p.workspace_id = $1 AND p.ended_at IS NULL AND p.told_at IS NULL AND r.workspace_id = p.workspace_id AND r.id = p.request_id AND r.person_id = ANY($2::text[])`,
);
const endPause = statement(
  'rights.endPause',
  'UPDATE request_pauses SET ended_at = greatest($3, began_at, told_at) WHERE workspace_id = $1 AND request_id = $2 AND ended_at IS NULL',
);
const endOfPeople = statement(
  'rights.endPausesOf',
  `UPDATE request_pauses p SET ended_at = $3 FROM requests r WHERE p.workspace_id = $1 AND p.ended_at IS NULL AND r.workspace_id = p.workspace_id
     AND r.id = p.request_id AND r.person_id = ANY($2::text[])`,
);
const pauses = statement<PauseRow>(
  'rights.pauses',
  'SELECT request_id, began_at, ground, told_at, ended_at FROM request_pauses WHERE workspace_id = $1 AND request_id = ANY($2::text[]) ORDER BY began_at',
);
const ask = statement('rights.askBack', 'UPDATE requests SET question = $3 WHERE workspace_id = $1 AND id = $2');
const extend = statement('rights.extend', 'UPDATE requests SET extended_for = $3, extension = $4 WHERE workspace_id = $1 AND id = $2');
/** Moves the day that counts; the end of the first month stays in sight. */
const moveDue = statement(
  'rights.moveDue',
  'UPDATE requests SET statutory_on = coalesce(statutory_on, due_on), due_on = $3 WHERE workspace_id = $1 AND id = $2',
);
/** An earlier receipt came to light: both days are set anew. */
const receivedBefore = statement(
  'rights.receivedBefore',
  `UPDATE requests SET received_at = $3, message_id = $4, due_on = $5, statutory_on = CASE WHEN statutory_on IS NULL THEN NULL ELSE $6::date END
   WHERE workspace_id = $1 AND id = $2`,
);
const adopt = statement(
  'rights.adopt',
  `UPDATE requests SET source = 'person', on_behalf = NULL, approvals_needed = $3 WHERE workspace_id = $1 AND id = $2`,
);
const setBehalf = statement('rights.setBehalf', 'UPDATE requests SET on_behalf = $3, shown = $4 WHERE workspace_id = $1 AND id = $2');
const askedToo = statement('rights.askedToo', 'UPDATE requests SET filed_alone = false WHERE workspace_id = $1 AND id = $2');

const longer = statement<Pick<RequestRow, 'received_at' | 'country' | 'extended_for'> & { id: RequestId }>(
  'rights.extendedOpen',
  'SELECT id, received_at, country, extended_for FROM requests WHERE workspace_id = $1 AND extended_for IS NOT NULL AND closed_at IS NULL',
);

/** A step that says that it reached nobody. */
const silent = (step: string) =>
  `(${step}.detail->>'person' ~ '^(no-|not-|nobody)' AND coalesce(${step}.detail->>'representative', '') !~ '^by-')`;
/**
 * An answer of which neither the person nor who asked for them heard, as a part of a statement over requests `r`: no way led there; or, of one closed before `before` (a part of it too), nothing was
 * sent at all though it had to be. Who asked on the page for what is answered at once has read it there. Of the erased nobody knows any more who they were.
 */
export const unheardSql = (before: string) => `coalesce(r.person_id IS NOT NULL AND r.state IN ('fulfilled', 'refused') AND CASE
  WHEN EXISTS (SELECT 1 FROM request_steps s WHERE s.workspace_id = r.workspace_id AND s.request_id = r.id AND s.step = 'told')
  THEN EXISTS (SELECT 1 FROM request_steps s WHERE s.workspace_id = r.workspace_id AND s.request_id = r.id AND s.step = 'told' AND ${silent('s')})
  ELSE r.closed_at < ${before} AND (r.source = 'staff' OR r.on_behalf IS NOT NULL OR r.state = 'refused'
    OR (r.kind NOT IN ('access', 'portability') AND r.outcome NOT IN ('objection-final', 'consent-withdrawn'))) END, false)`;
const unheard = unheardSql('$2');
const unheardPage = statement<RequestRow>(
  'rights.unheardPage',
  `SELECT ${columns} FROM requests r WHERE r.workspace_id = $1 AND ${unheard} AND ($3::text IS NULL OR r.id < $3) ORDER BY r.id DESC LIMIT $4`,
);
const unheardBefore = statement<{ id: RequestId }>(
  'rights.unheardBefore',
  `SELECT r.id FROM requests r WHERE r.workspace_id = $1 AND r.closed_at < $2 AND ${unheard} ORDER BY r.closed_at`,
);
const unheardAmong = statement<{ id: RequestId }>(
  'rights.unheardAmong',
  `SELECT r.id FROM requests r WHERE r.workspace_id = $1 AND r.id = ANY($3) AND ${unheard}`,
);
/** Whoever reads the page has read the answers on it. */
const answersRead = statement(
  'rights.answersRead',
  `UPDATE request_steps s SET at = $3, detail = s.detail || '{"person": "on-the-page"}'::jsonb FROM requests r
   WHERE s.workspace_id = $1 AND s.step = 'told' AND ${silent('s')} AND r.workspace_id = s.workspace_id AND r.id = s.request_id
     AND r.closed_at IS NOT NULL AND r.person_id = ANY($2::text[])`,
);
/** Doubts that nobody settled, of what was not carried out: taking it back or refusing it settles nothing about who asked. That somebody else may ask for a person is in doubt (`of` whom, as it stood then: joined requests change hands) says nothing against that person. */
const doubts = statement<DoubtRow>(
  'rights.doubts',
  `SELECT r.id, r.person_id, r.kind, r.received_at, r.closed_at FROM requests r JOIN request_steps d ON d.workspace_id = r.workspace_id AND d.request_id = r.id AND d.step = 'doubted'
   WHERE r.workspace_id = $1 AND r.person_id = ANY($2::text[]) AND d.detail ->> 'of' IS NULL AND (r.closed_at IS NULL OR r.state IN ('refused', 'withdrawn'))
     AND NOT EXISTS (SELECT FROM request_steps s WHERE s.workspace_id = r.workspace_id AND s.request_id = r.id AND s.step = 'doubt-settled' AND s.at >= d.at) ORDER BY r.id`,
);
const daysToTell = 3;
const toTellSince = (ctx: Ctx) => new Date(ctx.now.getTime() - daysToTell * 86_400_000);

export const courseStore = {
  /** Answers that reached nobody, newest first, after the id of the last one shown. */
  unheardPage: (ctx: Ctx, after: string | null, limit: number) => ctx.db.all(unheardPage, [ctx.workspace, toTellSince(ctx), after, limit]),
  /** Those of them that were given more than three days ago. */
  unheardLong: async (ctx: Ctx) => (await ctx.db.all(unheardBefore, [ctx.workspace, toTellSince(ctx)])).map(({ id }) => id),
  unheardAmong: async (ctx: Ctx, ids: readonly RequestId[]) =>
    new Set((await ctx.db.all(unheardAmong, [ctx.workspace, toTellSince(ctx), ids])).map(({ id }) => id)),
  /** The requests by which somebody doubts who asks as these people, not for them: those that wait, were refused or were taken back. */
  doubts: (ctx: Ctx, people: readonly PersonId[]) => ctx.db.all(doubts, [ctx.workspace, people]),
  /** Open requests that take longer than a month. */
  longer: (ctx: Ctx) => ctx.db.all(longer, [ctx.workspace]),
  pause: (ctx: Ctx, id: RequestId, ground: PauseRow['ground']) => ctx.db.run(insertPause, [ctx.workspace, id, ctx.now, ground]),
  /** The question of the pause that lasts reached the person. */
  reached: (ctx: Ctx, id: RequestId, at: Date, how: string) => ctx.db.run(reached, [ctx.workspace, id, at, how]),
  /** Somebody reads their requests on the page: the question that waits there, and the answers that found no other way. */
  readByPerson: async (ctx: Ctx, people: readonly PersonId[]) => {
    await ctx.db.run(readByPerson, [ctx.workspace, people, ctx.now]);
    await ctx.db.run(answersRead, [ctx.workspace, people, ctx.now]);
  },
  endPause: (ctx: Ctx, id: RequestId, at: Date = ctx.now) => ctx.db.run(endPause, [ctx.workspace, id, at]),
  endPausesOf: (ctx: Ctx, people: readonly string[]) => ctx.db.run(endOfPeople, [ctx.workspace, people, ctx.now]),
  pauses: (ctx: Ctx, ...ids: RequestId[]) => ctx.db.all(pauses, [ctx.workspace, ids]),
  ask: (ctx: Ctx, id: RequestId, question: Sealed | null) => ctx.db.run(ask, [ctx.workspace, id, question]),
  extend: (ctx: Ctx, id: RequestId, ground: 'complexity' | 'number', reason: Sealed | null) =>
    ctx.db.run(extend, [ctx.workspace, id, ground, reason]),
  moveDue: (ctx: Ctx, id: RequestId, day: string) => ctx.db.run(moveDue, [ctx.workspace, id, day]),
  receivedBefore: (ctx: Ctx, id: RequestId, at: Date, message: string | null, due: string, statutory: string) =>
    ctx.db.run(receivedBefore, [ctx.workspace, id, at, message, due, statutory]),
  adopt: (ctx: Ctx, id: RequestId, approvals: number) => ctx.db.run(adopt, [ctx.workspace, id, approvals]),
  /** Somebody else asks for what a platform filed. */
  askedToo: (ctx: Ctx, id: RequestId) => ctx.db.run(askedToo, [ctx.workspace, id]),
  setBehalf: (ctx: Ctx, id: RequestId, onBehalf: RequestRow['on_behalf'], shown: Sealed | null) =>
    ctx.db.run(setBehalf, [ctx.workspace, id, onBehalf, shown]),
};
