// Figures that name nobody, and what the company says of itself in its records. Who changed that stands there by pseudonym.
import type { Holding } from '#kit/holding';

const nobody = { about: 'nobody', purpose: null, period: null } as const;
const figure = { workspace_id: 'key', day: 'time', act: 'code', purpose: 'code', recipient: 'code', uses: 'code' } as const;

export const datamapHoldings: readonly Holding[] = [
  { ...nobody, table: 'datamap_flows', columns: { ...figure, channel: 'code' } },
  { ...nobody, table: 'datamap_fields', columns: { ...figure, field: 'code' } },
  {
    ...nobody,
    table: 'datamap_progress',
    columns: { workspace_id: 'key', position: 'code', began_at: 'time', counted_at: 'time', notes_from: 'time' },
  },
  {
    ...nobody,
    table: 'record_facts',
    columns: { workspace_id: 'key', version: 'code', facts: 'public', changed_by: 'pseudonym', changed_at: 'time' },
  },
  {
    ...nobody,
    table: 'record_versions',
    columns: { workspace_id: 'key', kind: 'code', version: 'code', hash: 'hash', content: 'public', made_at: 'time' },
  },
];
