// Who is logged in, as the company's own site says: base64url(JSON).base64url(HMAC-SHA-256), checked before it is read.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { normalise } from '#people';

/** Why a site's signature is not believed; told to the site's developer, never to the visitor. */
export const identityFaults = {
  'no-secret': 'cannot be checked: this channel has no identity secret',
  'not-signed': 'is not signed with the identity secret of this channel',
  expired: 'is out of date: exp is in seconds and lies in the past',
  'too-long': 'is valid for too long: exp must lie within a day',
  malformed: 'is signed, but does not hold an account (1 to 160 characters) and exp',
  reserved: 'names an account that begins as those of another channel do, such as telegram: or sms:',
} as const;

const mostAccount = 160;
/** With what the accounts of channels begin, as they are kept: a site names nobody by these. */
const reserved = /^(site|sms|whatsapp|messenger|instagram|telegram|viber|line|custom):/i;

export type SignedIdentity = { readonly account: string; readonly name: string | undefined; readonly email: string | undefined };

/** The identity, or why it is not believed; what it holds is looked at only when the signature is right. `exp` is in seconds since 1970 and must lie within a day. */
export function readIdentity(signed: string, secret: string, now: Date): SignedIdentity | keyof typeof identityFaults {
  const [payload = '', signature = '', ...rest] = signed.split('.');
  if (secret === '') return 'no-secret';
  if (rest.length > 0) return 'not-signed';
  const expected = createHmac('sha256', secret).update(payload).digest();
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'not-signed';
  const claims = parse(payload);
  const seconds = now.getTime() / 1000;
  const { account: said, name, email, exp } = claims ?? {};
  const account = typeof said === 'string' ? normalise('account', said) : undefined;
  if (account === undefined || account.length > mostAccount || typeof exp !== 'number') return 'malformed';
  if (exp < seconds) return 'expired';
  if (exp > seconds + 86_400) return 'too-long';
  if (reserved.test(account)) return 'reserved';
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
