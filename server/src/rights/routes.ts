// What staff do with requests.
import { type Route, route } from '#kit/route';
import { certificateOf } from './certificate.ts';
import { approve, open, refuse } from './requests.ts';
import type { RequestId } from './store.ts';
import { store } from './store.ts';
import { viewRequest, viewRequests } from './view.ts';

const read = { permission: 'requests.read', purpose: 'rights-fulfilment' } as const;
const act = { permission: 'requests.approve', purpose: 'rights-fulfilment' } as const;

export const routes: readonly Route[] = [
  route('listRequests', {
    ...read,
    handle: async (ctx, { query }) => {
      const limit = query.limit ?? 50;
      const rows = await store.page(ctx, query.cursor ?? null, query.state === undefined ? null : query.state === 'open', limit + 1);
      const items = await viewRequests(ctx, rows.slice(0, limit));
      return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
    },
  }),
  route('openRequest', {
    permission: 'requests.open',
    purpose: 'rights-fulfilment',
    handle: async (ctx, { body, request }) =>
      viewRequest(
        ctx,
        await open(ctx, {
          person: body.person as never,
          kind: body.kind,
          source: 'staff',
          clientKey: request.idempotencyKey,
        }),
      ),
  }),
  route('approveRequest', { ...act, handle: async (ctx, { params }) => viewRequest(ctx, await approve(ctx, params.request as RequestId)) }),
  route('refuseRequest', {
    ...act,
    handle: async (ctx, { params, body }) => viewRequest(ctx, await refuse(ctx, params.request as RequestId, body.ground, body.reason)),
  }),
  route('readCertificate', { ...read, handle: async (ctx, { params }) => certificateOf(ctx, params.request as RequestId) }),
];
