// A sign-in on its way: what binds the answer of a provider to the browser that was sent there. It lies in a signed cookie; asking stores nothing here.
import { randomBytes } from 'node:crypto';
import { lookupHash, readToken, signToken } from '#keys';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import type { StaffId } from '#kit/ids';
import { clock } from '#kit/pool';
import type { RequestFacts, Special } from '#kit/route';
import type { Tools } from '#kit/tool';
import { spend } from '../passkeys/store.ts';
import { refused } from './refused.ts';
import type { ProviderId } from './store.ts';

/** What the answer may be used for; `code` waits for the second factor of somebody whom the provider has named. */
export type Use = 'sign-in' | `prove ${StaffId}` | `code ${StaffId}`;
export type Transit = { readonly state: string; readonly startedAt: Date; readonly sidHash: string | undefined };

export const transitSeconds = 600;
const cookieName = 'parley_provider';
const kind = 'provider-transit';

/** One address per provider, so that the answer of one can never be taken for the answer of another (mix-up). */
export const redirectUri = (tools: Tools, provider: ProviderId): string => `${config.of({ tools }).publicUrl}/sign-in/callback/${provider}`;

/** A new state; its first part tells the page that comes back what was meant. */
export const newState = (use: 'sign-in' | 'prove'): string => `${use}.${randomBytes(32).toString('base64url')}`;

// Both follow from the state under a key of the house: neither lies anywhere, and whoever reads the address learns neither.
export const nonceOf = (tools: Tools, state: string): string => lookupHash(tools, 'provider-nonce', state);
export const verifierOf = (tools: Tools, state: string): string => lookupHash(tools, 'provider-verifier', state);

export function transitCookie(tools: Tools, provider: ProviderId, use: Use, state: string, sidHash = ''): NonNullable<Special['cookies']> {
  const now = clock.of({ tools })().getTime();
  const payload = { provider, use, state, at: Math.floor(now / 1000), sid: sidHash };
  const value = signToken(tools, kind, payload, new Date(now + transitSeconds * 1000));
  return [{ name: cookieName, value, maxAgeSeconds: transitSeconds }];
}

export const noTransit: NonNullable<Special['cookies']> = [{ name: cookieName, value: '', maxAgeSeconds: 0 }];

const rememberedName = 'parley_by';
const rememberedSeconds = 365 * 86_400;
/** By which provider somebody came in here: the provider, not who. */
export const remembering = (provider: ProviderId): NonNullable<Special['cookies']> => [
  { name: rememberedName, value: provider, maxAgeSeconds: rememberedSeconds },
];
export const rememberedBy = ({ cookies }: Pick<RequestFacts, 'cookies'>): string | undefined => cookies[rememberedName];

/** What this browser was sent to this provider for. Problem `provider-refused` when it was not, or too long ago. */
export function transitOf(
  tools: Tools,
  { cookies }: RequestFacts,
  provider: ProviderId,
  isMeant: (use: string) => boolean,
): Transit & { use: Use } {
  const given = readToken(tools, kind, cookies[cookieName] ?? '');
  if (!given || given['provider'] !== provider || !isMeant(String(given['use']))) throw refused('not-begun-here');
  const sid = String(given['sid']);
  return {
    state: String(given['state']),
    use: String(given['use']) as Use,
    startedAt: new Date(Number(given['at']) * 1000),
    sidHash: sid === '' ? undefined : sid,
  };
}

/** Uses the state up with what its answer does, on whichever node. Problem `provider-refused` the second time. */
export async function spendState(ctx: Ctx, step: 'answer' | 'code' | 'logout', state: string): Promise<void> {
  const expiresAt = new Date(ctx.now.getTime() + 2 * transitSeconds * 1000);
  if (!(await spend(ctx.db, ctx.workspace, lookupHash(ctx.tools, `provider-${step}`, state), expiresAt))) throw refused('used-before');
}
