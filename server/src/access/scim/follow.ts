// Roles and memberships of teams follow groups at once: with each change of a group, of who is in it, or of what it means.
import type { Ctx } from '#kit/ctx';
import type { StaffId } from '#kit/ids';
import { follow, meaningOf, unfollowed } from '../single-sign-on/given.ts';
import { givenBy } from '../single-sign-on/rules.ts';
import type { ProviderId } from '../single-sign-on/store.ts';
import { dropOpenInvitations, staffRows } from '../store.ts';
import * as store from './store.ts';

/** Brings roles and memberships of these people in step with their groups, by the name of a group or the id it has at the provider. */
export async function followGroups(ctx: Ctx, provider: ProviderId, staff: readonly StaffId[]): Promise<void> {
  if (staff.length === 0) return;
  const meaning = await meaningOf(ctx, provider);
  const of = Map.groupBy(await store.membershipRows(ctx.db, ctx.workspace, staff), (each) => each.staff_id);
  for (const each of staff) {
    const names = (of.get(each) ?? []).flatMap((group) => [group.name, ...(group.external_id === null ? [] : [group.external_id])]);
    const given = givenBy(names, meaning);
    // whoever invited them before holds a link to an account that was worth less
    if (given.roles.length > 0 && !(await hasJoined(ctx, each))) await dropOpenInvitations(ctx.db, ctx.workspace, each);
    await follow(ctx, each, 'scim', given);
  }
}

/** Everybody in any group of a provider; for a mapping that changed. */
export async function followMapping(ctx: Ctx, provider: ProviderId): Promise<void> {
  await followGroups(ctx, provider, await membersAt(ctx, provider));
}

/** Takes from these what their groups gave, and forgets what the provider said of them: it speaks for them no more. */
export async function unfollow(ctx: Ctx, staff: readonly StaffId[]): Promise<void> {
  await store.dropMemberships(ctx.db, ctx.workspace, staff);
  await store.dropPeople(ctx.db, ctx.workspace, staff);
  for (const each of staff) await unfollowed(ctx, each, 'scim');
}

/** Everybody whom a provider keeps here: those it provisions, and those in its groups. */
export async function keptBy(ctx: Ctx, provider: ProviderId): Promise<StaffId[]> {
  return [...new Set([...(await store.provisionedBy(ctx.db, ctx.workspace, provider)), ...(await membersAt(ctx, provider))])];
}

async function membersAt(ctx: Ctx, provider: ProviderId): Promise<StaffId[]> {
  const groups = await store.groupRows(ctx.db, ctx.workspace, provider);
  const members = await store.memberRows(
    ctx.db,
    ctx.workspace,
    groups.map((group) => group.id),
  );
  return [...new Set(members.map((each) => each.staff_id))];
}

const hasJoined = async (ctx: Ctx, staff: StaffId): Promise<boolean> =>
  (await staffRows(ctx.db, ctx.workspace, [staff]))[0]?.joined_at != null;
