// What the house decides by itself, for the person and for staff, and the answer of a person to whoever asked for one.
import type { PersonId } from '#kit/ids';
import { type Route, route } from '#kit/route';
import type { RequestId } from '../store.ts';
import { viewRequest } from '../view.ts';
import { automations, automationsAbout } from './automations.ts';
import { decideReview, reviewed } from './review.ts';

const read = { permission: 'requests.read', purpose: 'rights-fulfilment' } as const;

export const reviewRoutes: readonly Route[] = [
  route('listAutomations', { ...read, handle: async (ctx, { query }) => ({ items: await automations(ctx, query.language ?? 'en') }) }),
  route('readReview', {
    ...read,
    handle: async (ctx, { params, query }) => ({ decision: await reviewed(ctx, params.request as RequestId, query.language ?? 'en') }),
  }),
  route('decideReview', {
    permission: 'requests.approve',
    purpose: 'rights-fulfilment',
    handle: async (ctx, { params, body }) => viewRequest(ctx, await decideReview(ctx, params.request as RequestId, body)),
  }),
  route('listMyDecisions', {
    permission: 'person',
    purpose: 'rights-fulfilment',
    handle: (ctx, { query }) => automationsAbout(ctx, ctx.actor.id as PersonId, query.language ?? 'en'),
  }),
];
