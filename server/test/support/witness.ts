// A witness of a ledger that stands beside the house: its key, and how it signs (C2SP tlog-cosignature, Ed25519).
import { generateKeyPairSync, hash, sign } from 'node:crypto';

/** The verifier key and the signature of a witness, made after the specification and not with the house's own code. */
export function witnessKey(name: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  const typed = Buffer.concat([Buffer.of(4), raw]);
  const id = hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), typed]), 'buffer').subarray(0, 4);
  const key = `${name}+${id.toString('hex')}+${typed.toString('base64')}`;
  const line = (text: string, seconds: number) => {
    const time = Buffer.alloc(8);
    time.writeBigUInt64BE(BigInt(seconds));
    const signature = sign(null, Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`), privateKey);
    return `— ${name} ${Buffer.concat([id, time, signature]).toString('base64')}`;
  };
  return { name, key, line };
}
