// Standard Webhooks (standardwebhooks.com): HMAC-SHA256 over `id.timestamp.body`, under one secret or, while it is being changed, under two. A few lines, because the
// package that judges them in the tests brings a hash of its own.
import { createHmac, timingSafeEqual } from 'node:crypto';

export type Signed = { readonly id: string; readonly timestamp: string; readonly signature: string };

const toleranceSeconds = 300;
const mostSignatures = 10;

/** The key in a secret `whsec_…`; undefined where it is none, or not of 24 to 64 bytes. */
export function keyIn(secret: string): Buffer | undefined {
  const [, text = ''] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret) ?? [];
  const key = Buffer.from(text, 'base64');
  return key.length >= 24 && key.length <= 64 ? key : undefined;
}

/** The headers of a webhook, signed under every secret that counts now. */
export function headersOf(secrets: readonly string[], id: string, now: Date, body: string | Buffer): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const signatures = secrets
    .flatMap((secret) => signatureOf(secret, id, timestamp, body) ?? [])
    .map((each) => `v1,${each.toString('base64')}`);
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}

/** Whether a webhook was signed under one of these secrets, not longer ago than five minutes and not ahead of time. Constant time. */
export function isSigned(secrets: readonly string[], { id, timestamp, signature }: Signed, body: string | Buffer, now: Date): boolean {
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(Number(timestamp) - now.getTime() / 1000) > toleranceSeconds) return false;
  const given = signature.split(' ').slice(0, mostSignatures);
  let isRight = false;
  for (const secret of secrets) {
    const expected = signatureOf(secret, id, timestamp, body);
    for (const each of given) {
      const bytes = Buffer.from(each.startsWith('v1,') ? each.slice(3) : '', 'base64');
      isRight = (expected !== undefined && bytes.length === expected.length && timingSafeEqual(bytes, expected)) || isRight;
    }
  }
  return isRight;
}

function signatureOf(secret: string, id: string, timestamp: string, body: string | Buffer): Buffer | undefined {
  const key = keyIn(secret);
  return key && createHmac('sha256', key).update(`${id}.${timestamp}.`, 'utf8').update(body).digest();
}
