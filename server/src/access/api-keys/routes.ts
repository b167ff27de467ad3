// Keys of programs over the wire: one's own.
import { type Route, route } from '#kit/route';
import { staffPurpose } from '../purpose.ts';
import { myself } from '../wire.ts';
import { type KeyView, listKeys, makeKey, revokeKey } from './keys.ts';

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
];

export const keyOnTheWire = ({ id, scopes, madeAt, expiresAt, ...rest }: KeyView) => ({
  ...rest,
  id: id as string,
  scopes: [...scopes],
  madeAt: madeAt.toISOString(),
  expiresAt: expiresAt.toISOString(),
});
