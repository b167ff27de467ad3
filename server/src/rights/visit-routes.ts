// From the chat widget the privacy centre is one step away: the visitor is known there by the token of their device.
import type { PersonId } from '#kit/ids';
import { type Route, route } from '#kit/route';
import { privacyLink } from './sessions.ts';

export const visitRoutes: readonly Route[] = [
  route('privacyLink', {
    permission: 'visitor',
    purpose: 'rights-fulfilment',
    perMinute: 20,
    handle: async (ctx) => ({ url: await privacyLink(ctx, ctx.actor.id as PersonId) }),
  }),
];
