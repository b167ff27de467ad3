// `X-Viber-Content-Signature`: HMAC-SHA256 under the bot's token over the bytes as they came in, in hexadecimal digits.
import { createHmac } from 'node:crypto';
import { isSame } from '../same.ts';

export const signatureOf = (token: string, body: Buffer | string): string => createHmac('sha256', token).update(body).digest('hex');

/** Whether these very bytes were signed by whoever holds the token. Constant time. */
export const isSigned = (token: string, body: Buffer, header: string | undefined): boolean =>
  token !== '' && isSame(header ?? '', signatureOf(token, body));
