// What staff see and say of data that came from elsewhere (Art. 14).
import type { PersonId } from '#kit/ids';
import { type Route, route } from '#kit/route';
import { listSources, recordSource, settleSource } from './sources.ts';

const purpose = 'rights-fulfilment';

export const sourceRoutes: readonly Route[] = [
  route('listOrigins', { permission: 'requests.read', purpose, handle: (ctx, { query }) => listSources(ctx, query) }),
  route('recordOrigin', {
    permission: 'people.change',
    purpose: 'service-conversation',
    handle: (ctx, { params, body }) => recordSource(ctx, params.person as PersonId, body),
  }),
  route('settleOrigin', {
    permission: 'requests.approve',
    purpose,
    handle: (ctx, { params, body }) => settleSource(ctx, params.person as PersonId, body),
  }),
];
