// Sessions of staff: a random token in the browser, its keyed hash here; without anybody's hand for as long as the company says, or 7 days old, it is over.
import { randomBytes } from 'node:crypto';
import { lookupHash } from '#keys';
import { type Ctx, withCtx } from '#kit/ctx';
import { newId, type StaffId, type WorkspaceId } from '#kit/ids';
import { act } from '#kit/pool';
import { Problem } from '#kit/problem';
import type { RequestFacts } from '#kit/route';
import type { Tools } from '#kit/tool';
import { append } from '#ledger';
import { unknownDevice } from './desk/device.ts';
import { tellNodes } from './desk/told.ts';
import { addEntrance, type Entrance, findEntrances, removeEntrance } from './entrances.ts';
import { verifyPassword } from './passwords.ts';
import { checking, type From, noteRefusals, noteUntried } from './refused/refused.ts';
import { isHeldBack } from './second-factor/needed.ts';
import { isAsked, takeCode } from './second-factor/second-factor.ts';
import { addSession, dropSession, endSessionsOf, sessionRow } from './session-store.ts';
import { isPasswordOff } from './single-sign-on/password-off.ts';
import { normalEmail } from './staff.ts';
import { passwordOf } from './store.ts';
import { giveAddressBack, noCompany, takeTry } from './tries/tries.ts';

/** How somebody came in, and on what kind of device. */
export type Arrival = {
  readonly by: 'password' | 'totp' | 'recovery-code' | 'passkey' | 'invitation' | 'provider';
  readonly device: string;
};
/** The cookie that carries the token. */
export const sessionCookie = 'parley_session';
export const tokenOf = ({ token, cookies }: RequestFacts): string => token ?? cookies[sessionCookie] ?? '';
export const absoluteSeconds = 7 * 24 * 3600;
/** Tries to sign in with one address from one network: so many at once, then one more each `refillSeconds`; and from all of them together. */
export const signInLimits = { tries: 10, refillSeconds: 30 } as const;
const signInBounds = { near: signInLimits, far: { tries: 100, refillSeconds: 3 } } as const;
/** A proof counts that long for dangerous acts (routes with `stepUp`). */
export const proofSeconds = 600;
const companiesTried = 3;

/** Starts a session for a member of staff in the caller's transaction; gives the token, which is nowhere kept. */
export async function startSession(ctx: Ctx, staff: StaffId, how: Arrival = unknownArrival): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const expiresAt = new Date(ctx.now.getTime() + absoluteSeconds * 1000);
  const id = newId('ses');
  await addSession(ctx.db, ctx.workspace, { id, staff, tokenHash: tokenHash(ctx.tools, token), expiresAt, ...how }, ctx.now);
  await addEntrance(ctx, 'session', token, id, expiresAt);
  await append(withCtx(ctx, { actor: { kind: 'staff', id: staff } }), { kind: 'staff.signed-in', subject: staff, facts: { by: how.by } });
  return token;
}

/**
 * Checks address and password, then the second factor where there is one, and starts a session by its token. Does the same work for an unknown address, and says
 * `code-needed` only to whoever has the password. Problem `wrong-credentials`, `code-needed`, `wrong-code`, or `too-many` with the seconds to wait.
 */
export async function signIn(
  tools: Tools,
  email: string,
  password: string,
  how: { code?: string | undefined; device?: string; from?: From } = {},
): Promise<{ workspace: WorkspaceId; staff: StaffId; session: string }> {
  const address = normalEmail(email);
  const key = lookupHash(tools, 'sign-in', address); // a hash, so that no address lies in memory for longer than the request
  const tried = { what: 'sign-in', of: address, ip: how.from?.ip } as const;
  const wait = await takeTry(tools, tried, signInBounds);
  if (wait > 0) {
    noteUntried(tools, key, how.from);
    throw new Problem('too-many', { retryAfterSeconds: wait });
  }
  return checking(tools, key, async (known) => {
    const found = await findEntrances(tools, 'staff', address, companiesTried);
    known(found.map(accountOf));
    const entered = await enter(tools, { address, password, key, found, ...how });
    await giveAddressBack(tools, tried, signInBounds);
    return entered;
  });
}

type Entering = {
  readonly address: string;
  readonly password: string;
  /** By which refusals are noted. */
  readonly key: string;
  readonly found: readonly Entrance[];
  readonly code?: string | undefined;
  readonly device?: string;
  readonly from?: From;
};

async function enter(tools: Tools, { address, password, key, found, code, device = unknownDevice, from }: Entering) {
  const wrong = new Problem('wrong-credentials');
  const said = new Map<Entrance, Problem>(); // each company hears of its own check alone
  for (const each of found.length > 0 ? found : [nobody]) {
    const staff = each.target as StaffId;
    const hash = await act(tools, { workspace: each.workspace, actor: { kind: 'system', id: 'sign-in' } }, (ctx) =>
      passwordOf(ctx.db, ctx.workspace, staff),
    );
    if (!(await verifyPassword(hash, password))) continue;
    const session = await act(tools, { workspace: each.workspace, actor: { kind: 'staff', id: staff } }, async (ctx) => {
      if (await isPasswordOff(ctx, staff, address)) throw new Problem('use-provider');
      return startSession(ctx, staff, { by: await proof(ctx, staff, code, from), device });
    }).catch((error: unknown) => {
      if (!(error instanceof Problem)) throw error;
      said.set(each, error); // the same person may be in another company by the same password
    });
    if (session !== undefined) return { workspace: each.workspace, staff, session };
  }
  const refused = found.map((each) => [accountOf(each), said.get(each) ?? wrong] as const);
  noteRefusals(tools, key, refused, wrong, from);
  throw [...said.values()].at(-1) ?? wrong;
}

const accountOf = (each: Entrance) => ({ workspace: each.workspace, staff: each.target as StaffId });

/** By what somebody with the right password proves who they are; uses the code up. */
async function proof(ctx: Ctx, staff: StaffId, code: string | undefined, from: From): Promise<Arrival['by']> {
  if (!(await isAsked(ctx, staff))) return 'password';
  if (code === undefined) throw new Problem('code-needed');
  const factor = await takeCode(ctx, staff, code, from);
  if (!factor) throw new Problem('wrong-code');
  return factor;
}

/** Whether the session of this token is held back until more than a password is shown or set up. */
export async function isTokenHeldBack(ctx: Ctx, token: string): Promise<boolean> {
  const row = await sessionRow(ctx.db, ctx.workspace, tokenHash(ctx.tools, token), ctx.now);
  return row !== undefined && isHeldBack(ctx, row.proven_by);
}

/** Ends the session of this token, on every node. */
export async function signOut(ctx: Ctx, token: string): Promise<void> {
  const gone = await dropSession(ctx.db, ctx.workspace, tokenHash(ctx.tools, token));
  if (gone) tellNodes(ctx, [{ session: gone.id, isOver: true }]);
  await removeEntrance(ctx, 'session', token);
  if (ctx.actor.kind === 'staff') await append(ctx, { kind: 'staff.signed-out', subject: ctx.actor.id });
}

/** Ends every session of a member of staff, on every node. */
export async function endSessions(ctx: Ctx, staff: StaffId): Promise<void> {
  const gone = await endSessionsOf(ctx.db, ctx.workspace, staff);
  tellNodes(
    ctx,
    gone.map(({ id }) => ({ session: id, isOver: true })),
  );
}

const unknownArrival: Arrival = { by: 'password', device: unknownDevice };
/** How a session token is found again; the token itself is nowhere kept. */
export const tokenHash = (tools: Tools, token: string): string => lookupHash(tools, 'session', token);
/** Where an unknown address leads: a workspace and a member of staff that cannot exist, so that the same statements run. */
const nobody: Entrance = { workspace: noCompany, target: 'stf_00000000000000000000000000' };
