// Sessions over the wire: where I am signed in, and showing once more that it is me.
import { type Route, route, special } from '#kit/route';
import { askForPasskey } from '../passkeys/answers.ts';
import { challengeCookie } from '../passkeys/challenge.ts';
import { staffPurpose } from '../purpose.ts';
import { tokenOf } from '../sessions.ts';
import { myself } from '../wire.ts';
import { changePassword } from './change-password.ts';
import { endOtherSessions, endSession, listSessions } from './list.ts';
import { type Proof, prove, waysToProve } from './proof.ts';

const mine = { permission: 'signed-in', purpose: staffPurpose } as const;
const proving = { ...mine, isForSignIn: true } as const;

export const deskRoutes: readonly Route[] = [
  route('listSessions', {
    ...mine,
    handle: async (ctx, { request }) => ({
      items: (await listSessions(ctx, myself(ctx), tokenOf(request))).map(({ startedAt, seenAt, id, ...rest }) => ({
        ...rest,
        id: id as string,
        startedAt: startedAt.toISOString(),
        seenAt: seenAt.toISOString(),
      })),
    }),
  }),
  route('endSession', {
    ...mine,
    handle: async (ctx, { params }) => {
      await endSession(ctx, myself(ctx), params.session);
      return {};
    },
  }),
  route('endOtherSessions', {
    ...mine,
    handle: async (ctx, { request }) => ({ ended: await endOtherSessions(ctx, myself(ctx), tokenOf(request)) }),
  }),
  route('changePassword', {
    ...mine,
    stepUp: true,
    handle: async (ctx, { body, request }) => {
      await changePassword(ctx, myself(ctx), { ...body, token: tokenOf(request), from: request });
      return {};
    },
  }),
  route('readProofWays', { ...proving, handle: async (ctx, { request }) => ({ ways: await waysToProve(ctx, myself(ctx), request) }) }),
  route('startProof', {
    ...proving,
    handle: async (ctx) => {
      const options = await askForPasskey(ctx.tools);
      return special({ json: { options }, cookies: challengeCookie(ctx.tools, options.challenge, `prove ${myself(ctx)}`) });
    },
  }),
  route('prove', {
    ...proving,
    handle: async (ctx, { body, request }) => {
      await prove(ctx, myself(ctx), body as Proof, request);
      return {};
    },
  }),
];
