// The second factor of a member of staff: set up, asked for after the password, replaced by a recovery code, taken away.
import { lookupHash, mintPermit, open, seal } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { StaffId } from '#kit/ids';
import { Problem } from '#kit/problem';
import type { RequestFacts } from '#kit/route';
import { append } from '#ledger';
import { tellOfNewWay } from '../new-way.ts';
import { staffPurpose } from '../purpose.ts';
import { viewStaff } from '../staff.ts';
import { clearTries, takeTry as takeTryOf } from '../tries/tries.ts';
import { company } from '../workspaces.ts';
import { keyUri, newRecoveryCodes, newSecret, plainCode, stepOf } from './codes.ts';
import * as store from './store.ts';

export type Factor = 'totp' | 'recovery-code';
/** Where a code comes from, where that is known. */
type Asker = Pick<RequestFacts, 'ip'> | undefined;
/** Tries at the codes of one member of staff from one network: so many at once, then one more each `refillSeconds`. Whoever has the password too would guess right once in some twenty years. */
export const codeLimits = { tries: 5, refillSeconds: 1800 } as const;
/** From many networks, once in some six. */
const codeBounds = { near: codeLimits, far: { tries: 15, refillSeconds: 600 } } as const;

export const placeOfSecret = (staff: StaffId) => ({ subject: staff, table: 'totp_secrets', row: staff, column: 'secret' });

/** Since when an app is asked for, and how many recovery codes are left. */
export async function secondFactor(ctx: Ctx, staff: StaffId): Promise<{ since: Date | null; recoveryCodes: number }> {
  const [row] = await store.secretRows(ctx.db, ctx.workspace, [staff]);
  return { since: row?.confirmed_at ?? null, recoveryCodes: await store.countCodesOf(ctx.db, ctx.workspace, [staff]) };
}

/** A new secret for an app; it counts once a code confirms it. Problem `conflict` while another is in use. */
export async function startTotp(ctx: Ctx, staff: StaffId): Promise<{ secret: string; uri: string }> {
  const [self] = await viewStaff(ctx, [staff]);
  if (!self) throw new Problem('not-found');
  const secret = newSecret();
  if ((await store.putSecret(ctx.db, ctx.workspace, staff, await seal(ctx, placeOfSecret(staff), secret), ctx.now)) === 0)
    throw new Problem('conflict', { detail: 'A second factor is in use: take it away first.' });
  return { secret, uri: keyUri(secret, (await company(ctx)).name, self.email) };
}

/** From now on a code is asked for; gives the recovery codes, which are nowhere kept. Problem `wrong-code`, `conflict` or `too-many`. */
export async function confirmTotp(ctx: Ctx, staff: StaffId, code: string): Promise<string[]> {
  const [row] = await store.secretRows(ctx.db, ctx.workspace, [staff]);
  if (!row || row.confirmed_at) throw new Problem('conflict');
  await takeTry(ctx, staff);
  if (!(await takeTotp(ctx, row, code))) throw new Problem('wrong-code');
  await clearTries(ctx.tools, triedAt(ctx, staff), codeBounds);
  await tellOfNewWay(ctx, staff, await append(ctx, { kind: 'staff.second-factor-set', subject: staff }), 'app');
  return renewRecoveryCodes(ctx, staff);
}

/** Ten new recovery codes instead of those before. Problem `conflict` without a second factor. */
export async function renewRecoveryCodes(ctx: Ctx, staff: StaffId): Promise<string[]> {
  if (!(await isAsked(ctx, staff))) throw new Problem('conflict');
  await store.dropCodes(ctx.db, ctx.workspace, [staff]);
  const codes = newRecoveryCodes();
  const hashes = codes.map((code) => hashOf(ctx, staff, code));
  await store.addCodes(ctx.db, ctx.workspace, staff, hashes, ctx.now);
  await append(ctx, { kind: 'staff.recovery-codes-made', subject: staff });
  return codes;
}

/** Whether this member of staff is asked for a code after the password. */
export async function isAsked(ctx: Ctx, staff: StaffId): Promise<boolean> {
  return Boolean((await store.secretRows(ctx.db, ctx.workspace, [staff]))[0]?.confirmed_at);
}

/** Which kind of code this is, and uses it up: undefined for one that is wrong or was used. Problem `too-many` with the seconds to wait. */
export async function takeCode(ctx: Ctx, staff: StaffId, typed: string, from: Asker): Promise<Factor | undefined> {
  const [row] = await store.secretRows(ctx.db, ctx.workspace, [staff]);
  if (!row?.confirmed_at) return undefined;
  const code = plainCode(typed);
  if (/^\d{6}$/.test(code)) {
    await takeTry(ctx, staff, from);
    if (!(await takeTotp(ctx, row, code))) return undefined;
    await clearTries(ctx.tools, triedAt(ctx, staff, from), codeBounds);
    return 'totp';
  }
  // 80 random bits need no count of their own: whoever has lost the phone is not kept out by somebody who guesses
  return (await store.takeCode(ctx.db, ctx.workspace, staff, hashOf(ctx, staff, code))) ? 'recovery-code' : undefined;
}

/** Takes one's own app away. Problem `not-found` when there is none. */
export async function takeAway(ctx: Ctx, staff: StaffId): Promise<void> {
  if (!(await isAsked(ctx, staff))) throw new Problem('not-found');
  await forgetSecondFactors(ctx, [staff]);
  await append(ctx, { kind: 'staff.second-factor-taken', subject: staff });
}

/** Removes secrets and codes of these members of staff. */
export async function forgetSecondFactors(ctx: Ctx, staff: readonly string[]): Promise<void> {
  await store.dropSecrets(ctx.db, ctx.workspace, staff);
  await store.dropCodes(ctx.db, ctx.workspace, staff);
}

async function takeTotp(ctx: Ctx, row: store.SecretRow, code: string): Promise<boolean> {
  const permit = mintPermit(ctx, { act: 'reveal', purpose: staffPurpose, subjects: [row.staff_id], fields: ['totp_secrets.secret'] });
  const step = stepOf(await open(ctx, permit, placeOfSecret(row.staff_id), row.secret), code, ctx.now);
  return step !== undefined && store.takeStep(ctx.db, ctx.workspace, row.staff_id, step, ctx.now);
}

/** Counted before the work and kept when the transaction is not, so that many at once gain nothing. */
async function takeTry(ctx: Ctx, staff: StaffId, from?: Asker): Promise<void> {
  const wait = await takeTryOf(ctx.tools, triedAt(ctx, staff, from), codeBounds, { within: true });
  if (wait > 0) throw new Problem('too-many', { retryAfterSeconds: wait });
}

const triedAt = ({ workspace }: Ctx, staff: StaffId, from?: Asker) => ({ what: 'code', of: staff, workspace, ip: from?.ip }) as const;
const hashOf = (ctx: Ctx, staff: StaffId, code: string): string =>
  lookupHash(ctx.tools, 'recovery-code', `${ctx.workspace} ${staff} ${plainCode(code)}`);
