// The certificate for STARTTLS: the operator's own, or a self-signed one that is made once and kept. Mail servers encrypt without checking names (RFC 7435), so this is enough to begin with.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { generate } from 'selfsigned';
import type { Config } from '#kit/config';
import { pairFiles, readPair, type TlsPair } from '#kit/tls-pair';

const years = 10;

/** Reads the configured pair, or the kept one, or makes one in `PARLEY_DATA/smtp` (mode 600). Throws Error naming the file that cannot be read. */
export async function certificate(config: Config, now: Date): Promise<TlsPair> {
  const given = givenPair(config);
  if (given) return readPair(given);
  const folder = path.join(config.data, 'smtp');
  const [cert, key] = [path.join(folder, 'certificate.pem'), path.join(folder, 'key.pem')];
  if (!existsSync(cert) || !existsSync(key)) {
    const made = await selfSigned(config, now);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    write(key, made.key);
    write(cert, made.cert);
  }
  return { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') };
}

/** The files that the configuration names; undefined when it names none. */
export const givenPair = (config: Config) => pairFiles('PARLEY_SMTP_TLS', { cert: config.smtpTlsCert, key: config.smtpTlsKey });

/** The name this server gives itself: the host of PARLEY_URL, else the machine's. */
export function serverName(config: Config): string {
  const given = config.publicUrl && URL.canParse(config.publicUrl) ? new URL(config.publicUrl).hostname : hostname();
  return /^[a-z0-9.-]{1,253}$/i.test(given) ? given : 'localhost';
}

async function selfSigned(config: Config, now: Date): Promise<TlsPair> {
  const made = await generate([{ name: 'commonName', value: serverName(config).slice(0, 64) }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: now,
    notAfterDate: new Date(Date.UTC(now.getUTCFullYear() + years, now.getUTCMonth(), 1)),
  });
  return { key: made.private, cert: made.cert };
}

function write(file: string, text: string): void {
  writeFileSync(`${file}.part`, text, { mode: 0o600, flag: 'w' });
  renameSync(`${file}.part`, file);
}
