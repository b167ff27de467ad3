// Apple's side as its documentation describes it: provider token, headers, reasons.
import type { IncomingHttpHeaders, ServerHttp2Stream } from 'node:http2';
import { jwtVerify } from 'jose';
import { failureFor, keep, type Pushed, type State, type Told } from './state.ts';

const mostBytes = 4_096;
const longestCollapseId = 64;

export function answerApple(state: State, stream: ServerHttp2Stream, headers: IncomingHttpHeaders): void {
  const parts: Buffer[] = [];
  stream.on('data', (part: Buffer) => parts.push(part));
  stream.on('error', () => undefined); // whoever asked went away
  stream.on('end', () => {
    void decide(state, headers, Buffer.concat(parts)).then(({ status, body, headers: more }) => {
      if (stream.destroyed) return;
      stream.respond({ ':status': status, 'content-type': 'application/json', ...more });
      stream.end(status === 200 ? '' : JSON.stringify(body));
    });
  });
}

async function decide(state: State, headers: IncomingHttpHeaders, body: Buffer): Promise<Told> {
  const token = String(headers.authorization ?? '').replace('bearer ', '');
  const verified = await jwtVerify(token, state.keys.apple, { issuer: 'SANDBOXTEA', algorithms: ['ES256'] }).catch(() => undefined);
  if (verified?.protectedHeader['kid'] !== 'SANDBOXKEY') return reason(403, 'InvalidProviderToken');
  state.providerTokens.add(token);
  const [, to] = /^\/3\/device\/([0-9a-f]{64,200})$/.exec(headers[':path'] ?? '') ?? [];
  if (!to || /^0+$/.test(to)) return reason(400, 'BadDeviceToken');
  const push: Pushed = { by: 'apple', to, headers, body };
  const failure = failureFor(state, push, (status) => refusal(state, status));
  if (failure) return failure;
  if (headers['apns-topic'] === undefined) return reason(400, 'MissingTopic');
  if (headers['apns-push-type'] !== 'alert') return reason(400, 'InvalidPushType');
  if (String(headers['apns-collapse-id'] ?? '').length > longestCollapseId) return reason(400, 'BadCollapseId');
  if (body.length > mostBytes) return reason(413, 'PayloadTooLarge');
  keep(state, push);
  return { status: 200, body: {} };
}

const reasons: Readonly<Record<number, string>> = { 403: 'InvalidProviderToken', 429: 'TooManyRequests', 503: 'ServiceUnavailable' };
/** A device that is gone is named with the moment since when; whatever else was ordered is a refusal for good. */
function refusal({ now }: State, status: number): Told {
  if (status === 410) return { status, body: { reason: 'Unregistered', timestamp: now().getTime() } };
  const known = reasons[status];
  return known === undefined ? reason(400, 'BadMessageId') : reason(status, known);
}

const reason = (status: number, name: string): Told => ({ status, body: { reason: name } });
