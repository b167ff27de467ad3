// What fields keep. The order is the order in which rows may go.
import type { Permit } from '#keys';
import type { Holding } from '#kit/holding';
import { after, until } from '#kit/lasting';
import { listPurposes } from '#purposes';
import { valueCategory } from './rules.ts';
import * as store from './store.ts';
import { nameIn } from './types.ts';
import { openAll, readable } from './values.ts';

const nobody = { about: 'nobody', purpose: null, period: null } as const;

const servingOf = ({ purpose, period }: { purpose: string; period: string }) => ({ purpose, period: after(period, 'collected') });

export const fieldHoldings: readonly Holding[] = [
  {
    table: 'person_field_values',
    about: 'person',
    title: { en: 'What was noted about you', de: 'Was zu Ihnen vermerkt ist' },
    purpose: 'service-conversation',
    period: after('P10Y', 'collected', 'most'),
    serves: async (ctx) => (await ctx.db.all(store.servings, [ctx.workspace])).map(({ isOver, ...row }) => ({ isOver, ...servingOf(row) })),
    seals: { under: 'person_id', row: ['person_id', 'field_id'] },
    columns: {
      ...{ workspace_id: 'key', person_id: 'pseudonym', field_id: 'key', set_at: 'time', until: 'time' },
      value: { category: valueCategory, sealed: true },
    },
    countServings: async (ctx, subjects) =>
      (await ctx.db.all(store.countByServing, [ctx.workspace, subjects])).map(({ count, ...row }) => ({ count, ...servingOf(row) })),
    count: async (ctx, subjects) => (await ctx.db.one(store.countValues, [ctx.workspace, subjects])).count,
    told: async (ctx) =>
      (await ctx.db.all(store.fieldsPlain, [ctx.workspace])).map(({ names, purpose, period, provided }) => ({
        ...{ names, purpose, period, by: provided ? 'person' : 'company' },
      })),
    export: async (ctx, permit, people, { language } = {}) => {
      const rows = await ctx.db.all(store.valuesOf, [ctx.workspace, people, null]);
      const values = await openAll(ctx, permit as Permit, rows);
      const purposes = new Map((await listPurposes(ctx)).map((purpose) => [purpose.code, purpose]));
      return rows.map((row, at) => ({
        at: row.setAt.toISOString(),
        serving: servingOf(row),
        fields: {
          field: nameIn(row.names, language ?? 'en'),
          value: readable(row, values[at] ?? '', language ?? 'en'),
          purpose: (language && purposes.get(row.purpose)?.texts[language].name) ?? row.purpose,
          provided: row.provided,
          until: row.until.toISOString(),
        },
      }));
    },
    noted: ({ provided }) => (provided === false ? ['value'] : []),
    erase: (ctx, subjects) => ctx.db.run(store.eraseValues, [ctx.workspace, subjects]),
  },
  {
    table: 'field_sweeps',
    about: 'person',
    title: { en: 'How far the sweep of what was noted has come', de: 'Wie weit das Aufräumen der Vermerke gekommen ist' },
    purpose: 'rights-fulfilment',
    period: until('swept'),
    count: async (ctx, subjects) => (await ctx.db.one(store.countPlaces, [ctx.workspace, subjects])).count,
    erase: (ctx, subjects) => ctx.db.run(store.stepBack, [ctx.workspace, subjects]),
    columns: {
      ...{ workspace_id: 'key', after_id: 'pseudonym', began_at: 'time', ended_at: 'time', people: 'code', values_gone: 'code' },
    },
  },
  { table: 'person_field_reads', ...nobody, columns: { workspace_id: 'key', field_id: 'key', day: 'time', reads: 'code' } },
  {
    table: 'person_fields',
    ...nobody,
    columns: {
      ...{ workspace_id: 'key', id: 'key', names: 'public', kind: 'code', choices: 'public', purpose: 'code', period: 'code' },
      ...{ starts: 'code', special: 'code', tells_of: 'code', provided: 'code', created_at: 'time', stopped_at: 'time' },
    },
  },
];
