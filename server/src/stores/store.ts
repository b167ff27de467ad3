// The only SQL for stores, their devices and what began at them.
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';
import type { Id, InboxId, PersonId } from '#kit/ids';
import type { Language } from '#purposes';

export type StoreId = Id<'sto'>;
export type KioskId = Id<'ksk'>;
export type StoreRow = {
  readonly id: StoreId;
  readonly publicKey: string;
  readonly name: string;
  readonly address: string;
  readonly languages: Language[];
  readonly hours: string;
  readonly inbox: InboxId;
  readonly restSeconds: number;
  readonly retiredAt: Date | null;
};
export type KioskRow = {
  readonly id: KioskId;
  readonly store: StoreId;
  readonly name: string;
  readonly enrolledAt: Date | null;
  readonly seenAt: Date | null;
  readonly revokedAt: Date | null;
};
export type RecordKind = 'conversation' | 'choice' | 'address' | 'request' | 'hand-over';
type RecordRow = { readonly store: StoreId; readonly kind: RecordKind; readonly record: string; readonly at: Date };

const columns =
  'id, public_key AS "publicKey", name, address, languages, hours, inbox_id AS inbox, rest_seconds AS "restSeconds", retired_at AS "retiredAt"';
const insert = statement(
  'stores.insert',
  `INSERT INTO stores (workspace_id, id, public_key, name, address, languages, hours, inbox_id, rest_seconds, opened_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
);
const update = statement(
  'stores.update',
  `UPDATE stores SET name = $3, address = $4, languages = $5, hours = $6, inbox_id = $7, rest_seconds = $8, retired_at = $9
   WHERE workspace_id = $1 AND id = $2`,
);
const every = statement<StoreRow>(
  'stores.every',
  `SELECT ${columns} FROM stores WHERE workspace_id = $1 ORDER BY retired_at IS NOT NULL, lower(name), id`,
);
const byId = statement<StoreRow>('stores.byId', `SELECT ${columns} FROM stores WHERE workspace_id = $1 AND id = $2`);
const kioskColumns = 'id, store_id AS store, name, enrolled_at AS "enrolledAt", seen_at AS "seenAt", revoked_at AS "revokedAt"';
const everyKiosk = statement<KioskRow>(
  'stores.kiosks',
  `SELECT ${kioskColumns} FROM kiosks WHERE workspace_id = $1 AND enrolled_at IS NOT NULL ORDER BY revoked_at IS NOT NULL, enrolled_at, id`,
);
const kioskById = statement<KioskRow>('stores.kiosk', `SELECT ${kioskColumns} FROM kiosks WHERE workspace_id = $1 AND id = $2`);
const insertKiosk = statement(
  'stores.insertKiosk',
  'INSERT INTO kiosks (workspace_id, id, store_id, name, code_until) VALUES ($1, $2, $3, $4, $5)',
);
const enrol = statement<{ store: StoreId }>(
  'stores.enrol',
  `UPDATE kiosks SET enrolled_at = $3, seen_at = $3 WHERE workspace_id = $1 AND id = $2 AND enrolled_at IS NULL AND code_until > $3
   RETURNING store_id AS store`,
);
const see = statement(
  'stores.see',
  `UPDATE kiosks SET seen_at = $3 WHERE workspace_id = $1 AND id = $2 AND seen_at < $3::timestamptz - interval '1 minute'`,
);
const revoke = statement('stores.revoke', 'UPDATE kiosks SET revoked_at = $3 WHERE workspace_id = $1 AND id = $2 AND revoked_at IS NULL');
const forgetUnused = statement(
  'stores.forgetUnused',
  'DELETE FROM kiosks WHERE workspace_id = $1 AND enrolled_at IS NULL AND code_until <= $2',
);
const addRecordRow = statement(
  'stores.record',
  `INSERT INTO store_records (workspace_id, id, store_id, person_id, kind, record_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7)
   ON CONFLICT DO NOTHING`,
);
const counts = statement<{ store: StoreId; kind: RecordKind; n: number }>(
  'stores.figures',
  'SELECT store_id AS store, kind, count(*)::int AS n FROM store_records WHERE workspace_id = $1 GROUP BY 1, 2',
);
/** By month in UTC, from $2 on. */
const monthly = statement<{ store: StoreId; kind: RecordKind; month: string; n: number }>(
  'stores.monthly',
  `SELECT store_id AS store, kind, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM') AS month, count(*)::int AS n FROM store_records
   WHERE workspace_id = $1 AND at >= $2 GROUP BY 1, 2, 3 ORDER BY 3 DESC`,
);
const placeOf = statement<{ id: StoreId; name: string }>(
  'stores.placeOf',
  `SELECT s.id, s.name FROM store_records r JOIN stores s ON s.workspace_id = r.workspace_id AND s.id = r.store_id
   WHERE r.workspace_id = $1 AND r.kind = 'conversation' AND r.record_id = $2`,
);
export const recordsOf = statement<RecordRow & { readonly name: string }>(
  'stores.recordsOf',
  `SELECT r.store_id AS store, s.name, r.kind, r.record_id AS record, r.at FROM store_records r
   JOIN stores s ON s.workspace_id = r.workspace_id AND s.id = r.store_id
   WHERE r.workspace_id = $1 AND r.person_id = ANY($2::text[]) ORDER BY r.at DESC, r.id DESC`,
);
export const countRecords = statement<{ count: number }>(
  'stores.countRecords',
  'SELECT count(*) AS count FROM store_records WHERE workspace_id = $1 AND person_id = ANY($2::text[])',
);
export const eraseRecords = statement(
  'stores.eraseRecords',
  'DELETE FROM store_records WHERE workspace_id = $1 AND person_id = ANY($2::text[])',
);
export const letGoOfRecords = statement(
  'stores.letGo',
  `DELETE FROM store_records WHERE workspace_id = $1 AND kind = 'conversation' AND record_id = ANY($2::text[])`,
);

export const letGoOfKind = statement(
  'stores.letGoWith',
  'DELETE FROM store_records WHERE workspace_id = $1 AND kind = $2 AND record_id = ANY($3::text[])',
);

export const store = {
  add: (ctx: Ctx, row: StoreRow) =>
    ctx.db.run(insert, [
      ...[ctx.workspace, row.id, row.publicKey, row.name, row.address, row.languages, row.hours, row.inbox, row.restSeconds],
      ctx.now,
    ]),
  change: (ctx: Ctx, row: StoreRow) =>
    ctx.db.run(update, [
      ...[ctx.workspace, row.id, row.name, row.address, row.languages, row.hours, row.inbox, row.restSeconds, row.retiredAt],
    ]),
  every: (ctx: Ctx) => ctx.db.all(every, [ctx.workspace]),
  byId: (ctx: Ctx, id: StoreId) => ctx.db.maybe(byId, [ctx.workspace, id]),
  figures: (ctx: Ctx) => ctx.db.all(counts, [ctx.workspace]),
  monthly: (ctx: Ctx, from: Date) => ctx.db.all(monthly, [ctx.workspace, from]),
  placeOf: (ctx: Ctx, conversation: string) => ctx.db.maybe(placeOf, [ctx.workspace, conversation]),
  record: (ctx: Ctx, id: Id<'str'>, at: StoreId, person: PersonId, kind: RecordKind, what: string) =>
    ctx.db.run(addRecordRow, [ctx.workspace, id, at, person, kind, what, ctx.now]),
};
export const kioskStore = {
  every: (ctx: Ctx) => ctx.db.all(everyKiosk, [ctx.workspace]),
  byId: (ctx: Ctx, id: KioskId) => ctx.db.maybe(kioskById, [ctx.workspace, id]),
  add: (ctx: Ctx, id: KioskId, at: StoreId, name: string, until: Date) => ctx.db.run(insertKiosk, [ctx.workspace, id, at, name, until]),
  /** Once, and while the code is good. */
  enrol: (ctx: Ctx, id: KioskId) => ctx.db.maybe(enrol, [ctx.workspace, id, ctx.now]),
  see: (ctx: Ctx, id: KioskId) => ctx.db.run(see, [ctx.workspace, id, ctx.now]),
  revoke: (ctx: Ctx, id: KioskId) => ctx.db.run(revoke, [ctx.workspace, id, ctx.now]),
  forgetUnused: (ctx: Ctx) => ctx.db.run(forgetUnused, [ctx.workspace, ctx.now]),
};
