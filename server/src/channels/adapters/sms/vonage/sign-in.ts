// The token by which an application signs in to send (RFC 7519, RS256): good for five minutes and made for each call.
import { createPublicKey, randomUUID, sign, verify } from 'node:crypto';

const seconds = 300;

/** A token for one call. */
export function applicationToken({ applicationId, privateKey }: { applicationId: string; privateKey: string }, now: Date): string {
  const iat = Math.floor(now.getTime() / 1000);
  const said = `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ application_id: applicationId, iat, exp: iat + seconds, jti: randomUUID() })}`;
  return `${said}.${sign('RSA-SHA256', Buffer.from(said), privateKey).toString('base64url')}`;
}

/** Which application a token names, if its private key signed it and its time is not over; for the emulator. */
export function applicationIn(token: string, keyOf: (application: string) => string | undefined, now: Date): string | undefined {
  const [head = '', claims = '', signature = ''] = token.split('.');
  try {
    const { application_id: id, exp } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { application_id: string; exp: number };
    const key = keyOf(id);
    const isRight =
      key !== undefined &&
      verify('RSA-SHA256', Buffer.from(`${head}.${claims}`), createPublicKey(key), Buffer.from(signature, 'base64url'));
    return isRight && exp > now.getTime() / 1000 ? id : undefined;
  } catch {
    return undefined;
  }
}

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
