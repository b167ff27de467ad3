// What passkeys are: whose, and what of them is personal. A public key opens nothing and is declared as a key.
import { openMany, type Permit } from '#keys';
import type { Holding } from '#kit/holding';
import { until } from '#kit/lasting';
import { staffPurpose } from '../purpose.ts';
import { forgetPasskeys, placeOfPasskey } from './passkeys.ts';
import * as store from './store.ts';

export const passkeyHoldings: readonly Holding[] = [
  {
    table: 'spent_challenges', // random numbers that were answered once
    about: 'nobody',
    purpose: null,
    period: null,
    columns: { workspace_id: 'key', challenge_hash: 'hash', expires_at: 'time' },
  },
  {
    table: 'passkeys',
    about: 'staff',
    purpose: staffPurpose,
    title: { en: 'Passkeys', de: 'Passkeys' },
    period: [...until('revoked'), ...until('left-work')],
    seals: { under: 'staff_id', row: ['id'] },
    columns: {
      workspace_id: 'key',
      id: 'key',
      staff_id: 'pseudonym',
      name: { category: 'Name', sealed: true },
      credential: { category: 'Authenticating', sealed: true },
      credential_hash: 'index',
      public_key: 'key',
      counter: 'code',
      added_at: 'time',
      used_at: 'time',
    },
    count: async (ctx, subjects) => (await store.passkeyRows(ctx.db, ctx.workspace, subjects)).length,
    export: async (ctx, permit, subjects) => {
      const rows = await store.passkeyRows(ctx.db, ctx.workspace, subjects);
      const names = await openMany(
        ctx,
        permit as Permit,
        rows.map((row) => ({ place: placeOfPasskey(row, 'name'), sealed: row.name })),
      );
      return rows.map((row, at) => ({
        at: row.added_at.toISOString(),
        fields: { name: names[at] ?? '', usedAt: row.used_at?.toISOString() ?? null },
      }));
    },
    erase: (ctx, subjects) => forgetPasskeys(ctx, subjects),
  },
];
