// What provisioning keeps.
import type { Permit } from '#keys';
import { openMany } from '#keys';
import type { Holding } from '#kit/holding';
import { until } from '#kit/lasting';
import { staffPurpose } from '../purpose.ts';
import { placeOfProfile } from './people.ts';
import type { Profile } from './resources.ts';
import * as store from './store.ts';

const nobody = { about: 'nobody', purpose: null, period: null } as const;
const ofStaff = { about: 'staff', purpose: staffPurpose, period: [...until('revoked'), ...until('left-work')] } as const;

export const scimHoldings: readonly Holding[] = [
  {
    ...ofStaff,
    table: 'scim_members',
    title: { en: 'Groups at an identity provider', de: 'Gruppen bei einem Identitätsanbieter' },
    columns: { workspace_id: 'key', group_id: 'key', staff_id: 'pseudonym' },
    count: async (ctx, subjects) => (await store.membershipRows(ctx.db, ctx.workspace, subjects)).length,
    export: async (ctx, _permit, subjects) =>
      (await store.membershipRows(ctx.db, ctx.workspace, subjects)).map((row) => ({ fields: { group: row.name } })),
    erase: (ctx, subjects) => store.dropMemberships(ctx.db, ctx.workspace, subjects),
  },
  {
    table: 'scim_groups',
    ...nobody,
    columns: {
      workspace_id: 'key',
      id: 'key',
      provider_id: 'key',
      name: 'public',
      external_id: 'key',
      version: 'code',
      made_at: 'time',
      changed_at: 'time',
    },
  },
  {
    ...ofStaff,
    table: 'scim_people',
    seals: { under: 'staff_id', row: ['staff_id'] },
    title: { en: 'What an identity provider says', de: 'Angaben eines Identitätsanbieters' },
    columns: {
      workspace_id: 'key',
      staff_id: 'pseudonym',
      provider_id: 'key',
      profile: { category: 'Name', sealed: true },
      user_name_hash: 'index',
      external_hash: 'index',
      active: 'code',
      version: 'code',
      made_at: 'time',
      changed_at: 'time',
    },
    count: async (ctx, subjects) => (await store.personRows(ctx.db, ctx.workspace, subjects)).length,
    export: async (ctx, permit, subjects) => {
      const rows = await store.personRows(ctx.db, ctx.workspace, subjects);
      const texts = await openMany(
        ctx,
        permit as Permit,
        rows.map((row) => ({ place: placeOfProfile(row.staff_id), sealed: row.profile })),
      );
      return rows.map((row, at) => {
        const { userName, externalId, displayName, formatted, givenName, familyName, email } = JSON.parse(texts[at] ?? '{}') as Profile;
        const fields = { userName, externalId, displayName, formatted, givenName, familyName, email };
        return {
          at: row.made_at.toISOString(),
          fields: { ...Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value ?? null])), active: row.active },
        };
      });
    },
    erase: (ctx, subjects) => store.dropPeople(ctx.db, ctx.workspace, subjects),
  },
  {
    table: 'scim_tokens',
    ...nobody,
    columns: {
      workspace_id: 'key',
      id: 'key',
      provider_id: 'key',
      prefix: 'key',
      token_hash: 'hash',
      made_by: 'pseudonym',
      made_at: 'time',
      expires_at: 'time',
      used_on: 'time',
    },
  },
];
