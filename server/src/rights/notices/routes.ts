// What staff see and say of recipients that have to hear of a request.
import { type Route, route } from '#kit/route';
import type { RequestId } from '../store.ts';
import { listDue } from './due.ts';
import { noticesOf, recordNotice } from './notices.ts';

const purpose = 'rights-fulfilment';

export const noticeRoutes: readonly Route[] = [
  route('listDueNotices', { permission: 'requests.read', purpose, handle: (ctx, { query }) => listDue(ctx, query) }),
  route('listRecipientNotices', {
    permission: 'requests.read',
    purpose,
    handle: async (ctx, { params }) => ({ items: await noticesOf(ctx, params.request as RequestId) }),
  }),
  route('recordRecipientNotice', {
    permission: 'requests.approve',
    purpose,
    handle: (ctx, { params, body }) => recordNotice(ctx, params.request as RequestId, params.recipient, body),
  }),
];
