// A certificate with its key, in two files that something else renews: read whole, held together, and taken up while everything runs.
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import type { Log } from './log.ts';

/** PEM; the certificate with those that lead to its root. */
export type TlsPair = { readonly cert: string; readonly key: string };
export type PairFiles = { readonly cert: string; readonly key: string };

const lookMs = 5_000;

/** The two files of options that belong together; undefined when neither is given. Error when only one is, naming both by `prefix` (`PARLEY_TLS`). */
export function pairFiles(prefix: string, files: PairFiles): PairFiles | undefined {
  if ((files.cert === '') !== (files.key === '')) throw new Error(`${prefix}_CERT and ${prefix}_KEY belong together`);
  return files.cert === '' ? undefined : files;
}

/** Reads both. Error naming the file that cannot be read, holds something else, or does not belong to the other. */
export function readPair(files: PairFiles): TlsPair {
  const pair = { cert: readFileSync(files.cert, 'utf8'), key: readFileSync(files.key, 'utf8') };
  const certificate = orSay(`${files.cert} holds no certificate in PEM`, () => new X509Certificate(pair.cert));
  const key = orSay(`${files.key} holds no private key in PEM that opens without a password`, () => createPrivateKey(pair.key));
  if (!certificate.checkPrivateKey(key)) throw new Error(`${files.key} is not the key of ${files.cert}`);
  orSay(`${files.cert} and ${files.key} are no pair that TLS can use`, () => createSecureContext(pair));
  return pair;
}

/** When the certificate in this pair ends. */
export const pairEnds = ({ cert }: TlsPair): Date => new Date(new X509Certificate(cert).validTo);

/** Hands on each new pair; while the files hold none (half written, say) the old one stays, which is logged once. Gives what ends the watch. */
export function watchPair(files: PairFiles, log: Log, use: (pair: TlsPair) => void, everyMs = lookMs): () => void {
  let seen = JSON.stringify(readPair(files));
  let isBroken = false;
  const look = () => {
    try {
      const pair = readPair(files);
      isBroken = false;
      if (JSON.stringify(pair) === seen) return;
      use(pair);
      seen = JSON.stringify(pair);
      log('info', 'tls.renewed', { until: pairEnds(pair).toISOString().toLowerCase() as Lowercase<string> });
    } catch {
      if (!isBroken) log('error', 'tls.not-renewed');
      isBroken = true;
    }
  };
  const timer = setInterval(look, everyMs).unref();
  return () => clearInterval(timer);
}

function orSay<T>(words: string, make: () => T): T {
  try {
    return make();
  } catch {
    throw new Error(words); // what OpenSSL says names neither file
  }
}
