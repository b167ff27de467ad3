// Doors by which staff hand a copy out: to say how and why, and to save it. Both with a fresh proof, and closed to programs.
import { type Route, route } from '#kit/route';
import { asZip } from '../copies.ts';
import type { RequestId } from '../store.ts';
import { readRequest } from '../view.ts';
import { askHandOut, handOut } from './hand-out.ts';

const act = { permission: 'requests.approve', purpose: 'rights-fulfilment', stepUp: true } as const;

export const handOutRoutes: readonly Route[] = [
  route('askHandOut', {
    ...act,
    handle: async (ctx, { params, body }) => readRequest(ctx, await askHandOut(ctx, params.request as RequestId, body)),
  }),
  route('readArchiveFor', {
    ...act,
    perMinute: 10,
    handle: async (ctx, { params }) => asZip(await handOut(ctx, params.request as RequestId), 'data'),
  }),
];
