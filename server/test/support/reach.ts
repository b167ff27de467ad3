// A member of staff of tests who may do everything everywhere, without a row of their own.
import { permissions } from '#access';
import type { Actor } from '#kit/ctx';
import type { StaffId } from '#kit/ids';

export const staffWhoMayAll = (id: StaffId): Actor => ({
  kind: 'staff',
  id,
  reach: { grants: [{ permissions, purposes: null, inboxes: null, teams: null }] },
});
