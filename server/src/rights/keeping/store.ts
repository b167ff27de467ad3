// The only SQL for what is kept back from an erasure.
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';
import type { Id, SubjectId } from '#kit/ids';
import type { Sealed } from '#kit/seal';
import type { RequestId } from '../store.ts';
import type { KeepGround, Scope } from './rules.ts';

export type KeptId = Id<'kpt'>;
export type KeptRow = {
  readonly id: KeptId;
  readonly request: RequestId;
  /** Whose key seals the reason: the person until they are erased, then the item itself. */
  readonly subject: SubjectId;
  readonly scope: Scope;
  readonly item: string | null;
  readonly ground: KeepGround;
  readonly reason: Sealed | null;
  readonly until: string;
  readonly state: 'planned' | 'kept' | 'erased';
  /** Whether a legal hold stands over it, since the erasure: then it ends only once that is lifted. */
  readonly held: boolean;
  readonly records: number;
  readonly files: number;
  readonly reminded: string | null;
  /** Lines of the list outside that end once this one is sealed apart, since it stands in their place (after a restore). */
  readonly replaces: readonly string[];
  readonly at: Date;
};
export type PartRow = {
  readonly id: Id<'kpp'>;
  readonly holding: string;
  readonly at: Date | null;
  readonly words: Sealed;
  readonly file: string | null;
};
const columns = `id, request_id AS request, subject_id AS subject, scope, item, ground, reason, to_char(until_on, 'YYYY-MM-DD') AS until, state, held, records, files, reminded, replaces, at`;

const insert = statement(
  'rights.keepBack',
  `INSERT INTO kept_items (workspace_id, id, request_id, subject_id, scope, item, ground, reason, until_on, state, set_by, at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::date, 'planned', $10, $11) ON CONFLICT DO NOTHING`,
);
const ofRequest = statement<KeptRow>(
  'rights.keptOf',
  `SELECT ${columns} FROM kept_items WHERE workspace_id = $1 AND request_id = $2 ORDER BY id`,
);
const byId = statement<KeptRow>(
  'rights.kept',
  `SELECT ${columns} FROM kept_items WHERE workspace_id = $1 AND request_id = $2 AND id = $3 FOR UPDATE`,
);
const standing = statement<KeptRow>(
  'rights.keptStanding',
  `SELECT ${columns} FROM kept_items WHERE workspace_id = $1 AND state = 'kept' AND ($2::text IS NULL OR id > $2) ORDER BY id LIMIT 200`,
);
const takeOver = statement(
  'rights.keptApart',
  `UPDATE kept_items SET state = 'kept', subject_id = id, item = CASE WHEN scope = 'category' THEN item END, reason = $3, records = $4, files = $5, held = $6
   WHERE workspace_id = $1 AND id = $2`,
);
const renew = statement(
  'rights.renewKept',
  'UPDATE kept_items SET reason = $3, until_on = $4::date, reminded = NULL WHERE workspace_id = $1 AND id = $2',
);
const setDay = statement(
  'rights.setKeptDay',
  "UPDATE kept_items SET until_on = $3::date, reminded = NULL WHERE workspace_id = $1 AND id = $2 AND state = 'kept'",
);
const setPlan = statement(
  'rights.setKeptPlan',
  "UPDATE kept_items SET ground = $3, until_on = $4::date WHERE workspace_id = $1 AND id = $2 AND state = 'planned'",
);
const replace = statement(
  'rights.replaceKept',
  "UPDATE kept_items SET replaces = array_append(array_remove(replaces, $3), $3) WHERE workspace_id = $1 AND id = $2 AND state = 'planned'",
);
const liftHold = statement('rights.liftKeptHold', 'UPDATE kept_items SET held = false WHERE workspace_id = $1 AND id = $2');
const close = statement(
  'rights.keptGone',
  "UPDATE kept_items SET state = 'erased', reason = NULL WHERE workspace_id = $1 AND id = $2 AND state = 'kept'",
);
const remind = statement('rights.keptReminded', 'UPDATE kept_items SET reminded = $3 WHERE workspace_id = $1 AND id = $2');
const drop = statement(
  'rights.dropKept',
  "DELETE FROM kept_items WHERE workspace_id = $1 AND request_id = $2 AND id = $3 AND state = 'planned'",
);
const ofPeople = statement<KeptRow>(
  'rights.keptOfPeople',
  `SELECT ${columns} FROM kept_items WHERE workspace_id = $1 AND subject_id = ANY($2) ORDER BY id`,
);
const erase = statement('rights.dropKeptOf', 'DELETE FROM kept_items WHERE workspace_id = $1 AND subject_id = ANY($2)');
const overdue = statement<{ n: number }>(
  'rights.keptOverdue',
  "SELECT count(*)::int AS n FROM kept_items WHERE workspace_id = $1 AND state = 'kept' AND until_on < $2::date",
);
const underHold = statement<{ n: number }>(
  'rights.keptUnderHold',
  "SELECT count(*)::int AS n FROM kept_items WHERE workspace_id = $1 AND state = 'kept' AND held",
);
const insertPart = statement(
  'rights.keepPart',
  'INSERT INTO kept_parts (workspace_id, id, kept_id, holding, at, words, file) VALUES ($1, $2, $3, $4, $5, $6, $7)',
);
const parts = statement<PartRow>(
  'rights.keptParts',
  'SELECT id, holding, at, words, file FROM kept_parts WHERE workspace_id = $1 AND kept_id = $2 ORDER BY id',
);
const lockParts = statement('rights.lockKeptParts', 'SELECT id FROM kept_parts WHERE workspace_id = $1 AND kept_id = $2 FOR UPDATE');
const dropParts = statement('rights.dropKeptParts', 'DELETE FROM kept_parts WHERE workspace_id = $1 AND kept_id = $2');

export type NewKept = Pick<KeptRow, 'id' | 'request' | 'subject' | 'scope' | 'ground' | 'until'> & { item: string; reason: Sealed | null };
export const keptStore = {
  /** How many were added: none when the same item is chosen already. */
  insert: (ctx: Ctx, k: NewKept) =>
    ctx.db.run(insert, [ctx.workspace, k.id, k.request, k.subject, k.scope, k.item, k.ground, k.reason, k.until, ctx.actor.id, ctx.now]),
  ofRequest: (ctx: Ctx, request: RequestId) => ctx.db.all(ofRequest, [ctx.workspace, request]),
  byId: (ctx: Ctx, request: RequestId, id: KeptId) => ctx.db.maybe(byId, [ctx.workspace, request, id]),
  standing: (ctx: Ctx, after: KeptId | null) => ctx.db.all(standing, [ctx.workspace, after]),
  takeOver: (ctx: Ctx, id: KeptId, reason: Sealed, counts: { records: number; files: number; held: boolean }) =>
    ctx.db.run(takeOver, [ctx.workspace, id, reason, counts.records, counts.files, counts.held]),
  renew: (ctx: Ctx, id: KeptId, reason: Sealed, until: string) => ctx.db.run(renew, [ctx.workspace, id, reason, until]),
  setDay: (ctx: Ctx, id: KeptId, until: string) => ctx.db.run(setDay, [ctx.workspace, id, until]),
  setPlan: (ctx: Ctx, id: KeptId, ground: KeepGround, until: string) => ctx.db.run(setPlan, [ctx.workspace, id, ground, until]),
  replace: (ctx: Ctx, id: KeptId, before: string) => ctx.db.run(replace, [ctx.workspace, id, before]),
  liftHold: (ctx: Ctx, id: KeptId) => ctx.db.run(liftHold, [ctx.workspace, id]),
  close: (ctx: Ctx, id: KeptId) => ctx.db.run(close, [ctx.workspace, id]),
  remind: (ctx: Ctx, id: KeptId, stage: string) => ctx.db.run(remind, [ctx.workspace, id, stage]),
  drop: (ctx: Ctx, request: RequestId, id: KeptId) => ctx.db.run(drop, [ctx.workspace, request, id]),
  ofPeople: (ctx: Ctx, people: readonly SubjectId[]) => ctx.db.all(ofPeople, [ctx.workspace, people]),
  erase: (ctx: Ctx, people: readonly SubjectId[]) => ctx.db.run(erase, [ctx.workspace, people]),
  overdue: async (ctx: Ctx, day: string) => (await ctx.db.one(overdue, [ctx.workspace, day])).n,
  underHold: async (ctx: Ctx) => (await ctx.db.one(underHold, [ctx.workspace])).n,
  insertPart: (ctx: Ctx, kept: KeptId, part: PartRow) =>
    ctx.db.run(insertPart, [ctx.workspace, part.id, kept, part.holding, part.at, part.words, part.file]),
  parts: (ctx: Ctx, kept: KeptId) => ctx.db.all(parts, [ctx.workspace, kept]),
  lockParts: (ctx: Ctx, kept: KeptId) => ctx.db.all(lockParts, [ctx.workspace, kept]),
  dropParts: (ctx: Ctx, kept: KeptId) => ctx.db.run(dropParts, [ctx.workspace, kept]),
};
