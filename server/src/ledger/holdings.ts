// What the ledger holds about people: only the payload names them, by pseudonym, and it is erasable.
import type { ExportItem, Holding } from '#kit/holding';
import { until } from '#kit/lasting';
import { forgetPayloads } from './ledger.ts';
import { countPayloadsAbout, entriesAbout, type ListedRow, pagesAbout } from './store.ts';

const nobody = { about: 'nobody', purpose: null, period: null } as const;

export const ledgerHoldings: readonly Holding[] = [
  {
    ...nobody,
    table: 'ledger_entries',
    columns: { workspace_id: 'key', id: 'key', at: 'time', kind: 'code', commitment: 'hash', leaf: 'hash' },
  },
  {
    table: 'ledger_payloads',
    about: 'person',
    columns: { workspace_id: 'key', entry_id: 'key', salt: 'hash', subject: 'pseudonym', others: 'pseudonym', payload: 'pseudonym' },
    title: { en: 'Record of what was done with your data', de: 'Protokoll der Verarbeitung Ihrer Daten' },
    purpose: 'service-conversation',
    period: until('forgotten'),
    count: countPayloadsAbout,
    export: async (ctx, _permit, subjects) => (await entriesAbout(ctx, subjects)).map(described),
    exportEach: async function* (ctx, _permit, subjects) {
      for await (const rows of pagesAbout(ctx, subjects)) yield rows.map(described);
    },
    erase: forgetPayloads,
  },
  { ...nobody, table: 'ledger_queue', columns: { workspace_id: 'key', entry_id: 'key', queued_at: 'time' } },
  { ...nobody, table: 'ledger_leaves', columns: { workspace_id: 'key', position: 'code', entry_id: 'key', hashes: 'hash' } },
  { ...nobody, table: 'ledger_checkpoints', columns: { workspace_id: 'key', size: 'code', root: 'hash', note: 'hash' } },
  { ...nobody, table: 'ledger_cosignatures', columns: { workspace_id: 'key', size: 'code', witness: 'code', line: 'hash' } },
  {
    ...nobody,
    table: 'ledger_verdicts',
    columns: { workspace_id: 'key', at: 'time', size: 'code', root: 'hash', faults: 'code', first: 'code' },
  },
  { ...nobody, table: 'ledger_timestamps', columns: { workspace_id: 'key', size: 'code', at: 'time', token: 'hash' } },
  {
    ...nobody,
    table: 'ledger_key_changes',
    columns: { workspace_id: 'key', size: 'code', key_id: 'hash', announcement: 'hash', at: 'time', succession: 'hash' },
  },
  { ...nobody, table: 'ledger_key_compromises', columns: { workspace_id: 'key', size: 'code', note: 'hash', at: 'time' } },
  { ...nobody, table: 'ledger_followers', columns: { workspace_id: 'key', target: 'code', position: 'code' } },
];

/** Staff are named by role, not by name (CJEU C-579/21). */
const described = (row: ListedRow): ExportItem => ({
  at: row.at.toISOString(),
  fields: { kind: row.kind, by: row.payload?.actorKind ?? null, purpose: row.payload?.purpose ?? null },
});
