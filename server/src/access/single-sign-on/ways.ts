// Where the sign-in page may send somebody, and whether a password still counts for them.
import * as oidc from 'openid-client';
import { act } from '#kit/pool';
import type { Special } from '#kit/route';
import type { Tools } from '#kit/tool';
import { findEntrances, workspaceIds } from '../entrances.ts';
import { normalEmail } from '../staff.ts';
import { discovered, type Provider } from './discovery.ts';
import { type ProviderName, providerAt } from './providers.ts';
import { refusedBy } from './refused.ts';
import { domainOf } from './rules.ts';
import * as store from './store.ts';
import { newState, nonceOf, redirectUri, transitCookie, type Use, verifierOf } from './transit.ts';

const companiesTried = 3;

/**
 * The providers for an address, or all of a house with one company when none is given. In a house of several companies only those of a company where the address
 * is known: else any company could claim the domain of another and have its people sent to a provider of its own.
 */
export async function signInWays(tools: Tools, email: string | undefined): Promise<ProviderName[]> {
  const everyone = await workspaceIds(tools);
  const known = email === undefined || everyone.length === 1 ? [] : await findEntrances(tools, 'staff', normalEmail(email), companiesTried);
  const workspaces = everyone.length === 1 ? everyone : known.map((each) => each.workspace);
  const found: ProviderName[] = [];
  for (const workspace of workspaces)
    await act(tools, { workspace, actor: { kind: 'system', id: 'sign-in' } }, async (ctx) => {
      for (const row of await store.providerRows(ctx.db, workspace))
        if (email === undefined || row.domains.includes(domainOf(email))) found.push({ id: row.id, name: row.name });
    });
  return found;
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
