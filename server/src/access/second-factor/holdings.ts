// What a second factor is. Its secret is never part of a copy: a copy lies about, and whoever has the secret is the second factor.
import type { Holding } from '#kit/holding';
import { until } from '#kit/lasting';
import { staffPurpose } from '../purpose.ts';
import * as store from './store.ts';

const ofStaff = { about: 'staff', purpose: staffPurpose, period: [...until('revoked'), ...until('left-work')] } as const;

export const secondFactorHoldings: readonly Holding[] = [
  {
    ...ofStaff,
    table: 'recovery_codes',
    title: { en: 'Recovery codes', de: 'Wiederherstellungscodes' },
    columns: { workspace_id: 'key', staff_id: 'pseudonym', code_hash: 'hash', made_at: 'time' },
    count: (ctx, subjects) => store.countCodesOf(ctx.db, ctx.workspace, subjects),
    export: async (ctx, _permit, subjects) =>
      (await store.codesOf(ctx.db, ctx.workspace, subjects)).map((row) => ({ at: row.made_at.toISOString(), fields: { left: row.count } })),
    erase: (ctx, subjects) => store.dropCodes(ctx.db, ctx.workspace, subjects),
  },
  {
    ...ofStaff,
    table: 'totp_secrets',
    title: { en: 'Second factor', de: 'Zweiter Faktor' },
    seals: { under: 'staff_id', row: ['staff_id'] },
    columns: {
      workspace_id: 'key',
      staff_id: 'pseudonym',
      secret: { category: 'Authenticating', sealed: true },
      made_at: 'time',
      confirmed_at: 'time',
      last_step: 'code',
    },
    count: async (ctx, subjects) => (await store.secretRows(ctx.db, ctx.workspace, subjects)).length,
    export: async (ctx, _permit, subjects) =>
      (await store.secretRows(ctx.db, ctx.workspace, subjects)).map((row) => ({
        at: row.made_at.toISOString(),
        fields: { confirmedAt: row.confirmed_at?.toISOString() ?? null },
      })),
    erase: (ctx, subjects) => store.dropSecrets(ctx.db, ctx.workspace, subjects),
  },
];
