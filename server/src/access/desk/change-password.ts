// Another password, or the first one of somebody who came by passkey. Whoever else is signed in by the old one is out.
import type { Ctx } from '#kit/ctx';
import type { StaffId } from '#kit/ids';
import { Problem } from '#kit/problem';
import type { RequestFacts } from '#kit/route';
import { append } from '#ledger';
import { hashPassword, refuseWeak } from '../passwords.ts';
import { dropResets } from '../reset/store.ts';
import { type Chosen, forgetChosen, tellOwner } from '../reset/ways.ts';
import { viewStaff } from '../staff.ts';
import { passwordOf, setPassword } from '../store.ts';
import { company } from '../workspaces.ts';
import { endOtherSessions } from './list.ts';
import { provePassword } from './proof.ts';

type Change = {
  readonly current?: string | undefined;
  readonly password: string;
  readonly token: string;
  readonly forget?: Chosen | undefined;
  readonly from?: Pick<RequestFacts, 'ip'> | undefined;
};

/** Sets it, ends every session but that of `token`, removes the passkeys and keys that were chosen, and tells its owner by mail. Problem `wrong-password` without the present one where there is one, `weak-password`, `too-many`. */
export async function changePassword(ctx: Ctx, staff: StaffId, { current, password, token, forget = {}, from }: Change): Promise<void> {
  if ((await passwordOf(ctx.db, ctx.workspace, staff)) !== undefined) await provePassword(ctx, staff, current ?? '', from);
  const [self] = await viewStaff(ctx, [staff]);
  if (!self) throw new Problem('not-found');
  refuseWeak(password, [self.name, self.email, (await company(ctx)).name]);
  await setPassword(ctx.db, ctx.workspace, staff, await hashPassword(password));
  await dropResets(ctx.db, ctx.workspace, staff); // a link that was mailed before is of no use to whoever reads the mail
  await tellOwner(ctx, staff, await append(ctx, { kind: 'staff.password-changed', subject: staff }), 'changed');
  await forgetChosen(ctx, staff, forget);
  await endOtherSessions(ctx, staff, token);
}
