// Roles and grants over the wire. Each change is a dangerous act: a screen left open gives nobody a role.
import type { StaffId } from '#kit/ids';
import { type Route, route } from '#kit/route';
import { contentPermissions, type Permission, permissions } from '../permissions.ts';
import { staffPurpose } from '../purpose.ts';
import { grantOnTheWire } from '../wire.ts';
import { endGrant, grant, revoke } from './grants.ts';
import { addRole, changeRole, listRoles, purposesForCustomers, type Role, removeRole } from './roles.ts';

const change = { permission: 'staff.change' satisfies Permission, purpose: staffPurpose, stepUp: true } as const;

export const grantRoutes: readonly Route[] = [
  route('listRoles', {
    permission: 'staff.read' satisfies Permission,
    purpose: null,
    handle: async (ctx) => ({
      items: (await listRoles(ctx)).map(onTheWire),
      purposes: await purposesForCustomers(ctx),
      permissions: permissions.map((code) => ({ code, isContent: contentPermissions.includes(code) })),
    }),
  }),
  route('addRole', { ...change, handle: async (ctx, { body }) => onTheWire(await addRole(ctx, body)) }),
  route('changeRole', { ...change, handle: async (ctx, { params, body }) => onTheWire(await changeRole(ctx, params.role, body)) }),
  route('removeRole', {
    ...change,
    handle: async (ctx, { params }) => {
      await removeRole(ctx, params.role);
      return {};
    },
  }),
  route('addGrant', {
    ...change,
    handle: async (ctx, { params, body }) =>
      grantOnTheWire(await grant(ctx, { ...body, staff: params.staff as StaffId, until: instantOf(body.until) })),
  }),
  route('changeGrant', {
    ...change,
    handle: async (ctx, { params, body }) => grantOnTheWire(await endGrant(ctx, params.grant, instantOf(body.until) ?? null, body.reason)),
  }),
  route('removeGrant', {
    ...change,
    handle: async (ctx, { params }) => {
      await revoke(ctx, params.grant);
      return {};
    },
  }),
];

/** A moment as the wire tells it. */
export const instantOf = (text: string | null | undefined): Date | null | undefined => (text ? new Date(text) : (text as null | undefined));

const onTheWire = (role: Role) => ({ ...role, permissions: [...role.permissions], purposes: role.purposes && [...role.purposes] });
