// Another password, or the first one of somebody who came by passkey. Whoever else is signed in by the old one is out.
import type { Ctx } from '#kit/ctx';
import type { StaffId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { hashPassword, refuseWeak } from '../passwords.ts';
import { viewStaff } from '../staff.ts';
import { passwordOf, setPassword } from '../store.ts';
import { company } from '../workspaces.ts';
import { endOtherSessions } from './list.ts';
import { provePassword } from './proof.ts';

/** Sets it and ends every session but that of `token`. Problem `wrong-password` without the present one where there is one, `weak-password`, `too-many`. */
export async function changePassword(
  ctx: Ctx,
  staff: StaffId,
  { current, password, token }: { current?: string | undefined; password: string; token: string },
): Promise<void> {
  if ((await passwordOf(ctx.db, ctx.workspace, staff)) !== undefined) await provePassword(ctx, staff, current ?? '');
  const [self] = await viewStaff(ctx, [staff]);
  if (!self) throw new Problem('not-found');
  refuseWeak(password, [self.name, self.email, (await company(ctx)).name]);
  await setPassword(ctx.db, ctx.workspace, staff, await hashPassword(password));
  await append(ctx, { kind: 'staff.password-changed', subject: staff });
  await endOtherSessions(ctx, staff, token);
}
