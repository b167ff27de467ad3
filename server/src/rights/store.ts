// The only SQL for requests, their steps and receipts, case files and certificates.
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';
import type { Kept } from '#kit/holding';
import type { Id, MessageId, PersonId, StaffId } from '#kit/ids';
import type { Sealed } from '#kit/seal';
import { periodsSql } from '#purposes';
import type { RequestKind, RequestState } from './rules.ts';

export type RequestId = Id<'req'>;
export type RequestRow = {
  id: RequestId;
  kind: RequestKind;
  state: RequestState;
  source: 'person' | 'staff' | 'retention';
  person_id: PersonId | null;
  opened_by: PersonId | StaffId;
  language: 'en' | 'de' | 'fr' | 'es';
  received_at: Date;
  due_on: string;
  approvals_needed: number;
  approvals: number;
  closed_at: Date | null;
  outcome: string | null;
  purpose: string | null;
  identity_id: Id<'idn'> | null;
  fact_id: Id<'fct'> | null;
  /** End of the first month, once `due_on` is another day. */
  statutory_on: string | null;
  extended_for: 'complexity' | 'number' | null;
  on_behalf: 'representative' | 'parent' | 'heir' | null;
  pause_ground: 'identity' | 'clarification' | null;
  paused_since: Date | null;
  /** When the question that waits for the person reached them; null also when none does. */
  told_at: Date | null;
  /** Whose holidays the clock keeps. */
  country: string | null;
  message_id: MessageId | null;
  fee_state: 'asked' | 'accepted' | 'waived' | null;
  fee_ground: 'manifestly-unfounded' | 'manifestly-excessive' | null;
  fee_amount: number | null;
  fee_currency: string | null;
  /** Nobody but platforms asked. */
  filed_alone: boolean;
};
export const columns = `r.id, r.kind, r.state, r.source, r.person_id, r.opened_by, r.language, r.received_at, r.due_on, r.approvals_needed, r.closed_at, r.outcome,
  r.purpose, r.identity_id, r.fact_id, r.statutory_on, r.extended_for, r.on_behalf, r.country, r.message_id, r.fee_state, r.fee_ground, r.fee_amount, r.fee_currency, r.filed_alone,
  (SELECT p.ground FROM request_pauses p WHERE p.workspace_id = r.workspace_id AND p.request_id = r.id AND p.ended_at IS NULL) AS pause_ground,
  (SELECT p.began_at FROM request_pauses p WHERE p.workspace_id = r.workspace_id AND p.request_id = r.id AND p.ended_at IS NULL) AS paused_since,
  (SELECT p.told_at FROM request_pauses p WHERE p.workspace_id = r.workspace_id AND p.request_id = r.id AND p.ended_at IS NULL) AS told_at,
  (SELECT count(*)::int FROM request_approvals a WHERE a.workspace_id = r.workspace_id AND a.request_id = r.id) AS approvals`;

const insertRequest = statement(
  'rights.insert',
  `INSERT INTO requests (workspace_id, id, kind, state, source, person_id, opened_by, language, client_key, received_at, due_on, approvals_needed, purpose, text, identity_id, fact_id, on_behalf, shown, country, message_id, filed_alone)
   VALUES ($1, $2, $3, 'received', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)`,
);
/** The lock first and the row by a statement of its own: what a transaction before committed, a pause or an approval, is seen only so (READ COMMITTED looks at a locked row anew, not at what is joined to it). */
const lock = statement('rights.lock', 'SELECT id FROM requests WHERE workspace_id = $1 AND id = $2 FOR UPDATE');
const byId = statement<RequestRow>('rights.byId', `SELECT ${columns} FROM requests r WHERE r.workspace_id = $1 AND r.id = $2`);
const byKey = statement<RequestRow>(
  'rights.byKey',
  `SELECT ${columns} FROM requests r WHERE r.workspace_id = $1 AND r.opened_by = $2 AND r.client_key = $3`,
);
const openLike = statement<RequestRow>(
  'rights.openLike',
  `SELECT ${columns} FROM requests r WHERE r.workspace_id = $1 AND r.person_id = ANY($2) AND r.kind = $3 AND r.closed_at IS NULL
     AND r.purpose IS NOT DISTINCT FROM $4 AND r.identity_id IS NOT DISTINCT FROM $5 ORDER BY r.id LIMIT 1`,
);
const openWith = statement<{ id: RequestId }>(
  'rights.openWith',
  'SELECT id FROM requests WHERE workspace_id = $1 AND closed_at IS NULL AND fact_id = $2 LIMIT 1',
);
const withFact = statement<{ id: RequestId }>(
  'rights.withFact',
  'SELECT id FROM requests WHERE workspace_id = $1 AND fact_id = $2 LIMIT 1',
);
const ofPeople = statement<RequestRow>(
  'rights.ofPeople',
  `SELECT ${columns} FROM requests r WHERE r.workspace_id = $1 AND r.person_id = ANY($2) ORDER BY r.id DESC`,
);
const page = statement<RequestRow>(
  'rights.page',
  `SELECT ${columns} FROM requests r WHERE r.workspace_id = $1 AND r.source <> 'retention' AND ($2::text IS NULL OR r.id < $2) AND ($3::boolean IS NULL OR (r.closed_at IS NULL) = $3) ORDER BY r.id DESC LIMIT $4`,
);
/** The day that counts, moved on by a pause that lasts; free days at its end are left aside. */
const counts = `(r.due_on + coalesce((SELECT $5::date - p.told_at::date FROM request_pauses p
  WHERE p.workspace_id = r.workspace_id AND p.request_id = r.id AND p.ended_at IS NULL AND p.told_at IS NOT NULL), 0))`;
/** Open ones, what is due first on top, after the day and id of the last one shown. */
const dueFirst = statement<RequestRow & { counts_on: string }>(
  'rights.dueFirst',
  `SELECT ${columns}, to_char(${counts}, 'YYYY-MM-DD') AS counts_on FROM requests r WHERE r.workspace_id = $1 AND r.source <> 'retention' AND r.closed_at IS NULL
     AND ($2::date IS NULL OR (${counts}, r.id) > ($2, $3)) ORDER BY ${counts}, r.id LIMIT $4`,
);
const setState = statement(
  'rights.setState',
  'UPDATE requests SET state = $3, closed_at = $4, outcome = $5, reason = $6 WHERE workspace_id = $1 AND id = $2',
);
const words = statement<WordsRow>(
  'rights.words',
  `SELECT id, person_id AS person, text, reason, extension, question, shown, fee FROM requests
   WHERE workspace_id = $1 AND id = ANY($2) AND person_id IS NOT NULL`,
);
const forgetPerson = statement(
  'rights.forgetPerson',
  `UPDATE requests SET person_id = NULL, reason = NULL, text = NULL, extension = NULL, question = NULL, shown = NULL, fee = NULL, identity_id = NULL, fact_id = NULL, client_key = NULL, message_id = NULL, opened_by = CASE WHEN source = 'person' THEN id ELSE opened_by END,
     state = CASE WHEN state IN ('received', 'approved') THEN 'fulfilled' ELSE state END,
     outcome = CASE WHEN state IN ('received', 'approved') THEN 'erased' ELSE outcome END,
     closed_at = CASE WHEN state IN ('received', 'approved') THEN $3 ELSE closed_at END
   WHERE workspace_id = $1 AND person_id = ANY($2)`,
);
const countOf = statement<{ n: number }>(
  'rights.count',
  'SELECT count(*)::int AS n FROM requests WHERE workspace_id = $1 AND person_id = ANY($2)',
);
/** An open request keeps everything of whoever asked; a closed one is proof of the answer (Art. 5(2)). */
const keeps = statement<Kept>(
  'rights.keeps',
  `SELECT r.person_id AS person, CASE WHEN r.closed_at IS NULL THEN 'request' ELSE 'proof' END AS because,
     to_char((r.closed_at AT TIME ZONE 'UTC')::date + p.period, 'YYYY-MM-DD') AS until
   FROM requests r JOIN (${periodsSql('$1')}) p ON p.code = 'rights-fulfilment'
   WHERE r.workspace_id = $1 AND r.person_id = ANY($2::text[]) AND r.source <> 'retention'`,
);
const dropApprovals = statement('rights.dropApprovals', 'DELETE FROM request_approvals WHERE workspace_id = $1 AND request_id = $2');
const insertApproval = statement(
  'rights.approve',
  'INSERT INTO request_approvals (workspace_id, request_id, staff_id, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
);
const upsertStep = statement(
  'rights.step',
  'INSERT INTO request_steps (workspace_id, request_id, step, at, detail) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (workspace_id, request_id, step) DO UPDATE SET at = excluded.at, detail = excluded.detail',
);
const steps = statement<StepRow>(
  'rights.steps',
  'SELECT request_id, step, at, detail FROM request_steps WHERE workspace_id = $1 AND request_id = ANY($2) ORDER BY at, step',
);
const addReceipt = statement(
  'rights.receipt',
  `INSERT INTO request_receipts (workspace_id, request_id, holding, erased, at) VALUES ($1, $2, $3, $4, $5)
   ON CONFLICT (workspace_id, request_id, holding) DO UPDATE SET erased = request_receipts.erased + excluded.erased, at = excluded.at`,
);
const receipts = statement<{ table: string; erased: number }>(
  'rights.receipts',
  'SELECT holding AS table, erased FROM request_receipts WHERE workspace_id = $1 AND request_id = $2 ORDER BY holding',
);
const insertCase = statement('rights.insertCase', 'INSERT INTO request_cases (workspace_id, request_id, case_file) VALUES ($1, $2, $3)');
const caseOf = statement<{ case_file: Sealed }>(
  'rights.case',
  'SELECT case_file FROM request_cases WHERE workspace_id = $1 AND request_id = $2',
);
const dropCase = statement('rights.dropCase', 'DELETE FROM request_cases WHERE workspace_id = $1 AND request_id = $2');
const insertCertificate = statement(
  'rights.certify',
  'INSERT INTO certificates (workspace_id, id, request_id, ledger_entry, body, signature, at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
);
const certificate = statement<CertificateRow>(
  'rights.certificate',
  'SELECT id, ledger_entry, body, signature FROM certificates WHERE workspace_id = $1 AND request_id = $2',
);
export type StepRow = { request_id: RequestId; step: string; at: Date; detail: Record<string, string | number | null> };
/** What a person wrote and what they were answered, sealed under them. */
export type WordsRow = { id: RequestId; person: PersonId } & Record<
  'text' | 'reason' | 'extension' | 'question' | 'shown' | 'fee',
  Sealed | null
>;
export type CertificateRow = { id: Id<'crt'>; ledger_entry: Id<'led'>; body: Record<string, unknown>; signature: string };
export type NewRequest = {
  id: RequestId;
  kind: RequestKind;
  source: 'person' | 'staff' | 'retention';
  person: PersonId;
  openedBy: PersonId | StaffId;
  language: string;
  clientKey: string | undefined;
  dueOn: string;
  approvalsNeeded: number;
  purpose: string | null;
  text: Sealed | null;
  identity: Id<'idn'> | null;
  fact: Id<'fct'> | null;
  receivedAt: Date;
  onBehalf: RequestRow['on_behalf'];
  shown: Sealed | null;
  country: string;
  message: MessageId | null;
  filedAlone: boolean;
};

const w = (ctx: Ctx) => ctx.workspace;
export const store = {
  insert: (ctx: Ctx, r: NewRequest) =>
    ctx.db.run(insertRequest, [
      w(ctx),
      r.id,
      r.kind,
      r.source,
      r.person,
      r.openedBy,
      r.language,
      r.clientKey ?? null,
      r.receivedAt,
      r.dueOn,
      r.approvalsNeeded,
      r.purpose,
      r.text,
      r.identity,
      r.fact,
      r.onBehalf,
      r.shown,
      r.country,
      r.message,
      r.filedAlone,
    ]),
  /** A request, its row locked until the transaction ends. */
  byId: async (ctx: Ctx, id: RequestId) => {
    await ctx.db.maybe(lock, [w(ctx), id]);
    return ctx.db.maybe(byId, [w(ctx), id]);
  },
  /** Without a lock, for looking. */
  seen: (ctx: Ctx, id: RequestId) => ctx.db.maybe(byId, [w(ctx), id]),
  byKey: (ctx: Ctx, openedBy: string, key: string) => ctx.db.maybe(byKey, [w(ctx), openedBy, key]),
  openLike: (ctx: Ctx, people: readonly PersonId[], kind: RequestKind, purpose: string | null, identity: Id<'idn'> | null) =>
    ctx.db.maybe(openLike, [w(ctx), people, kind, purpose, identity]),
  isOpenWith: async (ctx: Ctx, fact: Id<'fct'>) => (await ctx.db.maybe(openWith, [w(ctx), fact])) !== undefined,
  withFact: async (ctx: Ctx, fact: Id<'fct'>) => (await ctx.db.maybe(withFact, [w(ctx), fact]))?.id,
  ofPeople: (ctx: Ctx, people: readonly PersonId[]) => ctx.db.all(ofPeople, [w(ctx), people]),
  page: (ctx: Ctx, after: string | null, isOpen: boolean | null, limit: number) => ctx.db.all(page, [w(ctx), after, isOpen, limit]),
  dueFirst: (ctx: Ctx, after: { day: string; id: string } | undefined, limit: number) =>
    ctx.db.all(dueFirst, [w(ctx), after?.day ?? null, after?.id ?? '', limit, ctx.now]),
  setState: (ctx: Ctx, id: RequestId, state: RequestState, closed: { outcome: string; reason?: Sealed } | undefined) =>
    ctx.db.run(setState, [w(ctx), id, state, closed ? ctx.now : null, closed?.outcome ?? null, closed?.reason ?? null]),
  words: (ctx: Ctx, ids: readonly RequestId[]) => ctx.db.all(words, [w(ctx), ids]),
  forgetPerson: (ctx: Ctx, people: readonly string[]) => ctx.db.run(forgetPerson, [w(ctx), people, ctx.now]),
  keeps: (ctx: Ctx, people: readonly PersonId[]) => ctx.db.all(keeps, [w(ctx), people]),
  count: async (ctx: Ctx, people: readonly string[]) => (await ctx.db.one(countOf, [w(ctx), people])).n,
  /** How many were taken back. */
  dropApprovals: (ctx: Ctx, id: RequestId) => ctx.db.run(dropApprovals, [w(ctx), id]),
  approve: (ctx: Ctx, id: RequestId, staff: StaffId) => ctx.db.run(insertApproval, [w(ctx), id, staff, ctx.now]),
  step: (ctx: Ctx, id: RequestId, step: string, detail: StepRow['detail'] = {}, at: Date = ctx.now) =>
    ctx.db.run(upsertStep, [w(ctx), id, step, at, detail]),
  steps: (ctx: Ctx, ids: readonly RequestId[]) => ctx.db.all(steps, [w(ctx), ids]),
  receipt: (ctx: Ctx, id: RequestId, holding: string, erased: number) => ctx.db.run(addReceipt, [w(ctx), id, holding, erased, ctx.now]),
  receipts: (ctx: Ctx, id: RequestId) => ctx.db.all(receipts, [w(ctx), id]),
  insertCase: (ctx: Ctx, id: RequestId, file: Sealed) => ctx.db.run(insertCase, [w(ctx), id, file]),
  caseOf: async (ctx: Ctx, id: RequestId) => (await ctx.db.maybe(caseOf, [w(ctx), id]))?.case_file,
  dropCase: (ctx: Ctx, id: RequestId) => ctx.db.run(dropCase, [w(ctx), id]),
  certify: (ctx: Ctx, id: Id<'crt'>, request: RequestId, entry: Id<'led'>, body: object, signature: string) =>
    ctx.db.run(insertCertificate, [w(ctx), id, request, entry, body, signature, ctx.now]),
  certificate: (ctx: Ctx, request: RequestId) => ctx.db.maybe(certificate, [w(ctx), request]),
};
