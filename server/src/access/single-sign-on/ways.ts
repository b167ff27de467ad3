// Where the sign-in page may send somebody, and whether a password still counts for them.
import * as oidc from 'openid-client';
import { act } from '#kit/pool';
import type { RequestFacts, Special } from '#kit/route';
import type { Tools } from '#kit/tool';
import { findEntrance, workspaceIds } from '../entrances.ts';
import { discovered, type Provider } from './discovery.ts';
import { type ProviderName, providerAt } from './providers.ts';
import { refusedBy } from './refused.ts';
import { domainOf } from './rules.ts';
import * as store from './store.ts';
import { newState, nonceOf, redirectUri, rememberedBy, transitCookie, type Use, verifierOf } from './transit.ts';

/**
 * The providers for an address, or all of a house with one company when none is given. In a house of several companies only the one by which somebody came in with this browser before, whatever
 * the address: any company could claim the domain of another and have its people sent to a provider of its own, and who looked addresses up would tell everybody which are known.
 */
export async function signInWays(tools: Tools, email: string | undefined, request: Pick<RequestFacts, 'cookies'>): Promise<ProviderName[]> {
  const [only, ...others] = await workspaceIds(tools);
  if (only === undefined) return [];
  const remembered = rememberedBy(request);
  const at =
    others.length === 0 ? { workspace: only } : remembered === undefined ? undefined : await findEntrance(tools, 'provider', remembered);
  if (!at) return [];
  return act(tools, { workspace: at.workspace, actor: { kind: 'system', id: 'sign-in' } }, async (ctx) => {
    const rows = await store.providerRows(ctx.db, ctx.workspace);
    const fitting = rows.filter((row) =>
      others.length > 0 ? row.id === remembered : email === undefined || row.domains.includes(domainOf(email)),
    );
    return fitting.map(({ id, name }) => ({ id, name }));
  });
}

/** Where the browser goes to sign in, with the cookie that binds the answer to it. Problem `not-found`, `provider-refused`. */
export async function startAt(tools: Tools, id: string): Promise<{ url: string; cookies: NonNullable<Special['cookies']> }> {
  const { provider } = await providerAt(tools, id);
  return leave(tools, provider, 'sign-in', {});
}

/** The same for a use and with parameters of its own. */
export async function leave(tools: Tools, provider: Provider, use: Use, more: Record<string, string>) {
  const { row } = provider;
  try {
    const found = await discovered(tools, provider);
    const state = newState(use === 'sign-in' ? 'sign-in' : 'prove');
    const scopes = ['openid', 'email', 'profile', ...(found.serverMetadata().scopes_supported?.includes('groups') ? ['groups'] : [])];
    const url = oidc.buildAuthorizationUrl(found, {
      redirect_uri: redirectUri(tools, row.id),
      scope: scopes.join(' '),
      state,
      nonce: nonceOf(tools, state),
      code_challenge: await oidc.calculatePKCECodeChallenge(verifierOf(tools, state)),
      code_challenge_method: 'S256',
      ...more,
    });
    return { url: url.href, cookies: transitCookie(tools, row.id, use, state) };
  } catch (error) {
    throw refusedBy(tools, row.id, error);
  }
}
