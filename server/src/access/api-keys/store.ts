// The only SQL for keys of programs.
import { type Db, statement } from '#kit/db';
import type { Id, StaffId, WorkspaceId } from '#kit/ids';
import type { Sealed } from '#kit/seal';
import type { Permission } from '../permissions.ts';
import { isActive } from '../store.ts';

export type KeyRow = {
  id: Id<'apk'>;
  staff_id: StaffId;
  name: Sealed;
  prefix: string;
  scopes: Permission[];
  made_at: Date;
  expires_at: Date;
  used_on: string | null;
};
type Used = Pick<KeyRow, 'id' | 'staff_id' | 'scopes' | 'used_on' | 'expires_at'>;

const insertKey = statement<unknown>(
  'access.insertApiKey',
  'INSERT INTO api_keys (workspace_id, id, staff_id, name, prefix, token_hash, scopes, made_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
);
const selectKeys = statement<KeyRow>(
  'access.apiKeys',
  'SELECT id, staff_id, name, prefix, scopes, made_at, expires_at, used_on FROM api_keys WHERE workspace_id = $1 AND staff_id = ANY($2) ORDER BY id',
);
const selectEvery = statement<KeyRow>(
  'access.everyApiKey',
  'SELECT id, staff_id, name, prefix, scopes, made_at, expires_at, used_on FROM api_keys WHERE workspace_id = $1 ORDER BY id',
);
const selectUsed = statement<Used>(
  'access.apiKeyByHash',
  `SELECT k.id, k.staff_id, k.scopes, k.used_on, k.expires_at FROM api_keys k JOIN staff s ON s.workspace_id = k.workspace_id AND s.id = k.staff_id AND ${isActive('s')} WHERE k.workspace_id = $1 AND k.token_hash = $2 AND k.expires_at > $3`,
);
const touchKey = statement<unknown>('access.apiKeyUsed', 'UPDATE api_keys SET used_on = $3 WHERE workspace_id = $1 AND id = $2');
const deleteKey = statement<{ id: Id<'apk'>; token_hash: string }>(
  'access.deleteApiKey',
  'DELETE FROM api_keys WHERE workspace_id = $1 AND staff_id = $2 AND id = $3 RETURNING id, token_hash',
);
const deleteKeysOf = statement<{ id: Id<'apk'>; token_hash: string }>(
  'access.deleteApiKeysOf',
  'DELETE FROM api_keys WHERE workspace_id = $1 AND staff_id = ANY($2) RETURNING id, token_hash',
);
const sweepKeys = statement<unknown>('access.sweepApiKeys', 'DELETE FROM api_keys WHERE workspace_id = $1 AND expires_at <= $2');

type W = WorkspaceId;
export const addKey = (db: Db, w: W, row: Omit<KeyRow, 'made_at' | 'used_on'> & { token_hash: string }, at: Date) =>
  db.run(insertKey, [w, row.id, row.staff_id, row.name, row.prefix, row.token_hash, row.scopes, at, row.expires_at]);
export const keyRows = (db: Db, w: W, staff: readonly string[]) => db.all(selectKeys, [w, staff]);
export const everyKeyRow = (db: Db, w: W) => db.all(selectEvery, [w]);
export const keyByHash = (db: Db, w: W, hash: string, now: Date) => db.maybe(selectUsed, [w, hash, now]);
export const keyUsed = (db: Db, w: W, id: Id<'apk'>, day: string) => db.run(touchKey, [w, id, day]);
export const dropKey = (db: Db, w: W, staff: StaffId, id: string) => db.maybe(deleteKey, [w, staff, id]);
export const dropKeysOf = (db: Db, w: W, staff: readonly string[]) => db.all(deleteKeysOf, [w, staff]);
/** Keys that ran out stay in the list for a while, so that their owner sees why a program stopped. */
export const forgetExpired = (db: Db, w: W, before: Date) => db.run(sweepKeys, [w, before]);
