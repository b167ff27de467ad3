// What staff see: the newest checkpoint, the entries, proofs. What monitors and witnesses see stands in `tiles` and `witness`.
import type { Id } from '#kit/ids';
import { route } from '#kit/route';
import { checkpoint, consistencyOf, list, proofOf, verified } from './ledger.ts';
import { tileRoutes } from './tiles/routes.ts';
import { witnessStates } from './witness/published.ts';
import { witnessRoutes } from './witness/routes.ts';

const traits = { permission: 'ledger.read', purpose: null };

export const ledgerRoutes = [
  ...tileRoutes,
  ...witnessRoutes,
  route('readCheckpoint', {
    ...traits,
    handle: async (ctx) => ({ ...(await checkpoint(ctx)), witnesses: await witnessStates(ctx), verified: await verified(ctx) }),
  }),
  route('listLedger', {
    ...traits,
    handle: (ctx, { query: { person, from, to, limit, ...query } }) =>
      list(ctx, {
        ...query,
        subject: person as Id<'per'> | undefined,
        from: from === undefined ? undefined : new Date(from),
        to: to === undefined ? undefined : new Date(to),
        limit: limit ?? 50,
      }),
  }),
  route('readProof', { ...traits, handle: (ctx, { params }) => proofOf(ctx, params.entry as Id<'led'>) }),
  route('readConsistency', { ...traits, handle: (ctx, { query }) => consistencyOf(ctx, query.from, query.to) }),
];
