// Turns a room's route into a handler: who is it, may they, one transaction, the answer after the commit.
import type { Endpoint, RouteName } from '@parley/contract';
import { byItselfHeader, deviceRoutes, routes, visitorRoutes } from '@parley/contract/routes';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { config } from '#kit/config';
import type { Actor, Carried } from '#kit/ctx';
import type { WorkspaceId } from '#kit/ids';
import { type Code, log } from '#kit/log';
import { act, clock, pool, urgentPool } from '#kit/pool';
import { Problem } from '#kit/problem';
import type { Input, RequestFacts, Route, Special } from '#kit/route';
import type { Tools } from '#kit/tool';
import { cookiesOf, setCookies } from './cookies.ts';
import { bearerOf, type Door, tokenOf } from './door.ts';
import type { Listening } from './listening.ts';
import { openStream } from './stream.ts';
import { keepWatch } from './streams.ts';

export type Caller = {
  workspace: WorkspaceId;
  actor: Actor;
  permissions?: ReadonlySet<string> | readonly string[];
  /** How far staff reach: what each of their grants carries. */
  grants?: readonly Carried[];
  /** When what the caller may do must be read anew: open streams end then. */
  until?: Date | undefined;
  /** When the session is over unless somebody's hand uses it before: an open stream is looked at anew then. */
  idleUntil?: Date;
  /** Until when the caller may do dangerous acts; left out for those who never may. */
  freshUntil?: Date;
  /** Must set up a second factor first: nothing else is open. */
  isHeldBack?: boolean;
  /** A program acts for somebody: what concerns whoever is signed in stays closed to it. */
  isProgram?: true;
  whenOver?: (hear: () => void) => () => void;
};
/** Who a token belongs to; undefined when it is none of ours. Counts as use of a session unless a page asks by itself. */
export type Authenticate = (tools: Tools, token: string, how?: { readonly isByItself: boolean }) => Promise<Caller | undefined>;
export type Authenticators = Readonly<Record<'staff' | 'visitor' | 'person' | 'kiosk', Authenticate>>;

/** What a widget on a foreign page or a mail program may call; none of it reads or sets a cookie. */
const fromAnywhere: ReadonlySet<string> = new Set([
  ...Object.keys({ ...visitorRoutes, ...deviceRoutes }),
  'readWidget',
  'startVisit',
  'unsubscribe',
]);
/** Requests of one network to a route that is open to everybody and says nothing of its own: a ledger can still be followed tile by tile. */
const perMinuteInPublic = 1_200;
/** Largest body of a request that uploads nothing. */
export const jsonLimitBytes = 256 * 1024;

export type House = {
  readonly app: FastifyInstance;
  readonly tools: Tools;
  readonly authenticators: Authenticators;
  readonly door: Door;
  readonly listening: Listening;
};

export function mountRoute({ app, ...house }: House, route: Route, endpoint: Endpoint): void {
  const { tools, door } = house;
  const [method = 'GET', url = '/'] = routes[route.name].split(' ');
  const bodyLimit = route.bodyLimitBytes ?? (endpoint.upload ? config.of({ tools }).attachmentMaxBytes : jsonLimitBytes);
  const perMinute = route.perMinute ?? (route.handlePublic && perMinuteInPublic);
  app.route({
    method,
    url,
    bodyLimit,
    schema: {
      ...(endpoint.params && { params: endpoint.params }),
      ...(endpoint.query && { querystring: endpoint.query }),
      ...(endpoint.body && { body: closed(endpoint.body) }),
    },
    config: {
      ...(perMinute && { rateLimit: { max: perMinute, timeWindow: 60_000 } }),
      ...(route.refusal && { refusal: route.refusal }),
    },
    onRequest: async (request, reply) => door.look(request, reply, { route, bodyLimit }), // before the body is read
    preValidation: async (request) => {
      if (Buffer.isBuffer(request.body) && !endpoint.upload) throw new Problem('unsupported-media');
    },
    handler: async (request, reply) => {
      if (!fromAnywhere.has(route.name)) refuseForeignPages(request);
      const input = inputOf(request, endpoint, tools);
      const handle = () => (route.handlePublic ? route.handlePublic(tools, input) : asCaller(house, route, { request, reply, input }));
      const found = await door.pass(request, handle);
      const { key } = (request.params ?? {}) as { key?: string };
      if (key !== undefined) door.rememberKey(key);
      return answer(reply, found, endpoint, tools);
    },
  });
}

/** A field that the contract does not know is refused rather than dropped: whoever sends it should learn that nothing is done with it. */
function closed(schema: NonNullable<Endpoint['body']>): object {
  const { anyOf, type } = schema as { anyOf?: Endpoint['body'][]; type?: string };
  if (anyOf) return { ...schema, anyOf: anyOf.map((each) => (each ? closed(each) : each)) };
  return type === 'object' ? { ...schema, additionalProperties: false } : schema;
}

async function asCaller(
  { tools, authenticators, door, listening }: Omit<House, 'app'>,
  route: Route,
  { request, reply, input }: { request: FastifyRequest; reply: FastifyReply; input: Input<RouteName> },
): Promise<unknown> {
  const { permission } = route;
  const audience = permission === 'visitor' || permission === 'person' || permission === 'kiosk' ? permission : 'staff';
  const token = tokenOf(tools, request, route);
  const caller = token === undefined ? undefined : await authenticators[audience](tools, token, { isByItself: isByItself(request) });
  if (token === undefined || !caller) throw new Problem('not-signed-in');
  door.remember(token, caller.workspace);
  if (caller.isHeldBack && !route.isForSignIn) throw new Problem('second-factor-needed');
  if (audience === 'staff' && route.permission !== 'signed-in' && !new Set(caller.permissions ?? []).has(route.permission))
    throw notPermitted(tools, caller, route);
  if (caller.isProgram && route.permission === 'signed-in') throw new Problem('not-permitted', { because: 'people-only' });
  if (route.stepUp) refuseUnproven(caller, clock.of({ tools })());
  const { handle } = route;
  if (!handle) throw new Error(`${route.name} has no handler`);
  const prepared = await route.prepare?.(tools, input, caller);
  const who = { workspace: caller.workspace, ...actingBy(caller, route) };
  const how = { onlyByKeys: route.onlyByKeys === true };
  const run = () => act(tools, who, (ctx) => handle(ctx, { ...input, prepared }), route.isUrgent ? urgentPool : pool, how);
  const result = await (request.method === 'GET' ? run().catch((error) => (metAnErasure(error) ? run() : Promise.reject(error))) : run());
  if ((result as Special | undefined)?.stream) {
    // whoever asked has gone meanwhile: their line has closed already, and would never be heard to close
    if (reply.raw.destroyed || request.raw.socket?.destroyed) throw new Problem('too-many', { retryAfterSeconds: 1 });
    const isStaff = audience === 'staff';
    listening.admit(reply.raw, { token, workspace: caller.workspace, isStaff, ip: request.ip });
    keepWatch(tools, reply.raw, caller, isStaff ? () => authenticators.staff(tools, token, { isByItself: true }) : undefined);
  }
  return result;
}

/** Staff act as far as the grants go that carry the permission of this route, for the first of its purposes that one of them is for. */
function actingBy(
  { actor, grants, isProgram }: Caller,
  { permission, purpose, orFor = [] }: Route,
): { actor: Actor; purpose: string | undefined } {
  if (actor.kind !== 'staff' || !grants) return { actor, purpose: purpose ?? undefined };
  const isAny = permission === 'signed-in';
  const counted = isAny ? grants : grants.filter((grant) => grant.permissions.includes(permission));
  const carried = [purpose ?? undefined, ...orFor].find(
    (each) => each !== undefined && counted.some(({ purposes }) => purposes === null || purposes.includes(each)),
  );
  return {
    actor: { ...actor, reach: { grants, ...(!isAny && { permission }) }, ...(isProgram && { isProgram }) },
    purpose: carried ?? purpose ?? undefined,
  };
}

/** Whoever tries what their role does not carry is seen by whoever watches the log; by id, and by what they lacked. */
function notPermitted(tools: Tools, { workspace, actor, isProgram }: Caller, { permission }: Route): Problem {
  const who = actor.kind === 'staff' ? { staff: actor.id } : {};
  log.of({ tools })('warn', 'http.not-permitted', { workspace, ...who, lacked: permission as Code, program: isProgram === true });
  return new Problem('not-permitted');
}

/** Art. 32(1)(b): a screen left open, or a stolen cookie or key, is not enough for a dangerous act. */
function refuseUnproven({ freshUntil }: Caller, now: Date): void {
  if (freshUntil === undefined) throw new Problem('not-permitted', { because: 'people-only' });
  if (freshUntil <= now) throw new Problem('step-up-needed');
}

/** A list read while one of its people is being erased, or that stood in its way (40P01): the second look leaves them out. */
const metAnErasure = (error: unknown): boolean =>
  (error instanceof Problem && error.code === 'erased') || (error as { code?: string }).code === '40P01';

/** Whether nobody's hand is behind it: the page says so, or a browser fetches what stands in a page and cannot say. Whoever keeps silent about it keeps their own session alone. */
function isByItself({ headers }: FastifyRequest): boolean {
  const place = headers['sec-fetch-dest'];
  return headers[byItselfHeader] !== undefined || (place !== undefined && place !== 'empty' && place !== 'document');
}

/** A cookie travels with requests that other pages start, and a sign-in that they start sets one: only our own pages may change things. */
function refuseForeignPages(request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const site = request.headers['sec-fetch-site'];
  const origin = request.headers.origin;
  const isOwn =
    site !== undefined
      ? site === 'same-origin' || site === 'none'
      : origin === undefined || URL.parse(origin)?.host === request.headers.host;
  if (!isOwn) throw new Problem('not-permitted', { because: 'foreign-origin' });
}

function inputOf(request: FastifyRequest, endpoint: Endpoint, tools: Tools): Input<RouteName> {
  const isBytes = Buffer.isBuffer(request.body);
  const facts: RequestFacts = {
    ip: request.ip,
    userAgent: String(request.headers['user-agent'] ?? '').slice(0, 400),
    idempotencyKey: idempotencyKey(request.headers['idempotency-key']),
    cookies: cookiesOf(request, tools),
    token: bearerOf(request),
    header: (name) => [request.headers[name]].flat()[0],
  };
  const bytes = endpoint.upload ? (isBytes ? (request.body as Buffer) : Buffer.from(textOf(request.body))) : Buffer.alloc(0);
  return { params: request.params, query: request.query, body: request.body, bytes, request: facts } as unknown as Input<RouteName>;
}

/** An upload that calls itself JSON or a form was parsed before we saw it: refuse rather than store something else than was sent. */
function textOf(body: unknown): string {
  if (body === undefined || body === null) return '';
  if (typeof body === 'string') return body;
  throw new Problem('unsupported-media', { detail: 'Send files as application/octet-stream or their own media type.' });
}

function idempotencyKey(value: string | string[] | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'string' || !/^[\x21-\x7e]{1,100}$/.test(value))
    throw new Problem('invalid', { detail: 'Idempotency-Key takes 1 to 100 visible ASCII characters.' });
  return value;
}

function answer(reply: FastifyReply, result: unknown, endpoint: Endpoint, tools: Tools): unknown {
  const parts = (result as Special | undefined)?.special ? (result as Special) : undefined;
  if (!parts) return reply.code(endpoint.status ?? 200).send(endpoint.status === 204 ? undefined : result);
  setCookies(reply, tools, parts.cookies ?? []);
  if (parts.headers) reply.headers(parts.headers);
  if (parts.stream) return openStream(reply, tools, { ...parts, stream: parts.stream });
  if (parts.status) return reply.code(parts.status).send();
  if (parts.bytes) return reply.code(endpoint.status ?? 200).send(parts.bytes);
  return reply.code(endpoint.status ?? 200).send(endpoint.status === 204 ? undefined : parts.json);
}
