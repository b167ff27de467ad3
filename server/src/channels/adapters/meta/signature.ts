// `X-Hub-Signature-256`: HMAC-SHA256 under the secret of the app over the bytes as they came in; and the proof that whoever holds a token holds that secret too.
import { createHmac } from 'node:crypto';
import { isSame } from '../same.ts';

/** Whether these very bytes were signed by whoever holds the secret. Constant time. */
export const isSigned = (secret: string, body: Buffer, header: string | undefined): boolean =>
  secret !== '' && isSame(header ?? '', signatureOf(secret, body));

export const signatureOf = (secret: string, body: Buffer | string): string =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

/** `appsecret_proof`: a token that was taken is of no use without it where the app demands it. */
export const proofOf = (secret: string, token: string): string => createHmac('sha256', secret).update(token).digest('hex');

/** Those accounts whose app has the same secret; an account of WhatsApp that Twilio carries stands among them, and has none. */
export const sharing = <A extends { readonly settings: { readonly appSecret: string } }>(all: readonly A[], own: A['settings']): A[] =>
  all.filter(({ settings }) => isSame(settings.appSecret ?? '', own.appSecret));
