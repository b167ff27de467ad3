// Tables of this room. They are about the company, not about people; reasons for a change are free text of staff and therefore sealed.
import type { Holding } from '#kit/holding';

export const purposesHoldings: readonly Holding[] = [
  {
    table: 'purposes',
    about: 'nobody',
    columns: {
      workspace_id: 'key',
      id: 'key',
      version: 'code',
      code: 'code',
      about: 'code',
      lawful_basis: 'code',
      dpv: 'code',
      advertising: 'code',
      acts: 'code',
      categories: 'code',
      channels: 'code',
      recipients: 'code',
      period_days: 'code',
      optional: 'code',
      active: 'code',
      texts: 'public',
      meaning: 'code',
      reason: { category: 'Communication', sealed: true },
      since: 'time',
    },
    purpose: null,
    period: null,
  },
  {
    table: 'notices',
    about: 'nobody',
    columns: {
      workspace_id: 'key',
      id: 'key',
      version: 'code',
      language: 'code',
      hash: 'hash',
      short: 'public',
      sections: 'public',
      published_at: 'time',
      published_by: 'pseudonym',
    },
    purpose: null,
    period: null,
  },
];
