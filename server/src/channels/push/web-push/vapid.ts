// Who pushes, towards the push services of browsers (RFC 8292): a token signed with the chat's own key, for one service and half a day.
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { SignJWT } from 'jose';

const seconds = 12 * 3_600; // a day at most, says RFC 8292

/** The public key as browsers take it for `applicationServerKey`: the point, uncompressed, in base64url. */
export function publicKeyOf(pem: string): string {
  const { x = '', y = '' } = createPublicKey(createPrivateKey(pem)).export({ format: 'jwk' });
  return Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]).toString('base64url');
}

/** The Authorization header for an endpoint. `contact` is how the service reaches whoever runs this (https: or mailto:). */
export async function vapidHeader(pem: string, endpoint: string, contact: string, now: Date): Promise<string> {
  const token = await new SignJWT({ aud: new URL(endpoint).origin, exp: Math.floor(now.getTime() / 1000) + seconds, sub: contact })
    .setProtectedHeader({ typ: 'JWT', alg: 'ES256' })
    .sign(createPrivateKey(pem));
  return `vapid t=${token}, k=${publicKeyOf(pem)}`;
}
