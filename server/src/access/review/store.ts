// The only SQL for looking over accounts and keys.
import { type Db, statement } from '#kit/db';
import type { StaffId, WorkspaceId } from '#kit/ids';
import { isActive } from '../store.ts';

type Account = { id: StaffId };

const unproven = statement<Account>(
  'access.administrators-by-password-alone',
  `SELECT s.id FROM staff s WHERE s.workspace_id = $1 AND s.id = ANY ($2::text[])
     AND s.password IS NOT NULL
     AND NOT EXISTS (SELECT 1 FROM totp_secrets f WHERE f.workspace_id = s.workspace_id AND f.staff_id = s.id AND f.confirmed_at IS NOT NULL)
     AND NOT EXISTS (SELECT 1 FROM passkeys p WHERE p.workspace_id = s.workspace_id AND p.staff_id = s.id)
   ORDER BY s.id LIMIT 500`,
);
const silent = statement<Account>(
  'access.accounts-without-session',
  `SELECT s.id FROM staff s WHERE s.workspace_id = $1 AND s.joined_at < $2 AND ${isActive('s')}
     AND NOT EXISTS (SELECT 1 FROM sessions o WHERE o.workspace_id = s.workspace_id AND o.staff_id = s.id AND o.seen_at >= $2)
   ORDER BY s.id LIMIT 500`,
);
const unusedKeys = statement<{ id: string }>(
  'access.unused-keys',
  'SELECT id FROM api_keys WHERE workspace_id = $1 AND expires_at > $2 AND coalesce(used_on, made_at::date) < $3::date ORDER BY id LIMIT 500',
);
const unusedTokens = statement<{ id: string }>(
  'access.unused-scim-tokens',
  'SELECT id FROM scim_tokens WHERE workspace_id = $1 AND (expires_at IS NULL OR expires_at > $2) AND coalesce(used_on, made_at::date) < $3::date ORDER BY id LIMIT 500',
);
const unfollowed = statement<{ id: string }>(
  'access.providers-without-token',
  `SELECT p.id FROM identity_providers p WHERE p.workspace_id = $1
     AND EXISTS (SELECT 1 FROM scim_people k WHERE k.workspace_id = p.workspace_id AND k.provider_id = p.id AND k.active)
     AND NOT EXISTS (SELECT 1 FROM scim_tokens t WHERE t.workspace_id = p.workspace_id AND t.provider_id = p.id AND (t.expires_at IS NULL OR t.expires_at > $2))
   ORDER BY p.id`,
);
const joined = statement<Account>(
  'access.joined-staff',
  `SELECT s.id FROM staff s WHERE s.workspace_id = $1 AND ${isActive('s')} ORDER BY s.id LIMIT 5000`,
);

type W = WorkspaceId;
/** Of these, who has neither passkey nor second factor. */
export const byPasswordAlone = (db: Db, w: W, staff: readonly StaffId[]) => db.all(unproven, [w, staff]);
/** Who joined before this and has no session that was used since. */
export const withoutSession = (db: Db, w: W, since: Date) => db.all(silent, [w, since]);
/** Keys that still work and were not used since that day; one that never was counts from when it was made. */
export const keysUnusedSince = (db: Db, w: W, now: Date, since: string) => db.all(unusedKeys, [w, now, since]);
/** As `keysUnusedSince`, tokens for provisioning. */
export const tokensUnusedSince = (db: Db, w: W, now: Date, since: string) => db.all(unusedTokens, [w, now, since]);
/** Providers that keep people in step who may come in, and have no token that still opens then: nobody would hear that one of them left. */
export const providersWithoutToken = (db: Db, w: W, then: Date) => db.all(unfollowed, [w, then]);
export const joinedStaff = async (db: Db, w: W): Promise<StaffId[]> => (await db.all(joined, [w])).map((row) => row.id);
