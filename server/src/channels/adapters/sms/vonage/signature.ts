// The signed webhooks of Vonage's Messages API: a JSON Web Token (RFC 7519, HS256) in `Authorization`, whose claim `payload_hash` is the SHA-256 of the very bytes
// that came. Vonage's own library looks at the signature alone and leaves the hash to whoever calls it; here both must hold.
import { createHash, createHmac, randomUUID } from 'node:crypto';
import { isSame } from '../../same.ts';

export type Claims = { readonly apiKey: string; readonly applicationId: string | undefined };

/** Vonage hands in again for a day what was not taken. */
const longestSeconds = 25 * 3_600;
const aheadSeconds = 300;

/** What a webhook's token claims; undefined when it was signed under another secret, for other bytes, too long ago or ahead of time. Constant time. */
export function signedClaims(secret: string, header: string | undefined, body: Buffer, now: Date): Claims | undefined {
  const [, head = '', claims = '', signature = ''] = /^Bearer ([\w-]{1,500})\.([\w-]{1,4000})\.([\w-]{43})$/i.exec(header ?? '') ?? [];
  const isSigned = secret !== '' && isSame(signature, macOf(secret, `${head}.${claims}`));
  const said = isSigned ? readClaims(head, claims) : undefined;
  if (said?.['alg'] !== 'HS256') return undefined; // whatever else a token asks for is not listened to
  const age = now.getTime() / 1000 - Number(said['iat']);
  if (!(age <= longestSeconds && age >= -aheadSeconds)) return undefined;
  const hash = createHash('sha256').update(body).digest('hex');
  if (!isSame(String(said['payload_hash']).toLowerCase(), hash) || typeof said['api_key'] !== 'string') return undefined;
  const application = said['application_id'];
  return { apiKey: said['api_key'], applicationId: typeof application === 'string' ? application : undefined };
}

/** The header as Vonage sends it. */
export function headerOf(
  { signatureSecret, apiKey, applicationId }: { signatureSecret: string; apiKey: string; applicationId: string },
  body: string,
  now: Date,
): string {
  const hash = createHash('sha256').update(body).digest('hex');
  const claims = {
    ...{ iat: Math.floor(now.getTime() / 1000), jti: randomUUID(), iss: 'Vonage' },
    ...{ payload_hash: hash, api_key: apiKey, application_id: applicationId },
  };
  const said = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  return `Bearer ${said}.${macOf(signatureSecret, said)}`;
}

function readClaims(head: string, claims: string): Record<string, unknown> | undefined {
  try {
    const { alg } = JSON.parse(Buffer.from(head, 'base64url').toString('utf8')) as { alg?: unknown };
    return { ...(JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as Record<string, unknown>), alg };
  } catch {
    return undefined;
  }
}

const macOf = (secret: string, said: string): string => createHmac('sha256', secret).update(said).digest('base64url');
const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
