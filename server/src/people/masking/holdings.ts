// What is kept of why addresses were seen in full. Staff appear in the person's copy by their role only (CJEU C-579/21).
import { openMany, type Permit } from '#keys';
import type { Holding } from '#kit/holding';
import { until } from '#kit/lasting';
import { dropUnmaskings, unmaskingRows } from './store.ts';
import { placeOfNote } from './unmask.ts';

export const maskingHoldings: readonly Holding[] = [
  {
    table: 'unmaskings',
    about: 'person',
    purpose: 'rights-fulfilment',
    title: { en: 'Why addresses were seen in full', de: 'Warum Adressen ganz gesehen wurden' },
    period: until('forgotten'),
    seals: { under: 'person_id', row: ['id'] },
    columns: {
      workspace_id: 'key',
      id: 'key',
      person_id: 'pseudonym',
      staff_id: 'pseudonym',
      reason: 'code',
      note: { category: 'Communication', sealed: true },
      at: 'time',
    },
    count: async (ctx, subjects) => (await unmaskingRows(ctx.db, ctx.workspace, subjects)).length,
    export: async (ctx, permit, subjects) => {
      const rows = await unmaskingRows(ctx.db, ctx.workspace, subjects);
      const noted = rows.flatMap((row) => (row.note ? [{ id: row.id, item: { place: placeOfNote(row), sealed: row.note } }] : []));
      const texts = await openMany(
        ctx,
        permit as Permit,
        noted.map((each) => each.item),
      );
      const notes = new Map(noted.map((each, at) => [each.id, texts[at] ?? '']));
      return rows.map((row) => ({ at: row.at.toISOString(), fields: { reason: row.reason, note: notes.get(row.id) ?? null } }));
    },
    noted: () => ['note'],
    erase: (ctx, subjects) => dropUnmaskings(ctx.db, ctx.workspace, subjects),
  },
];
