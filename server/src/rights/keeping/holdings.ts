// What is kept back: chosen under the person, then sealed apart under a key of its own and about nobody that the house still knows.
import { openMany, type Permit } from '#keys';
import type { Holding } from '#kit/holding';
import { until } from '#kit/lasting';
import { placeOfReason } from './places.ts';
import { articleOf } from './rules.ts';
import { keptStore } from './store.ts';

export const keptHoldings: readonly Holding[] = [
  {
    table: 'kept_parts',
    about: 'nobody',
    seals: { under: 'kept_id', row: ['id'], files: { content: 'file' } },
    columns: {
      workspace_id: 'key',
      id: 'key',
      kept_id: 'key',
      holding: 'code',
      at: 'time',
      words: { category: 'Communication', sealed: true },
      file: 'key',
    },
    alsoSealed: ['kept_parts.content'],
    purpose: 'rights-fulfilment',
    period: until('day-set'),
  },
  {
    table: 'kept_items',
    about: 'person',
    seals: { under: 'subject_id', row: ['id'] },
    columns: {
      workspace_id: 'key',
      id: 'key',
      request_id: 'key',
      subject_id: 'pseudonym',
      scope: 'code',
      item: 'key',
      ground: 'code',
      reason: { category: 'Communication', sealed: true },
      until_on: 'time',
      state: 'code',
      held: 'code',
      records: 'code',
      files: 'code',
      reminded: 'code',
      replaces: 'key',
      set_by: 'pseudonym',
      at: 'time',
    },
    title: { en: 'What is to be kept back from an erasure', de: 'Was von einer Löschung ausgenommen werden soll' },
    purpose: 'rights-fulfilment',
    period: until('day-set'),
    count: async (ctx, subjects) => (await keptStore.ofPeople(ctx, subjects)).length,
    export: async (ctx, permit, people) => {
      const rows = await keptStore.ofPeople(ctx, people);
      const sealed = rows.flatMap((row) => (row.reason ? [{ place: placeOfReason(row.id, row.subject), sealed: row.reason }] : []));
      const reasons = await openMany(ctx, permit as Permit, sealed);
      return rows.map((row, at) => ({
        at: row.at.toISOString(),
        fields: { scope: row.scope, item: row.item, article: articleOf[row.ground], until: row.until, reason: reasons[at] ?? '' },
      }));
    },
    noted: () => ['reason'],
    erase: (ctx, subjects) => keptStore.erase(ctx, subjects),
  },
];
