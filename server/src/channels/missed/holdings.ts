// Up to when providers were asked for what came in, and keyed hashes of what was here and is gone, for an hour or as long as the provider could not be asked: who has the hash and not the key finds nobody by it.
import type { Holding } from '#kit/holding';

export const missedHoldings: readonly Holding[] = [
  {
    table: 'channel_listed',
    about: 'nobody',
    columns: { workspace_id: 'key', inbox_id: 'key', is_played: 'code', hash: 'index', at: 'time' },
    purpose: null,
    period: null,
  },
  {
    table: 'channel_listings',
    about: 'nobody',
    columns: { workspace_id: 'key', inbox_id: 'key', is_played: 'code', begun_at: 'time', listed_until: 'time', look_at: 'time' },
    purpose: null,
    period: null,
  },
];
