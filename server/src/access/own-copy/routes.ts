// My own copy over the wire, as a file; and that of somebody who cannot come in any more.
import type { StaffId } from '#kit/ids';
import { type Route, route, special } from '#kit/route';
import type { Permission } from '../permissions.ts';
import { staffPurpose } from '../purpose.ts';
import { myself } from '../wire.ts';
import { formerCopy, type OwnCopy, ownCopy } from './copy.ts';
import { ownCopyJson, ownCopyPage } from './page.ts';

export const ownCopyRoutes: readonly Route[] = [
  route('readOwnCopy', {
    permission: 'signed-in',
    purpose: staffPurpose,
    stepUp: true, // a screen left open must not give it away
    handle: async (ctx, { query }) => asFile(await ownCopy(ctx, myself(ctx)), query),
  }),
  route('readFormerCopy', {
    permission: 'requests.approve' satisfies Permission, // whoever answers for requests of customers
    purpose: staffPurpose,
    stepUp: true,
    handle: async (ctx, { params, query }) => asFile(await formerCopy(ctx, params.staff as StaffId, query.proved), query),
  }),
];

function asFile(copy: OwnCopy, { format, language }: { format?: 'json' | 'html' | undefined; language?: string | undefined }) {
  const isPage = format === 'html';
  return special({
    bytes: Buffer.from(isPage ? ownCopyPage(copy, language === 'de' ? 'de' : 'en') : ownCopyJson(copy)),
    headers: {
      'content-type': isPage ? 'text/html; charset=utf-8' : 'application/json',
      'content-disposition': `attachment; filename="parley-own-copy.${isPage ? 'html' : 'json'}"`,
      'cache-control': 'no-store',
    },
  });
}
