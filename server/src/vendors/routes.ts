// Endpoints of vendors; and publishing a privacy notice or looking at the next one, because this is the first room that sees purposes, company and recipients together.
import { company } from '#access';
import type { Id } from '#kit/ids';
import { route } from '#kit/route';
import { noticeForWire, previewNotices, publishNotices, sectionsForWire } from '#purposes';
import { addVendor, changeVendor, listVendors, noticeRecipients } from './vendors.ts';

export const vendorsRoutes = [
  route('listVendors', { permission: 'vendors.read', purpose: null, handle: async (ctx) => ({ items: await listVendors(ctx) }) }),
  route('addVendor', { stepUp: true, permission: 'vendors.change', purpose: null, handle: (ctx, { body }) => addVendor(ctx, body) }),
  route('changeVendor', {
    stepUp: true,
    permission: 'vendors.change',
    purpose: null,
    handle: (ctx, { params, body }) => changeVendor(ctx, params.vendor as Id<'vnd'>, body),
  }),
  route('publishNotice', {
    permission: 'purposes.change',
    purpose: null,
    handle: async (ctx, { body }) => {
      const { published, missing } = await publishNotices(ctx, await company(ctx), await noticeRecipients(ctx), body.short);
      return { items: published.map(noticeForWire), missing };
    },
  }),
  route('previewNotice', {
    permission: 'purposes.read',
    purpose: null,
    handle: async (ctx, { body }) => {
      const { version, changed, drafts, missing } = await previewNotices(ctx, await company(ctx), await noticeRecipients(ctx), body.short);
      return { version, changed, items: drafts.map((draft) => ({ ...draft, sections: sectionsForWire(draft.sections) })), missing };
    },
  }),
];
