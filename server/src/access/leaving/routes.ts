// Suspending, bringing back and taking away over the wire, and the terms for former staff.
import type { StaffId } from '#kit/ids';
import { type Route, route } from '#kit/route';
import { endAllSessions } from '../desk/list.ts';
import type { Permission } from '../permissions.ts';
import { staffPurpose } from '../purpose.ts';
import { changeTerms, terms } from '../terms/terms.ts';
import { eraseNow } from './erase-former.ts';
import { bringBack, suspend, takeAway } from './leaving.ts';

const change = { permission: 'staff.change' satisfies Permission, purpose: staffPurpose, stepUp: true } as const;

export const leavingRoutes: readonly Route[] = [
  route('suspendStaff', {
    ...change,
    handle: async (ctx, { params }) => {
      await suspend(ctx, params.staff as StaffId);
      return {};
    },
  }),
  route('endStaffSessions', {
    ...change,
    handle: async (ctx, { params }) => ({ ended: await endAllSessions(ctx, params.staff as StaffId) }),
  }),
  route('bringStaffBack', { ...change, handle: (ctx, { params }) => bringBack(ctx, params.staff as StaffId) }),
  route('takeStaffAway', {
    ...change,
    handle: async (ctx, { params }) => {
      await takeAway(ctx, params.staff as StaffId);
      return {};
    },
  }),
  route('eraseStaffNow', {
    ...change,
    handle: async (ctx, { params, body }) => {
      await eraseNow(ctx, params.staff as StaffId, body.reason);
      return {};
    },
  }),
  route('readStaffTerms', {
    permission: 'staff.read' satisfies Permission,
    purpose: null,
    handle: async (ctx) => ({ ...(await terms(ctx)) }),
  }),
  route('changeStaffTerms', {
    ...change,
    purpose: null,
    handle: async (ctx, { body }) => ({ ...(await changeTerms(ctx, body)) }),
  }),
];
