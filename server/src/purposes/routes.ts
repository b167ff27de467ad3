// Endpoints of purposes. Publishing a notice needs the company and its recipients, who live in later rooms: that route stands in vendors/routes.ts.
import type { Id } from '#kit/ids';
import { route } from '#kit/route';
import { changePurpose, listNotices, listPurposes, noticeForWire, purposeForWire } from './purposes.ts';

export const purposesRoutes = [
  route('listPurposes', {
    permission: 'purposes.read',
    purpose: null,
    handle: async (ctx, { query }) => ({
      items: (await listPurposes(ctx)).map((purpose) => purposeForWire(purpose, query.language ?? 'en')),
    }),
  }),
  route('changePurpose', {
    permission: 'purposes.change',
    purpose: null,
    stepUp: true,
    handle: async (ctx, { params, body }) => purposeForWire(await changePurpose(ctx, params.purpose as Id<'pur'>, body), 'en'),
  }),
  route('listNotices', {
    permission: 'purposes.read',
    purpose: null,
    handle: async (ctx, { query }) => ({ items: (await listNotices(ctx, query.language)).map(noticeForWire) }),
  }),
];
