// What the departure keeps: that somebody asked for it, and how far it came. What it makes lies sealed in the data folder, under a key that nobody here has.
import type { Ctx } from '#kit/ctx';
import type { Holding } from '#kit/holding';
import type { SubjectId } from '#kit/ids';
import { until } from '#kit/lasting';
import { countEndsOf, countExportsOf } from './store.ts';

const ofStaff = { about: 'staff', purpose: 'staff-administration' } as const;
const counted = (count: (ctx: Ctx, staff: readonly SubjectId[]) => Promise<number>) =>
  ({
    count,
    export: async (ctx, _permit, subjects) => {
      const entries = await count(ctx, subjects);
      return entries === 0 ? [] : [{ fields: { entries } }];
    },
  }) satisfies Pick<Holding, 'count' | 'export'>;

export const departureHoldings: readonly Holding[] = [
  {
    table: 'closed_workspaces', // stays when the company has left: the list that lets nothing of it come back
    about: 'nobody',
    purpose: null,
    period: null,
    columns: { workspace_id: 'key', closed_at: 'time', unreadable_at: 'time' },
  },
  {
    ...ofStaff,
    ...counted(countExportsOf),
    table: 'workspace_exports',
    title: {
      en: 'Exports of the company you asked for or approved',
      de: 'Ausleitungen des Unternehmens, die Sie verlangt oder freigegeben haben',
    },
    period: until('company-left'),
    columns: {
      ...{ workspace_id: 'key', id: 'key', state: 'code', asked_by: 'pseudonym', approved_by: 'pseudonym', privacy_agreed: 'code' },
      ...{
        asked_at: 'time',
        ready_at: 'time',
        gone_at: 'time',
        reader: 'hash',
        step: 'code',
        steps: 'code',
        place: 'key',
        segments: 'code',
      },
      ...{ rows: 'code', files: 'code', bytes: 'code', lost: 'code', figures: 'code' },
      ...{
        link: 'hash',
        link_key: 'hash',
        link_until: 'time',
        fetched: 'code',
        fetched_at: 'time',
        manifest: 'hash',
        confirmed_at: 'time',
      },
    },
  },
  {
    ...ofStaff,
    ...counted(countEndsOf),
    table: 'workspace_ends',
    title: { en: 'The end of the contract you asked for or approved', de: 'Das Vertragsende, das Sie verlangt oder freigegeben haben' },
    period: until('company-left'),
    columns: {
      ...{ workspace_id: 'key', id: 'key', state: 'code', ends_at: 'time', returns: 'code', holds: 'code' },
      ...{ asked_by: 'pseudonym', asked_at: 'time', approved_by: 'pseudonym', stage: 'code', place: 'key', figures: 'code' },
    },
  },
];
