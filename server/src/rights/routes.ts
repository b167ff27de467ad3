// What staff do with requests, and with the restrictions that came of them.
import { refuseStrange } from '#conversations';
import type { Id, PersonId } from '#kit/ids';
import { type Route, route } from '#kit/route';
import { fulfil, mustFind, pageInReach, refuse } from './answers.ts';
import { refuseElsewhere } from './asker/asker.ts';
import { openForAsker } from './asker/by-address.ts';
import { certificateOf } from './certificate.ts';
import { consentFile } from './consent-receipts.ts';
import { decideLift } from './lifting.ts';
import { approve } from './requests.ts';
import type { RequestId } from './store.ts';
import { readRequest, viewOpened, viewRequest, viewRequests } from './view.ts';

const read = { permission: 'requests.read', purpose: 'rights-fulfilment' } as const;
const act = { permission: 'requests.approve', purpose: 'rights-fulfilment' } as const;

export const routes: readonly Route[] = [
  route('listRequests', {
    ...read,
    handle: async (ctx, { query }) => {
      const which = { isOpen: query.state === undefined ? null : query.state === 'open', isUntold: query.state === 'untold' };
      const { rows, next } = await pageInReach(ctx, { cursor: query.cursor ?? null, ...which, limit: query.limit ?? 50 });
      return { items: await viewRequests(ctx, rows), next };
    },
  }),
  route('openRequest', {
    permission: 'requests.open',
    purpose: 'rights-fulfilment',
    handle: async (ctx, { body, request }) => viewOpened(ctx, await openForAsker(ctx, body, request.idempotencyKey)),
  }),
  route('readRequest', { ...read, handle: async (ctx, { params }) => readRequest(ctx, await mustFind(ctx, params.request as RequestId)) }),
  route('fulfilRequest', {
    ...act,
    handle: async (ctx, { params, body }) => {
      await refuseElsewhere(ctx, await mustFind(ctx, params.request as RequestId));
      return viewRequest(ctx, await fulfil(ctx, params.request as RequestId, body.note));
    },
  }),
  route('approveRequest', {
    stepUp: true,
    isUrgent: true,
    ...act,
    handle: async (ctx, { params }) => {
      await refuseElsewhere(ctx, await mustFind(ctx, params.request as RequestId));
      return viewRequest(ctx, await approve(ctx, params.request as RequestId));
    },
  }),
  route('refuseRequest', {
    ...act,
    handle: async (ctx, { params, body }) => viewRequest(ctx, await refuse(ctx, params.request as RequestId, body.ground, body.reason)),
  }),
  route('readConsentRecords', {
    ...read,
    handle: async (ctx, { params }) => {
      await refuseStrange(ctx, params.person as PersonId);
      return consentFile(ctx, params.person as PersonId, 'record');
    },
  }),
  route('liftRestriction', {
    ...act,
    handle: async (ctx, { params }) => {
      await refuseStrange(ctx, params.person as PersonId);
      await decideLift(ctx, params.person as PersonId, params.restriction as Id<'fct'>);
      return {};
    },
  }),
  route('readCertificate', {
    ...read,
    handle: async (ctx, { params }) => certificateOf(ctx, (await mustFind(ctx, params.request as RequestId)).id),
  }),
];
