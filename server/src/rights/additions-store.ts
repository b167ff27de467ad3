// The only SQL for what was said about a request after it was opened.
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';
import type { Id, PersonId } from '#kit/ids';
import type { Sealed } from '#kit/seal';
import type { RequestId } from './store.ts';

export type AddedKind = 'text' | 'question' | 'why' | 'answer' | 'shown' | 'doubt';
export type Row = { id: Id<'wrd'>; request: RequestId; person: PersonId; kind: AddedKind; at: Date; words: Sealed };
const insert = statement(
  'rights.addWords',
  'INSERT INTO request_words (workspace_id, id, request_id, person_id, kind, at, words) VALUES ($1, $2, $3, $4, $5, $6, $7)',
);
const columns = 'id, request_id AS request, person_id AS person, kind, at, words';
const ofRequests = statement<Row>(
  'rights.addedTo',
  `SELECT ${columns} FROM request_words WHERE workspace_id = $1 AND request_id = ANY($2::text[]) ORDER BY at, id LIMIT 1000`,
);
const ofPeople = statement<Row>(
  'rights.addedOf',
  `SELECT ${columns} FROM request_words WHERE workspace_id = $1 AND person_id = ANY($2::text[]) ORDER BY at, id`,
);
const countOf = statement<{ n: number }>(
  'rights.countAdded',
  'SELECT count(*)::int AS n FROM request_words WHERE workspace_id = $1 AND person_id = ANY($2::text[])',
);
const erase = statement('rights.eraseAdded', 'DELETE FROM request_words WHERE workspace_id = $1 AND person_id = ANY($2::text[])');

export const additionStore = {
  insert: (ctx: Ctx, { id, request, person, kind, words }: Omit<Row, 'at'>) =>
    ctx.db.run(insert, [ctx.workspace, id, request, person, kind, ctx.now, words]),
  ofRequests: (ctx: Ctx, requests: readonly RequestId[]) => ctx.db.all(ofRequests, [ctx.workspace, requests]),
  ofPeople: (ctx: Ctx, people: readonly PersonId[]) => ctx.db.all(ofPeople, [ctx.workspace, people]),
  count: async (ctx: Ctx, people: readonly string[]) => (await ctx.db.one(countOf, [ctx.workspace, people])).n,
  erase: (ctx: Ctx, people: readonly string[]) => ctx.db.run(erase, [ctx.workspace, people]),
};
