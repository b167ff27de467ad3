// The door of access: companies and their facts, staff with roles and sessions, and the entrances by which somebody unknown finds a workspace.
import type { Ctx } from '#kit/ctx';
import type { Id, StaffId, WorkspaceId } from '#kit/ids';
import { announcement } from '#kit/outbox';
import type { Tools } from '#kit/tool';
import type { Permission } from './permissions.ts';

export { type Permission, permissions, permissionsOf, type Role } from './permissions.ts';

export type Company = {
  readonly name: string;
  readonly address: string;
  readonly contactEmail: string | null;
  readonly dpoContact: string;
  readonly authority: string;
  readonly country: string;
  readonly language: 'en' | 'de' | 'fr' | 'es';
  readonly accent: string;
};
export type NewWorkspace = {
  readonly company: string;
  readonly country?: string;
  readonly language: Company['language'];
  readonly admin: { readonly name: string; readonly email: string; readonly password: string };
};
export type EntranceKind = 'staff' | 'session' | 'invitation' | 'centre' | 'widget' | 'mailbox';
export type StaffSession = {
  readonly workspace: WorkspaceId;
  readonly actor: { readonly kind: 'staff'; readonly id: StaffId };
  readonly permissions: readonly Permission[];
  readonly session: Id<'ses'>;
};

/** A workspace was set up: later rooms lay out what is theirs (channels, first notice). */
export const workspaceCreated = announcement<{ workspace: WorkspaceId }>('access.workspace-created');
/** The facts about the company changed: what quotes them (notices) is out of date. */
export const companyChanged = announcement<{ workspace: WorkspaceId }>('access.company-changed');
/** The cookie of a staff session. */
export const sessionCookie = 'parley_session';

/** Opens a transaction of its own and sets up company, first administrator, keys, purposes and the privacy centre's public key. */
export async function createWorkspace(
  _tools: Tools,
  _parts: NewWorkspace,
): Promise<{ workspace: WorkspaceId; staff: StaffId; centreKey: string }> {
  throw new Error('not built yet');
}
/** The one-time set-up link while no workspace exists, else undefined; each call makes the earlier link worthless. `base` is the public address. */
export async function setupLink(_tools: Tools, _base: string): Promise<string | undefined> {
  throw new Error('not built yet');
}
/** Who stands behind a session token (cookie or bearer), or undefined. Answers come from memory for up to 5 seconds. */
export async function authenticateStaff(_tools: Tools, _token: string): Promise<StaffSession | undefined> {
  throw new Error('not built yet');
}
export async function company(_ctx: Ctx): Promise<Company> {
  throw new Error('not built yet');
}
/** Public random key of this workspace's privacy centre. */
export async function centreKey(_ctx: Ctx): Promise<string> {
  throw new Error('not built yet');
}
/** Makes `value` (kept only as a keyed hash) lead to this workspace and `target`. The same value again takes over the target. */
export async function addEntrance(_ctx: Ctx, _kind: EntranceKind, _value: string, _target: string, _expiresAt?: Date): Promise<void> {
  throw new Error('not built yet');
}
export async function removeEntrance(_ctx: Ctx, _kind: EntranceKind, _value: string): Promise<void> {
  throw new Error('not built yet');
}
/** Where a value leads, before the workspace is known; undefined when nowhere or expired. */
export async function findEntrance(
  _tools: Tools,
  _kind: EntranceKind,
  _value: string,
): Promise<{ workspace: WorkspaceId; target: string } | undefined> {
  throw new Error('not built yet');
}
/** Every workspace of this instance, as ids. */
export async function workspaceIds(_tools: Tools): Promise<WorkspaceId[]> {
  throw new Error('not built yet');
}
export async function staffName(_ctx: Ctx, _staff: StaffId): Promise<string> {
  throw new Error('not built yet');
}
/** Names of staff by id; who is gone is left out. */
export async function staffNames(_ctx: Ctx, _staff: readonly StaffId[]): Promise<Map<StaffId, string>> {
  throw new Error('not built yet');
}
/** How many active members of staff hold a permission. */
export async function countHolders(_ctx: Ctx, _permission: Permission): Promise<number> {
  throw new Error('not built yet');
}
