// Steps are about settings; who took one stands there by pseudonym, and why is a free text: sealed.
import type { Holding } from '#kit/holding';

export const defaultsHoldings: readonly Holding[] = [
  {
    table: 'default_steps',
    about: 'nobody',
    purpose: null,
    period: null,
    seals: { under: 'workspace_id', row: ['id'] },
    columns: {
      ...{ workspace_id: 'key', id: 'key', setting: 'code', before: 'code', after: 'code', undo: 'code' },
      ...{ reason: 'secret', taken_by: 'pseudonym', taken_at: 'time' },
    },
  },
];
