// Nobody’s data: which node holds a line to a carrier or a mailbox.
import type { Holding } from '#kit/holding';

export const lineHoldings: readonly Holding[] = [
  {
    table: 'carrier_lines',
    about: 'nobody',
    columns: { workspace_id: 'key', inbox_id: 'key', holder: 'key', held_until: 'time', state: 'code' },
    purpose: null,
    period: null,
  },
];
