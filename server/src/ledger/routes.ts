// What an auditor sees: the newest checkpoint, the entries, the proof that an entry stands in the tree.
import type { Id } from '#kit/ids';
import { route } from '#kit/route';
import { checkpoint, list, proofOf } from './ledger.ts';

const traits = { permission: 'ledger.read', purpose: null };

export const ledgerRoutes = [
  route('readCheckpoint', { ...traits, handle: (ctx) => checkpoint(ctx) }),
  route('listLedger', {
    ...traits,
    handle: (ctx, { query }) =>
      list(ctx, { kind: query.kind, subject: query.person as Id<'per'> | undefined, cursor: query.cursor, limit: query.limit ?? 50 }),
  }),
  route('readProof', { ...traits, handle: (ctx, { params }) => proofOf(ctx, params.entry as Id<'led'>) }),
];
