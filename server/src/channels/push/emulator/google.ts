// Google's side as its documentation describes it: the JWT bearer grant, messages:send with its error codes; and beside it an endpoint of a browser's push service.
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { jwtVerify } from 'jose';
import { failureFor, keep, type Pushed, type State, type Told } from './state.ts';

const mostBytes = 8_192;

export async function answerGoogle(state: State, request: IncomingMessage): Promise<Told> {
  const body = await bodyOf(request);
  if (!body) return { status: 413, body: {} };
  if (request.url === '/token') return grant(state, body);
  if (request.url?.startsWith('/push/')) return browser(state, request, body);
  const [, project] = /^\/v1\/projects\/([^/]+)\/messages:send$/.exec(request.url ?? '') ?? [];
  if (!project) return fault(404, 'NOT_FOUND');
  if (!state.accessTokens.has(request.headers.authorization?.replace('Bearer ', '') ?? '')) return fault(401, 'UNAUTHENTICATED');
  return send(state, request, body);
}

/** RFC 7523: the assertion must be signed by the account, for this endpoint and for the scope. */
async function grant(state: State, body: Buffer): Promise<Told> {
  const form = new URLSearchParams(body.toString('utf8'));
  const verified = await jwtVerify(form.get('assertion') ?? '', state.keys.google, {
    audience: `${state.url}/token`,
    algorithms: ['RS256'],
  }).catch(() => undefined);
  if (form.get('grant_type') !== 'urn:ietf:params:oauth:grant-type:jwt-bearer' || verified?.payload['scope'] === undefined)
    return { status: 400, body: { error: 'invalid_grant' } };
  const token = randomBytes(16).toString('base64url');
  state.accessTokens.add(token);
  return { status: 200, body: { access_token: token, expires_in: 3_599, token_type: 'Bearer' } };
}

function send(state: State, request: IncomingMessage, body: Buffer): Told {
  const { message, validate_only: isTest } = JSON.parse(body.toString('utf8')) as {
    message?: Record<string, unknown>;
    validate_only?: boolean;
  };
  const to = String(message?.['token'] ?? '');
  const data = Object.values((message?.['data'] ?? {}) as Record<string, unknown>);
  if (!data.every((value) => typeof value === 'string')) return fault(400, 'INVALID_ARGUMENT', 'message.data');
  if (to.length < 20) return fault(400, 'INVALID_ARGUMENT', 'message.token');
  const push: Pushed = { by: 'google', to, headers: request.headers, body };
  const failure = failureFor(state, push, refusal);
  if (failure) return failure;
  if (!isTest) keep(state, push);
  return { status: 200, body: { name: `projects/sandbox/messages/${state.pushed.length}` } };
}

/** RFC 8030, section 5: TTL is needed; RFC 8292: so is who sends. */
function browser(state: State, request: IncomingMessage, body: Buffer): Told {
  const to = request.url ?? '';
  if (request.headers['ttl'] === undefined) return { status: 400, body: {} };
  if (!request.headers.authorization?.startsWith('vapid ')) return { status: 401, body: {} };
  const push: Pushed = { by: 'browser', to, headers: request.headers, body };
  const failure = failureFor(state, push, (status) => ({ status: [403, 410, 429, 503].includes(status) ? status : 400, body: {} }));
  if (failure) return failure;
  keep(state, push);
  return { status: 201, body: {} };
}

/** As HTTP v1 says it: an app that is gone is answered with 404. Whatever else was ordered is a refusal for good. */
function refusal(status: number): Told {
  if (status === 410) return fault(404, 'UNREGISTERED');
  const code = codes[status];
  return code === undefined ? fault(400, 'INVALID_ARGUMENT') : fault(status, code);
}
const codes: Readonly<Record<number, string>> = { 403: 'SENDER_ID_MISMATCH', 429: 'QUOTA_EXCEEDED', 503: 'UNAVAILABLE' };

/** An error of HTTP v1; `field` names what of the request was wrong. */
export function fault(status: number, code: string, field?: string): Told {
  const details = [
    { '@type': 'type.googleapis.com/google.firebase.fcm.v1.FcmError', errorCode: code },
    ...(field ? [{ '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: [{ field }] }] : []),
  ];
  return { status, body: { error: { code: status, status: code, details } } };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > mostBytes) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}
