// Nobody's data: up to where mailboxes were read, what was agreed to at their providers, and by which tokens mail was posted.
import type { Holding } from '#kit/holding';
import { after } from '#kit/lasting';

const nobody = { about: 'nobody', purpose: null } as const;

export const mailboxHoldings: readonly Holding[] = [
  {
    ...nobody,
    table: 'mailbox_places',
    columns: {
      ...{ workspace_id: 'key', inbox_id: 'key', mailbox: 'index', uid_validity: 'code', last_uid: 'code' },
      ...{ looked_at: 'time', left_behind: 'code' },
    },
    period: null,
  },
  {
    ...nobody,
    table: 'mailbox_grants',
    seals: { under: 'workspace_id', row: ['inbox_id'] },
    columns: {
      ...{ workspace_id: 'key', inbox_id: 'key', refresh_token: 'secret', agreed_at: 'time', given_for: 'index', refused_at: 'time' },
      ...{ renewing_by: 'key', renewing_until: 'time' },
    },
    period: null,
  },
  {
    ...nobody,
    table: 'posted_tokens',
    columns: { workspace_id: 'key', inbox_id: 'key', hash: 'index', digest: 'index', at: 'time' },
    period: after('P2D', 'collected'),
  },
];
