// The answer of a passkey to a challenge: whose it is, and whether it holds (WebAuthn, 7.2). Why one is refused is told to nobody outside.
import { generateAuthenticationOptions, verifyAuthenticationResponse } from '@simplewebauthn/server';
import { lookupHash } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { StaffId } from '#kit/ids';
import { act } from '#kit/pool';
import { Problem } from '#kit/problem';
import type { RequestFacts } from '#kit/route';
import type { Tools } from '#kit/tool';
import { findEntrance } from '../entrances.ts';
import { noting } from '../refused/refused.ts';
import { challengeOf, relyingParty, spendChallenge, type Use } from './challenge.ts';
import * as store from './store.ts';

export type Assertion = Parameters<typeof verifyAuthenticationResponse>[0]['response'];

/** What the browser needs to answer with any passkey it has for this Parley: it names nobody. */
export const askForPasskey = (tools: Tools) =>
  generateAuthenticationOptions({ rpID: relyingParty(tools).id, userVerification: 'required', timeout: 300_000 });

/** Runs `work` as whoever this passkey belongs to, in one transaction with the use of challenge and counter. Problem `passkey-refused`. */
export async function withPasskey<T>(
  tools: Tools,
  answer: { response: Assertion; request: RequestFacts; use: Use },
  work: (ctx: Ctx, staff: StaffId) => Promise<T>,
): Promise<T> {
  const { request, response } = answer;
  const { challenge, entrance } = await noting(tools, 'nobody', request, async () => {
    const asked = challengeOf(tools, request, answer.use);
    const found = await findEntrance(tools, 'passkey', response.id);
    if (!found) throw new Problem('passkey-refused');
    return { challenge: asked, entrance: found };
  });
  const account = { workspace: entrance.workspace, staff: entrance.target as StaffId };
  return act(
    tools,
    { workspace: account.workspace, actor: { kind: 'staff', id: account.staff } },
    async (ctx) => work(ctx, await noting(tools, account, request, () => passkeyHolder(ctx, response, challenge))), // a copied counter is noted too
  );
}

/** Whose passkey answered; writes down that challenge and counter are used. Problem `passkey-refused`. */
export async function passkeyHolder(ctx: Ctx, response: Assertion, challenge: string): Promise<StaffId> {
  const row = await store.passkeyByHash(ctx.db, ctx.workspace, lookupHash(ctx.tools, 'passkey', response.id));
  if (!row) throw new Problem('passkey-refused');
  const { origin, id: rpId } = relyingParty(ctx.tools);
  const checked = await verifyAuthenticationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: rpId,
    requireUserVerification: true,
    credential: { id: response.id, publicKey: new Uint8Array(row.public_key), counter: row.counter },
  }).catch(() => undefined); // also a counter that went back: somebody copied the passkey
  const handle = response.response.userHandle;
  const isTheirs = handle === undefined || Buffer.from(handle, 'base64url').toString() === row.staff_id;
  if (!checked?.verified || !isTheirs) throw new Problem('passkey-refused');
  await spendChallenge(ctx, challenge);
  await store.passkeyUsed(ctx.db, ctx.workspace, row.id, checked.authenticationInfo.newCounter, ctx.now);
  return row.staff_id;
}
