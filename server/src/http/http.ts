// The one HTTP server: limits, security headers, every room's routes, the pages. Domain words belong in the rooms, not here.
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import rateLimit from '@fastify/rate-limit';
import { type Answer, contract } from '@parley/contract';
import { openapi } from '@parley/contract/openapi';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import Fastify, { type FastifyInstance } from 'fastify';
import { config } from '#kit/config';
import { networkOf } from '#kit/network';
import { proxyWord } from '#kit/proxy-word';
import type { Room } from '#kit/room';
import type { Tools } from '#kit/tool';
import { openDoor } from './door.ts';
import { answerErrors, refusedEarly } from './errors.ts';
import { openListening } from './listening.ts';
import { type Authenticators, jsonLimitBytes, mountRoute } from './mount.ts';
import { mountPages } from './pages.ts';
import { mountProtocol } from './protocols.ts';
import { watchStreams } from './streams.ts';
import { servedOverTls } from './tls.ts';

export { demoWidget } from './pages.ts';

export const version = '0.1.0';

/** Builds the server over the rooms; `isReady` answers GET /ready. Listening is the caller's. */
export async function buildHttp(
  tools: Tools,
  rooms: readonly Room[],
  authenticators: Authenticators,
  isReady: () => Promise<Answer<'ready'>>,
): Promise<FastifyInstance> {
  const { publicUrl, trustProxy, bodySeconds } = config.of({ tools });
  const headers = safeHeaders(publicUrl.startsWith('https:'));
  const tls = servedOverTls(tools);
  const app = Fastify({
    ...tls?.options,
    bodyLimit: jsonLimitBytes,
    trustProxy: trustProxy || false,
    logger: false,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 500 },
    forceCloseConnections: true,
    requestTimeout: bodySeconds * 1000, // a head or a body that trickles in is cut off
    http: { headersTimeout: Math.min(10_000, bodySeconds * 1000), connectionsCheckingInterval: 2_000 },
    frameworkErrors: refusedEarly({ ...headers, ...neverKept }),
  });
  app.setValidatorCompiler(({ schema, httpPart }) => (httpPart === 'body' ? strict : loose).compile(schema as object));
  app.setSerializerCompiler(() => JSON.stringify);
  tls?.keepRenewed(app);
  answerErrors(app, tools);
  await app.register(cookie);
  await app.register(formbody);
  await app.register(rateLimit, { global: false, cache: 10_000, keyGenerator: ({ ip }) => networkOf(ip) });
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  guard(app, headers);
  hearProxy(app, tools);
  app.get('/health', () => ({ status: 'ok' }));
  app.get('/ready', async (_request, reply) => {
    const state = await isReady();
    return reply.code(state.ready ? 200 : 503).send(state);
  });
  const described = openapi(version, publicUrl);
  app.get('/v1/openapi.json', () => described);
  const house = { app, tools, authenticators, door: openDoor(tools), listening: openListening() };
  for (const room of rooms) for (const route of room.routes ?? []) mountRoute(house, route, contract[route.name]);
  for (const protocol of rooms.flatMap((room) => room.protocols ?? [])) await mountProtocol(house, protocol);
  await mountPages(app, tools);
  const stop = watchStreams(tools);
  app.addHook('onClose', async () => stop());
  return app;
}

const ajv = (coerceTypes: boolean) => formats.default(new Ajv({ coerceTypes, useDefaults: true, allErrors: true, strict: false }));
const strict = ajv(false);
const loose = ajv(true);

const safeHeaders = (isHttps: boolean): Readonly<Record<string, string>> => ({
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'geolocation=(), camera=(), microphone=()',
  'cross-origin-resource-policy': 'same-origin',
  ...(isHttps && { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }),
});
const closedPolicy = "default-src 'none'; frame-ancestors 'none'";
/** What a browser could open as a page: whoever says nothing of it lets it do nothing. */
const isRead = /^(text\/(html|plain|xml)|application\/([a-z]+\+)?(json|xml))\b/;
const neverKept = { 'cache-control': 'no-store', 'content-security-policy': closedPolicy };

/** Counts what the proxy says of its callers' lines. Who is not the proxy sets the header in vain: their own address is believed, not the one they name. */
function hearProxy(app: FastifyInstance, tools: Tools): void {
  const word = proxyWord.of({ tools });
  app.addHook('onRequest', async (request) => {
    if (request.headers['x-forwarded-proto'] === undefined || request.ip === request.socket.remoteAddress) return;
    if (request.protocol === 'https') word.https += 1;
    else word.http += 1;
  });
}

/** Headers for every answer, and cross-origin calls for what a widget on a foreign page needs: bearer tokens only, never cookies. */
function guard(app: FastifyInstance, headers: Readonly<Record<string, string>>): void {
  app.addHook('onSend', async (_request, reply) => {
    const type = String(reply.getHeader('content-type') ?? '');
    if (isRead.test(type) && !reply.hasHeader('content-security-policy')) reply.header('content-security-policy', closedPolicy);
  });
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(headers);
    if (request.url.startsWith('/v1/')) reply.headers(neverKept);
    if (!/^\/v1\/(widgets|visit)\b/.test(request.url)) return;
    reply.headers({
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'access-control-expose-headers': 'retry-after',
    });
    if (request.method === 'OPTIONS')
      return reply
        .code(204)
        .headers({
          'access-control-allow-methods': 'GET, POST',
          'access-control-allow-headers': 'authorization, content-type, x-file-name, idempotency-key, last-event-id',
          'access-control-max-age': '7200',
        })
        .send();
  });
}
