// What teams keep: who is in which is about staff, the rest about nobody.
import type { Holding } from '#kit/holding';
import { until } from '#kit/lasting';
import * as store from './store.ts';

const nobody = { about: 'nobody', purpose: null, period: null } as const;

export const teamHoldings: readonly Holding[] = [
  {
    table: 'team_members',
    about: 'staff',
    purpose: 'staff-administration',
    title: { en: 'Teams', de: 'Teams' },
    period: [...until('revoked'), ...until('left-work')], // taken out of the team, or the team put to rest
    columns: { workspace_id: 'key', team_id: 'key', staff_id: 'pseudonym', added_by: 'pseudonym', added_at: 'time', source: 'code' },
    count: async (ctx, subjects) => (await ctx.db.all(store.membershipsOf, [ctx.workspace, subjects])).length,
    export: async (ctx, _permit, subjects) =>
      (await ctx.db.all(store.membershipsOf, [ctx.workspace, subjects])).map(({ name, addedAt, source }) => ({
        at: addedAt.toISOString(),
        fields: { team: name, source },
      })),
    erase: async (ctx, subjects) => (await ctx.db.all(store.dropMemberships, [ctx.workspace, subjects])).length,
  },
  { table: 'team_inboxes', ...nobody, columns: { workspace_id: 'key', team_id: 'key', inbox_id: 'key' } },
  { table: 'teams', ...nobody, columns: { workspace_id: 'key', id: 'key', name: 'public', made_at: 'time', rested_at: 'time' } },
];
