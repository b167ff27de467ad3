// The only SQL for pieces of messages.
import { statement } from '#kit/db';
import type { InboxId, PersonId } from '#kit/ids';
import type { Sealed } from '#kit/seal';

export type PieceRow = {
  hash: string;
  digest: string;
  part: number;
  parts: number;
  person: PersonId;
  told: string;
  sealed: Sealed | null;
  at: Date;
  joinedAt: Date | null;
};
const columns = 'hash, digest, part, parts, person_id AS person, told, sealed, at, joined_at AS "joinedAt"';

/** Nobody else works on this message until the transaction ends. */
export const lockWhole = statement('channels.lockWhole', 'SELECT pg_advisory_xact_lock(hashtextextended($1, 44))');
export const piecesOf = statement<PieceRow>(
  'channels.piecesOf',
  `SELECT ${columns} FROM message_pieces WHERE workspace_id = $1 AND inbox_id = $2 AND whole = $3 ORDER BY part`,
);
/** Whether this person $3 said something else after $5. */
export const hasComeSince = statement<{ has: boolean }>(
  'channels.hasComeSince',
  'SELECT EXISTS (SELECT 1 FROM message_pieces WHERE workspace_id = $1 AND inbox_id = $2 AND person_id = $3 AND whole <> $4 AND at > $5) AS has',
);
export const insertPiece = statement(
  'channels.insertPiece',
  `INSERT INTO message_pieces (workspace_id, inbox_id, hash, whole, digest, part, parts, person_id, told, sealed, at, joined_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
);
export const dropWhole = statement(
  'channels.dropWhole',
  'DELETE FROM message_pieces WHERE workspace_id = $1 AND inbox_id = $2 AND whole = $3',
);
export const markJoined = statement(
  'channels.markJoined',
  'UPDATE message_pieces SET sealed = NULL, joined_at = $4 WHERE workspace_id = $1 AND inbox_id = $2 AND whole = $3',
);
/** Messages of which no further piece came since $2. */
export const leftWaiting = statement<{ inbox: InboxId; whole: string }>(
  'channels.leftWaiting',
  `SELECT inbox_id AS inbox, whole FROM message_pieces WHERE workspace_id = $1 AND joined_at IS NULL
   GROUP BY inbox_id, whole HAVING max(at) < $2 ORDER BY max(at) LIMIT 50`,
);
export const dropOld = statement('channels.dropOldPieces', 'DELETE FROM message_pieces WHERE workspace_id = $1 AND joined_at < $2');

export const countPieces = statement<{ count: number }>(
  'channels.countPieces',
  'SELECT count(*) FROM message_pieces WHERE workspace_id = $1 AND person_id = ANY($2::text[])',
);
export const piecesOfPeople = statement<PieceRow>(
  'channels.piecesOfPeople',
  `SELECT ${columns} FROM message_pieces WHERE workspace_id = $1 AND person_id = ANY($2::text[]) ORDER BY at DESC, hash LIMIT $3`,
);
export const erasePieces = statement(
  'channels.erasePieces',
  'DELETE FROM message_pieces WHERE workspace_id = $1 AND person_id = ANY($2::text[])',
);
