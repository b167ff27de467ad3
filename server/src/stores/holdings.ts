// What the room of stores keeps of people: for minutes who sits at which device, and in which store something of theirs began. Stores and devices are the company's.
import type { ExportItem, Holding } from '#kit/holding';
import { after, until } from '#kit/lasting';
import { countSittings, eraseSittings, sittingsOf } from './kiosk/sitting-store.ts';
import { countRecords, eraseRecords, letGoOfKind, letGoOfRecords, type RecordKind, recordsOf } from './store.ts';

const nobody = { about: 'nobody', purpose: null, period: null } as const;
const kindsOf: Readonly<Record<string, RecordKind>> = { requests: 'request', consent_events: 'choice' };
const people = { about: 'person', purpose: 'service-conversation' } as const;

export const storesHoldings: readonly Holding[] = [
  {
    ...people,
    table: 'store_records',
    title: { en: 'What began in a store', de: 'Was in einem Geschäft begann' },
    period: until('record-deleted'),
    columns: {
      workspace_id: 'key',
      id: 'key',
      store_id: 'key',
      person_id: 'pseudonym',
      kind: 'code',
      record_id: 'key',
      at: 'time',
    },
    count: async (ctx, subjects) => (await ctx.db.one(countRecords, [ctx.workspace, subjects])).count,
    export: async (ctx, _permit, subjects): Promise<ExportItem[]> =>
      (await ctx.db.all(recordsOf, [ctx.workspace, subjects])).map(({ name, kind, record, at }) => ({
        at: at.toISOString(),
        fields: { store: name, kind, record },
        isForMany: true,
      })),
    erase: (ctx, subjects) => ctx.db.run(eraseRecords, [ctx.workspace, subjects]),
    letGo: (ctx, { finished }) => ctx.db.run(letGoOfRecords, [ctx.workspace, finished]),
    letGoWith: async (ctx, table, rows) => (kindsOf[table] ? ctx.db.run(letGoOfKind, [ctx.workspace, kindsOf[table], rows]) : 0),
  },
  {
    ...people,
    table: 'kiosk_sittings',
    title: { en: 'Minutes at a device in a store', de: 'Minuten an einem Gerät im Geschäft' },
    period: after('PT1H', 'sign-in'),
    columns: {
      workspace_id: 'key',
      id: 'key',
      kiosk_id: 'key',
      store_id: 'key',
      person_id: 'pseudonym',
      visit_id: 'key',
      acts: 'code',
      codes: 'code',
      began_at: 'time',
      seen_at: 'time',
      ended_at: 'time',
      taken_at: 'time',
      taken_by: 'hash',
      links: 'code',
      code_hash: 'hash',
      code_inbox: 'key',
      code_until: 'time',
      code_links: 'code',
      offers: 'code',
    },
    count: async (ctx, subjects) => (await ctx.db.one(countSittings, [ctx.workspace, subjects])).count,
    export: async (ctx, _permit, subjects): Promise<ExportItem[]> =>
      (await ctx.db.all(sittingsOf, [ctx.workspace, subjects])).map(({ store, kiosk, beganAt }) => ({
        at: beganAt.toISOString(),
        fields: { store, ...(kiosk && { device: kiosk }) },
      })),
    erase: (ctx, subjects) => ctx.db.run(eraseSittings, [ctx.workspace, subjects]),
  },
  {
    ...nobody,
    table: 'kiosks',
    columns: {
      workspace_id: 'key',
      id: 'key',
      store_id: 'key',
      name: 'public',
      code_until: 'time',
      enrolled_at: 'time',
      seen_at: 'time',
      revoked_at: 'time',
    },
  },
  {
    ...nobody,
    table: 'stores',
    columns: {
      workspace_id: 'key',
      id: 'key',
      public_key: 'public',
      name: 'public',
      address: 'public',
      languages: 'code',
      hours: 'public',
      inbox_id: 'key',
      rest_seconds: 'code',
      opened_at: 'time',
      retired_at: 'time',
    },
  },
];
