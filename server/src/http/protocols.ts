// Mounts a room's protocol below its path: limits and lines as for every door, bodies as bytes, errors in the words of the protocol.
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { errorCode, log } from '#kit/log';
import { Problem } from '#kit/problem';
import type { Protocol, Told } from '#kit/protocol';
import type { Route } from '#kit/route';
import type { Tools } from '#kit/tool';
import { bearerOf, type Door } from './door.ts';

export async function mountProtocol(
  { app, tools, door }: { app: FastifyInstance; tools: Tools; door: Door },
  protocol: Protocol,
): Promise<void> {
  const { prefix, bodyLimitBytes: bodyLimit, perMinute, isForProviders } = protocol;
  const keyIn = (path: string): string => /^\/([0-9a-f]{40})(?:\/|$)/.exec(path)?.[1] ?? '';
  const pathOf = (url: string): string => new URL(url, 'http://localhost').pathname.slice(prefix.length);
  const route = { name: 'health', permission: 'person', purpose: null } as Route; // whose line it is: by the bearer, never by a cookie
  await app.register(
    (scope, _options, done) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
      scope.setErrorHandler((error: FastifyError, _request, reply) => {
        const status = isForProviders && statusOf(error) === 429 ? 503 : statusOf(error);
        if (error instanceof Problem && error.extras.retryAfterSeconds) reply.header('retry-after', String(error.extras.retryAfterSeconds));
        if (status === 500) log.of({ tools })('error', 'protocol.failed', { error: errorCode(error) });
        return send(reply, protocol.refuse(status));
      });
      for (const url of ['', '/*'])
        scope.route({
          method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
          url,
          bodyLimit,
          config: { rateLimit: { max: perMinute, timeWindow: 60_000 } },
          onRequest: async (request, reply) => {
            reply.header('cache-control', 'no-store');
            const { knock } = protocol;
            const path = pathOf(request.url);
            door.look(request, reply, { route, bodyLimit, hook: isForProviders && keyIn(path) });
            const no = knock && (await door.pass(request, () => knock(tools, { method: request.method, path })));
            if (no) return send(reply.header('connection', 'close'), no);
          },
          handler: async (request, reply) => {
            const { searchParams } = new URL(request.url, 'http://localhost');
            const path = pathOf(request.url);
            const answer = await door.pass(request, () =>
              protocol.answer(tools, {
                method: request.method,
                path,
                query: searchParams,
                token: bearerOf(request),
                body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
                header: (name) => [request.headers[name]].flat()[0],
              }),
            );
            if (answer.workspace !== undefined && isForProviders) door.rememberHook(keyIn(path));
            else if (answer.workspace !== undefined) door.remember(bearerOf(request), answer.workspace);
            return send(reply, answer);
          },
        });
      done();
    },
    { prefix },
  );
}

function statusOf(error: FastifyError): number {
  if (error instanceof Problem) return error.status;
  if (error.code === 'PL409' || error.code === 'PL410') return 410; // nothing is received for a company that is leaving: its providers need not try again
  const { statusCode = 500 } = error;
  return statusCode >= 400 && statusCode < 500 ? statusCode : 500;
}

const send = (reply: FastifyReply, { status, headers, body }: Told): FastifyReply =>
  reply
    .code(status)
    .headers(headers ?? {})
    .send(body);
