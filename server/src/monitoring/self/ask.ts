// One request to our own process over its own socket, as a browser would send it.
import { request as overHttp } from 'node:http';
import { request as overTls } from 'node:https';
import type { TLSSocket } from 'node:tls';

/** Where this process listens. `name` is the host that browsers call it by: a certificate is for that one, and so is what the answers say. */
export type Place = { readonly host: string; readonly port: number; readonly isTls: boolean; readonly name: string };
export type Seen = {
  readonly path: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly cookies: readonly string[];
  /** What the line was, when it was TLS. */
  readonly tls: TlsFacts | undefined;
};
export type TlsFacts = { readonly protocol: string; readonly cipher: string; readonly endsAt: Date };

const waitMs = 5_000;

/** Asks and gives head and line; the body is not read. Error when no answer comes within five seconds. */
export function ask(place: Place, method: string, path: string, accept = 'text/html,application/json'): Promise<Seen> {
  return new Promise((resolve, reject) => {
    const headers = { host: place.name, accept, 'user-agent': 'parley-audit' };
    const line = place.isTls ? { servername: place.name.split(':')[0] ?? '', rejectUnauthorized: false } : {}; // it is ourselves: what counts is what is served
    const sent = (place.isTls ? overTls : overHttp)({ host: place.host, port: place.port, method, path, headers, agent: false, ...line });
    sent.setTimeout(waitMs, () => sent.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })));
    sent.on('error', reject);
    sent.on('response', (answer) => {
      const { 'set-cookie': cookies = [], ...rest } = answer.headers;
      const flat = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, [value].flat().join(', ')]));
      resolve({
        path,
        status: answer.statusCode ?? 0,
        headers: flat,
        cookies,
        tls: place.isTls ? factsOf(answer.socket as TLSSocket) : undefined,
      });
      answer.destroy();
    });
    sent.end();
  });
}

function factsOf(socket: TLSSocket): TlsFacts {
  const { valid_to: endsAt } = socket.getPeerCertificate();
  return { protocol: socket.getProtocol() ?? 'none', cipher: socket.getCipher().name, endsAt: new Date(endsAt) };
}
