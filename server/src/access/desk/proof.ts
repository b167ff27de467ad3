// Showing once more who sits there, before a dangerous act: a screen left open, or a stolen cookie, must not be enough to erase or to export (Art. 32(1)(b)).
import type { Ctx } from '#kit/ctx';
import type { StaffId } from '#kit/ids';
import { Problem } from '#kit/problem';
import type { RequestFacts } from '#kit/route';
import { append } from '#ledger';
import { type Assertion, passkeyHolder } from '../passkeys/answers.ts';
import { challengeOf } from '../passkeys/challenge.ts';
import { passkeyRows } from '../passkeys/store.ts';
import { verifyPassword } from '../passwords.ts';
import { noting } from '../refused/refused.ts';
import { isAsked, takeCode } from '../second-factor/second-factor.ts';
import { type Arrival, signInLimits, tokenHash, tokenOf } from '../sessions.ts';
import { providerOfSession } from '../single-sign-on/store.ts';
import { passwordOf } from '../store.ts';
import { clearTries, takeTry as takeTryOf } from '../tries/tries.ts';
import * as store from './store.ts';
import { tellNodes } from './told.ts';

export type Way = 'password' | 'code' | 'passkey' | 'provider';
export type Proof = { readonly password: string } | { readonly code: string } | { readonly response: Assertion };

/** How this member of staff can prove themself. */
export async function waysToProve(ctx: Ctx, staff: StaffId, request: RequestFacts): Promise<Way[]> {
  const [passkeys, provider, asked, password] = [
    (await passkeyRows(ctx.db, ctx.workspace, [staff])).length > 0,
    await providerOfSession(ctx.db, ctx.workspace, tokenHash(ctx.tools, tokenOf(request))),
    await isAsked(ctx, staff),
    (await passwordOf(ctx.db, ctx.workspace, staff)) !== undefined,
  ];
  // a password alone would undo the second factor: whoever stole both cookie and password could take it away
  return [
    ...(passkeys ? (['passkey'] as const) : []),
    ...(provider ? (['provider'] as const) : []),
    ...(asked ? (['code'] as const) : password ? (['password'] as const) : []),
  ];
}

/** Makes this session fresh for ten minutes. Problem `wrong-password`, `wrong-code`, `passkey-refused`, or `too-many` with the seconds to wait. */
export async function prove(ctx: Ctx, staff: StaffId, proof: Proof, request: RequestFacts): Promise<void> {
  const by = await noting(ctx.tools, { workspace: ctx.workspace, staff }, request, async () => {
    await takeTry(ctx, staff);
    return checked(ctx, staff, proof, request);
  });
  await writeProof(ctx, staff, request, by);
  await clearTries(ctx.tools, triedAt(ctx, staff), signInLimits);
}

/** Writes down that whoever sits there has shown it, for ten minutes from now. Problem `not-signed-in`. */
export async function writeProof(ctx: Ctx, staff: StaffId, request: RequestFacts, by: Arrival['by']): Promise<void> {
  const session = await store.proven(ctx.db, ctx.workspace, staff, tokenHash(ctx.tools, tokenOf(request)), ctx.now, by);
  if (!session) throw new Problem('not-signed-in'); // ended at this moment
  tellNodes(ctx, [{ session: session.id, isOver: false }]);
  await append(ctx, { kind: 'staff.proven', subject: staff, facts: { by } });
}

/** Throws Problem `wrong-password`, or `too-many` with the seconds to wait, unless this is the password of this member of staff. */
export async function provePassword(ctx: Ctx, staff: StaffId, password: string, from?: Pick<RequestFacts, 'ip'>): Promise<void> {
  await noting(ctx.tools, { workspace: ctx.workspace, staff }, from, async () => {
    await takeTry(ctx, staff);
    if (!(await verifyPassword(await passwordOf(ctx.db, ctx.workspace, staff), password))) throw new Problem('wrong-password');
  });
  await clearTries(ctx.tools, triedAt(ctx, staff), signInLimits);
}

/** Counts a try. Problem `too-many`. */
async function takeTry(ctx: Ctx, staff: StaffId): Promise<void> {
  const wait = await takeTryOf(ctx.tools, triedAt(ctx, staff), signInLimits, { within: true });
  if (wait > 0) throw new Problem('too-many', { retryAfterSeconds: wait });
}

const triedAt = ({ workspace }: Ctx, staff: StaffId) => ({ what: 'proof', of: staff, workspace }) as const;

async function checked(ctx: Ctx, staff: StaffId, proof: Proof, request: RequestFacts): Promise<Arrival['by']> {
  if ('response' in proof) {
    const holder = await passkeyHolder(ctx, proof.response, challengeOf(ctx.tools, request, `prove ${staff}`));
    if (holder !== staff) throw new Problem('passkey-refused');
    return 'passkey';
  }
  if ('code' in proof) {
    const factor = await takeCode(ctx, staff, proof.code, request);
    if (!factor) throw new Problem('wrong-code');
    return factor;
  }
  if (await isAsked(ctx, staff)) throw new Problem('code-needed');
  if (!(await verifyPassword(await passwordOf(ctx.db, ctx.workspace, staff), proof.password))) throw new Problem('wrong-password');
  return 'password';
}
