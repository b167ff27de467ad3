// What reading in an emergency leaves behind: evidence about staff, and apart from it whom it was for, which goes with the person.
import type { Holding } from '#kit/holding';
import { after } from '#kit/lasting';
import { staffPurpose } from '../purpose.ts';
import * as store from './store.ts';
import { keptDays } from './sweep.ts';

export const emergencyHoldings: readonly Holding[] = [
  {
    table: 'emergency_people',
    about: 'person',
    purpose: 'rights-fulfilment',
    title: { en: 'Emergency accesses', de: 'Notfallzugriffe' },
    period: after(`P${keptDays}D`, 'reviewed'),
    columns: { workspace_id: 'key', access_id: 'key', person_id: 'pseudonym' },
    count: (ctx, subjects) => store.countAbout(ctx.db, ctx.workspace, subjects),
    export: async (ctx, _permit, subjects) =>
      (await store.about(ctx.db, ctx.workspace, subjects)).map((row) => ({
        at: row.opened_at.toISOString(),
        fields: { reason: row.reason, until: (row.closed_at ?? row.ends_at).toISOString(), verdict: row.verdict },
      })),
    erase: (ctx, subjects) => store.dropAbout(ctx.db, ctx.workspace, subjects),
  },
  {
    table: 'emergency_accesses',
    about: 'staff',
    purpose: staffPurpose,
    title: { en: 'Reading in an emergency', de: 'Lesen im Notfall' },
    period: after(`P${keptDays}D`, 'reviewed'),
    seals: { under: 'staff_id', row: ['id'] },
    columns: {
      workspace_id: 'key',
      id: 'key',
      staff_id: 'pseudonym',
      inbox_id: 'key',
      reason: 'code',
      note: { category: 'Communication', sealed: true },
      opened_at: 'time',
      ends_at: 'time',
      closed_at: 'time',
      verdict: 'code',
      verdict_note: { category: 'Communication', sealed: true },
      reviewed_by: 'pseudonym',
      reviewed_at: 'time',
    },
    count: async (ctx, subjects) => (await store.of(ctx.db, ctx.workspace, subjects)).filter((row) => row.note || row.verdict_note).length,
    // its words stay out of a copy: they may speak of a customer (Art. 15(4)), and its author sees them on the page of emergencies
    export: async (ctx, _permit, subjects) =>
      (await store.of(ctx.db, ctx.workspace, subjects)).map((row) => ({
        at: row.opened_at.toISOString(),
        fields: { reason: row.reason, endsAt: row.ends_at.toISOString(), verdict: row.verdict },
      })),
    erase: (ctx, subjects) => store.dropNotes(ctx.db, ctx.workspace, subjects),
  },
];
