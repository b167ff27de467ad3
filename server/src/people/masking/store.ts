// The only SQL for why addresses were seen in full.
import { type Db, statement } from '#kit/db';
import type { Id, PersonId, StaffId, WorkspaceId } from '#kit/ids';
import type { Sealed } from '#kit/seal';

export type UnmaskingRow = { id: Id<'unm'>; person: PersonId; staff: StaffId; reason: string; note: Sealed | null; at: Date };

const insertOne = statement<unknown>(
  'people.insertUnmasking',
  'INSERT INTO unmaskings (workspace_id, id, person_id, staff_id, reason, note, at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
);
const selectOf = statement<UnmaskingRow>(
  'people.unmaskings',
  'SELECT id, person_id AS person, staff_id AS staff, reason, note, at FROM unmaskings WHERE workspace_id = $1 AND person_id = ANY($2) ORDER BY id',
);
const deleteOf = statement<unknown>('people.eraseUnmaskings', 'DELETE FROM unmaskings WHERE workspace_id = $1 AND person_id = ANY($2)');

type W = WorkspaceId;
export const addUnmasking = (db: Db, w: W, row: UnmaskingRow) =>
  db.run(insertOne, [w, row.id, row.person, row.staff, row.reason, row.note, row.at]);
export const unmaskingRows = (db: Db, w: W, people: readonly string[]) => db.all(selectOf, [w, people]);
export const dropUnmaskings = (db: Db, w: W, people: readonly string[]) => db.run(deleteOf, [w, people]);
