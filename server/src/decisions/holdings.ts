// Decisions by machine are about their person, who reads them with what went in, and go with them.
import { openMany, type Permit } from '#keys';
import type { Holding } from '#kit/holding';
import { until } from '#kit/lasting';
import { placeOfInputs, store } from './store.ts';

export const decisionHoldings: readonly Holding[] = [
  {
    table: 'decisions',
    about: 'person',
    seals: { under: 'person_id', row: ['id'] },
    columns: {
      workspace_id: 'key',
      id: 'key',
      person_id: 'pseudonym',
      code: 'code',
      version: 'code',
      outcome: 'code',
      categories: 'code',
      inputs: { category: 'Communication', sealed: true },
      significance: 'code',
      at: 'time',
      state: 'code',
      request_id: 'key',
      changed_to: 'code',
      decided_by: 'pseudonym',
      decided_at: 'time',
    },
    title: { en: 'Decisions by machine', de: 'Entscheidungen durch Maschinen' },
    purpose: 'rights-fulfilment',
    period: until('forgotten'),
    count: (ctx, subjects) => store.count(ctx, subjects),
    export: async (ctx, permit, people, { newest } = {}) => {
      const rows = await store.ofPeople(ctx, people, newest ?? null);
      const items = rows.map((row) => ({ place: placeOfInputs(row), sealed: row.inputs }));
      const inputs = await openMany(ctx, permit as Permit, items);
      return rows.map(({ code, version, outcome, state, changedTo, at }, place) => ({
        at: at.toISOString(),
        fields: { code, version, outcome, state, changedTo, inputs: inputs[place] ?? '' },
      }));
    },
    erase: (ctx, subjects) => store.erase(ctx, subjects),
  },
];
