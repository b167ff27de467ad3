// What is counted of refused sign-ins until the ledger has it.
import type { Holding } from '#kit/holding';
import { after, until } from '#kit/lasting';
import { staffPurpose } from '../purpose.ts';
import * as store from './store.ts';

export const refusedHoldings: readonly Holding[] = [
  {
    table: 'refused_sign_ins',
    about: 'staff',
    purpose: staffPurpose,
    title: { en: 'Refused sign-ins that are being counted', de: 'Abgelehnte Anmeldungen, die gezählt werden' },
    period: [...after('PT2H', 'last-use'), ...until('left-work')],
    columns: {
      workspace_id: 'key',
      account_id: 'pseudonym',
      because: 'code',
      network: 'code',
      tries: 'code',
      counted_at: 'time',
      written_at: 'time',
    },
    count: async (ctx, subjects) => (await store.rowsOf(ctx.db, ctx.workspace, subjects)).length,
    export: async (ctx, _permit, subjects) =>
      (await store.rowsOf(ctx.db, ctx.workspace, subjects)).map((row) => ({
        at: row.countedAt.toISOString(),
        fields: { because: row.because, network: row.network, tries: row.tries },
      })),
    erase: (ctx, subjects) => store.drop(ctx.db, ctx.workspace, subjects),
  },
];
