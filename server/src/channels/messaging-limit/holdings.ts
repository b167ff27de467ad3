// Nobody's data: how many people an account may begin with, and how many it has.
import type { Holding } from '#kit/holding';
import { after } from '#kit/lasting';

const nobody = { about: 'nobody', purpose: null } as const;

export const messagingLimitHoldings: readonly Holding[] = [
  {
    ...nobody,
    table: 'messaging_limits',
    columns: {
      ...{ workspace_id: 'key', portfolio: 'key', most: 'code', told_at: 'time', free: 'code', counted_at: 'time' },
      full_until: 'time',
    },
    period: null,
  },
  {
    ...nobody,
    table: 'messaging_limit_accounts',
    columns: { workspace_id: 'key', inbox_id: 'key', is_played: 'code', portfolio: 'key', ask_at: 'time' },
    period: null,
  },
  {
    // who was begun with in the last 24 hours, as a hash of 32 bits of an id, which finds nobody's
    ...nobody,
    table: 'messaging_limit_places',
    columns: { workspace_id: 'key', portfolio: 'key', slot: 'index', taken_by: 'index', begun_at: 'time' },
    period: after('P1D', 'collected'),
  },
  {
    ...nobody,
    table: 'messaging_limit_waits',
    columns: { workspace_id: 'key', waits: 'index', portfolio: 'key', written_at: 'time', seen_at: 'time' },
    period: after('P1D', 'collected'),
  },
];
