// Roles that follow groups: grants with a source of their own, so that what a colleague gave by hand stays as it is.
import type { Ctx } from '#kit/ctx';
import type { StaffId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { grant, grantsOf, revoke } from '../grants/grants.ts';
import type { Mapping } from './rules.ts';
import { groupRows, type ProviderId } from './store.ts';

/** `provider`: what it said at a sign-in; `scim`: what it provisions. */
export type Source = 'provider' | 'scim';

/** What groups mean for people of this provider. */
export async function mappingOf(ctx: Ctx, provider: ProviderId): Promise<Mapping[]> {
  const rows = await groupRows(ctx.db, ctx.workspace);
  return rows.filter((row) => row.provider_id === provider).map((row) => ({ group: row.group_name, role: row.role_id }));
}

/** Gives what is new and takes what is over, of this source alone. The last administrator stays one, whatever the groups say. */
export async function followRoles(ctx: Ctx, staff: StaffId, source: Source, roles: readonly string[]): Promise<void> {
  const held = (await grantsOf(ctx, staff)).filter((each) => each.source === source);
  for (const role of roles) if (!held.some((each) => each.role === role)) await grant(ctx, { staff, role, source });
  for (const each of held)
    if (!roles.includes(each.role))
      await revoke(ctx, each.id).catch((error: unknown) => {
        if (!(error instanceof Problem) || error.extras.because !== 'last-administrator') throw error;
      });
}

/** Whether somebody holds any role. */
export const holdsRole = async (ctx: Ctx, staff: StaffId): Promise<boolean> => (await grantsOf(ctx, staff)).length > 0;
