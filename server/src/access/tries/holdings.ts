// Counted tries name nobody: a keyed hash over what was tried and at whom, which only that very word finds again, for five minutes to two and a half hours.
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
