// How the line to a database is kept, as its URL says it: outside of this machine it needs TLS with a certificate that is checked.
import { isThisMachine } from './this-machine.ts';

export type Line = 'here' | 'verified' | 'unverified' | 'plain';

/** `here` for loopback and sockets; else by `sslmode` and `ssl`, as node-postgres reads them (its `require` checks the certificate, libpq's does not). `plain` also for what is no URL. */
export function databaseLine(url: string): Line {
  const place = URL.parse(url);
  if (!place) return 'plain';
  const told = place.searchParams;
  const host = told.get('host') ?? decodeURIComponent(place.hostname);
  if (host === '' || isThisMachine(host) || host.startsWith('/')) return 'here';
  const mode = told.get('sslmode');
  if (mode === 'no-verify') return 'unverified';
  if (told.get('uselibpqcompat') === 'true' && (mode === 'prefer' || (mode === 'require' && !told.get('sslrootcert')))) return 'unverified';
  if (mode !== null) return ['prefer', 'require', 'verify-ca', 'verify-full'].includes(mode) ? 'verified' : 'plain';
  return ['true', '1'].includes(told.get('ssl') ?? '') ? 'verified' : 'plain';
}
