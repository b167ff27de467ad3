// My own copy over the wire, as a file.
import { type Route, route, special } from '#kit/route';
import { staffPurpose } from '../purpose.ts';
import { myself } from '../wire.ts';
import { ownCopy } from './copy.ts';
import { ownCopyJson, ownCopyPage } from './page.ts';

export const ownCopyRoutes: readonly Route[] = [
  route('readOwnCopy', {
    permission: 'signed-in',
    purpose: staffPurpose,
    stepUp: true, // a screen left open must not give it away
    handle: async (ctx, { query }) => {
      const copy = await ownCopy(ctx, myself(ctx));
      const isPage = query.format === 'html';
      return special({
        bytes: Buffer.from(isPage ? ownCopyPage(copy, query.language === 'de' ? 'de' : 'en') : ownCopyJson(copy)),
        headers: {
          'content-type': isPage ? 'text/html; charset=utf-8' : 'application/json',
          'content-disposition': `attachment; filename="parley-own-copy.${isPage ? 'html' : 'json'}"`,
          'cache-control': 'no-store',
        },
      });
    },
  }),
];
