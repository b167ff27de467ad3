// Personal data here: what was put into the gaps of a template, often a name or the number of an order.
import { openMany, type Permit } from '#keys';
import type { ExportItem, Holding } from '#kit/holding';
import { until } from '#kit/lasting';
import { countFilled, eraseFilled, filledOfPeople, letGoFilled } from './store.ts';
import { placeOfFilled } from './templates.ts';

export const templateHoldings: readonly Holding[] = [
  {
    table: 'channel_templates',
    about: 'nobody',
    columns: {
      workspace_id: 'key',
      inbox_id: 'key',
      name: 'public',
      language: 'code',
      provider_id: 'code',
      status: 'code',
      category: 'code',
      body: 'public',
      gaps: 'public',
      buttons: 'public',
      is_plain: 'code',
      has_way_out: 'code',
      fetched_at: 'time',
    },
    purpose: null,
    period: null,
  },
  {
    table: 'template_messages',
    about: 'person',
    seals: { under: 'person_id', row: ['message_id'] },
    columns: {
      workspace_id: 'key',
      message_id: 'key',
      conversation_id: 'key',
      person_id: 'pseudonym',
      name: 'public',
      language: 'code',
      provider_id: 'code',
      gaps: 'public',
      filled: { category: 'Communication', sealed: true },
      at: 'time',
    },
    title: { en: 'Approved messages and what was filled in', de: 'Freigegebene Nachrichten und was eingesetzt wurde' },
    purpose: 'service-conversation',
    period: until('message-deleted'),
    count: async (ctx, subjects) => (await ctx.db.one(countFilled, [ctx.workspace, subjects])).count,
    export: async (ctx, permit, people, options = {}): Promise<ExportItem[]> => {
      const rows = await ctx.db.all(filledOfPeople, [ctx.workspace, people, options.newest ?? null]);
      const opened = await openMany(
        ctx,
        permit as Permit,
        rows.map((row) => ({ place: placeOfFilled(row), sealed: row.filled })),
      );
      return rows.map((row, at) => ({
        at: row.at.toISOString(),
        ...(row.isByHouse && { isForMany: true }), // what fills it stands in the text of the campaign as well
        fields: { message: row.message, template: row.name, language: row.language, filled: opened[at] ?? '' },
      }));
    },
    erase: (ctx, subjects) => ctx.db.run(eraseFilled, [ctx.workspace, subjects]),
    letGo: (ctx, { messages }) => ctx.db.run(letGoFilled, [ctx.workspace, messages]),
  },
];
