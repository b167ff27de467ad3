// Roles follow groups at once: with each change of a group, of who is in it, or of what it means.
import type { Ctx } from '#kit/ctx';
import type { StaffId } from '#kit/ids';
import { followRoles, mappingOf } from '../single-sign-on/roles.ts';
import { rolesOf } from '../single-sign-on/rules.ts';
import type { ProviderId } from '../single-sign-on/store.ts';
import * as store from './store.ts';

/** Brings the roles of these people in step with their groups, by the name of a group or the id it has at the provider. */
export async function followGroups(ctx: Ctx, provider: ProviderId, staff: readonly StaffId[]): Promise<void> {
  if (staff.length === 0) return;
  const mapping = await mappingOf(ctx, provider);
  const of = Map.groupBy(await store.membershipRows(ctx.db, ctx.workspace, staff), (each) => each.staff_id);
  for (const each of staff) {
    const names = (of.get(each) ?? []).flatMap((group) => [group.name, ...(group.external_id === null ? [] : [group.external_id])]);
    await followRoles(ctx, each, 'scim', rolesOf(names, mapping));
  }
}

/** Everybody in any group of a provider; for a mapping that changed. */
export async function followMapping(ctx: Ctx, provider: ProviderId): Promise<void> {
  const groups = await store.groupRows(ctx.db, ctx.workspace, provider);
  const members = await store.memberRows(
    ctx.db,
    ctx.workspace,
    groups.map((group) => group.id),
  );
  await followGroups(ctx, provider, [...new Set(members.map((each) => each.staff_id))]);
}
