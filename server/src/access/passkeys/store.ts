// The only SQL for passkeys and challenges that were answered.
import { type Db, statement } from '#kit/db';
import type { Id, StaffId, WorkspaceId } from '#kit/ids';
import type { Sealed } from '#kit/seal';
import { isActive } from '../store.ts';

export type PasskeyRow = {
  id: Id<'psk'>;
  staff_id: StaffId;
  name: Sealed;
  credential: Sealed;
  credential_hash: string;
  public_key: Buffer;
  counter: number;
  added_at: Date;
  used_at: Date | null;
};

const columns = 'id, staff_id, name, credential, credential_hash, public_key, counter, added_at, used_at';
const insertPasskey = statement<unknown>(
  'access.insertPasskey',
  'INSERT INTO passkeys (workspace_id, id, staff_id, name, credential, credential_hash, public_key, counter, added_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
);
const selectPasskeys = statement<PasskeyRow>(
  'access.passkeys',
  `SELECT ${columns} FROM passkeys WHERE workspace_id = $1 AND staff_id = ANY($2) ORDER BY id`,
);
const lockPasskey = statement<PasskeyRow>(
  'access.lockPasskey',
  `SELECT p.id, p.staff_id, p.name, p.credential, p.credential_hash, p.public_key, p.counter, p.added_at, p.used_at FROM passkeys p JOIN staff s ON s.workspace_id = p.workspace_id AND s.id = p.staff_id AND ${isActive('s')} WHERE p.workspace_id = $1 AND p.credential_hash = $2 FOR UPDATE OF p`,
);
const usePasskey = statement<unknown>(
  'access.usePasskey',
  'UPDATE passkeys SET counter = $3, used_at = $4 WHERE workspace_id = $1 AND id = $2',
);
const deletePasskey = statement<{ credential_hash: string }>(
  'access.deletePasskey',
  'DELETE FROM passkeys WHERE workspace_id = $1 AND staff_id = $2 AND id = $3 RETURNING credential_hash',
);
const deletePasskeysOf = statement<{ credential_hash: string }>(
  'access.deletePasskeysOf',
  'DELETE FROM passkeys WHERE workspace_id = $1 AND staff_id = ANY($2) RETURNING credential_hash',
);
const lockStaff = statement<{ has_password: boolean }>(
  'access.lockStaff',
  'SELECT password IS NOT NULL AS has_password FROM staff WHERE workspace_id = $1 AND id = $2 FOR UPDATE',
);
const spendChallenge = statement<{ challenge_hash: string }>(
  'access.spendChallenge',
  'INSERT INTO spent_challenges (workspace_id, challenge_hash, expires_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING challenge_hash',
);
const sweepChallenges = statement<unknown>(
  'access.sweepChallenges',
  'DELETE FROM spent_challenges WHERE workspace_id = $1 AND expires_at <= $2',
);

type W = WorkspaceId;
export const addPasskey = (db: Db, w: W, row: Omit<PasskeyRow, 'added_at' | 'used_at'>, at: Date) =>
  db.run(insertPasskey, [w, row.id, row.staff_id, row.name, row.credential, row.credential_hash, row.public_key, row.counter, at]);
export const passkeyRows = (db: Db, w: W, staff: readonly string[]) => db.all(selectPasskeys, [w, staff]);
/** Holds the row until the transaction ends, so that of two answers with one counter the second is refused. */
export const passkeyByHash = (db: Db, w: W, hash: string) => db.maybe(lockPasskey, [w, hash]);
export const passkeyUsed = (db: Db, w: W, id: Id<'psk'>, counter: number, at: Date) => db.run(usePasskey, [w, id, counter, at]);
export const dropPasskey = (db: Db, w: W, staff: StaffId, id: string) => db.maybe(deletePasskey, [w, staff, id]);
export const dropPasskeysOf = (db: Db, w: W, staff: readonly string[]) => db.all(deletePasskeysOf, [w, staff]);
/** Holds a member of staff while their ways in are counted: two removals at once must not each leave the other's. */
export const holdStaff = (db: Db, w: W, staff: StaffId) => db.maybe(lockStaff, [w, staff]);
/** Whether this was the first answer to the challenge. */
export const spend = async (db: Db, w: W, hash: string, expiresAt: Date) =>
  (await db.maybe(spendChallenge, [w, hash, expiresAt])) !== undefined;
export const forgetSpent = (db: Db, w: W, now: Date) => db.run(sweepChallenges, [w, now]);
