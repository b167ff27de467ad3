// What fields keep. The order is the order in which rows may go.
import type { Permit } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { Holding } from '#kit/holding';
import { after, until } from '#kit/lasting';
import { listPurposes } from '#purposes';
import { outlives, valueCategory } from './rules.ts';
import * as store from './store.ts';
import { nameIn } from './types.ts';
import { openAll, readable } from './values.ts';

const nobody = { about: 'nobody', purpose: null, period: null } as const;

type Of = { readonly purpose: string; readonly period: string };
/** Gives the period that holds: what its purpose keeps for a shorter time by now goes by that, and so nobody is told another. */
async function readyToTell(ctx: Ctx): Promise<(of: Of) => string> {
  const purposes = new Map((await listPurposes(ctx)).map((purpose) => [purpose.code, purpose]));
  return ({ purpose: code, period }) => {
    const purpose = purposes.get(code);
    return purpose && outlives(period, purpose) ? purpose.period : period;
  };
}

/** By purpose and the period that holds. */
const byServing = <Row extends Of>(rows: readonly Row[], periodOf: (of: Of) => string): Row[][] => [
  ...Map.groupBy(
    rows.map((row) => ({ ...row, period: periodOf(row) })),
    ({ purpose, period }) => `${purpose} ${period}`,
  ).values(),
];
const servingOf = ({ purpose, period }: Of) => ({ purpose, period: after(period, 'collected') });

export const fieldHoldings: readonly Holding[] = [
  {
    table: 'person_field_values',
    about: 'person',
    title: { en: 'What was noted about you', de: 'Was zu Ihnen vermerkt ist' },
    purpose: 'service-conversation',
    period: after('P10Y', 'collected', 'most'),
    serves: async (ctx) =>
      byServing(await ctx.db.all(store.servings, [ctx.workspace]), await readyToTell(ctx)).map((rows) => ({
        isOver: rows.every(({ isOver }) => isOver),
        ...servingOf(rows[0] as Of),
      })),
    seals: { under: 'person_id', row: ['person_id', 'field_id'] },
    columns: {
      ...{ workspace_id: 'key', person_id: 'pseudonym', field_id: 'key', set_at: 'time', until: 'time' },
      value: { category: valueCategory, sealed: true },
    },
    countServings: async (ctx, subjects) =>
      byServing(await ctx.db.all(store.countByServing, [ctx.workspace, subjects]), await readyToTell(ctx)).map((rows) => ({
        count: rows.reduce((sum, { count }) => sum + count, 0),
        ...servingOf(rows[0] as Of),
      })),
    count: async (ctx, subjects) => (await ctx.db.one(store.countValues, [ctx.workspace, subjects])).count,
    told: async (ctx) => {
      const periodOf = await readyToTell(ctx);
      return (await ctx.db.all(store.fieldsPlain, [ctx.workspace])).map((field) => ({
        ...{
          names: field.names,
          purpose: field.purpose,
          period: periodOf(field),
          by: field.provided ? 'person' : 'company',
          since: field.createdAt,
        },
      }));
    },
    export: async (ctx, permit, people, { language } = {}) => {
      const rows = await ctx.db.all(store.valuesOf, [ctx.workspace, people, null]);
      const values = await openAll(ctx, permit as Permit, rows);
      const purposes = new Map((await listPurposes(ctx)).map((purpose) => [purpose.code, purpose]));
      const periodOf = await readyToTell(ctx);
      return rows.map((row, at) => ({
        at: row.setAt.toISOString(),
        serving: servingOf({ ...row, period: periodOf(row) }),
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
      ...{ workspace_id: 'key', after_id: 'pseudonym', began_at: 'time', ended_at: 'time', not_before: 'time' },
      ...{ people: 'code', values_gone: 'code' },
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
