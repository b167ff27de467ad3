// The only SQL for reading in an emergency.
import { type Db, statement } from '#kit/db';
import type { Id, InboxId, PersonId, StaffId, WorkspaceId } from '#kit/ids';
import type { Sealed } from '#kit/seal';

export type EmergencyRow = {
  id: Id<'brk'>;
  staff_id: StaffId;
  inbox_id: InboxId | null;
  person_id: PersonId | null;
  reason: Reason;
  note: Sealed | null;
  opened_at: Date;
  ends_at: Date;
  closed_at: Date | null;
  verdict: Verdict | null;
  verdict_note: Sealed | null;
  reviewed_by: StaffId | null;
  reviewed_at: Date | null;
};
export type Reason = 'vital-interest' | 'incident' | 'legal-deadline' | 'colleague-absent' | 'fault';
export type Verdict = 'justified' | 'not-justified';

const run = (name: string, text: string) => statement<unknown>(`access.${name}`, text);
const rows = (name: string, where: string) =>
  statement<EmergencyRow>(
    `access.${name}`,
    `SELECT e.id, e.staff_id, e.inbox_id, p.person_id, e.reason, e.note, e.opened_at, e.ends_at, e.closed_at, e.verdict, e.verdict_note, e.reviewed_by, e.reviewed_at
     FROM emergency_accesses e LEFT JOIN emergency_people p ON p.workspace_id = e.workspace_id AND p.access_id = e.id WHERE e.workspace_id = $1 AND ${where}`,
  );
const insertAccess = run(
  'openEmergency',
  'INSERT INTO emergency_accesses (workspace_id, id, staff_id, inbox_id, reason, note, opened_at, ends_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
);
const insertPerson = run('emergencyFor', 'INSERT INTO emergency_people (workspace_id, access_id, person_id) VALUES ($1, $2, $3)');
const selectOpenOf = rows('openEmergencies', 'e.staff_id = $2 AND e.closed_at IS NULL AND e.ends_at > $3 ORDER BY e.opened_at, e.id');
const selectOf = rows('emergenciesOf', 'e.staff_id = ANY($2) ORDER BY e.opened_at, e.id');
const selectOne = rows('emergency', 'e.id = $2 FOR UPDATE OF e');
const selectNewest = rows('newestEmergencies', 'e.opened_at > $2 ORDER BY e.verdict IS NULL DESC, e.opened_at DESC, e.id DESC LIMIT 200');
const closeOne = statement<{ id: Id<'brk'> }>(
  'access.closeEmergency',
  'UPDATE emergency_accesses SET closed_at = $4 WHERE workspace_id = $1 AND staff_id = $2 AND ($3::text IS NULL OR id = $3) AND closed_at IS NULL AND ends_at > $4 RETURNING id',
);
const judge = run(
  'reviewEmergency',
  'UPDATE emergency_accesses SET verdict = $3, verdict_note = $4, reviewed_by = $5, reviewed_at = $6 WHERE workspace_id = $1 AND id = $2',
);
const countUnreviewed = statement<{ count: number }>(
  'access.unreviewedEmergencies',
  'SELECT count(*)::int AS count FROM emergency_accesses WHERE workspace_id = $1 AND verdict IS NULL AND opened_at <= $2',
);
const forgetNotes = run(
  'forgetEmergencyNotes',
  'UPDATE emergency_accesses SET note = NULL, verdict_note = NULL WHERE workspace_id = $1 AND staff_id = ANY($2) AND (note IS NOT NULL OR verdict_note IS NOT NULL)',
);
const sweepAccesses = run(
  'sweepEmergencies',
  'DELETE FROM emergency_accesses WHERE workspace_id = $1 AND verdict IS NOT NULL AND opened_at <= $2',
);
const aboutPeople = 'FROM emergency_people WHERE workspace_id = $1 AND person_id = ANY($2)';
const countPeople = statement<{ count: number }>('access.countEmergencyPeople', `SELECT count(*)::int AS count ${aboutPeople}`);
const deletePeople = run('eraseEmergencyPeople', `DELETE ${aboutPeople}`);
const selectPeople = rows('emergenciesAbout', 'p.person_id = ANY($2) ORDER BY e.opened_at, e.id');

type W = WorkspaceId;
export const add = (db: Db, w: W, e: Pick<EmergencyRow, 'id' | 'staff_id' | 'inbox_id' | 'reason' | 'note' | 'opened_at' | 'ends_at'>) =>
  db.run(insertAccess, [w, e.id, e.staff_id, e.inbox_id, e.reason, e.note, e.opened_at, e.ends_at]);
export const addPerson = (db: Db, w: W, id: Id<'brk'>, person: PersonId) => db.run(insertPerson, [w, id, person]);
export const openOf = (db: Db, w: W, staff: StaffId, now: Date) => db.all(selectOpenOf, [w, staff, now]);
export const of = (db: Db, w: W, staff: readonly string[]) => db.all(selectOf, [w, staff]);
/** Held to the end of the transaction: of two verdicts the second finds the first. */
export const held = (db: Db, w: W, id: string) => db.maybe(selectOne, [w, id]);
/** Those without a verdict first, then the newest. */
export const newest = (db: Db, w: W, since: Date) => db.all(selectNewest, [w, since]);
/** Ends one, or all when no id is given. */
export const close = (db: Db, w: W, staff: StaffId, id: string | null, at: Date) => db.all(closeOne, [w, staff, id, at]);
export const review = (db: Db, w: W, id: string, verdict: Verdict, note: Sealed | null, by: StaffId, at: Date) =>
  db.run(judge, [w, id, verdict, note, by, at]);
export const unreviewed = async (db: Db, w: W, openedBefore: Date) => (await db.one(countUnreviewed, [w, openedBefore])).count;
export const dropNotes = (db: Db, w: W, staff: readonly string[]) => db.run(forgetNotes, [w, staff]);
export const sweepOld = (db: Db, w: W, openedBefore: Date) => db.run(sweepAccesses, [w, openedBefore]);
export const countAbout = async (db: Db, w: W, people: readonly string[]) => (await db.one(countPeople, [w, people])).count;
export const about = (db: Db, w: W, people: readonly string[]) => db.all(selectPeople, [w, people]);
export const dropAbout = (db: Db, w: W, people: readonly string[]) => db.run(deletePeople, [w, people]);
