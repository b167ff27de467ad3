// The typed client of Parley's API. No DOM, no dependencies: web pages, React Native, Node. Types come from the contract, so it cannot go stale.
import type { Answer, Body, Params, ProblemBody, Query, RouteName } from '@parley/contract';
import { ConnectionLost, ProblemError } from './errors.ts';
import { type Engine, type EventHandlers, listenTo } from './events.ts';

type MethodAndPath = string;
export type CallInput<N extends RouteName> = {
  readonly params?: Params<N>;
  readonly query?: Query<N>;
  readonly body?: Body<N>;
  /** Raw bytes of an upload, with their media type and file name. */
  readonly bytes?: Uint8Array | Blob;
  readonly type?: string;
  readonly fileName?: string;
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
};
export type ClientOptions<R extends Partial<Record<RouteName, MethodAndPath>>> = {
  /** Which routes this client may call: one of the tables of `@parley/contract/routes`. */
  readonly routes: R;
  /** Origin of Parley without a trailing slash; empty for the same origin. */
  readonly baseUrl: string;
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** Bearer token of a visitor, person or member of staff; left out where a session cookie serves. */
  readonly token?: () => string | undefined;
  /** Timers and the like where an engine has none of its own; the global ones unless given. */
  readonly engine?: Engine;
};
export type Client<N extends RouteName> = {
  /** Calls an endpoint and gives its answer; throws ProblemError for an error answer and ConnectionLost when none came. */
  call<K extends N>(name: K, input?: CallInput<K>): Promise<Answer<K>>;
  /** Calls an endpoint whose answer is bytes. */
  blob<K extends N>(name: K, input?: CallInput<K>): Promise<Response>;
  /** Listens to an event stream until the signal aborts; reconnects by itself and goes on after the last event. */
  events<K extends N>(name: K, handlers: EventHandlers): void;
};

export function createClient<R extends Partial<Record<RouteName, MethodAndPath>>>(
  options: ClientOptions<R>,
): Client<Extract<keyof R, RouteName>> {
  const send = options.fetch ?? ((url, init) => globalThis.fetch(url, init));
  const request = async (name: RouteName, input: CallInput<RouteName> = {}, headers: Record<string, string> = {}): Promise<Response> => {
    const { method, url } = address(options.routes[name] ?? '', input, options.baseUrl);
    let response: Response;
    try {
      response = await send(url, {
        method,
        credentials: options.token ? 'omit' : 'same-origin',
        headers: { ...headersOf(input, options.token?.()), ...headers },
        ...bodyOf(input),
        ...(input.signal && { signal: input.signal }),
      });
    } catch (error) {
      if (input.signal?.aborted) throw error;
      throw new ConnectionLost(error);
    }
    if (!response.ok) throw await problemOf(response);
    return response;
  };
  return {
    async call(name, input) {
      const response = await request(name, input as CallInput<RouteName>);
      const text = await response.text().catch((error: unknown) => {
        throw new ConnectionLost(error);
      });
      return (text === '' ? {} : JSON.parse(text)) as never;
    },
    blob: (name, input) => request(name, input as CallInput<RouteName>),
    events: (name, handlers) => listenTo((headers, signal) => request(name, { signal }, headers), handlers, options.engine),
  };
}

function address(route: MethodAndPath, input: CallInput<RouteName>, baseUrl: string): { method: string; url: string } {
  const [method = 'GET', template = ''] = route.split(' ');
  const params = (input.params ?? {}) as Record<string, unknown>;
  const path = template.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(String(params[key] ?? '')));
  const query = Object.entries((input.query ?? {}) as Record<string, unknown>).filter(([, value]) => value !== undefined);
  const search = query.map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`).join('&');
  return { method, url: `${baseUrl}${path}${search ? `?${search}` : ''}` };
}

function headersOf(input: CallInput<RouteName>, token: string | undefined): Record<string, string> {
  return {
    accept: 'application/json',
    ...(token && { authorization: `Bearer ${token}` }),
    ...(input.body !== undefined && { 'content-type': 'application/json' }),
    ...(input.bytes !== undefined && {
      'content-type': input.type || 'application/octet-stream',
      'x-file-name': encodeURIComponent(input.fileName ?? 'file'),
    }),
    ...(input.idempotencyKey && { 'idempotency-key': input.idempotencyKey }),
  };
}

function bodyOf(input: CallInput<RouteName>): { body?: NonNullable<RequestInit['body']> } {
  if (input.bytes !== undefined) return { body: input.bytes as NonNullable<RequestInit['body']> };
  return input.body === undefined ? {} : { body: JSON.stringify(input.body) };
}

async function problemOf(response: Response): Promise<ProblemError> {
  const retryAfter = Number(response.headers.get('retry-after'));
  const body = (await response.json().catch(() => undefined)) as ProblemBody | undefined;
  const fallback: ProblemBody = {
    type: `urn:parley:problem:${response.status === 404 ? 'not-found' : 'unexpected'}`,
    title: `The server answered ${response.status}`,
    status: response.status,
  };
  return new ProblemError(typeof body?.type === 'string' ? body : fallback, retryAfter > 0 ? retryAfter : undefined);
}

export { accountMark, isSameVisitor } from './account.ts';
export { ConnectionLost, ProblemError } from './errors.ts';
export type { EventHandlers, StreamEvent, StreamState } from './events.ts';
export { openReader } from './reader.ts';
export { faultIn, judge, pauseMs } from './retry.ts';
export { acknowledged, lastSequence, type Message, merge } from './thread.ts';
