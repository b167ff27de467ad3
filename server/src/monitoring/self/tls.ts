// Whether what crosses the network is encrypted: by ourselves, or by the proxy before us, as far as either can be seen from here (OWASP ASVS 5.0, V12).
import type { Config } from '#kit/config';
import { databaseLine } from '#kit/database-line';
import type { ProxyWord } from '#kit/proxy-word';
import { isThisMachine } from '#kit/this-machine';
import { pairEnds, pairFiles, readPair } from '#kit/tls-pair';
import type { Observation } from './observe.ts';

type Settings = Pick<Config, 'publicUrl' | 'host' | 'tlsCert' | 'trustProxy' | 'databaseUrl' | 'keysDatabaseUrl'>;
const soonMs = 21 * 86_400_000; // whoever renews by machine does so a month before

/** Codes of what is wrong with the lines, from browsers and to databases. A Parley that only this machine can reach needs none. */
export function tlsFaults(settings: Settings, seen: Pick<Observation, 'answers' | 'takesOldTls'>, proxy: ProxyWord): string[] {
  return [...frontFaults(settings, seen, proxy), ...databaseFaults(settings)];
}

/** Databases on other machines: what is read and written passes there, wraps of keys too. */
function databaseFaults({ databaseUrl, keysDatabaseUrl }: Settings): string[] {
  const of = (name: string, url: string): string[] => {
    const line = url === '' ? 'here' : databaseLine(url);
    return line === 'plain' ? [`${name}-in-plain`] : line === 'unverified' ? [`${name}-unverified`] : [];
  };
  return [...of('database', databaseUrl), ...of('keys-database', keysDatabaseUrl)];
}

function frontFaults(settings: Settings, seen: Pick<Observation, 'answers' | 'takesOldTls'>, proxy: ProxyWord): string[] {
  const { hostname, protocol } = new URL(settings.publicUrl);
  if (protocol === 'http:') return isThisMachine(hostname) && isThisMachine(settings.host) ? [] : ['no-tls'];
  if (settings.tlsCert === '') {
    if (settings.trustProxy === '') return ['proxy-not-trusted']; // who speaks TLS for us cannot tell us whose line it was
    return proxy.http > 0 ? ['proxy-takes-http'] : [];
  }
  const line = seen.answers[0]?.tls;
  return [
    ...(seen.takesOldTls ? ['old-tls-taken'] : []),
    ...(line && /^TLSv1\.[23]$/.test(line.protocol) ? [] : ['tls-not-seen']),
    ...(line && /RC4|3DES|CBC|NULL|EXPORT|MD5/i.test(line.cipher) ? ['weak-cipher'] : []),
  ];
}

/** Certificates that end within three weeks, or that are no pair any more: of the pages as they are served, of mail as its files stand. */
export function endingCertificates(
  settings: Pick<Config, 'smtpTlsCert' | 'smtpTlsKey'>,
  { answers }: Pick<Observation, 'answers'>,
  now: Date,
): string[] {
  const isSoon = (end: Date | undefined) => end !== undefined && end.getTime() < now.getTime() + soonMs;
  return [...(isSoon(answers[0]?.tls?.endsAt) ? ['certificate-ends'] : []), ...mailFaults(settings, isSoon)];
}

function mailFaults(
  { smtpTlsCert: cert, smtpTlsKey: key }: Pick<Config, 'smtpTlsCert' | 'smtpTlsKey'>,
  isSoon: (end: Date) => boolean,
): string[] {
  try {
    const files = pairFiles('PARLEY_SMTP_TLS', { cert, key });
    return files && isSoon(pairEnds(readPair(files))) ? ['mail-certificate-ends'] : [];
  } catch {
    return ['mail-certificate-broken'];
  }
}
