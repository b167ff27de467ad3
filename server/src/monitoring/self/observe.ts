// The house asks itself, by real requests over its own socket, what it answers to a stranger. The answers are good for a minute, for every company at once.
import { connect } from 'node:tls';
import { config } from '#kit/config';
import { clock } from '#kit/pool';
import { type Tools, tool } from '#kit/tool';
import { ask, type Place, type Seen } from './ask.ts';

export type Observation = {
  readonly at: Date;
  /** Whether browsers call us by https. */
  readonly isHttps: boolean;
  /** Pages and doors as a stranger sees them. */
  readonly answers: readonly Seen[];
  /** An answer that sets a cookie. */
  readonly cookies: Seen;
  /** What nobody should be served, with the answer. */
  readonly extras: readonly Seen[];
  /** Whether a handshake by TLS 1.1 succeeds. */
  readonly takesOldTls: boolean;
};
export const observation = tool<{ seen?: Promise<Observation>; until: number }>('monitoring.observation');

const goodMs = 60_000;
const doors = ['/', '/health', '/v1/me', '/v1/openapi.json', '/privacy/nobody', '/widget.js', '/v1/no-such-door'];
const extras: readonly (readonly [method: string, path: string])[] = [
  ['GET', '/.git/config'],
  ['GET', '/package.json'],
  ['GET', '/assets/'],
  ['TRACE', '/'],
];

/** What the running process answers now; asked anew after a minute. Error when it does not answer. */
export function observe(tools: Tools): Promise<Observation> {
  const kept = observation.of({ tools });
  const now = clock.of({ tools })();
  if (kept.seen && kept.until > now.getTime()) return kept.seen;
  kept.seen = look(tools, now);
  kept.until = now.getTime() + goodMs;
  kept.seen.catch(() => {
    kept.until = 0; // the next one looks for itself
  });
  return kept.seen;
}

/** Where this process listens; one that listens everywhere is asked on loopback. */
export function placeOfSelf(tools: Tools): Place {
  const { host, port, tlsCert, publicUrl } = config.of({ tools });
  const own = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return { host: own, port, isTls: tlsCert !== '', name: new URL(publicUrl).host };
}

async function look(tools: Tools, at: Date): Promise<Observation> {
  const place = placeOfSelf(tools);
  const answers = await Promise.all(doors.map((path) => ask(place, 'GET', path)));
  // for any kind of file: whoever asks for a page gets the console, whatever the address
  const found = await Promise.all(extras.map(([method, path]) => ask(place, method, path, '*/*')));
  return {
    at,
    isHttps: config.of({ tools }).publicUrl.startsWith('https:'),
    answers,
    cookies: await ask(place, 'POST', '/v1/sessions/challenges'),
    extras: found.map((seen, index) => ({ ...seen, path: `${extras[index]?.[0]} ${seen.path}` })),
    takesOldTls: place.isTls && (await takesOld(place)),
  };
}

/** Our own side is told to take anything: whatever refuses is the server. */
function takesOld({ host, port, name }: Place): Promise<boolean> {
  const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT:@SECLEVEL=0' } as const;
  return new Promise((resolve) => {
    const socket = connect({ host, port, servername: name.split(':')[0] ?? '', rejectUnauthorized: false, ...old }, () => end(true));
    const end = (taken: boolean) => {
      socket.destroy();
      resolve(taken);
    };
    socket.setTimeout(5_000, () => end(false));
    socket.on('error', () => end(false));
  });
}
