// Keys of programs over the wire: one's own, and those of all staff.
import { type Route, route } from '#kit/route';
import type { Permission } from '../permissions.ts';
import { staffPurpose } from '../purpose.ts';
import { myself } from '../wire.ts';
import { type KeyView, listKeys, makeKey, revokeKey } from './keys.ts';
import { listStaffKeys, revokeStaffKey } from './of-staff.ts';

const change = { permission: 'staff.change' satisfies Permission, purpose: staffPurpose } as const;
const mine = { permission: 'signed-in', purpose: staffPurpose } as const;

export const keyRoutes: readonly Route[] = [
  route('listApiKeys', { ...mine, handle: async (ctx) => ({ items: (await listKeys(ctx, myself(ctx))).map(keyOnTheWire) }) }),
  route('makeApiKey', {
    ...mine,
    stepUp: true,
    handle: async (ctx, { body }) => {
      const { key, view } = await makeKey(ctx, myself(ctx), body);
      return { ...keyOnTheWire(view), key };
    },
  }),
  route('revokeApiKey', {
    ...mine,
    handle: async (ctx, { params }) => {
      await revokeKey(ctx, myself(ctx), params.key);
      return {};
    },
  }),
  route('listStaffKeys', {
    ...change,
    handle: async (ctx) => ({
      items: (await listStaffKeys(ctx)).map(({ staff, ...key }) => ({ ...keyOnTheWire(key), staff: { ...staff } })),
    }),
  }),
  route('revokeStaffKey', {
    ...change,
    stepUp: true,
    handle: async (ctx, { params }) => {
      await revokeStaffKey(ctx, params.key);
      return {};
    },
  }),
];

export const keyOnTheWire = ({ id, scopes, madeAt, expiresAt, ...rest }: KeyView) => ({
  ...rest,
  id: id as string,
  scopes: [...scopes],
  madeAt: madeAt.toISOString(),
  expiresAt: expiresAt.toISOString(),
});
