// The register is about companies, not people: names and services that stand in the public notice.
import type { Holding } from '#kit/holding';

export const vendorsHoldings: readonly Holding[] = [
  {
    table: 'vendors',
    about: 'nobody',
    columns: {
      workspace_id: 'key',
      id: 'key',
      code: 'code',
      name: 'public',
      role: 'code',
      service: 'public',
      region: 'code',
      agreement_reference: 'public',
      agreement_signed_on: 'time',
      agreement_expires_on: 'time',
      transfer: 'code',
      added_at: 'time',
      changed_at: 'time',
    },
    purpose: null,
    period: null,
  },
];
