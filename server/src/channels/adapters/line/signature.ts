// `X-Line-Signature`: HMAC-SHA256 under the secret of the channel over the bytes as they came in, in base64.
import { createHmac } from 'node:crypto';
import { isSame } from '../same.ts';

export const signatureOf = (secret: string, body: Buffer | string): string => createHmac('sha256', secret).update(body).digest('base64');

/** Whether these very bytes were signed by whoever holds the secret. Constant time. */
export const isSigned = (secret: string, body: Buffer, header: string | undefined): boolean =>
  secret !== '' && isSame(header ?? '', signatureOf(secret, body));
