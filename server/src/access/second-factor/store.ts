// The only SQL for TOTP secrets and recovery codes.
import { type Db, statement } from '#kit/db';
import type { StaffId, WorkspaceId } from '#kit/ids';
import type { Sealed } from '#kit/seal';

export type SecretRow = { staff_id: StaffId; secret: Sealed; made_at: Date; confirmed_at: Date | null; last_step: number };
type Count = { count: number };

const upsertSecret = statement<unknown>(
  'access.upsertSecret',
  'INSERT INTO totp_secrets (workspace_id, staff_id, secret, made_at) VALUES ($1, $2, $3, $4) ON CONFLICT (workspace_id, staff_id) DO UPDATE SET secret = EXCLUDED.secret, made_at = EXCLUDED.made_at, last_step = 0 WHERE totp_secrets.confirmed_at IS NULL',
);
const selectSecrets = statement<SecretRow>(
  'access.secrets',
  'SELECT staff_id, secret, made_at, confirmed_at, last_step FROM totp_secrets WHERE workspace_id = $1 AND staff_id = ANY($2)',
);
const useStep = statement<unknown>(
  'access.useStep',
  'UPDATE totp_secrets SET last_step = $3, confirmed_at = coalesce(confirmed_at, $4) WHERE workspace_id = $1 AND staff_id = $2 AND last_step < $3',
);
const deleteSecrets = statement<unknown>('access.deleteSecrets', 'DELETE FROM totp_secrets WHERE workspace_id = $1 AND staff_id = ANY($2)');
const insertCodes = statement<unknown>(
  'access.insertRecoveryCodes',
  'INSERT INTO recovery_codes (workspace_id, staff_id, code_hash, made_at) SELECT $1, $2, hash, $4 FROM unnest($3::text[]) hash',
);
const useCode = statement<unknown>(
  'access.useRecoveryCode',
  'DELETE FROM recovery_codes WHERE workspace_id = $1 AND staff_id = $2 AND code_hash = $3',
);
const deleteCodes = statement<unknown>(
  'access.deleteRecoveryCodes',
  'DELETE FROM recovery_codes WHERE workspace_id = $1 AND staff_id = ANY($2)',
);
const countCodes = statement<Count>(
  'access.countRecoveryCodes',
  'SELECT count(*)::int AS count FROM recovery_codes WHERE workspace_id = $1 AND staff_id = ANY($2)',
);
const newestCodes = statement<{ made_at: Date; count: number }>(
  'access.recoveryCodesOf',
  'SELECT made_at, count(*)::int AS count FROM recovery_codes WHERE workspace_id = $1 AND staff_id = ANY($2) GROUP BY made_at ORDER BY made_at',
);

type W = WorkspaceId;
/** Puts a new secret in place of one that was not confirmed; gives 0 when one is in use. */
export const putSecret = (db: Db, w: W, staff: StaffId, secret: Sealed, at: Date) => db.run(upsertSecret, [w, staff, secret, at]);
export const secretRows = (db: Db, w: W, staff: readonly string[]) => db.all(selectSecrets, [w, staff]);
/** Whether this step, or one after it, had not been taken before; of two at once one hears no. */
export const takeStep = async (db: Db, w: W, staff: StaffId, step: number, at: Date) => (await db.run(useStep, [w, staff, step, at])) === 1;
export const dropSecrets = (db: Db, w: W, staff: readonly string[]) => db.run(deleteSecrets, [w, staff]);
export const addCodes = (db: Db, w: W, staff: StaffId, hashes: readonly string[], at: Date) => db.run(insertCodes, [w, staff, hashes, at]);
/** Whether there was such a code; it is gone now. */
export const takeCode = async (db: Db, w: W, staff: StaffId, hash: string) => (await db.run(useCode, [w, staff, hash])) === 1;
export const dropCodes = (db: Db, w: W, staff: readonly string[]) => db.run(deleteCodes, [w, staff]);
export const countCodesOf = async (db: Db, w: W, staff: readonly string[]) => (await db.one(countCodes, [w, staff])).count;
export const codesOf = (db: Db, w: W, staff: readonly string[]) => db.all(newestCodes, [w, staff]);
