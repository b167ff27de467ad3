// The only SQL for visits.
import { statement } from '#kit/db';
import type { ConversationId, Id, InboxId, PersonId } from '#kit/ids';

export type VisitRow = {
  id: Id<'vst'>;
  inbox: InboxId;
  person: PersonId;
  language: string;
  notice: Id<'ntc'>;
  emailIdentity: Id<'idn'> | null;
  conversation: ConversationId | null;
  startedAt: Date;
};

const columns =
  'id, inbox_id AS inbox, person_id AS person, language, notice_id AS notice, email_identity_id AS "emailIdentity", conversation_id AS conversation, started_at AS "startedAt"';
export const insertVisit = statement(
  'visits.insert',
  'INSERT INTO visits (workspace_id, id, inbox_id, person_id, identity_id, language, notice_id, notice_hash, started_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
);
export const visitById = statement<VisitRow>('visits.byId', `SELECT ${columns} FROM visits WHERE workspace_id = $1 AND id = $2`);
export const visitsById = statement<VisitRow>(
  'visits.byIds',
  `SELECT ${columns} FROM visits WHERE workspace_id = $1 AND id = ANY($2::text[])`,
);
export const visitsOf = statement<VisitRow>(
  'visits.of',
  `SELECT ${columns} FROM visits WHERE workspace_id = $1 AND person_id = ANY($2::text[]) ORDER BY id`,
);
/** Whether all visits of these people are of this inbox; null where there are none. */
export const standAlone = statement<{ alone: boolean | null }>(
  'visits.standAlone',
  'SELECT bool_and(inbox_id = $3) AS alone FROM visits WHERE workspace_id = $1 AND person_id = ANY($2::text[])',
);
export const emailFor = statement<{ identity: Id<'idn'> }>(
  'visits.emailFor',
  'SELECT email_identity_id AS identity FROM visits WHERE workspace_id = $1 AND conversation_id = $2 AND email_identity_id IS NOT NULL ORDER BY started_at DESC, id DESC LIMIT 1',
);
/** A visit that began at a device of the company's: no browser holds its token, until a phone takes it up. */
export const lendVisit = statement('visits.lend', 'UPDATE visits SET lent = $3 WHERE workspace_id = $1 AND id = $2');
/** The one browser of this thread is such a device. */
export const isLent = statement<{ lent: boolean }>(
  'visits.isLent',
  `SELECT bool_and(lent) AS lent FROM visits WHERE workspace_id = $1 AND conversation_id = $2 HAVING bool_and(lent)`,
);
export const setEmail = statement('visits.setEmail', 'UPDATE visits SET email_identity_id = $3 WHERE workspace_id = $1 AND id = $2');
export const setConversation = statement(
  'visits.setConversation',
  'UPDATE visits SET conversation_id = $3 WHERE workspace_id = $1 AND id = $2 AND conversation_id IS NOT DISTINCT FROM $4',
);
export const countVisits = statement<{ count: number }>(
  'visits.count',
  'SELECT count(*) AS count FROM visits WHERE workspace_id = $1 AND person_id = ANY($2::text[])',
);
export const endVisit = statement('visits.endOne', 'DELETE FROM visits WHERE workspace_id = $1 AND id = $2');
export const endVisits = statement('visits.end', 'DELETE FROM visits WHERE workspace_id = $1 AND conversation_id = ANY($2::text[])');
export const eraseVisits = statement('visits.erase', 'DELETE FROM visits WHERE workspace_id = $1 AND person_id = ANY($2::text[])');
