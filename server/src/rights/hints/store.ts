// The only SQL for what staff made of hints.
import type { AskedRight } from '@parley/contract';
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';
import type { ExportItem } from '#kit/holding';
import type { MessageId, PersonId } from '#kit/ids';
import type { RequestId } from '../store.ts';
import type { Decided } from './rules.ts';

const columns = 'message_id AS message, asked, outcome, until, at';
/** Opened wins over every other decision; a reminder is none. */
const decide = statement(
  'rights.decideHint',
  `INSERT INTO request_hints AS h (workspace_id, message_id, asked, person_id, outcome, request_id, decided_by, at, until) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
   ON CONFLICT (workspace_id, message_id, asked) DO UPDATE
     SET outcome = excluded.outcome, request_id = excluded.request_id, decided_by = excluded.decided_by, at = excluded.at, until = excluded.until
   WHERE h.outcome = 'reminded' OR (excluded.outcome = 'opened' AND h.outcome <> 'opened') OR h.at < $10`,
);
const remind = statement(
  'rights.remindHint',
  `INSERT INTO request_hints (workspace_id, message_id, asked, person_id, outcome, at, until) VALUES ($1, $2, $3, $4, 'reminded', $5, $6)
   ON CONFLICT DO NOTHING`,
);
const ofPeople = statement<Decided>(
  'rights.hintsOfPeople',
  `SELECT ${columns} FROM request_hints WHERE workspace_id = $1 AND person_id = ANY($2::text[]) ORDER BY at`,
);
const decidedOn = statement<Passed>(
  'rights.hintsDecidedOn',
  `SELECT ${columns}, person_id AS person, request_id AS request, decided_by AS "decidedBy" FROM request_hints
   WHERE workspace_id = $1 AND message_id = ANY($2::text[]) AND outcome <> 'reminded' ORDER BY outcome = 'opened' DESC, at, message_id, asked`,
);
/** What stands at the other message by somebody's own decision stays. */
const pass = statement(
  'rights.passHint',
  `INSERT INTO request_hints AS h (workspace_id, message_id, asked, person_id, outcome, request_id, decided_by, at, until) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
   ON CONFLICT (workspace_id, message_id, asked) DO UPDATE
     SET outcome = excluded.outcome, request_id = excluded.request_id, decided_by = excluded.decided_by, at = excluded.at, until = excluded.until
   WHERE h.outcome = 'reminded' OR h.at < excluded.at`,
);
const countOf = statement<{ n: number }>(
  'rights.countHints',
  'SELECT count(*)::int AS n FROM request_hints WHERE workspace_id = $1 AND person_id = ANY($2::text[])',
);
const erase = statement('rights.eraseHints', 'DELETE FROM request_hints WHERE workspace_id = $1 AND person_id = ANY($2::text[])');
const letGo = statement('rights.letGoHints', 'DELETE FROM request_hints WHERE workspace_id = $1 AND message_id = ANY($2::text[])');

/** A decision that leaves with its message. */
export type Passed = Decided & { readonly person: PersonId; readonly request: RequestId | null; readonly decidedBy: string };
type New = {
  readonly message: MessageId;
  readonly asked: AskedRight;
  readonly person: PersonId;
  readonly outcome: 'opened' | 'dismissed' | 'answered';
  readonly request: RequestId | null;
  /** When the message was written: the decision stands for all that asked the same before. */
  readonly until: Date;
  /** When its words were replaced: what was decided before is decided anew. */
  readonly editedAt: Date | null;
};
export const hintStore = {
  /** Whether this is a new decision. */
  decide: async (ctx: Ctx, { message, asked, person, outcome, request, until, editedAt }: New) =>
    (await ctx.db.run(decide, [
      ctx.workspace,
      message,
      asked,
      person,
      outcome,
      request,
      ctx.actor.id,
      ctx.now,
      until,
      editedAt ?? new Date(0),
    ])) > 0,
  /** Whether nobody was reminded of it before. */
  remind: async (ctx: Ctx, { message, asked, person, until }: Pick<New, 'message' | 'asked' | 'person' | 'until'>) =>
    (await ctx.db.run(remind, [ctx.workspace, message, asked, person, ctx.now, until])) > 0,
  decidedOn: (ctx: Ctx, messages: readonly MessageId[]) => ctx.db.all(decidedOn, [ctx.workspace, messages]),
  /** Puts what was decided at one message at another, written at `until` by `person`. */
  pass: (ctx: Ctx, { asked, outcome, request, decidedBy, at }: Passed, to: { message: MessageId; person: PersonId; at: Date }) =>
    ctx.db.run(pass, [ctx.workspace, to.message, asked, to.person, outcome, request, decidedBy, at, to.at]),
  ofPeople: (ctx: Ctx, people: readonly PersonId[]) => ctx.db.all(ofPeople, [ctx.workspace, people]),
  count: async (ctx: Ctx, people: readonly string[]) => (await ctx.db.one(countOf, [ctx.workspace, people])).n,
  exported: async (ctx: Ctx, people: readonly PersonId[]): Promise<ExportItem[]> =>
    (await ctx.db.all(ofPeople, [ctx.workspace, people])).map(({ message, asked, outcome, at }) => ({
      at: at.toISOString(),
      fields: { message, asked, outcome },
    })),
  erase: (ctx: Ctx, people: readonly string[]) => ctx.db.run(erase, [ctx.workspace, people]),
  letGo: (ctx: Ctx, messages: readonly MessageId[]) => ctx.db.run(letGo, [ctx.workspace, messages]),
};
