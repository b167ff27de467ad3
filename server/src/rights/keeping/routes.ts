// What staff do with single items of an erasure: choose what stays, read it, renew it, let it go.
import { asDownload } from '#conversations';
import type { Id } from '#kit/ids';
import { type Route, route } from '#kit/route';
import type { RequestId } from '../store.ts';
import { keptOf, liftKeptHold, openKept, openKeptFile, release, renewKept } from './kept.ts';
import { dropKept, keepBack, listKeepable } from './plan.ts';
import { articleOf } from './rules.ts';
import type { KeptId, KeptRow } from './store.ts';

const act = { permission: 'requests.approve', purpose: 'rights-fulfilment' } as const;
const dangerous = { ...act, stepUp: true } as const;

export const keptRoutes: readonly Route[] = [
  route('listKeepable', {
    ...act,
    handle: (ctx, { params, query }) => listKeepable(ctx, params.request as RequestId, query.language === 'de' ? 'de' : 'en'),
  }),
  route('listKept', {
    permission: 'requests.read',
    purpose: 'rights-fulfilment',
    handle: async (ctx, { params }) => ({ items: (await keptOf(ctx, params.request as RequestId)).map(view) }),
  }),
  route('keepBack', { ...act, handle: async (ctx, { params, body }) => view(await keepBack(ctx, params.request as RequestId, body)) }),
  route('dropKept', {
    ...act,
    handle: async (ctx, { params }) => dropKept(ctx, params.request as RequestId, params.kept as KeptId).then(() => ({})),
  }),
  route('openKept', { ...dangerous, handle: (ctx, { params }) => openKept(ctx, params.request as RequestId, params.kept as KeptId) }),
  route('readKeptFile', {
    ...dangerous,
    handle: async (ctx, { params }) => {
      const file = await openKeptFile(ctx, params.request as RequestId, params.kept as KeptId, params.part as Id<'kpp'>);
      return asDownload({ ...file, type: 'application/octet-stream' });
    },
  }),
  route('renewKept', {
    ...act,
    handle: async (ctx, { params, body }) => view(await renewKept(ctx, params.request as RequestId, params.kept as KeptId, body)),
  }),
  route('liftKeptHold', {
    ...dangerous,
    handle: async (ctx, { params }) => view(await liftKeptHold(ctx, params.request as RequestId, params.kept as KeptId)),
  }),
  route('releaseKept', {
    ...dangerous,
    handle: async (ctx, { params }) => {
      await keptOf(ctx, params.request as RequestId);
      return view(await release(ctx, params.request as RequestId, params.kept as KeptId, 'ended'));
    },
  }),
];

const view = ({ id, scope, item, ground, until, state, held, records, files }: KeptRow) => ({
  ...{ id, scope, item, ground, article: articleOf[ground], until, state, isHeld: held, records, files },
});
