// Where a company has its people sign in by its provider alone.
import type { Ctx } from '#kit/ctx';
import type { StaffId } from '#kit/ids';
import { everyGrant } from '../grants/grants.ts';
import { passkeyRows } from '../passkeys/store.ts';
import { staffPurpose } from '../purpose.ts';
import { viewStaff } from '../staff.ts';
import { passwordOf } from '../store.ts';
import { domainOf } from './rules.ts';
import * as store from './store.ts';

/** Whether this address signs in by its provider alone. An administrator keeps the password while no other one has a way in that needs no provider: nobody is locked out. */
export async function isPasswordOff(ctx: Ctx, staff: StaffId, email: string): Promise<boolean> {
  const off = (await store.providerRows(ctx.db, ctx.workspace)).filter((row) => row.passwords_off).flatMap((row) => row.domains);
  if (!off.includes(domainOf(email))) return false;
  const administrators = [...new Set((await everyGrant(ctx)).filter((each) => each.role === 'administrator').map((each) => each.staff))];
  if (!administrators.includes(staff)) return true;
  const others = administrators.filter((each) => each !== staff);
  if ((await passkeyRows(ctx.db, ctx.workspace, others)).length > 0) return true;
  for (const each of others.length > 0 ? await viewStaff({ ...ctx, purpose: staffPurpose }, others) : [])
    if (!off.includes(domainOf(each.email)) && (await passwordOf(ctx.db, ctx.workspace, each.id)) !== undefined) return true;
  return false;
}
