// Passkeys over the wire: signing in with one, and those of whoever is signed in.
import { withCtx } from '#kit/ctx';
import { publicRoute, type Route, route, special } from '#kit/route';
import { deviceOf } from '../desk/device.ts';
import { endPasswordSessions } from '../desk/list.ts';
import { writeProof } from '../desk/proof.ts';
import { staffPurpose } from '../purpose.ts';
import { refuseSettingUp } from '../second-factor/first.ts';
import { tokenOf } from '../sessions.ts';
import { welcome } from '../signed-in.ts';
import { myself } from '../wire.ts';
import { type Assertion, askForPasskey, withPasskey } from './answers.ts';
import { challengeCookie } from './challenge.ts';
import { addPasskey, listPasskeys, type PasskeyView, passkeyOptions, type Registration, removePasskey } from './passkeys.ts';

const mine = { permission: 'signed-in', purpose: staffPurpose } as const;
const first = { ...mine, isForSignIn: true } as const;

export const passkeyRoutes: readonly Route[] = [
  publicRoute('askForPasskey', {
    purpose: null,
    perMinute: 120,
    handle: async (tools) => {
      const options = await askForPasskey(tools);
      return special({ json: { options }, cookies: challengeCookie(tools, options.challenge, 'sign-in') });
    },
  }),
  publicRoute('signInByPasskey', {
    purpose: staffPurpose,
    perMinute: 60,
    handle: (tools, { body, request }) =>
      withPasskey(tools, { response: body.response as Assertion, request, use: 'sign-in' }, (ctx, staff) =>
        welcome(withCtx(ctx, { purpose: staffPurpose }), staff, { by: 'passkey', device: deviceOf(request.userAgent) }),
      ),
  }),
  route('listPasskeys', { ...first, handle: async (ctx) => ({ items: (await listPasskeys(ctx, myself(ctx))).map(passkeyOnTheWire) }) }),
  route('startPasskey', {
    stepUp: true,
    ...first,
    handle: async (ctx, { request }) => {
      await refuseSettingUp(ctx, myself(ctx), request);
      const options = await passkeyOptions(ctx, myself(ctx));
      return special({ json: { options }, cookies: challengeCookie(ctx.tools, options.challenge, `add ${myself(ctx)}`) });
    },
  }),
  route('addPasskey', {
    ...first,
    handle: async (ctx, { body, request }) => {
      await refuseSettingUp(ctx, myself(ctx), request);
      const added = await addPasskey(ctx, myself(ctx), { name: body.name, response: body.response as Registration, request });
      await endPasswordSessions(ctx, myself(ctx), tokenOf(request));
      await writeProof(ctx, myself(ctx), request, 'passkey'); // it was shown just now: a session that was held back until now goes on at once
      return passkeyOnTheWire(added);
    },
  }),
  route('removePasskey', {
    stepUp: true,
    ...mine,
    handle: async (ctx, { params }) => {
      await removePasskey(ctx, myself(ctx), params.passkey);
      return {};
    },
  }),
];

export const passkeyOnTheWire = ({ id, name, addedAt, usedAt }: PasskeyView) => ({
  id: id as string,
  name,
  addedAt: addedAt.toISOString(),
  usedAt: usedAt?.toISOString() ?? null,
});
