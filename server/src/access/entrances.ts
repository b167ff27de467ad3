// Entrances: how a token, an address or a public key finds its workspace before anybody is known. Only a keyed hash of the value is stored.
import { lookupHash } from '#keys';
import type { Ctx } from '#kit/ctx';
import { lookup } from '#kit/db';
import type { WorkspaceId } from '#kit/ids';
import { clock, pool } from '#kit/pool';
import type { Tools } from '#kit/tool';
import * as store from './store.ts';

export type EntranceKind =
  | 'staff'
  | 'session'
  | 'invitation'
  | 'centre'
  | 'widget'
  | 'mailbox'
  | 'hook'
  | 'photo'
  | 'passkey'
  | 'api-key'
  | 'provider'
  | 'scim'
  | 'password-reset'
  | 'store'
  | 'kiosk'
  | 'kiosk-code';
export type Entrance = { readonly workspace: WorkspaceId; readonly target: string };

/** Makes `value` lead to this workspace and `target`; the same value again takes over target and expiry. */
export async function addEntrance(ctx: Ctx, kind: EntranceKind, value: string, target: string, expiresAt?: Date): Promise<void> {
  await store.putEntrance(ctx.db, ctx.workspace, kind, lookupHash(ctx.tools, kind, value), target, ctx.now, expiresAt ?? null);
}

export async function removeEntrance(ctx: Ctx, kind: EntranceKind, value: string): Promise<void> {
  await store.dropEntrance(ctx.db, ctx.workspace, kind, lookupHash(ctx.tools, kind, value));
}

/** Where a value leads; undefined when nowhere or expired. Where two companies entered the same value, the first one keeps it. */
export async function findEntrance(tools: Tools, kind: EntranceKind, value: string): Promise<Entrance | undefined> {
  return (await findEntrances(tools, kind, value, 1))[0];
}

/** Every workspace that entered this value, first come first, at most `limit`. */
export async function findEntrances(tools: Tools, kind: EntranceKind, value: string, limit: number): Promise<Entrance[]> {
  const hash = lookupHash(tools, kind, value);
  const rows = await lookup(pool.of({ tools }), hash, (db) => store.entrancesBehind(db, kind, hash, clock.of({ tools })(), limit));
  return rows.map((row) => ({ workspace: row.workspace_id, target: row.target }));
}

/** Every workspace of this instance, as ids. */
export async function workspaceIds(tools: Tools): Promise<WorkspaceId[]> {
  const rows = await lookup(pool.of({ tools }), 'every-workspace', (db) => store.workspaceRows(db));
  return rows.map((row) => row.workspace_id);
}
