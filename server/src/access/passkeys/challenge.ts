// Challenges of WebAuthn (13.4.3): random, bound to one browser and one use by a signed cookie, good for five minutes and once. Asking for one stores nothing.
import { lookupHash, readToken, signToken } from '#keys';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import type { StaffId } from '#kit/ids';
import { clock } from '#kit/pool';
import { Problem } from '#kit/problem';
import type { RequestFacts, Special } from '#kit/route';
import type { Tools } from '#kit/tool';
import * as store from './store.ts';

/** What a challenge may be answered for: one made for a sign-in neither adds a passkey nor proves anybody. */
export type Use = 'sign-in' | `add ${StaffId}` | `prove ${StaffId}`;

export const challengeSeconds = 300;
const cookieName = 'parley_challenge';
const kind = 'passkey-challenge';

/** Who asks the browser: origin and domain of the configured public address, never of the request. */
export function relyingParty(tools: Tools): { id: string; origin: string } {
  const { hostname, origin } = new URL(config.of({ tools }).publicUrl);
  return { id: hostname, origin };
}

/** The cookie that binds a challenge (base64url) to the browser that asked. */
export function challengeCookie(tools: Tools, challenge: string, use: Use): NonNullable<Special['cookies']> {
  const expiresAt = new Date(clock.of({ tools })().getTime() + challengeSeconds * 1000);
  return [{ name: cookieName, value: signToken(tools, kind, { challenge, use }, expiresAt), maxAgeSeconds: challengeSeconds }];
}

/** The challenge that this browser was given for this use. Problem `passkey-refused` when there is none that still counts. */
export function challengeOf(tools: Tools, { cookies }: RequestFacts, use: Use): string {
  const given = readToken(tools, kind, cookies[cookieName] ?? '');
  if (!given || given['use'] !== use) throw new Problem('passkey-refused', { because: 'challenge-expired' });
  return String(given['challenge']);
}

/** Uses the challenge up with what its answer does. Problem `passkey-refused` the second time, on whichever node. */
export async function spendChallenge(ctx: Ctx, challenge: string): Promise<void> {
  const expiresAt = new Date(ctx.now.getTime() + 2 * challengeSeconds * 1000);
  if (!(await store.spend(ctx.db, ctx.workspace, lookupHash(ctx.tools, kind, challenge), expiresAt)))
    throw new Problem('passkey-refused', { because: 'challenge-used' });
}
