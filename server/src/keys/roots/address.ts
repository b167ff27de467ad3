// Parameters of an address, common to the services: `?name=value&…`, each named by its service, none of them a secret.
import { createHash } from 'node:crypto';

export type Parameters = { readonly place: string; readonly of: (name: string) => string | undefined };

/** Splits an address; Error when it names a parameter that the service does not know. */
export function parameters(address: string, known: readonly string[]): Parameters {
  const [place = '', query = ''] = address.split('?', 2);
  const given = new URLSearchParams(query);
  for (const name of given.keys())
    if (!known.includes(name)) throw new Error(`the address of this root key knows ${known.join(', ')}, not ${name}`);
  return { place, of: (name) => given.get(name) ?? undefined };
}

/** A name for a key in a service that says nothing about it. */
export const nameFor = (kind: string, ...parts: readonly string[]): string =>
  `${kind}:${createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16)}`;
