// The web server as the pages need it, so that they can be mounted on a stand-in as well; form bodies must be parsed by it.
import { textOf } from './html.ts';
import type { Incoming, PageAnswer } from './request.ts';

export type Host = {
  route(options: { method: string; url: string; bodyLimit: number; handler: (request: HostRequest, reply: HostReply) => unknown }): unknown;
};
export type HostRequest = {
  readonly method: string;
  readonly url: string;
  readonly ip: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
};
export type HostReply = {
  code(status: number): HostReply;
  headers(values: Record<string, string>): HostReply;
  send(body: unknown): unknown;
};

/** A request in the pages' own words; which cookie is theirs, they say themselves. */
export function incomingOf(
  request: HostRequest,
  cookie: (header: string | undefined, params: Record<string, string>) => string | undefined,
): Incoming {
  const header = (name: string) => [request.headers[name]].flat()[0];
  const params = texts(request.params);
  return {
    method: request.method,
    place: request.url.split('?')[0] ?? '',
    params,
    query: texts(request.query),
    form: texts(request.body),
    header,
    cookie: cookie(header('cookie'), params),
    from: { ip: request.ip, userAgent: header('user-agent') ?? '', signal: header('sec-gpc') === '1' },
  };
}

export function sendPage(reply: HostReply, { status, headers, body }: PageAnswer): unknown {
  return reply
    .code(status)
    .headers({ ...headers })
    .send(typeof body === 'object' && !(body instanceof ReadableStream) ? textOf(body) : body);
}

/** Only single texts of a parsed query or form; a repeated field counts by its first. */
function texts(values: unknown): Record<string, string> {
  if (typeof values !== 'object' || values === null || values instanceof Uint8Array) return {};
  const entries = Object.entries(values).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]);
  return Object.fromEntries(entries.filter(([, value]) => typeof value === 'string'));
}
