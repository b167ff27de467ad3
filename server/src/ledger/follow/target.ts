// Where new entries are sent: a syslog receiver over TLS (over plain TCP on this machine only), or an https address.
import { readFileSync } from 'node:fs';
import { type Config, config } from '#kit/config';
import { isThisMachine } from '#kit/this-machine';
import type { Tools } from '#kit/tool';

export type Target = {
  /** Address without credentials; the position of what was sent is kept under it. */
  readonly name: string;
  readonly kind: 'tcp' | 'tls' | 'https';
  readonly host: string;
  readonly port: number;
  readonly path: string;
  /** Value of the Authorization header, if any. */
  readonly authorization: string | undefined;
  /** Certificate authority (PEM) that vouches for the receiver, beside those the system knows. */
  readonly ca: string | undefined;
};

const kinds = { 'syslog+tcp:': ['tcp', 601], 'syslog+tls:': ['tls', 6514], 'https:': ['https', 443] } as const;

/** The receiver from the configuration; undefined when there is none. Error, without its secret, when it cannot be read. */
export function readTarget(settings: Pick<Config, 'siem' | 'siemAuthorization' | 'siemCa'>): Target | undefined {
  if (settings.siem === '') return undefined;
  const url = URL.parse(settings.siem);
  const known = url && kinds[url.protocol as keyof typeof kinds];
  if (!url || !known || url.hostname === '' || url.username !== '' || url.password !== '' || settings.siem.length > 300)
    throw new Error('PARLEY_SIEM takes syslog+tls://host:port, syslog+tcp://host:port or https://host/path, without user and password');
  const [kind, port] = known;
  if (kind === 'tcp' && !isThisMachine(url.hostname))
    throw new Error('PARLEY_SIEM takes syslog+tcp:// on this machine only: to a receiver elsewhere it is syslog+tls:// or https://');
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1'); // IPv6
  return {
    name: `${url.protocol}//${url.host}${url.pathname}`,
    kind,
    host,
    port: Number(url.port || port),
    path: url.pathname + url.search,
    authorization: settings.siemAuthorization || undefined,
    ca: settings.siemCa === '' ? undefined : readFileSync(settings.siemCa, 'utf8'),
  };
}

export const targetOf = (tools: Tools): Target | undefined => readTarget(config.of({ tools }));
