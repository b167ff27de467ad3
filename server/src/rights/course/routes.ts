// What staff do on the way to an answer: look at hints, take more time, ask the person back.
import type { ConversationId, MessageId } from '#kit/ids';
import { type Route, route } from '#kit/route';
import { dismiss, hintsIn } from '../hints/hints.ts';
import type { RequestId } from '../store.ts';
import { viewRequest } from '../view.ts';
import { extend, pause, resume } from './course.ts';

const open = { permission: 'requests.open', purpose: 'rights-fulfilment' } as const;
const act = { permission: 'requests.approve', purpose: 'rights-fulfilment' } as const;

export const courseRoutes: readonly Route[] = [
  route('listHints', {
    ...open,
    handle: async (ctx, { params }) => ({ items: await hintsIn(ctx, params.conversation as ConversationId) }),
  }),
  route('dismissHint', {
    ...open,
    handle: async (ctx, { params }) => dismiss(ctx, params.message as MessageId, params.asked).then(() => ({})),
  }),
  route('extendRequest', {
    ...act,
    handle: async (ctx, { params, body }) => viewRequest(ctx, await extend(ctx, params.request as RequestId, body.ground, body.reason)),
  }),
  route('pauseRequest', {
    ...act,
    handle: async (ctx, { params, body }) => viewRequest(ctx, await pause(ctx, params.request as RequestId, body.ground, body.question)),
  }),
  route('resumeRequest', { ...act, handle: async (ctx, { params }) => viewRequest(ctx, await resume(ctx, params.request as RequestId)) }),
];
