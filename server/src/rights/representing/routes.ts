// Doors of who asks for a person: staff write the address down; its reader proves it, reads where the request stands and fetches a copy.

import { publicRoute, type Route, route } from '#kit/route';
import { mustFind } from '../answers.ts';
import { fetchCopy } from '../copies.ts';
import type { RequestId } from '../store.ts';
import { readRequest } from '../view.ts';
import { endRepresentative, nameRepresentative, proveRepresentative, sendRepresentativeCode, withPass } from './representing.ts';

const purpose = 'rights-fulfilment';

export const representingRoutes: readonly Route[] = [
  route('nameRepresentative', {
    permission: 'requests.approve',
    purpose,
    perMinute: 20,
    stepUp: true,
    handle: async (ctx, { params, body }) => readRequest(ctx, await nameRepresentative(ctx, params.request as RequestId, body.email)),
  }),
  route('endRepresentative', {
    permission: 'requests.approve',
    purpose,
    handle: async (ctx, { params }) => readRequest(ctx, await endRepresentative(ctx, await mustFind(ctx, params.request as RequestId))),
  }),
  publicRoute('sendRepresentativeCode', {
    purpose: 'identity-verification',
    perMinute: 10,
    handle: async (tools, { params }) => sendRepresentativeCode(tools, params.token).then(() => ({})),
  }),
  publicRoute('proveRepresentative', {
    purpose: 'identity-verification',
    perMinute: 20,
    handle: (tools, { params, body }) => proveRepresentative(tools, params.token, body.code),
  }),
  publicRoute('readRepresentedArchive', {
    purpose,
    perMinute: 10,
    handle: (tools, { params, body }) =>
      withPass(tools, params.token, body.pass, (ctx, row) => fetchCopy(ctx, row, { name: 'data', upTo: row.closed_at ?? ctx.now })),
  }),
];
