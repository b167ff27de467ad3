// Time stamps of RFC 3161: asking an authority that a text was there at a time, and believing its answer only when everything in it holds.
import { createHash, randomBytes } from 'node:crypto';
import { Integer, OctetString } from 'asn1js';
import { AlgorithmIdentifier, Certificate, ExtKeyUsage, MessageImprint, SignedData, TimeStampReq, TimeStampResp, TSTInfo } from 'pkijs';

export type Question = { readonly bytes: Buffer; readonly nonce: Buffer };
/** `token` is the DER of the TimeStampToken, as `openssl ts -verify -token_in` takes it. */
export type Stamp = { readonly at: Date; readonly token: Buffer };

const sha256 = '2.16.840.1.101.3.4.2.1';
const timeStamping = '1.3.6.1.5.5.7.3.8';
const extKeyUsage = '2.5.29.37';

/** A TimeStampReq over a text, in DER, with a nonce of its own. */
export function questionAbout(text: string): Question {
  const nonce = randomBytes(16);
  nonce.writeUInt8((nonce.readUInt8(0) & 0x3f) | 0x40, 0); // a positive number of exactly 16 bytes
  const imprint = new MessageImprint({
    hashAlgorithm: new AlgorithmIdentifier({ algorithmId: sha256 }),
    hashedMessage: new OctetString({ valueHex: createHash('sha256').update(text).digest() }),
  });
  const question = new TimeStampReq({ version: 1, messageImprint: imprint, nonce: new Integer({ valueHex: nonce }), certReq: true });
  return { bytes: Buffer.from(question.toSchema().toBER(false)), nonce };
}

/** The certificates of a PEM text. Error when there is none. */
export function readAuthorities(pem: string): Certificate[] {
  const found = [...pem.matchAll(/-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----/g)];
  if (found.length === 0) throw new Error('PARLEY_TSA_CA holds no certificate (PEM)');
  return found.map(([, base64 = '']) => Certificate.fromBER(Buffer.from(base64, 'base64')));
}

/** The stamp in a TimeStampResp, when it is about this text and this question, and signed by a time-stamping certificate that one of the authorities vouches for. Error otherwise. */
export async function stampIn(answer: Buffer, text: string, { nonce }: Question, authorities: readonly Certificate[]): Promise<Stamp> {
  const { status, timeStampToken } = TimeStampResp.fromBER(answer);
  if ((status.status !== 0 && status.status !== 1) || timeStampToken === undefined) throw refusal('not-granted');
  const signed = new SignedData({ schema: timeStampToken.content });
  const { signatureVerified, signerCertificateVerified, signerCertificate } = await signed.verify({
    signer: 0,
    data: new Uint8Array(Buffer.from(text)).buffer,
    trustedCerts: [...authorities],
    checkChain: true,
    extendedMode: true,
  });
  if (!signatureVerified || !signerCertificateVerified) throw refusal('not-signed');
  const usage = signerCertificate?.extensions?.find((each) => each.extnID === extKeyUsage)?.parsedValue;
  if (!(usage instanceof ExtKeyUsage) || !usage.keyPurposes.includes(timeStamping)) throw refusal('not-an-authority');
  const said = TSTInfo.fromBER(signed.encapContentInfo.eContent?.valueBlock.valueHexView ?? new Uint8Array());
  const isOurs =
    said.messageImprint.hashAlgorithm.algorithmId === sha256 && nonce.equals(said.nonce?.valueBlock.valueHexView ?? new Uint8Array());
  if (!isOurs) throw refusal('another-question');
  return { at: said.genTime, token: Buffer.from(timeStampToken.toSchema().toBER(false)) };
}

const refusal = (code: string): Error => Object.assign(new Error('the time stamp does not hold'), { code });
