// The resources of Vonage's APIs that Parley uses, as its documentation describes them: Messages v1, Applications v2, Redact v1, and of the older API numbers
// and balance; shapes, codes and all.
import type { IncomingMessage } from 'node:http';
import { isSame } from '../../../same.ts';
import { isUuid } from '../names.ts';
import { applicationIn } from '../sign-in.ts';
import { type Account, hookOf, keep, type Sent, type State } from './state.ts';

export type Told = { readonly status: number; readonly body: string; readonly headers?: Readonly<Record<string, string>> };
type Asked = { readonly state: State; readonly account: Account; readonly body: string; readonly query: URLSearchParams };
type Resource = readonly [method: string, path: RegExp, answer: (asked: Asked, id: string) => Told | Sent];

const mostBytes = 65_536;
const redactableAfterMs = 3_600_000;
/** Refused at once; every other code comes later, by status. */
const atOnce: ReadonlySet<number> = new Set([1060, 1070, 1120, 1170, 1420, 1430]);

/** Answers a call; a message that was taken is given to `taken` so that its statuses follow. */
export async function answerCall(state: State, request: IncomingMessage, taken: (account: Account, message: Sent) => void): Promise<Told> {
  const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://127.0.0.1');
  state.calls.push(`${request.method} ${pathname}`);
  state.calls.splice(0, state.calls.length - 1_000);
  const body = await bodyOf(request);
  const account = signedIn(state, request.headers.authorization, pathname === '/v1/messages');
  if (!account) return problem(401, 'unauthorized', 'You did not provide correct credentials.');
  if (account.behaviour.failWith === 503) return problem(503, 'unavailable', 'Service unavailable');
  for (const [method, path, answer] of resources) {
    const found = path.exec(pathname);
    if (!found || method !== request.method) continue;
    const told = answer({ state, account, body, query }, found[1] ?? '');
    if (!('uuid' in told)) return told;
    taken(account, told);
    return json(202, { message_uuid: told.uuid });
  }
  return problem(404, 'not-found', 'The requested resource does not exist.');
}

const resources: readonly Resource[] = [
  ['POST', /^\/v1\/messages$/, send],
  ['POST', /^\/v1\/redact\/transaction$/, redact],
  ['GET', /^\/v2\/applications\/([0-9a-f-]{36})$/, ({ account }, id) => (id === account.application.id ? shown(account) : unknown())],
  ['PUT', /^\/v2\/applications\/([0-9a-f-]{36})$/, change],
  ['GET', /^\/account\/numbers$/, ({ account, query }) => json(200, numbersLike(account, query.get('pattern') ?? ''))],
  ['POST', /^\/number\/update$/, link],
  ['GET', /^\/v2\/reports\/records$/, records],
  ['GET', /^\/account\/get-balance$/, ({ account }) => json(200, { value: account.balance, autoReload: false })],
];

function send({ state, account, body }: Asked): Told | Sent {
  const asked = JSON.parse(body) as Record<string, unknown>;
  const { failWith } = account.behaviour;
  const [to, from, text] = [String(asked['to'] ?? ''), String(asked['from'] ?? ''), String(asked['text'] ?? '')];
  if (failWith === 1000) return { ...problem(429, 'throttled', 'Rate Limit Hit'), headers: { 'retry-after': '1' } };
  if (failWith === 402) return problem(402, 'low-balance', 'This request could not be performed due to your account balance being low.');
  if (asked['channel'] !== 'sms' || asked['message_type'] !== 'text') return refusal(1020, 'Invalid params');
  if (!/^[1-9]\d{6,14}$/.test(to)) return refusal(1430, `Invalid recipient ${to}`);
  if (from !== account.number.msisdn) return refusal(1420, 'Invalid sender');
  if (text === '' || text.length > 1_000 || String(asked['client_ref'] ?? '').length > 100) return refusal(1020, 'Invalid params');
  if (failWith !== null && atOnce.has(failWith)) return refusal(failWith, `Refused: ${to}`);
  const url = asked['webhook_version'] === 'v1' ? String(asked['webhook_url'] ?? '') : '';
  return keep(state, {
    ...{ account: account.apiKey, direction: 'outbound', from, to, text, status: 'accepted', errorCode: failWith },
    clientRef: asked['client_ref'] === undefined ? undefined : String(asked['client_ref']),
    statusUrl: url || hookOf(account.application, 'status_url'),
  });
}

/** Reports v2: oldest first, a day at most, two records a page so that the pages are met. */
function records({ state, account, query }: Asked): Told {
  const [from, until, cursor] = [
    Date.parse(query.get('date_start') ?? ''),
    Date.parse(query.get('date_end') ?? ''),
    Number(query.get('cursor') ?? 0),
  ];
  if (query.get('account_id') !== account.apiKey || query.get('product') !== 'MESSAGES' || !(until - from <= redactableAfterMs * 24))
    return problem(422, 'invalid-params', 'Invalid parameters');
  const found = [...state.messages.values()].filter(
    ({ account: whose, direction, to, at }) =>
      whose === account.apiKey &&
      direction === query.get('direction') &&
      to === (query.get('to') ?? to) &&
      at.getTime() >= from &&
      at.getTime() < until,
  );
  const next = new URLSearchParams([...query].filter(([name]) => name !== 'cursor').concat([['cursor', String(cursor + 2)]]));
  return json(200, {
    ...{ request_status: 'SUCCESS', product: 'MESSAGES', items_count: found.length },
    _links: cursor + 2 < found.length ? { next: { href: `https://api.nexmo.com/v2/reports/records?${next}` } } : {},
    records: found.slice(cursor, cursor + 2).map((each) => ({
      ...{ account_id: account.apiKey, message_id: each.uuid, direction: each.direction, from: each.from, to: each.to, channel: 'sms' },
      ...{
        date_received: each.at.toISOString(),
        status: each.status,
        message_body: query.get('include_message') === 'true' ? each.text : undefined,
      },
    })),
  });
}

function redact({ state, account, body }: Asked): Told {
  const { id, product, type } = JSON.parse(body) as Record<string, unknown>;
  if (product !== 'messages' || (type !== 'inbound' && type !== 'outbound')) return problem(422, 'invalid-product', 'No product');
  const found = isUuid(id) ? state.messages.get(id) : undefined;
  if (found?.account !== account.apiKey || found.direction !== type) return problem(404, 'invalid-id', 'ID could not be found');
  if (state.now().getTime() - found.at.getTime() < redactableAfterMs)
    return problem(403, 'premature-redaction', 'You must wait 60 minutes before redacting');
  Object.assign(found, { from: '', to: '', text: '', redacted: true });
  return { status: 204, body: '' };
}

function change({ account, body }: Asked, id: string): Told {
  const asked = JSON.parse(body) as { name?: string; capabilities?: Record<string, unknown> };
  if (id !== account.application.id) return unknown();
  if (!asked.name) return problem(400, 'invalid-params', 'name is required');
  // as out there the whole is replaced: what is left out is gone
  Object.assign(account.application, { name: asked.name, capabilities: asked.capabilities ?? {} });
  return shown(account);
}

function link({ account, body }: Asked): Told {
  const form = new URLSearchParams(body);
  if (form.get('msisdn') !== account.number.msisdn || form.get('country') !== account.number.country)
    return json(420, { 'error-code': '420', 'error-code-label': 'method failed' });
  account.number.appId = form.get('app_id') ?? '';
  return json(200, { 'error-code': '200', 'error-code-label': 'success' });
}

function signedIn(state: State, header: string | undefined, byApplication: boolean): Account | undefined {
  const all = [...state.accounts.values()];
  const [kind, value = ''] = (header ?? '').split(' ');
  if (byApplication && kind === 'Bearer') {
    const id = applicationIn(value, (asked) => all.find(({ application }) => application.id === asked)?.application.publicKey, state.now());
    return all.find(({ application }) => application.id === id);
  }
  const [user, password] = Buffer.from(kind === 'Basic' ? value : '', 'base64')
    .toString('utf8')
    .split(':');
  return byApplication ? undefined : all.find(({ apiKey, apiSecret }) => apiKey === user && isSame(password ?? '', apiSecret));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request) {
    text += String(part);
    if (text.length > mostBytes) throw new Error('too large');
  }
  return text;
}

const shown = ({ application: { id, name, capabilities, publicKey } }: Account): Told =>
  json(200, { id, name, capabilities, keys: { public_key: publicKey }, privacy: { improve_ai: false } });
const numbersLike = ({ number: { msisdn, country, appId } }: Account, pattern: string) => {
  const numbers = msisdn.startsWith(pattern) ? [{ country, msisdn, type: 'mobile-lvn', features: ['SMS'], app_id: appId }] : [];
  return { count: numbers.length, numbers };
};
const json = (status: number, body: unknown): Told => ({ status, body: JSON.stringify(body) });
const unknown = (): Told => problem(404, 'not-found', 'The requested resource does not exist.');
const problem = (status: number, code: string | number, detail: string): Told =>
  json(status, { type: `https://developer.vonage.com/api-errors#${code}`, title: String(code), detail, instance: 'emulated' });
const refusal = (code: number, detail: string): Told =>
  json(422, { type: `https://developer.vonage.com/api-errors/messages#${code}`, title: String(code), detail, instance: 'emulated' });
