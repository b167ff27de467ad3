// Behind the link of a forgotten password: the second factor where there is one, then the new password and what of the old ways in is to go.
import { lookupHash } from '#keys';
import { type Ctx, withCtx } from '#kit/ctx';
import type { StaffId, WorkspaceId } from '#kit/ids';
import { act } from '#kit/pool';
import { Problem } from '#kit/problem';
import type { RequestFacts } from '#kit/route';
import type { Tools } from '#kit/tool';
import { append } from '#ledger';
import { type KeyView, listKeys } from '../api-keys/keys.ts';
import { findEntrance, removeEntrance } from '../entrances.ts';
import { listPasskeys, type PasskeyView } from '../passkeys/passkeys.ts';
import { hashPassword, refuseWeak } from '../passwords.ts';
import { staffPurpose } from '../purpose.ts';
import { noting } from '../refused/refused.ts';
import { isHeldBack } from '../second-factor/needed.ts';
import { isAsked, takeCode } from '../second-factor/second-factor.ts';
import { endSessions, startSession } from '../sessions.ts';
import { viewStaff } from '../staff.ts';
import { setPassword } from '../store.ts';
import { company } from '../workspaces.ts';
import { signsInByPassword } from './reset.ts';
import * as store from './store.ts';
import { type Chosen, forgetChosen, tellOwner } from './ways.ts';

export type ResetView = {
  readonly company: string;
  readonly email: string;
  /** The second factor must be shown first; until then nothing else is told. */
  readonly needsCode: boolean;
  readonly passkeys: readonly PasskeyView[];
  readonly apiKeys: readonly KeyView[];
};

/** What a link leads to. Problem `not-found` for one that was used, replaced or never made, `expired`. */
export async function readReset(tools: Tools, token: string): Promise<ResetView> {
  return atReset(tools, token, async (ctx, row) => {
    const [self] = await viewStaff(ctx, [row.staff_id]);
    const needsCode = await lacksCode(ctx, row);
    return {
      company: (await company(ctx)).name,
      email: self?.email ?? '',
      needsCode,
      passkeys: needsCode || (await isHeldBack(ctx, row.proven_by ?? 'password')) ? [] : await listPasskeys(ctx, row.staff_id),
      apiKeys: needsCode ? [] : await listKeys(ctx, row.staff_id),
    };
  });
}

/** Shows the second factor; the code is used up. Problem `wrong-code`, `too-many`, and those of `readReset`. */
export async function proveReset(tools: Tools, token: string, code: string, from?: Pick<RequestFacts, 'ip'>): Promise<ResetView> {
  await atReset(tools, token, async (ctx, row) => {
    if (!(await lacksCode(ctx, row))) return;
    const factor = await noting(tools, { workspace: ctx.workspace, staff: row.staff_id }, from, async () => {
      const taken = await takeCode(ctx, row.staff_id, code, from);
      if (!taken) throw new Problem('wrong-code');
      return taken;
    });
    await store.proven(ctx.db, ctx.workspace, row.id, factor);
  });
  return readReset(tools, token);
}

/** Sets the password, ends every session and key that was chosen, and signs in. Problem `weak-password`, `code-needed`, `already-used`, and those of `readReset`. */
export async function resetPassword(
  tools: Tools,
  token: string,
  parts: { password: string; forget: Chosen; device: string },
): Promise<{ workspace: WorkspaceId; staff: StaffId; session: string }> {
  const known = await atReset(tools, token, async (ctx, row) => {
    if (await lacksCode(ctx, row)) throw new Problem('code-needed');
    if (!(await signsInByPassword(ctx, row.staff_id))) throw new Problem('expired'); // since then a provider alone lets them in
    const [self] = await viewStaff(ctx, [row.staff_id]);
    return [self?.name ?? '', self?.email ?? '', (await company(ctx)).name];
  });
  refuseWeak(parts.password, known);
  const password = await hashPassword(parts.password);
  return atReset(tools, token, async (ctx, row) => {
    if (await lacksCode(ctx, row)) throw new Problem('code-needed');
    if (!(await store.takeRow(ctx.db, ctx.workspace, row.id, ctx.now))) throw new Problem('already-used');
    await removeEntrance(ctx, 'password-reset', token);
    if ((await setPassword(ctx.db, ctx.workspace, row.staff_id, password)) === 0) throw new Problem('expired');
    if (parts.forget.passkeys?.length && (await isHeldBack(ctx, row.proven_by ?? 'password'))) throw new Problem('second-factor-needed'); // the mailbox alone must not take away what is asked for beside it
    await forgetChosen(ctx, row.staff_id, parts.forget);
    await endSessions(ctx, row.staff_id);
    await tellOwner(ctx, row.staff_id, await append(ctx, { kind: 'staff.password-reset', subject: row.staff_id }), 'reset');
    const session = await startSession(ctx, row.staff_id, { by: row.proven_by ?? 'password', device: parts.device });
    return { workspace: ctx.workspace, staff: row.staff_id, session };
  });
}

const lacksCode = async (ctx: Ctx, row: store.ResetRow): Promise<boolean> => row.proven_by === null && isAsked(ctx, row.staff_id);

async function atReset<T>(tools: Tools, token: string, work: (ctx: Ctx, row: store.ResetRow) => Promise<T>): Promise<T> {
  const entrance = /^[\w-]{43}$/.test(token) ? await findEntrance(tools, 'password-reset', token) : undefined;
  if (!entrance) throw new Problem('not-found');
  const who = { workspace: entrance.workspace, actor: { kind: 'system', id: 'forgotten-password' }, purpose: staffPurpose } as const;
  return act(tools, who, async (ctx) => {
    const row = await store.resetByHash(ctx.db, ctx.workspace, lookupHash(tools, 'password-reset', token));
    if (!row) throw new Problem('not-found');
    if (row.expires_at <= ctx.now) throw new Problem('expired');
    return work(withCtx(ctx, { actor: { kind: 'staff', id: row.staff_id } }), row);
  });
}
