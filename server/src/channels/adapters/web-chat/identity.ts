// Who is logged in, as the company's own site says: base64url(JSON).base64url(HMAC-SHA-256), checked before it is read.
import { createHmac, timingSafeEqual } from 'node:crypto';

export type SignedIdentity = { readonly account: string; readonly name: string | undefined; readonly email: string | undefined };

/** The identity, or undefined when it is forged, expired, malformed, or no secret is set. `exp` is in seconds since 1970 and must lie within a day. */
export function readIdentity(signed: string, secret: string, now: Date): SignedIdentity | undefined {
  const [payload = '', signature = '', ...rest] = signed.split('.');
  if (secret === '' || rest.length > 0) return undefined;
  const expected = createHmac('sha256', secret).update(payload).digest();
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  const claims = parse(payload);
  const seconds = now.getTime() / 1000;
  const { account, name, email, exp } = claims ?? {};
  if (typeof account !== 'string' || account.length === 0 || account.length > 200) return undefined;
  if (typeof exp !== 'number' || exp < seconds || exp > seconds + 86_400) return undefined;
  return { account, name: shortText(name), email: shortText(email) };
}

function parse(payload: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

const shortText = (value: unknown): string | undefined =>
  typeof value === 'string' && value.length > 0 && value.length <= 254 ? value : undefined;
