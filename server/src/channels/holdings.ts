// Personal data of this room: what was handed to whom, and the ids by which providers know our messages.
import { openMany, type Permit } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { Statement } from '#kit/db';
import type { ExportItem, Holding } from '#kit/holding';
import { after, until } from '#kit/lasting';
import { placeOf } from './external.ts';
import { countOf, deliveriesOfPeople, eraseOf, externalsOfPeople, letGoOf } from './store.ts';
import { letGoOfIds } from './take-back.ts';

const purpose = 'service-conversation';
const period = until('message-deleted');
const rowsAtOnce = 1000;
type RowOf<S> = S extends Statement<infer Row> ? Row : never;

export const holdings: readonly Holding[] = [
  {
    table: 'channel_accounts',
    about: 'nobody',
    seals: { under: 'workspace_id', row: ['inbox_id'] },
    columns: {
      workspace_id: 'key',
      inbox_id: 'key',
      adapter: 'code',
      settings: 'public',
      secrets: 'secret',
      entrances: 'public',
      health_ok: 'code',
      health_words: 'code',
      health_at: 'time',
      opened_at: 'time',
      templates_at: 'time',
    },
    purpose: null,
    period: null,
  },
  {
    // of messages that failed there is a hash of 32 bits, which finds nobody's; gone with the next one that leaves
    table: 'account_turns',
    about: 'nobody',
    columns: {
      workspace_id: 'key',
      inbox_id: 'key',
      full_at: 'time',
      back_at: 'time',
      told_go: 'code',
      told_at: 'time',
      failed: 'index',
      tries: 'code',
      rests_until: 'time',
    },
    purpose: null,
    period: null,
  },
  {
    // who was written to within the last minutes, as a hash of 32 bits of an id, which finds nobody's; gone when their places are worked off
    table: 'recipient_turns',
    about: 'nobody',
    columns: { workspace_id: 'key', inbox_id: 'key', slot: 'index', full_at: 'time', told_go: 'code', told_at: 'time' },
    purpose: null,
    period: null,
  },
  {
    table: 'deliveries',
    about: 'person',
    columns: {
      workspace_id: 'key',
      message_id: 'key',
      conversation_id: 'key',
      person_id: 'pseudonym',
      inbox_id: 'key',
      identity_id: 'key',
      recipient: 'code',
      attempts: 'code',
      also_mailed_at: 'time',
      started_at: 'time',
      ended_at: 'time',
      outcome: 'code',
      because: 'code',
      led_to_choices: 'code',
    },
    title: { en: 'What was sent, and by whom it was carried', de: 'Was gesendet wurde, und wer es befördert hat' },
    purpose,
    period,
    count: async (ctx, subjects) => (await ctx.db.one(countOf.deliveries, [ctx.workspace, subjects])).count,
    export: async (ctx, _permit, people) => (await ctx.db.all(deliveriesOfPeople, [ctx.workspace, people])).map(deliveryItem),
    exportEach: async function* (ctx, _permit, people) {
      for await (const rows of ctx.db.pages(deliveriesOfPeople, [ctx.workspace, people], rowsAtOnce)) yield rows.map(deliveryItem);
    },
    erase: (ctx, subjects) => ctx.db.run(eraseOf.deliveries, [ctx.workspace, subjects]),
    letGo: (ctx, { messages }) => ctx.db.run(letGoOf.deliveries, [ctx.workspace, messages]),
  },
  {
    table: 'external_ids',
    about: 'person',
    seals: { under: 'person_id', row: ['hash'] },
    columns: {
      workspace_id: 'key',
      inbox_id: 'key',
      hash: 'index',
      person_id: 'pseudonym',
      conversation_id: 'key',
      message_id: 'key',
      identity_id: 'key',
      direction: 'code',
      external_id: { category: 'Communication', sealed: true },
      at: 'time',
      said_at: 'time',
      handed_by: 'code',
      lies_in: 'index',
      is_played: 'code',
      is_read_token: 'code',
      let_go_at: 'time',
      ask_after: 'time',
    },
    title: { en: 'Ids of messages at mail servers', de: 'Kennungen von Nachrichten bei Mailservern' },
    purpose,
    period,
    count: async (ctx, subjects) => (await ctx.db.one(countOf.externalIds, [ctx.workspace, subjects])).count,
    export: async (ctx, permit, people, options = {}) =>
      externalItems(ctx, permit as Permit, await ctx.db.all(externalsOfPeople, [ctx.workspace, people, options.newest ?? null])),
    exportEach: async function* (ctx, permit, people) {
      for await (const rows of ctx.db.pages(externalsOfPeople, [ctx.workspace, people, null], rowsAtOnce))
        yield externalItems(ctx, permit as Permit, rows);
    },
    erase: (ctx, subjects) => ctx.db.run(eraseOf.externalIds, [ctx.workspace, subjects]),
    letGo: (ctx, { conversations, messages }) => letGoOfIds(ctx, conversations, messages),
  },
  {
    // a keyed hash of the id of a message that was never stored: whose it was stands nowhere here, so nobody's can be found, given or erased before its eight days are over (Art. 11)
    table: 'early_unsends',
    about: 'nobody',
    columns: { workspace_id: 'key', inbox_id: 'key', hash: 'index', at: 'time' },
    purpose,
    period: after('P8D', 'collected'),
  },
];

const deliveryItem = ({ endedAt, ...fields }: RowOf<typeof deliveriesOfPeople>): ExportItem => ({
  ...(endedAt && { at: endedAt.toISOString() }),
  fields,
});

async function externalItems(ctx: Ctx, permit: Permit, rows: readonly RowOf<typeof externalsOfPeople>[]): Promise<ExportItem[]> {
  const ids = await openMany(
    ctx,
    permit,
    rows.map((row) => ({ place: placeOf(row), sealed: row.externalId })),
  );
  return rows.map((row, at) => ({ at: row.at.toISOString(), fields: { message: row.message, external_id: ids[at] ?? '' } }));
}
