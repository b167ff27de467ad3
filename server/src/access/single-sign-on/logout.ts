// The end of a session, both ways: a sign-out here goes on at the provider (RP-Initiated Logout 1.0), and what ends there ends here (Back-Channel Logout 1.0).
import { createRemoteJWKSet, customFetch, jwtVerify } from 'jose';
import type { Configuration } from 'openid-client';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import { fetchOutside } from '#kit/outside';
import { act } from '#kit/pool';
import { Problem } from '#kit/problem';
import type { Tools } from '#kit/tool';
import { tokenHash } from '../sessions.ts';
import { discovered } from './discovery.ts';
import { endSessionsAt } from './ended.ts';
import { sidHashOf, subjectHash } from './hashes.ts';
import { providerAt } from './providers.ts';
import { refusedBy } from './refused.ts';
import * as store from './store.ts';
import { spendState } from './transit.ts';

const event = 'http://schemas.openid.net/event/backchannel-logout';
const skewSeconds = 30;
const mostAgeSeconds = 300;

/** Where the browser goes on to after a sign-out here; null for a session by another way, or a provider without such a place. No ID token is kept to name anybody. */
export async function exitOf(ctx: Ctx, token: string): Promise<string | null> {
  const found = await store.providerOfSession(ctx.db, ctx.workspace, tokenHash(ctx.tools, token));
  const url = found?.exit_url ? URL.parse(found.exit_url) : null;
  if (!found || !url) return null;
  url.searchParams.set('client_id', found.client_id);
  url.searchParams.set('post_logout_redirect_uri', `${config.of(ctx).publicUrl}/sign-in`);
  return url.href;
}

/** Ends what a provider says is over, on every node. Problem `bad-request` for a token that does not hold. */
export async function logoutByProvider(tools: Tools, id: string, token: string): Promise<void> {
  const { workspace, provider } = await providerAt(tools, id);
  const { sub, sid, jti } = await checked(tools, provider, token);
  await act(tools, { workspace, actor: { kind: 'system', id: 'provider' } }, async (ctx) => {
    await spendState(ctx, 'logout', jti).catch((error: unknown) => {
      if (!(error instanceof Problem)) throw error; // a fault of ours: the provider shall try again
      throw new Problem('bad-request', { detail: 'This logout token was used before.' });
    });
    const sidHash = sidHashOf(tools, provider.row.id, sid);
    const subject = subjectHash(tools, provider.row, sub);
    const staff = sub === undefined ? undefined : (await store.linkBySubject(ctx.db, workspace, provider.row.id, subject))?.staff_id;
    if (sub !== undefined && staff === undefined) return; // nobody we know
    await endSessionsAt(ctx, provider.row.id, { ...(sidHash !== undefined && { sidHash }), ...(staff !== undefined && { staff }) });
  });
}

const keySets = new WeakMap<Configuration, ReturnType<typeof createRemoteJWKSet>>();

/** The provider's keys, kept with what discovery said: this door is open to everybody, and no call of theirs shall send one of ours. An unknown key is looked for once in half a minute. */
function keysOf(tools: Tools, found: Configuration) {
  const known = keySets.get(found);
  if (known) return known;
  const made = createRemoteJWKSet(new URL(found.serverMetadata().jwks_uri ?? ''), {
    [customFetch]: (url, { headers, signal }) => fetchOutside(tools, new URL(url), { headers: Object.fromEntries(headers), signal }),
    cooldownDuration: 30_000,
    cacheMaxAge: 600_000,
  });
  keySets.set(found, made);
  return made;
}

/** A logout token (2.4, 2.6): signed by the provider, for us, fresh, about a session or a subject, and no ID token. */
async function checked(tools: Tools, provider: Awaited<ReturnType<typeof providerAt>>['provider'], token: string) {
  try {
    const found = await discovered(tools, provider);
    const { issuer } = found.serverMetadata();
    const { payload } = await jwtVerify(token, keysOf(tools, found), {
      issuer,
      audience: provider.row.client_id,
      clockTolerance: skewSeconds,
      maxTokenAge: mostAgeSeconds,
      requiredClaims: ['iat', 'exp', 'jti', 'events'],
    });
    const { sub, sid, jti, events, nonce } = payload;
    const isLogout = typeof events === 'object' && events !== null && event in events && nonce === undefined;
    const isAbout = (each: unknown): each is string | undefined =>
      each === undefined || (typeof each === 'string' && each.length > 0 && each.length <= 255);
    if (!isLogout || !isAbout(sub) || !isAbout(sid) || (sub === undefined && sid === undefined) || !jti) throw new Error('no logout token');
    return { sub, sid, jti };
  } catch (error) {
    const problem = refusedBy(tools, provider.row.id, error);
    throw new Problem('bad-request', { detail: problem.extras.detail ?? '' });
  }
}
