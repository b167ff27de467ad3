// The codes of a second factor as values: those of an app (TOTP, RFC 6238) and those on paper. No I/O; randomness only where a secret is made.
import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { encode } from '#kit/ids';

export const recoveryCodes = 10;
const stepMs = 30_000;
/** What every app knows without asking: SHA-1, six digits, thirty seconds. */
const parameters = { algorithm: 'SHA1', digits: 6, period: 30 } as const;

/** A secret of 160 bits in base32 (RFC 4226, 4). */
export const newSecret = (): string => new Secret({ size: 20 }).base32;

/** The address that a QR code carries: whose account at which company. */
export function keyUri(secret: string, company: string, email: string): string {
  return new TOTP({ ...parameters, issuer: company, label: email, secret: Secret.fromBase32(secret) }).toString();
}

/** The step whose code this is, at most one before or after now; undefined for any other code. */
export function stepOf(secret: string, code: string, now: Date): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined;
  const delta = new TOTP({ ...parameters, secret: Secret.fromBase32(secret) }).validate({
    token: code,
    timestamp: now.getTime(),
    window: 1,
  });
  return delta === null ? undefined : Math.floor(now.getTime() / stepMs) + delta;
}

/** Ten codes of 80 random bits, in fours for reading. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: recoveryCodes }, () => {
    const letters = encode(Buffer.concat([Buffer.alloc(6), randomBytes(10)])).slice(-16);
    return (letters.match(/.{4}/g) ?? []).join('-');
  });
}

/** A code as it was meant: without gaps, in small letters. */
export const plainCode = (typed: string): string => typed.toLowerCase().replace(/[\s-]+/g, '');
