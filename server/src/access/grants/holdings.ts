// What roles and grants are.
import type { Holding } from '#kit/holding';
import { after, until } from '#kit/lasting';
import { staffPurpose } from '../purpose.ts';
import { changed } from './grants.ts';
import * as store from './store.ts';

export const grantHoldings: readonly Holding[] = [
  {
    table: 'role_grants',
    about: 'staff',
    purpose: staffPurpose,
    title: { en: 'Roles held', de: 'Rollen' },
    period: [...until('revoked'), ...after('P30D', 'expired')],
    columns: {
      workspace_id: 'key',
      id: 'key',
      staff_id: 'pseudonym',
      role_id: 'key',
      inboxes: 'key',
      teams: 'key',
      until: 'time',
      granted_by: 'pseudonym',
      source: 'code',
      granted_at: 'time',
      used_on: 'time',
    },
    count: async (ctx, subjects) => (await store.grantRowsAlsoEnded(ctx.db, ctx.workspace, subjects)).length,
    export: async (ctx, _permit, subjects) =>
      (await store.grantRowsAlsoEnded(ctx.db, ctx.workspace, subjects)).map((row) => ({
        at: row.granted_at.toISOString(),
        fields: {
          role: row.role_name ?? row.role_id,
          inboxes: row.inboxes?.length ?? 'all',
          teams: row.teams?.length ?? 'all',
          until: row.until?.toISOString() ?? null,
        },
      })),
    erase: async (ctx, subjects) => {
      await changed(ctx, subjects.filter((each) => each.startsWith('stf_')) as Parameters<typeof changed>[1]);
      return store.dropGrantsOf(ctx.db, ctx.workspace, subjects);
    },
  },
  {
    table: 'roles',
    about: 'nobody',
    purpose: null,
    period: null,
    columns: {
      workspace_id: 'key',
      id: 'key',
      name: 'public',
      permissions: 'code',
      purposes: 'code',
      changed_by: 'pseudonym',
      changed_at: 'time',
    },
  },
];
