// What keys of programs are.
import { openMany, type Permit } from '#keys';
import type { Holding } from '#kit/holding';
import { after, until } from '#kit/lasting';
import { staffPurpose } from '../purpose.ts';
import { forgetKeys, placeOfKey } from './keys.ts';
import * as store from './store.ts';

export const keyHoldings: readonly Holding[] = [
  {
    table: 'api_keys',
    about: 'staff',
    purpose: staffPurpose,
    title: { en: 'Keys of programs', de: 'Schlüssel von Programmen' },
    period: [...until('revoked'), ...after('P30D', 'expired')],
    seals: { under: 'staff_id', row: ['id'] },
    columns: {
      workspace_id: 'key',
      id: 'key',
      staff_id: 'pseudonym',
      name: { category: 'Name', sealed: true },
      prefix: 'key',
      token_hash: 'hash',
      scopes: 'code',
      made_at: 'time',
      expires_at: 'time',
      used_on: 'time',
    },
    count: async (ctx, subjects) => (await store.keyRows(ctx.db, ctx.workspace, subjects)).length,
    export: async (ctx, permit, subjects) => {
      const rows = await store.keyRows(ctx.db, ctx.workspace, subjects);
      const names = await openMany(
        ctx,
        permit as Permit,
        rows.map((row) => ({ place: placeOfKey(row), sealed: row.name })),
      );
      return rows.map((row, at) => ({
        at: row.made_at.toISOString(),
        fields: { name: names[at] ?? '', scopes: row.scopes.join(', '), endsAt: row.expires_at.toISOString(), usedOn: row.used_on },
      }));
    },
    erase: (ctx, subjects) => forgetKeys(ctx, subjects),
  },
];
