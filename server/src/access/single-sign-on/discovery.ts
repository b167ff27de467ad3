// What a provider says of itself (OpenID Connect Discovery 1.0), fetched by the house's way to addresses of others and kept for a quarter of an hour.
import * as oidc from 'openid-client';
import { openSecret } from '#keys';
import type { Ctx } from '#kit/ctx';
import { fetchOutside, outsideFault } from '#kit/outside';
import { clock } from '#kit/pool';
import { type Tools, tool } from '#kit/tool';
import type { ProviderRow } from './store.ts';

export type Provider = { readonly row: ProviderRow; readonly secret: string | undefined };
/** `ask` carries the library's requests; `metadata` is what discovery said. */
export type KnownProviders = Map<string, { found: oidc.Configuration; until: number }>;
export const knownProviders = tool<KnownProviders>('access.providers');
const keptMs = 900_000;
const mostKept = 1_000;
const skewSeconds = 30;

export const placeOfSecret = (id: string) => ({ table: 'identity_providers', row: id, column: 'client_secret' });

/** A provider with its secret opened; for use after the transaction, since nobody waits for a network inside one. */
export const withSecret = async (ctx: Ctx, row: ProviderRow): Promise<Provider> => ({
  row,
  secret: row.client_secret ? await openSecret(ctx, placeOfSecret(row.id), row.client_secret) : undefined,
});

/** The library's view of a provider: endpoints and keys. Throws what `outsideFault` or the library knows. */
export async function discovered(tools: Tools, { row, secret }: Provider): Promise<oidc.Configuration> {
  const cache = knownProviders.of({ tools });
  const key = `${row.id} ${row.changed_at.getTime()}`;
  const now = clock.of({ tools })().getTime();
  const known = cache.get(key);
  if (known && known.until > now) return known.found;
  const found = await discover(tools, row.issuer, row.client_id, secret);
  if (cache.size >= mostKept) cache.clear();
  cache.set(key, { found, until: now + keptMs });
  return found;
}

const asked = ['authorization_endpoint', 'token_endpoint', 'jwks_uri'] as const;
const shown = [...asked, 'userinfo_endpoint', 'end_session_endpoint'] as const;

/** What discovery says, for whoever sets a provider up; why it says nothing, by a code. */
export async function lookAt(tools: Tools, issuer: string) {
  const nothing = { issuer: null, endpoints: [], pkce: false, responseIssuer: false, backChannelLogout: false, algorithms: [], claims: [] };
  try {
    const said = (await discover(tools, issuer, 'look', undefined)).serverMetadata();
    const missing = asked.find((name) => typeof said[name] !== 'string');
    return {
      ok: missing === undefined,
      because: missing === undefined ? null : `lacks-${missing}`,
      issuer: said.issuer.slice(0, 500),
      endpoints: shown.flatMap((name) => (typeof said[name] === 'string' ? [{ name, url: said[name].slice(0, 500) }] : [])),
      pkce: said.supportsPKCE(),
      responseIssuer: said.authorization_response_iss_parameter_supported === true,
      backChannelLogout: said['backchannel_logout_supported'] === true,
      algorithms: texts(said.id_token_signing_alg_values_supported),
      claims: texts(said.claims_supported),
    };
  } catch (error) {
    return { ok: false, because: outsideFault(error) ?? 'no-discovery', ...nothing };
  }
}

const texts = (found: unknown): string[] =>
  Array.isArray(found)
    ? found
        .filter((each) => typeof each === 'string')
        .slice(0, 100)
        .map((each: string) => each.slice(0, 100))
    : [];

function discover(tools: Tools, issuer: string, clientId: string, secret: string | undefined): Promise<oidc.Configuration> {
  const isPlain = issuer.startsWith('http:'); // the way out lets only this machine be asked so, and only as a named exception
  return oidc.discovery(new URL(issuer), clientId, { [oidc.clockTolerance]: skewSeconds }, authentication(secret), {
    [oidc.customFetch]: (url, { method, headers, body, signal }) =>
      fetchOutside(tools, new URL(url), { method, headers, signal, ...(body !== undefined && body !== null && { body: String(body) }) }),
    // signatures are checked although the token came straight from the provider: what the network says is not enough
    execute: [oidc.enableNonRepudiationChecks, ...(isPlain ? [oidc.allowInsecureRequests] : [])],
    timeout: 10,
  });
}

/** As the provider can take it: HTTP Basic, which is the default of the standard, or the secret in the form. */
function authentication(secret: string | undefined): oidc.ClientAuth {
  if (secret === undefined) return oidc.None();
  const [basic, post] = [oidc.ClientSecretBasic(secret), oidc.ClientSecretPost(secret)];
  return (server, client, body, headers) => {
    const taken = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    return (taken.includes('client_secret_basic') ? basic : post)(server, client, body, headers);
  };
}
