// The only SQL for sittings.
import { statement } from '#kit/db';
import type { Id, PersonId } from '#kit/ids';
import type { KioskId, StoreId } from '../store.ts';

export type SittingId = Id<'sit'>;
export type SittingRow = {
  readonly id: SittingId;
  /** None at the counter, where a colleague serves. */
  readonly kiosk: KioskId | null;
  readonly store: StoreId;
  readonly person: PersonId;
  readonly visit: Id<'vst'>;
  readonly acts: number;
  readonly beganAt: Date;
  readonly seenAt: Date;
  readonly endedAt: Date | null;
  readonly links: number;
};

const columns = `id, kiosk_id AS kiosk, store_id AS store, person_id AS person, visit_id AS visit, acts, began_at AS "beganAt",
   seen_at AS "seenAt", ended_at AS "endedAt", links`;
export const insertSitting = statement(
  'kiosk.insertSitting',
  `INSERT INTO kiosk_sittings (workspace_id, id, kiosk_id, store_id, person_id, visit_id, began_at, seen_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $7)`,
);
export const sittingById = statement<SittingRow>(
  'kiosk.sitting',
  `SELECT ${columns} FROM kiosk_sittings WHERE workspace_id = $1 AND id = $2`,
);
export const touchSitting = statement(
  'kiosk.touch',
  'UPDATE kiosk_sittings SET seen_at = $3, acts = acts + $4 WHERE workspace_id = $1 AND id = $2 AND ended_at IS NULL',
);
export const finishSitting = statement(
  'kiosk.end',
  'UPDATE kiosk_sittings SET ended_at = $3 WHERE workspace_id = $1 AND id = $2 AND ended_at IS NULL',
);
/** Whoever comes next begins anew: what the one before left open is over. */
export const finishBefore = statement(
  'kiosk.endBefore',
  'UPDATE kiosk_sittings SET ended_at = $3 WHERE workspace_id = $1 AND kiosk_id = $2 AND ended_at IS NULL',
);
/** Once, by the newest link, and while somebody sits there: the second phone finds nothing, nor does one that comes after the end. */
export const takeSitting = statement<SittingRow>(
  'kiosk.take',
  `UPDATE kiosk_sittings SET taken_at = $3, ended_at = $3, taken_by = $5 WHERE workspace_id = $1 AND id = $2 AND links = $4 AND taken_at IS NULL AND ended_at IS NULL
   RETURNING ${columns}`,
);
/** The same phone, once more: its answer was lost. */
export const takenBy = statement<SittingRow>(
  'kiosk.takenBy',
  `SELECT ${columns} FROM kiosk_sittings WHERE workspace_id = $1 AND id = $2 AND links = $3 AND taken_at IS NOT NULL AND taken_by = $4`,
);
/** An address was typed: one code more, unless these are as many as a sitting may send. */
export const countCode = statement<{ codes: number }>(
  'kiosk.countCode',
  'UPDATE kiosk_sittings SET codes = codes + 1, links = links + 1 WHERE workspace_id = $1 AND id = $2 AND codes < $3 RETURNING codes',
);
export const codesSince = statement<{ count: number }>(
  'kiosk.codesSince',
  'SELECT coalesce(sum(codes), 0)::int AS count FROM kiosk_sittings WHERE workspace_id = $1 AND kiosk_id = $2 AND began_at > $3',
);
export const voidLinks = statement('kiosk.voidLinks', 'UPDATE kiosk_sittings SET links = links + 1 WHERE workspace_id = $1 AND id = $2');
/** A code for an inbox ($4) until $5, in place of the one before, as long as fewer than $6 were shown. */
export const putMessengerCode = statement(
  'kiosk.putMessengerCode',
  `UPDATE kiosk_sittings SET code_hash = $3, code_inbox = $4, code_until = $5, code_links = links, offers = offers + 1
   WHERE workspace_id = $1 AND id = $2 AND ended_at IS NULL AND offers < $6`,
);
/** The sitting whose code one of these ($2) is, for the inbox that got it, while no address was given or proved since. */
export const sittingByCode = statement<SittingRow>(
  'kiosk.sittingByCode',
  `SELECT ${columns} FROM kiosk_sittings WHERE workspace_id = $1 AND code_hash = ANY($2::text[]) AND code_inbox = $3 AND code_until > $4 AND code_links = links
     AND taken_at IS NULL AND ended_at IS NULL LIMIT 1`,
);
export const sittingsSince = statement<{ count: number }>(
  'kiosk.since',
  'SELECT count(*) AS count FROM kiosk_sittings WHERE workspace_id = $1 AND kiosk_id = $2 AND began_at > $3',
);
export const forgetSittings = statement('kiosk.forget', 'DELETE FROM kiosk_sittings WHERE workspace_id = $1 AND began_at <= $2');
export const countSittings = statement<{ count: number }>(
  'kiosk.count',
  'SELECT count(*) AS count FROM kiosk_sittings WHERE workspace_id = $1 AND person_id = ANY($2::text[])',
);
export const sittingsOf = statement<SittingRow>(
  'kiosk.of',
  `SELECT ${columns} FROM kiosk_sittings WHERE workspace_id = $1 AND person_id = ANY($2::text[]) ORDER BY began_at DESC, id DESC`,
);
export const eraseSittings = statement('kiosk.erase', 'DELETE FROM kiosk_sittings WHERE workspace_id = $1 AND person_id = ANY($2::text[])');
