// The only SQL for the terms of staff.
import { type Db, statement } from '#kit/db';
import type { Id, WorkspaceId } from '#kit/ids';
import type { Terms } from './terms.ts';

const selectTerms = statement<Terms>(
  'access.staffTerms',
  'SELECT former_days AS "formerDays", review_days AS "reviewDays", second_factor AS "secondFactor", idle_minutes AS "idleMinutes" FROM staff_terms WHERE workspace_id = $1',
);
const upsertTerms = statement<unknown>(
  'access.saveStaffTerms',
  'INSERT INTO staff_terms (workspace_id, former_days, review_days, second_factor, idle_minutes, changed_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (workspace_id) DO UPDATE SET former_days = EXCLUDED.former_days, review_days = EXCLUDED.review_days, second_factor = EXCLUDED.second_factor, idle_minutes = EXCLUDED.idle_minutes, changed_at = EXCLUDED.changed_at',
);
const byPassword = statement<{ id: Id<'ses'> }>(
  'access.sessionsByPassword',
  "SELECT id FROM sessions WHERE workspace_id = $1 AND proven_by IN ('password', 'invitation') AND expires_at > $2",
);

export const termsRow = (db: Db, w: WorkspaceId) => db.maybe(selectTerms, [w]);
/** Sessions of everybody here that a password alone opened. */
export const sessionsByPassword = (db: Db, w: WorkspaceId, now: Date) => db.all(byPassword, [w, now]);
export const saveTerms = (db: Db, w: WorkspaceId, terms: Terms, at: Date) =>
  db.run(upsertTerms, [w, terms.formerDays, terms.reviewDays, terms.secondFactor, terms.idleMinutes, at]);
