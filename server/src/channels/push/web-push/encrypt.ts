// The words of a push, sealed for one browser (RFC 8291, content coding aes128gcm of RFC 8188): the push service carries bytes that it cannot read.
import { createCipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';

export type Subscription = { readonly p256dh: string; readonly auth: string };
/** For known answers only: salt and key of the sender are random for every push. */
type Fixed = { readonly privateKey: Buffer; readonly salt: Buffer };

const recordBytes = 4_096;
const lastRecord = 2; // the delimiter that also says: no further record

/** Whether these are a point of the curve P-256 and 16 bytes, as base64url. */
export function isSubscription({ p256dh, auth }: Subscription): boolean {
  try {
    const point = Buffer.from(p256dh, 'base64url');
    const probe = createECDH('prime256v1');
    probe.generateKeys();
    return (
      point.length === 65 && point[0] === 4 && Buffer.from(auth, 'base64url').length === 16 && probe.computeSecret(point).length === 32
    );
  } catch {
    return false; // no point of the curve
  }
}

/** Header, ciphertext and tag. `paddedTo` bytes of text hide how long it was, and with that its language. */
export function encryptFor({ p256dh, auth }: Subscription, text: string, paddedTo = 0, fixed?: Fixed): Buffer {
  const receiver = Buffer.from(p256dh, 'base64url');
  const pair = createECDH('prime256v1');
  if (fixed) pair.setPrivateKey(fixed.privateKey);
  else pair.generateKeys();
  const sender = pair.getPublicKey();
  const salt = fixed?.salt ?? randomBytes(16);
  const shared = pair.computeSecret(receiver);
  const secret = derive(shared, Buffer.from(auth, 'base64url'), Buffer.concat([Buffer.from('WebPush: info\0'), receiver, sender]), 32);
  const key = derive(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = derive(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
  const plain = Buffer.from(text, 'utf8');
  const padding = Buffer.alloc(Math.max(0, paddedTo - plain.length));
  const cipher = createCipheriv('aes-128-gcm', key, nonce);
  const sealed = [cipher.update(Buffer.concat([plain, Buffer.of(lastRecord), padding])), cipher.final(), cipher.getAuthTag()];
  const head = Buffer.alloc(5);
  head.writeUInt32BE(recordBytes, 0);
  head.writeUInt8(sender.length, 4);
  return Buffer.concat([salt, head, sender, ...sealed]);
}

const derive = (secret: Buffer, salt: Buffer, info: Buffer, bytes: number): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, salt, info, bytes));
