// What single sign-on keeps: the company's providers, and keyed hashes by which somebody is known there.
import type { Holding } from '#kit/holding';
import { until } from '#kit/lasting';
import { staffPurpose } from '../purpose.ts';
import * as store from './store.ts';

const nobody = { about: 'nobody', purpose: null, period: null } as const;

export const singleSignOnHoldings: readonly Holding[] = [
  {
    table: 'provider_sessions', // hangs on a session and goes with it
    ...nobody,
    columns: { workspace_id: 'key', session_id: 'key', provider_id: 'key', sid_hash: 'hash' },
  },
  {
    table: 'provider_links',
    about: 'staff',
    purpose: staffPurpose,
    title: { en: 'Links to an identity provider', de: 'Verknüpfungen mit einem Identitätsanbieter' },
    period: [...until('revoked'), ...until('left-work')],
    columns: { workspace_id: 'key', provider_id: 'key', staff_id: 'pseudonym', subject_hash: 'hash', linked_at: 'time' },
    count: async (ctx, subjects) => (await store.linkRows(ctx.db, ctx.workspace, subjects)).length,
    export: async (ctx, _permit, subjects) =>
      (await store.linkRows(ctx.db, ctx.workspace, subjects)).map((row) => ({
        at: row.linked_at.toISOString(),
        fields: { provider: row.provider_id },
      })),
    erase: (ctx, subjects) => store.dropLinks(ctx.db, ctx.workspace, subjects),
  },
  {
    table: 'provider_groups',
    ...nobody,
    columns: { workspace_id: 'key', provider_id: 'key', group_name: 'public', role_id: 'key', set_by: 'pseudonym' },
  },
  {
    table: 'provider_teams',
    ...nobody,
    columns: { workspace_id: 'key', provider_id: 'key', group_name: 'public', team_id: 'key', set_by: 'pseudonym' },
  },
  {
    table: 'identity_providers',
    ...nobody,
    seals: { under: 'workspace_id', row: ['id'] },
    columns: {
      workspace_id: 'key',
      id: 'key',
      name: 'public',
      issuer: 'public',
      client_id: 'public',
      client_secret: 'secret',
      domains: 'public',
      adds_people: 'code',
      groups_claim: 'public',
      strong_acr: 'public',
      passwords_off: 'code',
      exit_url: 'public',
      added_at: 'time',
      changed_at: 'time',
    },
  },
];
