// The switch of the sandbox is about nobody; who moved it stands there by pseudonym.
import type { Holding } from '#kit/holding';

export const switchHoldings: readonly Holding[] = [
  {
    table: 'sandbox_switches',
    about: 'nobody',
    columns: { workspace_id: 'key', id: 'key', number: 'code', is_on: 'code', switched_at: 'time', switched_by: 'pseudonym' },
    purpose: null,
    period: null,
  },
];
