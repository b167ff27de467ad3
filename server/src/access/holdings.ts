// What access keeps about members of staff, and the company's own facts.
import { openMany, type Permit } from '#keys';
import type { Holding } from '#kit/holding';
import type { StaffId, SubjectId } from '#kit/ids';
import { after, until } from '#kit/lasting';
import { aloneHoldings } from './alone/holdings.ts';
import { keyHoldings } from './api-keys/holdings.ts';
import { emergencyHoldings } from './emergency/holdings.ts';
import { grantHoldings } from './grants/holdings.ts';
import { eraseStaff } from './invitations.ts';
import { passkeyHoldings } from './passkeys/holdings.ts';
import { pictureHoldings } from './pictures/holdings.ts';
import { staffPurpose } from './purpose.ts';
import { refusedHoldings } from './refused/holdings.ts';
import { resetHoldings } from './reset/holdings.ts';
import { reviewHoldings } from './reviews/holdings.ts';
import { scimHoldings } from './scim/holdings.ts';
import { secondFactorHoldings } from './second-factor/holdings.ts';
import * as sessionStore from './session-store.ts';
import { singleSignOnHoldings } from './single-sign-on/holdings.ts';
import * as store from './store.ts';
import { triesHoldings } from './tries/holdings.ts';

const isStaff = (subject: SubjectId): subject is StaffId => subject.startsWith('stf_');
const nobody = { about: 'nobody', purpose: null, period: null } as const;
const ofStaff = { about: 'staff', purpose: staffPurpose } as const;

export const accessHoldings: readonly Holding[] = [
  { table: 'workspaces', ...nobody, columns: { workspace_id: 'key', created_at: 'time', frozen_at: 'time', closed_at: 'time' } },
  {
    table: 'companies', // what the controller publishes about itself in its notices
    ...nobody,
    columns: {
      workspace_id: 'key',
      name: 'public',
      address: 'public',
      contact_email: 'public',
      dpo_contact: 'public',
      authority: 'public',
      country: 'code',
      language: 'code',
      accent: 'code',
      centre_key: 'key',
      changed_at: 'time',
    },
  },
  {
    table: 'entrances',
    ...nobody,
    columns: { workspace_id: 'key', kind: 'code', lookup_hash: 'index', target: 'key', added_at: 'time', expires_at: 'time' },
  },
  ...pictureHoldings,
  ...passkeyHoldings,
  ...secondFactorHoldings,
  ...keyHoldings,
  ...grantHoldings,
  ...scimHoldings,
  ...singleSignOnHoldings,
  ...resetHoldings,
  ...refusedHoldings,
  ...triesHoldings,
  ...emergencyHoldings,
  ...reviewHoldings,
  ...aloneHoldings,
  {
    table: 'staff_terms',
    ...nobody,
    columns: {
      workspace_id: 'key',
      former_days: 'code',
      review_days: 'code',
      second_factor: 'code',
      idle_minutes: 'code',
      changed_at: 'time',
    },
  },
  {
    table: 'sessions',
    ...ofStaff,
    title: { en: 'Sessions', de: 'Sitzungen' },
    period: [...until('signed-out'), ...after('PT12H', 'last-use', 'rule'), ...after('P7D', 'sign-in')],
    columns: {
      workspace_id: 'key',
      id: 'key',
      staff_id: 'pseudonym',
      token_hash: 'hash',
      started_at: 'time',
      seen_at: 'time',
      expires_at: 'time',
      proven_by: 'code',
      proven_at: 'time',
      device: 'code',
    },
    count: (ctx, subjects) => sessionStore.countSessions(ctx.db, ctx.workspace, subjects),
    export: async (ctx, _permit, subjects) =>
      (await sessionStore.sessionsOf(ctx.db, ctx.workspace, subjects)).map((row) => ({
        at: row.started_at.toISOString(),
        fields: { lastSeen: row.seen_at.toISOString(), endsAt: row.expires_at.toISOString(), device: row.device },
      })),
    erase: (ctx, subjects) => sessionStore.dropSessionsOf(ctx.db, ctx.workspace, subjects),
  },
  {
    table: 'invitations',
    ...ofStaff,
    title: { en: 'Invitations', de: 'Einladungen' },
    period: after('P30D', 'expired'),
    seals: { under: 'staff_id', row: ['id'] },
    columns: {
      workspace_id: 'key',
      id: 'key',
      staff_id: 'pseudonym',
      token: { category: 'Authenticating', sealed: true },
      token_hash: 'hash',
      made_at: 'time',
      expires_at: 'time',
      used_at: 'time',
      invited_by: 'pseudonym',
    },
    count: (ctx, subjects) => store.countInvitations(ctx.db, ctx.workspace, subjects),
    export: async (ctx, _permit, subjects) =>
      (await store.invitationsOf(ctx.db, ctx.workspace, subjects)).map((row) => ({
        at: row.made_at.toISOString(),
        fields: { endsAt: row.expires_at.toISOString(), usedAt: row.used_at?.toISOString() ?? null },
      })),
    erase: (ctx, subjects) => store.dropInvitationsOf(ctx.db, ctx.workspace, subjects),
  },
  {
    table: 'staff',
    ...ofStaff,
    title: { en: 'Account of a member of staff', de: 'Konto im Team' },
    period: after('P90D', 'left-work', 'rule'),
    seals: { under: 'id', row: ['id'] },
    columns: {
      workspace_id: 'key',
      id: 'pseudonym',
      name: { category: 'Name', sealed: true },
      email: { category: 'EmailAddress', sealed: true },
      email_hash: 'index',
      password: 'hash',
      invited_at: 'time',
      joined_at: 'time',
      suspended_at: 'time',
      suspended_by: 'pseudonym',
      left_at: 'time',
    },
    count: async (ctx, subjects) => (await store.staffRows(ctx.db, ctx.workspace, subjects.filter(isStaff))).length,
    export: async (ctx, permit, subjects) => {
      const rows = await store.staffRows(ctx.db, ctx.workspace, (subjects as readonly SubjectId[]).filter(isStaff));
      const place = (row: store.StaffRow, column: 'name' | 'email') => ({
        place: { subject: row.id, table: 'staff', row: row.id, column },
        sealed: row[column],
      });
      const texts = await openMany(
        ctx,
        permit as Permit,
        rows.flatMap((row) => [place(row, 'name'), place(row, 'email')]),
      );
      return rows.map((row, at) => ({
        at: row.invited_at.toISOString(),
        fields: {
          name: texts[2 * at] ?? '',
          email: texts[2 * at + 1] ?? '',
          joinedAt: row.joined_at?.toISOString() ?? null,
          suspendedAt: row.suspended_at?.toISOString() ?? null,
          leftAt: row.left_at?.toISOString() ?? null,
        },
      }));
    },
    erase: (ctx, subjects) => eraseStaff(ctx, subjects),
  },
];
