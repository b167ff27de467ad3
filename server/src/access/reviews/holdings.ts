// What reviews of who has what leave behind.
import type { Holding } from '#kit/holding';
import { after } from '#kit/lasting';
import { staffPurpose } from '../purpose.ts';
import { keptDays } from './reviews.ts';
import * as store from './store.ts';

export const reviewHoldings: readonly Holding[] = [
  {
    table: 'access_reviews',
    about: 'nobody',
    purpose: null,
    period: null,
    columns: { workspace_id: 'key', id: 'key', started_by: 'pseudonym', started_at: 'time', finished_at: 'time', told_at: 'time' },
  },
  {
    table: 'access_review_lines',
    about: 'staff',
    purpose: staffPurpose,
    title: { en: 'Reviews of what I may do', de: 'Überprüfungen meiner Rechte' },
    period: after(`P${keptDays}D`, 'reviewed'),
    seals: { under: 'staff_id', row: ['id'] },
    columns: {
      workspace_id: 'key',
      id: 'key',
      review_id: 'key',
      staff_id: 'pseudonym',
      kind: 'code',
      target: 'key',
      detail: 'key',
      used_at: 'time',
      decision: 'code',
      reason: { category: 'Communication', sealed: true },
      decided_by: 'pseudonym',
      decided_at: 'time',
    },
    count: async (ctx, subjects) => (await store.linesOf(ctx.db, ctx.workspace, subjects)).filter((line) => line.reason).length,
    export: async (ctx, _permit, subjects) =>
      (await store.linesOf(ctx.db, ctx.workspace, subjects)).map((line) => ({
        at: (line.decided_at ?? line.used_at ?? ctx.now).toISOString(),
        fields: { kind: line.kind, target: line.target, role: line.detail, decision: line.decision },
      })),
    erase: (ctx, subjects) => store.dropReasons(ctx.db, ctx.workspace, subjects),
  },
];
