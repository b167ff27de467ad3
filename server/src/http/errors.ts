// The only mapper from Problem to answer (RFC 9457). What is not a Problem is a bug: 500, logged by code without payload.
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { isAway } from '#kit/db';
import { errorCode, log } from '#kit/log';
import { Problem, problemBody } from '#kit/problem';
import type { Route } from '#kit/route';
import type { Tools } from '#kit/tool';

export function answerErrors(app: FastifyInstance, tools: Tools): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const problem = asProblem(error);
    if (problem.code === 'unexpected') {
      log.of({ tools })('error', 'request.failed', {
        method: request.method.toLowerCase() as 'get',
        route: (request.routeOptions.url ?? 'none').toLowerCase() as Lowercase<string>,
        error: errorCode(error),
      });
      if (process.env['PARLEY_DEBUG'] === 'stacks') process.stderr.write(`${error.stack}\n`); // for developers: a stack may quote data
    }
    return send(reply, problem, (request.routeOptions.config as Pick<Route, 'refusal'>).refusal);
  });
  app.setNotFoundHandler((_request, reply) => send(reply, new Problem('not-found')));
}

/** What the framework refuses before any hook runs (an address that cannot be decoded, a part of it that is too long): its own words would quote the address. */
export const refusedEarly =
  (headers: Readonly<Record<string, string>>) =>
  (_error: unknown, _request: unknown, reply: FastifyReply): FastifyReply =>
    send(reply.headers(headers), new Problem('bad-request'));

function send(reply: FastifyReply, problem: Problem, as: Route['refusal'] = (body) => body): FastifyReply {
  const wait = problem.extras.retryAfterSeconds;
  if (wait !== undefined) reply.header('retry-after', String(Math.ceil(wait)));
  const body = as(problemBody(problem));
  return reply.code(body.status).type('application/problem+json').send(JSON.stringify(body));
}

function asProblem(error: FastifyError): Problem {
  if (error instanceof Problem) return error;
  if (error.validation)
    return new Problem('invalid', {
      fields: error.validation
        .slice(0, 20)
        .map((each) => ({ path: `${error.validationContext ?? 'body'}${each.instancePath}`, message: each.message ?? 'is not valid' })),
    });
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Problem('too-large');
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return new Problem('unsupported-media');
  if (error.statusCode === 429) return new Problem('too-many', { retryAfterSeconds: 60 });
  if (isRefusedText(error)) return new Problem('invalid', { detail: 'A text holds characters that cannot be stored.' });
  if (error.code === 'PL409') return new Problem('leaving');
  if (error.code === 'PL410') return new Problem('left'); // its doors closed while this was under way
  if (isDatabaseAway(error)) return new Problem('not-ready', { retryAfterSeconds: 2 });
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) return new Problem('bad-request');
  return new Problem('unexpected');
}

/** NUL bytes and broken surrogates reach PostgreSQL as 22021 or 22P05: the sender's fault, not ours. */
const isRefusedText = (error: FastifyError): boolean => error.code === '22021' || error.code === '22P05';
const isDatabaseAway = (error: FastifyError): boolean => error.code === '40P01' || error.code === 'keys-away' || isAway(error);
