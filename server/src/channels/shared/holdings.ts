// What is played holds words and numbers of whoever it was played at, and keeps no list of whose: all of it goes with anybody who is erased, and after a day. It lies in tables that no log of the
// database and no backup carries.
import type { Holding } from '#kit/holding';
import { after } from '#kit/lasting';

export const sharedHoldings: readonly Holding[] = [
  {
    table: 'sandbox_items',
    about: 'nobody',
    seals: { under: 'workspace_id', row: ['id'] },
    columns: { workspace_id: 'key', id: 'key', shelf: 'key', at: 'time', revision: 'code', is_played: 'code', sealed: 'secret' },
    purpose: 'service-conversation',
    period: after('P1D', 'complete'),
  },
  {
    table: 'sandbox_desks',
    about: 'nobody',
    columns: { workspace_id: 'key', shelf: 'key', sitting: 'key', is_own: 'code', behaviour: 'code', told: 'code' },
    purpose: null,
    period: null,
  },
];
