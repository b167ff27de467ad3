// The only SQL for legal holds.
import { statement } from '#kit/db';
import type { ConversationId, Id, PersonId } from '#kit/ids';
import type { Sealed } from '#kit/seal';
import { type Found, pastProofsSql } from '#purposes';

export type HoldRow = {
  readonly id: Id<'hld'>;
  readonly person: PersonId;
  readonly conversation: ConversationId | null;
  readonly fact: Id<'fct'>;
  readonly ground: 'legal-claims' | 'legal-obligation';
  readonly reason: Sealed;
  readonly reviewOn: string;
  readonly setBy: string;
  readonly setAt: Date;
  readonly liftedAt: Date | null;
};
const columns = `id, person_id AS person, conversation_id AS conversation, fact_id AS fact, ground, reason, to_char(review_on, 'YYYY-MM-DD') AS "reviewOn", set_by AS "setBy",
  set_at AS "setAt", lifted_at AS "liftedAt"`;

export const insertHold = statement(
  'retention.insertHold',
  `INSERT INTO legal_holds (workspace_id, id, person_id, conversation_id, fact_id, ground, reason, review_on, set_by, set_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8::date, $9, $10)`,
);
/** What a sweep holds while it deletes: a hold that is being set waits for it, and is seen by the next. */
export const lockConversations = statement<{ id: ConversationId }>(
  'retention.lockConversations',
  'SELECT id FROM conversations WHERE workspace_id = $1 AND (id = $2 OR person_id = ANY($3::text[])) ORDER BY id FOR UPDATE',
);
export const holdOfFact = statement<{ id: Id<'hld'>; conversation: ConversationId | null }>(
  'retention.holdOfFact',
  'SELECT id, conversation_id AS conversation FROM legal_holds WHERE workspace_id = $1 AND fact_id = $2 AND lifted_at IS NULL',
);
export const holdById = statement<HoldRow>(
  'retention.holdById',
  `SELECT ${columns} FROM legal_holds WHERE workspace_id = $1 AND id = $2 FOR UPDATE`,
);
/** $2 whether they still stand; those to be looked at first come first. */
export const holdList = statement<HoldRow>(
  'retention.holdList',
  `SELECT ${columns} FROM legal_holds WHERE workspace_id = $1 AND (lifted_at IS NULL) = $2 ORDER BY review_on, id LIMIT 200`,
);
export const holdsOf = statement<HoldRow>(
  'retention.holdsOf',
  `SELECT ${columns} FROM legal_holds WHERE workspace_id = $1 AND person_id = ANY($2::text[]) ORDER BY id`,
);
export const renewHold = statement(
  'retention.renewHold',
  'UPDATE legal_holds SET fact_id = $3, reason = $4, review_on = $5::date WHERE workspace_id = $1 AND id = $2',
);
export const liftHold = statement('retention.liftHold', 'UPDATE legal_holds SET lifted_at = $3 WHERE workspace_id = $1 AND id = $2');
export const heldConversations = statement<{ conversation: ConversationId }>(
  'retention.heldConversations',
  'SELECT conversation_id AS conversation FROM legal_holds WHERE workspace_id = $1 AND conversation_id = ANY($2::text[]) AND lifted_at IS NULL',
);
/** Those that stand over one conversation. */
export const holdsOver = statement<{ ground: HoldRow['ground']; reviewOn: string }>(
  'retention.holdsOver',
  `SELECT ground, to_char(review_on, 'YYYY-MM-DD') AS "reviewOn" FROM legal_holds WHERE workspace_id = $1 AND conversation_id = $2 AND lifted_at IS NULL ORDER BY id`,
);
export const countHolds = statement<{ count: number }>(
  'retention.countHolds',
  'SELECT count(*) FROM legal_holds WHERE workspace_id = $1 AND person_id = ANY($2::text[])',
);
export const eraseHolds = statement(
  'retention.eraseHolds',
  'DELETE FROM legal_holds WHERE workspace_id = $1 AND person_id = ANY($2::text[])',
);
export const pastHolds = statement<Found>(
  'retention.pastHolds',
  pastProofsSql('SELECT id, person_id AS person, lifted_at AS ended FROM legal_holds WHERE workspace_id = $1'),
);
export const dropHolds = statement(
  'retention.dropHolds',
  'DELETE FROM legal_holds WHERE workspace_id = $1 AND id = ANY($2::text[]) AND lifted_at IS NOT NULL',
);
export const countStanding = statement<{ count: number }>(
  'retention.countStanding',
  'SELECT count(*) FROM legal_holds WHERE workspace_id = $1 AND lifted_at IS NULL',
);
export const countUnreviewed = statement<{ count: number }>(
  'retention.countUnreviewed',
  'SELECT count(*) FROM legal_holds WHERE workspace_id = $1 AND lifted_at IS NULL AND review_on < $2::date',
);
