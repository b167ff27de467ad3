// A passkey in software, for tests that come in by the API: makes and answers challenges as a browser with an authenticator does, and can do it wrongly.
import { createHash, createHmac, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';

type Wrong = { origin?: string; challenge?: string; counter?: number; verified?: boolean; rpId?: string; user?: string };
type Options = { challenge: string; rp?: { id?: string }; rpId?: string; user?: { id: string } };

/** A passkey for this origin; `create` and `get` take the options of the server and give what the browser would post. */
export function makePasskey(origin: string) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const cose = Buffer.concat([hex('a5010203262001215820'), url(x), hex('225820'), url(y)]);
  const id = randomBytes(32);
  let counter = 0;
  let user: string | undefined;
  const said = (type: string, challenge: string, wrong: Wrong) =>
    Buffer.from(JSON.stringify({ type, challenge: wrong.challenge ?? challenge, origin: wrong.origin ?? origin, crossOrigin: false }));
  const about = (rpId: string, wrong: Wrong, more: Buffer = Buffer.alloc(0)) => {
    counter += 1;
    const count = Buffer.alloc(4);
    count.writeUInt32BE(wrong.counter ?? counter);
    const flags = 0x01 | (wrong.verified === false ? 0 : 0x04) | (more.length > 0 ? 0x40 : 0);
    return Buffer.concat([
      createHash('sha256')
        .update(wrong.rpId ?? rpId)
        .digest(),
      Buffer.from([flags]),
      count,
      more,
    ]);
  };
  const outside = { id: text(id), rawId: text(id), type: 'public-key' as const, clientExtensionResults: {} };
  return {
    create(options: unknown, wrong: Wrong = {}) {
      const { challenge, rp, user: owner } = options as Options;
      user = owner?.id;
      const length = Buffer.alloc(2);
      length.writeUInt16BE(id.length);
      const data = about(rp?.id ?? '', wrong, Buffer.concat([Buffer.alloc(16), length, id, cose]));
      const attestation = Buffer.concat([
        hex('a363666d74646e6f6e656761747453746d74a068617574684461746158'), // {fmt: "none", attStmt: {}, authData: bytes}
        Buffer.from([data.length]),
        data,
      ]);
      const response = { clientDataJSON: text(said('webauthn.create', challenge, wrong)), attestationObject: text(attestation) };
      return { ...outside, response };
    },
    get(options: unknown, wrong: Wrong = {}) {
      const { challenge, rpId = '' } = options as Options;
      const client = said('webauthn.get', challenge, wrong);
      const data = about(rpId, wrong);
      const signature = createSign('sha256')
        .update(Buffer.concat([data, createHash('sha256').update(client).digest()]))
        .sign(privateKey);
      const owner = wrong.user ?? user;
      const response = { clientDataJSON: text(client), authenticatorData: text(data), signature: text(signature) };
      return { ...outside, response: { ...response, ...(owner && { userHandle: owner }) } };
    },
  };
}

const hex = (digits: string): Buffer => Buffer.from(digits, 'hex');
const url = (digits: string): Buffer => Buffer.from(digits, 'base64url');
const text = (bytes: Buffer): string => bytes.toString('base64url');

/** What an authenticator app shows at this moment (RFC 6238), worked out here and not by the library that checks it. */
export function codeNow(secret: string, at: Date = new Date()): string {
  const bits = [...secret].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((each) => Number.parseInt(each, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at.getTime() / 30_000)));
  const mac = createHmac('sha1', key).update(step).digest();
  const place = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(place) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
