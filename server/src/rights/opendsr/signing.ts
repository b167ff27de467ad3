// Answers and callbacks of OpenDSR are signed by the certificate of the domain (4.1, 4.2): SHA-256 with its key over the body as it leaves, so that whoever checks need not read it first.
import { sign, X509Certificate } from 'node:crypto';
import { config } from '#kit/config';
import { Problem } from '#kit/problem';
import { special } from '#kit/route';
import { pairFiles, readPair, type TlsPair } from '#kit/tls-pair';
import type { Tools } from '#kit/tool';

/** The name for which the certificate stands. */
export const domainOf = (tools: Tools): string => new URL(config.of({ tools }).publicUrl).hostname;

/** The pair that signs. Problem `not-found` (`no-certificate`) without one for this domain from an authority: one that signed itself proves nobody, save on this machine. */
export function signingPair(tools: Tools): TlsPair {
  const { openDsrCert, openDsrKey, tlsCert, tlsKey } = config.of({ tools });
  const files =
    pairFiles('PARLEY_OPENDSR', { cert: openDsrCert, key: openDsrKey }) ?? pairFiles('PARLEY_TLS', { cert: tlsCert, key: tlsKey });
  if (!files) throw closed();
  const pair = readPair(files);
  const certificate = new X509Certificate(pair.cert);
  const domain = domainOf(tools);
  const isOurs = certificate.checkHost(domain) !== undefined && (domain === 'localhost' || !certificate.checkIssued(certificate));
  if (!isOurs) throw closed();
  return pair;
}

/** The headers of a body. */
export function signatureOf(tools: Tools, body: Buffer): Record<string, string> {
  const { key } = signingPair(tools);
  return { 'x-opendsr-processor-domain': domainOf(tools), 'x-opendsr-signature': sign('sha256', body, key).toString('base64') };
}

/** An answer with its signature. */
export function signed(tools: Tools, answer: object) {
  const bytes = Buffer.from(JSON.stringify(answer));
  const headers = { ...signatureOf(tools, bytes), 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };
  return special({ bytes, headers });
}

const closed = () => new Problem('not-found', { because: 'no-certificate' });
