// The doors of the data map. Nobody stands in what they give: figures, categories, and what the company says of itself.
import type { Permission } from '#access';
import { type Route, route, special } from '#kit/route';
import { dataMap } from './picture/map.ts';
import { changeFacts, readFacts } from './record/facts.ts';
import { giveRecord } from './record/give.ts';
import { drawRecord, listVersions } from './record/versions.ts';

const read = { permission: 'datamap.read' satisfies Permission, purpose: null } as const;

export const datamapRoutes: readonly Route[] = [
  route('readDataMap', { ...read, perMinute: 30, handle: (ctx, { query }) => dataMap(ctx, query.days ?? 90, query.language ?? 'en') }),
  route('readRecord', {
    ...read,
    perMinute: 60,
    handle: async (ctx, { query }) => {
      const record = await drawRecord(ctx, query.kind ?? 'controller', query.version);
      const { bytes, type, name } = await giveRecord(record, query.format ?? 'html', query.language ?? 'en');
      return special({ bytes, headers: { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` } });
    },
  }),
  route('listRecordVersions', {
    ...read,
    handle: async (ctx) => ({ items: (await listVersions(ctx)).map((row) => ({ ...row, madeAt: row.madeAt.toISOString() })) }),
  }),
  route('readRecordFacts', { ...read, handle: readFacts }),
  route('changeRecordFacts', {
    stepUp: true,
    permission: 'datamap.change' satisfies Permission,
    purpose: null,
    handle: (ctx, { body }) => changeFacts(ctx, body),
  }),
];
