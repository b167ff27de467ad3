// The second factor over the wire: one's own, and taking a colleague's away.
import { renderSVG } from 'uqr';
import type { StaffId } from '#kit/ids';
import { type Route, route } from '#kit/route';
import { endPasswordSessions } from '../desk/list.ts';
import { writeProof } from '../desk/proof.ts';
import type { Permission } from '../permissions.ts';
import { staffPurpose } from '../purpose.ts';
import { tokenOf } from '../sessions.ts';
import { myself } from '../wire.ts';
import { refuseSettingUp } from './first.ts';
import { confirmTotp, renewRecoveryCodes, secondFactor, startTotp, takeAway } from './second-factor.ts';
import { takeAwayFrom } from './take-away.ts';

const mine = { permission: 'signed-in', purpose: staffPurpose } as const;
const first = { ...mine, isForSignIn: true } as const;

export const secondFactorRoutes: readonly Route[] = [
  route('readSecondFactor', {
    ...first,
    handle: async (ctx) => {
      const { since, recoveryCodes } = await secondFactor(ctx, myself(ctx));
      return { since: since?.toISOString() ?? null, recoveryCodes };
    },
  }),
  route('startTotp', {
    stepUp: true,
    ...first,
    handle: async (ctx, { request }) => {
      await refuseSettingUp(ctx, myself(ctx), request);
      const { secret, uri } = await startTotp(ctx, myself(ctx));
      return { secret, uri, picture: renderSVG(uri, { border: 2 }) };
    },
  }),
  route('confirmTotp', {
    ...first,
    handle: async (ctx, { body, request }) => {
      await refuseSettingUp(ctx, myself(ctx), request);
      const recoveryCodes = await confirmTotp(ctx, myself(ctx), body.code);
      await endPasswordSessions(ctx, myself(ctx), tokenOf(request));
      await writeProof(ctx, myself(ctx), request, 'totp'); // a session that was held back until now goes on at once
      return { recoveryCodes };
    },
  }),
  route('renewRecoveryCodes', {
    stepUp: true,
    ...mine,
    handle: async (ctx) => ({ recoveryCodes: await renewRecoveryCodes(ctx, myself(ctx)) }),
  }),
  route('removeSecondFactor', {
    stepUp: true,
    ...mine,
    handle: async (ctx) => {
      await takeAway(ctx, myself(ctx));
      return {};
    },
  }),
  route('takeSecondFactor', {
    stepUp: true,
    permission: 'staff.change' satisfies Permission,
    purpose: staffPurpose,
    handle: async (ctx, { params }) => {
      await takeAwayFrom(ctx, params.staff as StaffId);
      return {};
    },
  }),
];
