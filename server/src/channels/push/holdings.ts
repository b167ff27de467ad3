// Personal data of push: the addresses under which push services know a person's devices, and to which of them something was handed.
import { openMany, type Permit } from '#keys';
import type { ExportItem, Holding } from '#kit/holding';
import { after, until } from '#kit/lasting';
import { placeOf } from './devices.ts';
import { countOf, devicesOfPeople, eraseOf, letGoOfDevices, pushRecipients } from './store.ts';

const purpose = 'service-conversation';

export const pushHoldings: readonly Holding[] = [
  {
    table: 'devices',
    about: 'person',
    seals: { under: 'person_id', row: ['id'] },
    columns: {
      workspace_id: 'key',
      id: 'key',
      visit_id: 'key',
      inbox_id: 'key',
      person_id: 'pseudonym',
      kind: 'code',
      service: 'code',
      hash: 'index',
      address: { category: 'Contact', sealed: true },
      language: 'code',
      pushing: 'key',
      attempts: 'code',
      registered_at: 'time',
      pushed_at: 'time',
      expires_at: 'time',
    },
    title: { en: 'Devices that are told of new messages', de: 'Geräte, denen neue Nachrichten gemeldet werden' },
    purpose,
    period: [...until('switched-off'), ...after('P90D', 'last-use')],
    count: async (ctx, subjects) => (await ctx.db.one(countOf.devices, [ctx.workspace, subjects])).count,
    export: async (ctx, permit, people, { newest } = {}): Promise<ExportItem[]> => {
      const rows = (await ctx.db.all(devicesOfPeople, [ctx.workspace, people])).slice(0, newest);
      const addresses = await openMany(
        ctx,
        permit as Permit,
        rows.map((row) => ({ place: placeOf(row), sealed: row.address })),
      );
      return rows.map(({ id, kind, language, registeredAt }, at) => ({
        at: registeredAt.toISOString(),
        fields: { device: id, kind, language, address: addresses[at] ?? '' },
      }));
    },
    erase: (ctx, subjects) => ctx.db.run(eraseOf.devices, [ctx.workspace, subjects]),
    letGo: (ctx, { finished }) => ctx.db.run(letGoOfDevices, [ctx.workspace, finished]),
  },
  {
    table: 'push_recipients',
    about: 'person',
    columns: { workspace_id: 'key', person_id: 'pseudonym', recipient: 'code', pushes: 'code', last_at: 'time' },
    title: { en: 'Push services that were used', de: 'Push-Dienste, die genutzt wurden' },
    purpose,
    period: until('forgotten'),
    count: async (ctx, subjects) => (await ctx.db.one(countOf.recipients, [ctx.workspace, subjects])).count,
    export: async (ctx, _permit, people): Promise<ExportItem[]> =>
      (await ctx.db.all(pushRecipients, [ctx.workspace, people])).map(({ recipient, messages, lastAt }) => ({
        at: lastAt.toISOString(),
        fields: { recipient, pushes: messages },
      })),
    erase: (ctx, subjects) => ctx.db.run(eraseOf.recipients, [ctx.workspace, subjects]),
  },
];
