// Whom a key of a program stands for: its owner, with no more than both the key and the owner's present roles allow. It proves nobody, so dangerous acts stay closed.
import { lookupHash } from '#keys';
import type { Carried } from '#kit/ctx';
import type { Id, StaffId, WorkspaceId } from '#kit/ids';
import { act } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { whenOver } from '../desk/told.ts';
import { findEntrance } from '../entrances.ts';
import { carriedIn, firstEnd } from '../grants/reach.ts';
import { narrowed, permissionsIn } from '../grants/rules.ts';
import { grantRows } from '../grants/store.ts';
import type { Permission } from '../permissions.ts';
import { keyPrefix } from './keys.ts';
import * as store from './store.ts';

export type KeyCaller = {
  readonly workspace: WorkspaceId;
  readonly actor: { readonly kind: 'staff'; readonly id: StaffId };
  readonly permissions: readonly Permission[];
  readonly grants: readonly Carried[];
  readonly session: Id<'apk'>;
  /** What concerns whoever is signed in stays closed to programs, and so do dangerous acts. */
  readonly isProgram: true;
  readonly whenOver: (hear: () => void) => () => void;
  readonly until: Date;
};

export const isKey = (token: string): boolean => token.startsWith(keyPrefix) && /^[\w-]{50}$/.test(token);
export const keyHash = (tools: Tools, key: string): string => lookupHash(tools, 'api-key', key);

/** Who stands behind a key, or undefined; writes the day of use down, once a day. */
export async function readKey(tools: Tools, key: string): Promise<KeyCaller | undefined> {
  const entrance = await findEntrance(tools, 'api-key', key);
  if (!entrance) return undefined;
  const { workspace } = entrance;
  return act(tools, { workspace, actor: { kind: 'system', id: 'sign-in' } }, async (ctx) => {
    const row = await store.keyByHash(ctx.db, workspace, keyHash(tools, key), ctx.now);
    if (!row) return undefined;
    const today = ctx.now.toISOString().slice(0, 10);
    if (row.used_on !== today) await store.keyUsed(ctx.db, workspace, row.id, today);
    const held = await grantRows(ctx.db, workspace, [row.staff_id], ctx.now);
    const grants = narrowed(held.map(carriedIn), row.scopes);
    const end = firstEnd(held);
    return {
      workspace,
      actor: { kind: 'staff', id: row.staff_id },
      permissions: permissionsIn(grants),
      grants,
      session: row.id,
      isProgram: true,
      whenOver: (hear) => whenOver(tools, workspace, row.id, hear),
      until: end && end < row.expires_at ? end : row.expires_at,
    };
  });
}
