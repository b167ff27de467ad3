// What is kept of what came from elsewhere, and of notices that were put before somebody. Both go with their person.
import { openMany, type Permit } from '#keys';
import type { Holding } from '#kit/holding';
import { until } from '#kit/lasting';
import { originPlace } from './origins.ts';
import { type OriginRow, originStore } from './store.ts';

const ofPerson = { about: 'person', purpose: 'rights-fulfilment', period: until('forgotten') } as const;

export const originHoldings: readonly Holding[] = [
  {
    table: 'people_origins',
    ...ofPerson,
    title: { en: 'What did not come from you', de: 'Was nicht von Ihnen stammt' },
    seals: { under: 'person_id', row: ['person_id', 'purpose', 'origin'] },
    columns: {
      ...{
        workspace_id: 'key',
        person_id: 'pseudonym',
        purpose: 'code',
        origin: 'code',
        obtained_at: 'time',
        clock: 'code',
        due_on: 'time',
      },
      ...{ told_at: 'time', told_by: 'code', notice_id: 'key', exception: 'code', excepted_at: 'time', reminded_at: 'time' },
      said: { category: 'Communication', sealed: true },
      reason: { category: 'Communication', sealed: true },
    },
    cameFrom: (ctx) => originStore.pairs(ctx),
    count: async (ctx, subjects) => (await originStore.ofPeople(ctx, subjects)).length,
    export: async (ctx, permit, subjects) => {
      const rows = await originStore.ofPeople(ctx, subjects);
      const words = rows.flatMap((row) =>
        (['said', 'reason'] as const).flatMap((column) => {
          const sealed = row[column];
          return sealed ? [{ key: keyOf(row, column), item: { place: originPlace(row, column), sealed } }] : [];
        }),
      );
      const texts = await openMany(
        ctx,
        permit as Permit,
        words.map((each) => each.item),
      );
      const opened = new Map(words.map((each, place) => [each.key, texts[place] ?? '']));
      return rows.map((row) => ({
        at: row.obtainedAt.toISOString(),
        fields: {
          ...{
            purpose: row.purpose,
            origin: row.origin,
            said: row.origin === 'other-person' ? null : (opened.get(keyOf(row, 'said')) ?? null),
            dueOn: row.dueOn,
          },
          ...{ toldAt: row.toldAt?.toISOString() ?? null, toldBy: row.toldBy, notice: row.notice },
          ...{ exception: row.exception, reason: opened.get(keyOf(row, 'reason')) ?? null },
        },
      }));
    },
    noted: () => ['said', 'reason'],
    erase: (ctx, subjects) => originStore.erase(ctx, subjects),
  },
  {
    table: 'notices_shown',
    ...ofPerson,
    title: { en: 'The last privacy notice you were shown', de: 'Der letzte Datenschutzhinweis, den Sie bekamen' },
    columns: {
      ...{ workspace_id: 'key', person_id: 'pseudonym', notice_id: 'key', by: 'code', at: 'time' },
      ...{ prior_notice_id: 'key', prior_by: 'code', prior_at: 'time' },
    },
    count: async (ctx, subjects) => (await originStore.shownTo(ctx, subjects)).length,
    export: async (ctx, _permit, subjects) =>
      (await originStore.shownTo(ctx, subjects)).map(({ notice, by, at, noticeBefore, byBefore, atBefore }) => ({
        at: at.toISOString(),
        fields: { notice, by, ...(atBefore && { noticeBefore, byBefore, atBefore: atBefore.toISOString() }) },
      })),
    erase: (ctx, subjects) => originStore.eraseShown(ctx, subjects),
  },
];

const keyOf = (row: OriginRow, column: string): string => `${row.person}/${row.purpose}/${row.origin}/${column}`;
