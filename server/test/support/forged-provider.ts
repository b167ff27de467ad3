// An identity provider whose every word the test chooses: for what a real one would never say. It checks PKCE and the client's secret, signs as told, and counts.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';

export type Wrong = { claims?: JWTPayload; alg?: 'none' | 'HS256'; key?: 'stranger' };
type Said = Record<string, unknown>;

export async function openForgedProvider() {
  const [own, stranger] = [await generateKeyPair('ES256'), await generateKeyPair('ES256')];
  const jwk = { ...(await exportJWK(own.publicKey)), kid: 'one', alg: 'ES256', use: 'sig' };
  const secret = 'a secret of the client';
  let issuer = '';
  let token = '';
  let challenge = '';
  let metadata: Said = {};
  let userinfo: Said = {};
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', issuer);
    asked.push(pathname);
    const json = (body: unknown, status = 200) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (pathname === '/.well-known/openid-configuration')
      return json({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        userinfo_endpoint: `${issuer}/userinfo`,
        end_session_endpoint: `${issuer}/logout`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['ES256', 'none', 'HS256'],
        authorization_response_iss_parameter_supported: true,
        code_challenge_methods_supported: ['S256'],
        ...metadata,
      });
    if (pathname === '/jwks') return json({ keys: [jwk] });
    if (pathname === '/userinfo') return json(userinfo);
    let body = '';
    request.on('data', (part: Buffer) => {
      body += part.toString();
    });
    request.on('end', () => {
      const form = new URLSearchParams(body);
      const verifier = createHash('sha256')
        .update(form.get('code_verifier') ?? '')
        .digest('base64url');
      const isClient =
        request.headers.authorization ===
        `Basic ${Buffer.from(`parley:${encodeURIComponent(secret).replace(/%20/g, '+')}`).toString('base64')}`;
      if (pathname !== '/token' || verifier !== challenge || !isClient) return json({ error: 'invalid_grant' }, 400);
      return json({ access_token: 'an access token', token_type: 'Bearer', expires_in: 60, id_token: token });
    });
    return undefined;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  issuer = `http://localhost:${port}`;
  const sign = (payload: JWTPayload, wrong: Wrong = {}, typ?: string): Promise<string> | string => {
    if (wrong.alg === 'none') return new UnsecuredJWT(payload).encode();
    if (wrong.alg === 'HS256')
      return new SignJWT(payload).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(secret.padEnd(32)));
    const key = wrong.key === 'stranger' ? stranger.privateKey : own.privateKey;
    return new SignJWT(payload).setProtectedHeader({ alg: 'ES256', kid: 'one', ...(typ && { typ }) }).sign(key);
  };
  const seconds = () => Math.floor(Date.now() / 1000);
  return {
    issuer,
    secret,
    asked,
    host: `localhost:${port}`,
    /** What discovery says otherwise from now on. */
    says(more: Said): void {
      metadata = more;
    },
    /** Lets somebody in, as if they had come by the address that the house sent them to; gives the query to come back with. */
    async letIn(url: string, who: JWTPayload, wrong: Wrong = {}): Promise<string> {
      const sent = new URL(url).searchParams;
      challenge = sent.get('code_challenge') ?? '';
      const usual = { iss: issuer, aud: 'parley', nonce: sent.get('nonce'), iat: seconds(), exp: seconds() + 300, sub: 'ada-1' };
      token = await sign({ ...usual, ...who, ...wrong.claims } as JWTPayload, wrong);
      return new URLSearchParams({ code: 'a code', state: sent.get('state') ?? '', iss: issuer }).toString();
    },
    /** What it says of whoever it let in, besides the token. */
    tells(claims: Said): void {
      userinfo = claims;
    },
    logoutToken: (claims: JWTPayload, wrong: Wrong = {}) =>
      sign(
        {
          ...{ iss: issuer, aud: 'parley', iat: seconds(), exp: seconds() + 120, jti: `logout-${Math.random()}` },
          events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
          ...claims,
          ...wrong.claims,
        },
        wrong,
        'logout+jwt',
      ),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
