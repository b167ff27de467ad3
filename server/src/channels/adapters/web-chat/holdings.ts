// Personal data of the web chat: which browser a person chatted from, and the notice it was shown (Art. 13).
import type { ExportItem, Holding } from '#kit/holding';
import { until } from '#kit/lasting';
import { countVisits, endVisits, eraseVisits, visitsOf } from './store.ts';

export const holdings: readonly Holding[] = [
  {
    table: 'visits',
    about: 'person',
    columns: {
      workspace_id: 'key',
      id: 'key',
      inbox_id: 'key',
      person_id: 'pseudonym',
      identity_id: 'key',
      language: 'code',
      notice_id: 'key',
      notice_hash: 'hash',
      email_identity_id: 'key',
      conversation_id: 'key',
      lent: 'code',
      started_at: 'time',
    },
    title: { en: 'Visits of the web chat', de: 'Besuche im Web-Chat' },
    purpose: 'service-conversation',
    period: until('record-deleted'),
    count: async (ctx, subjects) => (await ctx.db.one(countVisits, [ctx.workspace, subjects])).count,
    export: async (ctx, _permit, people): Promise<ExportItem[]> =>
      (await ctx.db.all(visitsOf, [ctx.workspace, people])).map(({ id, language, notice, startedAt }) => ({
        at: startedAt.toISOString(),
        fields: { visit: id, language, notice },
      })),
    erase: (ctx, subjects) => ctx.db.run(eraseVisits, [ctx.workspace, subjects]),
    letGo: (ctx, { finished }) => ctx.db.run(endVisits, [ctx.workspace, finished]),
  },
];
