// A forgotten password over the wire: before anybody is known.
import { publicRoute, type Route } from '#kit/route';
import { keyOnTheWire } from '../api-keys/routes.ts';
import { deviceOf } from '../desk/device.ts';
import { passkeyOnTheWire } from '../passkeys/routes.ts';
import { staffPurpose } from '../purpose.ts';
import { signedIn } from '../signed-in.ts';
import { proveReset, type ResetView, readReset, resetPassword } from './finish.ts';
import { askForReset } from './reset.ts';

const door = { purpose: staffPurpose, perMinute: 30 } as const;

export const resetRoutes: readonly Route[] = [
  publicRoute('askForReset', {
    ...door,
    handle: async (tools, { body, request }) => {
      await askForReset(tools, body.email, request);
      return {};
    },
  }),
  publicRoute('readReset', { ...door, handle: async (tools, { params }) => onTheWire(await readReset(tools, params.token)) }),
  publicRoute('proveReset', {
    ...door,
    handle: async (tools, { params, body, request }) => onTheWire(await proveReset(tools, params.token, body.code, request)),
  }),
  publicRoute('resetPassword', {
    ...door,
    handle: async (tools, { params, body, request }) => {
      const parts = { password: body.password, forget: body.forget ?? {}, device: deviceOf(request.userAgent) };
      const found = await resetPassword(tools, params.token, parts);
      return signedIn(tools, found.workspace, found.staff, found.session);
    },
  }),
];

const onTheWire = ({ passkeys, apiKeys, ...rest }: ResetView) => ({
  ...rest,
  passkeys: passkeys.map(passkeyOnTheWire),
  apiKeys: apiKeys.map(keyOnTheWire),
});
