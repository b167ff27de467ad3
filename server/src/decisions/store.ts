// The only SQL for decisions.
import type { Place } from '#keys';
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';
import type { Id, PersonId, SubjectId } from '#kit/ids';
import type { Sealed } from '#kit/seal';

export type DecisionId = Id<'dec'>;
export type DecisionRow = {
  readonly id: DecisionId;
  readonly person: PersonId;
  readonly code: string;
  readonly version: number;
  readonly outcome: string;
  readonly categories: readonly string[];
  readonly inputs: Sealed;
  readonly significance: 'none' | 'legal' | 'similar';
  readonly at: Date;
  readonly state: 'stands' | 'asked' | 'upheld' | 'changed';
  readonly request: Id<'req'> | null;
  readonly changedTo: string | null;
};
type NewDecision = Omit<DecisionRow, 'at' | 'state' | 'request' | 'changedTo'>;

export const placeOfInputs = ({ id, person }: Pick<DecisionRow, 'id' | 'person'>): Place => ({
  subject: person,
  table: 'decisions',
  row: id,
  column: 'inputs',
});

const columns = `id, person_id AS person, code, version, outcome, categories, inputs, significance, at, state, request_id AS request, changed_to AS "changedTo"`;
const insert = statement(
  'decisions.insert',
  `INSERT INTO decisions (workspace_id, id, person_id, code, version, outcome, categories, inputs, significance, at, state)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'stands')`,
);
const ofPeople = statement<DecisionRow>(
  'decisions.ofPeople',
  `SELECT ${columns} FROM decisions WHERE workspace_id = $1 AND person_id = ANY($2::text[]) ORDER BY id DESC LIMIT $3`,
);
const byId = statement<DecisionRow>('decisions.byId', `SELECT ${columns} FROM decisions WHERE workspace_id = $1 AND id = $2 FOR UPDATE`);
const ofRequest = statement<DecisionRow>(
  'decisions.ofRequest',
  `SELECT ${columns} FROM decisions WHERE workspace_id = $1 AND request_id = $2`,
);
const ask = statement('decisions.ask', "UPDATE decisions SET state = 'asked', request_id = $3 WHERE workspace_id = $1 AND id = $2");
const decide = statement(
  'decisions.decide',
  'UPDATE decisions SET state = $3, changed_to = $4, decided_by = $5, decided_at = $6 WHERE workspace_id = $1 AND id = $2',
);
/** What nobody decided anew stands again, and can be contested again. */
const letGo = statement(
  'decisions.letGo',
  "UPDATE decisions SET state = 'stands', request_id = NULL WHERE workspace_id = $1 AND request_id = $2 AND state = 'asked'",
);
const countOf = statement<{ n: number }>(
  'decisions.count',
  'SELECT count(*)::int AS n FROM decisions WHERE workspace_id = $1 AND person_id = ANY($2::text[])',
);
const erase = statement('decisions.erase', 'DELETE FROM decisions WHERE workspace_id = $1 AND person_id = ANY($2::text[])');

export const store = {
  insert: (ctx: Ctx, d: NewDecision) =>
    ctx.db.run(insert, [ctx.workspace, d.id, d.person, d.code, d.version, d.outcome, d.categories, d.inputs, d.significance, ctx.now]),
  ofPeople: (ctx: Ctx, people: readonly PersonId[], newest: number | null = 200) => ctx.db.all(ofPeople, [ctx.workspace, people, newest]),
  byId: (ctx: Ctx, id: DecisionId) => ctx.db.maybe(byId, [ctx.workspace, id]),
  ofRequest: (ctx: Ctx, request: Id<'req'>) => ctx.db.maybe(ofRequest, [ctx.workspace, request]),
  ask: (ctx: Ctx, id: DecisionId, request: Id<'req'>) => ctx.db.run(ask, [ctx.workspace, id, request]),
  letGo: (ctx: Ctx, request: Id<'req'>) => ctx.db.run(letGo, [ctx.workspace, request]),
  decide: (ctx: Ctx, id: DecisionId, state: 'upheld' | 'changed', to: string | null) =>
    ctx.db.run(decide, [ctx.workspace, id, state, to, ctx.actor.id, ctx.now]),
  count: async (ctx: Ctx, people: readonly SubjectId[]) => (await ctx.db.one(countOf, [ctx.workspace, people])).n,
  erase: (ctx: Ctx, people: readonly SubjectId[]) => ctx.db.run(erase, [ctx.workspace, people]),
};
