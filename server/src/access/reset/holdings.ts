// What a link for a forgotten password leaves behind, for half an hour.
import type { Holding } from '#kit/holding';
import { after, until } from '#kit/lasting';
import { staffPurpose } from '../purpose.ts';
import * as store from './store.ts';

export const resetHoldings: readonly Holding[] = [
  {
    table: 'password_resets',
    about: 'staff',
    purpose: staffPurpose,
    title: { en: 'Forgotten passwords', de: 'Vergessene Passwörter' },
    period: [...until('used'), ...after('PT30M', 'collected')],
    seals: { under: 'staff_id', row: ['id'] },
    columns: {
      workspace_id: 'key',
      id: 'key',
      staff_id: 'pseudonym',
      token: { category: 'Authenticating', sealed: true },
      token_hash: 'hash',
      proven_by: 'code',
      asked_at: 'time',
      expires_at: 'time',
    },
    count: async (ctx, subjects) => (await store.resetsOf(ctx.db, ctx.workspace, subjects)).length,
    // the link itself stays out of a copy: whoever holds the copy could use it
    export: async (ctx, _permit, subjects) =>
      (await store.resetsOf(ctx.db, ctx.workspace, subjects)).map((row) => ({
        at: row.asked_at.toISOString(),
        fields: { endsAt: row.expires_at.toISOString() },
      })),
    erase: (ctx, subjects) => store.dropResetsOf(ctx.db, ctx.workspace, subjects),
  },
];
