// What retention keeps: holds, which are about people; how far sweeps have come and figures, which are about nobody.
import { openMany, type Permit } from '#keys';
import type { Holding } from '#kit/holding';
import { after, until } from '#kit/lasting';
import { pastProofs } from '#purposes';
import { placeOfReason } from './holds.ts';
import { countHolds, dropHolds, eraseHolds, heldConversations, holdsOf, pastHolds } from './holds-store.ts';
import { store } from './store.ts';

const nobody = { about: 'nobody', purpose: null, period: null } as const;

export const retentionHoldings: readonly Holding[] = [
  {
    table: 'legal_holds',
    about: 'person',
    seals: { under: 'person_id', row: ['id'] },
    columns: {
      workspace_id: 'key',
      id: 'key',
      person_id: 'pseudonym',
      conversation_id: 'key',
      fact_id: 'key',
      ground: 'code',
      reason: { category: 'Communication', sealed: true },
      review_on: 'time',
      set_by: 'pseudonym',
      set_at: 'time',
      lifted_at: 'time',
    },
    title: { en: 'Data that must be kept for now', de: 'Daten, die vorerst bleiben müssen' },
    purpose: 'rights-fulfilment',
    period: after('purpose', 'lifted'),
    count: async (ctx, subjects) => (await ctx.db.one(countHolds, [ctx.workspace, subjects])).count,
    export: async (ctx, permit, people) => {
      const rows = await ctx.db.all(holdsOf, [ctx.workspace, people]);
      const items = rows.map((row) => ({ place: placeOfReason(row), sealed: row.reason }));
      const reasons = await openMany(ctx, permit as Permit, items);
      return rows.map((row, at) => ({
        at: row.setAt.toISOString(),
        fields: { ground: row.ground, reason: reasons[at] ?? '', reviewOn: row.reviewOn, liftedAt: row.liftedAt?.toISOString() ?? null },
      }));
    },
    noted: () => ['reason'],
    erase: (ctx, subjects) => ctx.db.run(eraseHolds, [ctx.workspace, subjects]),
    proofs: {
      past: (ctx, ...where) => pastProofs(ctx, pastHolds, ...where),
      drop: (ctx, rows) => ctx.db.run(dropHolds, [ctx.workspace, rows.map(({ id }) => id)]),
    },
    holdsBack: async (ctx, asked) => (await ctx.db.all(heldConversations, [ctx.workspace, asked])).map((row) => row.conversation),
  },
  {
    // the place of a sweep may be a person; when they are erased it is the one before them
    table: 'retention_sweeps',
    about: 'person',
    title: { en: 'How far the deletion by time has come', de: 'Wie weit das Löschen nach Frist gekommen ist' },
    purpose: 'rights-fulfilment',
    period: until('swept'),
    count: (ctx, subjects) => store.countPlaces(ctx, subjects),
    erase: (ctx, subjects) => store.stepBack(ctx, subjects),
    columns: {
      workspace_id: 'key',
      stage: 'code',
      after_at: 'time',
      after_id: 'pseudonym',
      after_table: 'code',
      began_at: 'time',
      ended_at: 'time',
      not_before: 'time',
      conversations: 'code',
      messages: 'code',
      files: 'code',
      people: 'code',
      proofs: 'code',
      held: 'code',
    },
  },
  {
    ...nobody,
    table: 'retention_figures',
    columns: { workspace_id: 'key', month: 'time', purpose: 'code', channel: 'code', conversations: 'code', messages: 'code' },
  },
];
