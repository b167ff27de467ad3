// Company, staff and whoever is signed in, as the contract gives them.
import type { Ctx } from '#kit/ctx';
import type { StaffId } from '#kit/ids';
import { Problem } from '#kit/problem';
import type { Grant } from './grants/grants.ts';
import { reachOf } from './grants/reach.ts';
import { permissionsIn } from './grants/rules.ts';
import { logoPath } from './pictures/logo.ts';
import { isTokenHeldBack } from './sessions.ts';
import { type StaffView, viewStaff } from './staff.ts';
import { centreKey, company } from './workspaces.ts';

/** The member of staff who acts. Problem `not-permitted` for anybody else. */
export function myself(ctx: Ctx): StaffId {
  if (ctx.actor.kind !== 'staff') throw new Problem('not-permitted');
  return ctx.actor.id;
}

/** Whoever is signed in; with the token of their session also whether a second factor comes first. */
export async function me(ctx: Ctx, token = '') {
  const [self] = await viewStaff(ctx, [myself(ctx)]);
  if (!self) throw new Problem('not-signed-in');
  const { name, language } = await company(ctx);
  const secondFactorNeeded = token !== '' && (await isTokenHeldBack(ctx, token));
  return {
    staff: staffOnTheWire(self),
    workspace: { id: ctx.workspace as string, name, centreKey: await centreKey(ctx), language },
    permissions: secondFactorNeeded ? [] : permissionsIn((await reachOf(ctx)) ?? []),
    secondFactorNeeded,
  };
}

export const companyOnTheWire = async (ctx: Ctx) => ({ ...(await company(ctx)), logo: await logoPath(ctx) });

export const staffOnTheWire = (staff: StaffView) => ({
  id: staff.id as string,
  name: staff.name,
  email: staff.email,
  grants: staff.grants.map(grantOnTheWire),
  invitedAt: staff.invitedAt.toISOString(),
  joinedAt: staff.joinedAt?.toISOString() ?? null,
  suspendedAt: staff.suspendedAt?.toISOString() ?? null,
  leftAt: staff.leftAt?.toISOString() ?? null,
  secondFactor: staff.secondFactor,
  photo: staff.photo,
});

export const grantOnTheWire = (grant: Grant) => ({
  id: grant.id as string,
  role: grant.role,
  roleName: grant.roleName,
  inboxes: grant.inboxes && [...grant.inboxes],
  teams: grant.teams && [...grant.teams],
  until: grant.until?.toISOString() ?? null,
  since: grant.grantedAt.toISOString(),
  source: grant.source,
});
