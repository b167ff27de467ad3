// The only SQL for what staff made of hints.
import type { AskedRight } from '@parley/contract';
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';
import type { ExportItem } from '#kit/holding';
import type { MessageId, PersonId } from '#kit/ids';
import type { RequestId } from '../store.ts';

type Decided = { message: MessageId; asked: AskedRight; outcome: 'opened' | 'dismissed'; at: Date };
const columns = 'message_id AS message, asked, outcome, at';
const insert = statement(
  'rights.decideHint',
  `INSERT INTO request_hints (workspace_id, message_id, asked, person_id, outcome, request_id, decided_by, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
   ON CONFLICT DO NOTHING`,
);
const ofMessages = statement<Decided>(
  'rights.hintsOf',
  `SELECT ${columns} FROM request_hints WHERE workspace_id = $1 AND message_id = ANY($2::text[])`,
);
const ofPeople = statement<Decided>(
  'rights.hintsOfPeople',
  `SELECT ${columns} FROM request_hints WHERE workspace_id = $1 AND person_id = ANY($2::text[]) ORDER BY at`,
);
const countOf = statement<{ n: number }>(
  'rights.countHints',
  'SELECT count(*)::int AS n FROM request_hints WHERE workspace_id = $1 AND person_id = ANY($2::text[])',
);
const erase = statement('rights.eraseHints', 'DELETE FROM request_hints WHERE workspace_id = $1 AND person_id = ANY($2::text[])');
const letGo = statement('rights.letGoHints', 'DELETE FROM request_hints WHERE workspace_id = $1 AND message_id = ANY($2::text[])');

type New = {
  readonly message: MessageId;
  readonly asked: AskedRight;
  readonly person: PersonId;
  readonly outcome: 'opened' | 'dismissed';
  readonly request: RequestId | null;
};
export const hintStore = {
  decide: (ctx: Ctx, { message, asked, person, outcome, request }: New) =>
    ctx.db.run(insert, [ctx.workspace, message, asked, person, outcome, request, ctx.actor.id, ctx.now]),
  ofMessages: (ctx: Ctx, messages: readonly MessageId[]) => ctx.db.all(ofMessages, [ctx.workspace, messages]),
  count: async (ctx: Ctx, people: readonly string[]) => (await ctx.db.one(countOf, [ctx.workspace, people])).n,
  exported: async (ctx: Ctx, people: readonly PersonId[]): Promise<ExportItem[]> =>
    (await ctx.db.all(ofPeople, [ctx.workspace, people])).map(({ message, asked, outcome, at }) => ({
      at: at.toISOString(),
      fields: { message, asked, outcome },
    })),
  erase: (ctx: Ctx, people: readonly string[]) => ctx.db.run(erase, [ctx.workspace, people]),
  letGo: (ctx: Ctx, messages: readonly MessageId[]) => ctx.db.run(letGo, [ctx.workspace, messages]),
};
