// Counted tries name nobody: a keyed hash over what was tried, at whom and (of one network) where from, which only those very words find again, for five minutes to two and a half hours.
import type { Holding } from '#kit/holding';

export const triesHoldings: readonly Holding[] = [
  {
    table: 'counted_tries',
    about: 'nobody',
    purpose: null,
    period: null,
    columns: { workspace_id: 'key', key_hash: 'hash', full_at: 'time' },
  },
];
