// Mailgun, SendGrid and Postmark as far as they are told where to post, each by its own reading of what they publish (documentation.mailgun.com, twilio.com/docs/sendgrid/api-reference,
// postmarkapp.com/developer/api): what they would refuse is refused here, and what they were told is used to post.
import { generateKeyPairSync, type KeyObject, randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export const [mailgunKey, sendgridKey, postmarkToken] = [
  'key-3ax6xnjp29jd6fds4gc373sgvjxteol0',
  'SG.example.0123456789abcdef',
  '11111111-2222-3333-4444-555555555555',
];
export type Json = Record<string, unknown>;
export type Route = { id: string; priority: number; description: string; expression: string; actions: string[] };
type Told = { status: number; body: unknown };
type Asked = { method: string; path: string; query: URLSearchParams; form: URLSearchParams; json: Json };
const events = ['accepted', 'clicked', 'opened', 'unsubscribed', 'delivered', 'permanent_fail', 'temporary_fail', 'complained'];
const done = (body: unknown, status = 200): Told => ({ status, body });
const fault = (status: number, message = 'refused'): Told => ({ status, body: { message, errors: [{ message }] } });
const pair = () => generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const der = (key: KeyObject): string => key.export({ type: 'spki', format: 'der' }).toString('base64');

export async function openMailProviders() {
  const mailgun = { routes: [] as Route[], domains: new Map([['example.com', new Map<string, string[]>()]]) };
  const sendgrid = {
    ...{
      domains: ['example.com', 'parse.example.com'],
      settings: new Map<string, Json>(),
      policies: new Map<string, { name: string; keys: ReturnType<typeof pair> }>(),
    },
    ...{ webhooks: [] as Json[], signers: new Map<string, ReturnType<typeof pair>>(), most: 2 },
  };
  const postmark = {
    server: { ID: 1, InboundHookUrl: '', RawEmailEnabled: false } as Json,
    streams: [
      ['outbound', 'Transactional'],
      ['broadcast', 'Broadcasts'],
      ['inbound', 'Inbound'],
    ] as const,
    webhooks: [] as Json[],
  };
  const calls: string[] = [];

  function askMailgun({ method, path, query, form }: Asked): Told {
    const [, routeId] = /^\/v3\/routes\/(\w+)$/.exec(path) ?? [];
    const known = mailgun.routes.find(({ id }) => id === routeId);
    if (path === '/v3/routes' && method === 'GET') {
      const [skip, limit] = [Number(query.get('skip') ?? 0), Number(query.get('limit') ?? 100)];
      return done({ total_count: mailgun.routes.length, items: mailgun.routes.slice(skip, skip + limit) });
    }
    if (path === '/v3/routes' ? method === 'POST' : routeId && (method === 'PUT' || method === 'DELETE')) {
      if (routeId && !known) return fault(404);
      if (method === 'DELETE') mailgun.routes.splice(mailgun.routes.indexOf(known as Route), 1);
      if (method === 'DELETE') return done({ message: 'Route has been deleted', id: routeId });
      if ([...form.keys()].some((name) => !['priority', 'description', 'expression', 'action'].includes(name)) || !form.get('expression'))
        return fault(400);
      const route = known ?? ({ id: randomBytes(12).toString('hex') } as Route);
      const [priority, description, expression] = [
        Number(form.get('priority')),
        form.get('description') ?? '',
        form.get('expression') ?? '',
      ];
      Object.assign(route, { priority, description, expression, actions: form.getAll('action') });
      if (!known) mailgun.routes.push(route);
      return done({ message: 'done', route });
    }
    const [, domain = '', event] = /^\/v3\/domains\/([^/]+)\/webhooks(?:\/(\w+))?$/.exec(path) ?? [];
    const webhooks = mailgun.domains.get(decodeURIComponent(domain));
    if (!webhooks) return fault(404, 'Domain not found');
    if (method === 'GET')
      return done({ webhooks: Object.fromEntries(events.map((each) => [each, webhooks.has(each) ? { urls: webhooks.get(each) } : null])) });
    const name = event ?? form.get('id') ?? '';
    const urls = form.getAll('url');
    if (!events.includes(name) || urls.length < 1 || urls.length > 3) return fault(400);
    if (method === (webhooks.has(name) ? 'POST' : 'PUT')) return fault(method === 'PUT' ? 404 : 400, 'Webhook already exists');
    webhooks.set(name, urls);
    return done({ message: 'Webhook has been updated', webhook: { urls } });
  }

  function askSendGrid({ method, path, json }: Asked): Told {
    const [, host] = /^\/v3\/user\/webhooks\/parse\/settings\/(.+)$/.exec(path) ?? [];
    const setting = host === undefined ? undefined : sendgrid.settings.get(decodeURIComponent(host));
    const named = (allowed: readonly string[]) =>
      Object.keys(json).every((each) => allowed.includes(each)) && URL.canParse(String(json['url']));
    if (host !== undefined && !setting) return fault(404);
    if (host !== undefined && method === 'GET') return done(setting);
    if (host !== undefined && method === 'PATCH') {
      if (!named(['url', 'spam_check', 'send_raw', 'security_policy']) || !sendgrid.policies.has(String(json['security_policy'])))
        return fault(400);
      return done(Object.assign(setting as Json, json));
    }
    if (path === '/v3/user/webhooks/parse/settings' && method === 'POST') {
      const hostname = String(json['hostname']);
      if (!named(['url', 'hostname', 'spam_check', 'send_raw']) || !sendgrid.domains.includes(hostname) || sendgrid.settings.has(hostname))
        return fault(400);
      sendgrid.settings.set(hostname, { ...json });
      return done(json, 201);
    }
    const [, policyId] = /^\/v3\/user\/webhooks\/security\/policies(?:\/(.+))?$/.exec(path) ?? [];
    const policyOf = (id: string) => ({
      id,
      name: sendgrid.policies.get(id)?.name,
      signature: { public_key: der(sendgrid.policies.get(id)?.keys.publicKey as KeyObject) },
    });
    if (path === '/v3/user/webhooks/security/policies' && method === 'POST') {
      if ((json['signature'] as Json | undefined)?.['enabled'] !== true || typeof json['name'] !== 'string') return fault(400);
      const id = randomUUID();
      sendgrid.policies.set(id, { name: json['name'], keys: pair() });
      return done({ policy: policyOf(id) }, 201);
    }
    if (path === '/v3/user/webhooks/security/policies') return done({ policies: [...sendgrid.policies.keys()].map(policyOf) });
    if (policyId) return sendgrid.policies.has(policyId) ? done({ policy: policyOf(policyId) }) : fault(404);
    if (path === '/v3/user/webhooks/event/settings/all') return done({ max_allowed: sendgrid.most, webhooks: sendgrid.webhooks });
    const [, signed, id] = /^\/v3\/user\/webhooks\/event\/settings(\/signed)?(?:\/(.+))?$/.exec(path) ?? [];
    const webhook = sendgrid.webhooks.find((each) => each['id'] === id);
    if (signed && method === 'PATCH' && webhook && json['enabled'] === true) {
      sendgrid.signers.set(String(id), pair()); // switching it on again makes new keys
      webhook['public_key'] = der(sendgrid.signers.get(String(id))?.publicKey as KeyObject);
      return done({ id, public_key: webhook['public_key'] });
    }
    if (path === '/v3/user/webhooks/event/settings' && method === 'POST') {
      if (!URL.canParse(String(json['url'])) || sendgrid.webhooks.length >= sendgrid.most)
        return fault(400, 'You have reached the maximum number of webhooks');
      sendgrid.webhooks.push({ ...json, id: randomUUID() });
      return done(sendgrid.webhooks.at(-1), 201);
    }
    if (!signed && webhook && method === 'PATCH') return done(Object.assign(webhook, json));
    return fault(404);
  }

  function askPostmark({ method, path, query, json }: Asked): Told {
    if (path === '/server' && method === 'GET') return done(postmark.server);
    if (path === '/server' && method === 'PUT') {
      const url = json['InboundHookUrl'];
      if (typeof url !== 'string' || !URL.canParse(url)) return { status: 422, body: { ErrorCode: 609, Message: 'Invalid inbound hook' } };
      return done(Object.assign(postmark.server, json));
    }
    if (path === '/message-streams' && method === 'GET' && query.get('MessageStreamType') === 'All')
      return done({ MessageStreams: postmark.streams.map(([ID, MessageStreamType]) => ({ ID, MessageStreamType })), TotalCount: 3 });
    if (path === '/webhooks' && method === 'GET') return done({ Webhooks: postmark.webhooks });
    const [, id] = /^\/webhooks\/(\d+)$/.exec(path) ?? [];
    const known = postmark.webhooks.find((each) => String(each['ID']) === id);
    if (path === '/webhooks' && method === 'POST') {
      if (!postmark.streams.some(([stream, type]) => stream === json['MessageStream'] && type !== 'Inbound'))
        return { status: 422, body: {} };
      postmark.webhooks.push({ ...json, ID: 1_000 + postmark.webhooks.length });
      return done(postmark.webhooks.at(-1));
    }
    if (method === 'PUT' && known && json['MessageStream'] === undefined) return done(Object.assign(known, json));
    return { status: 404, body: {} };
  }

  /** Whose key it bears says whom it asks. */
  async function answer(request: IncomingMessage): Promise<Told> {
    const parts: Buffer[] = [];
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
    const [text, url] = [Buffer.concat(parts).toString('utf8'), new URL(request.url ?? '/', 'http://127.0.0.1')];
    const type = request.headers['content-type'] ?? '';
    const form = new URLSearchParams(type === 'application/x-www-form-urlencoded' ? text : '');
    const json = type === 'application/json' ? (JSON.parse(text) as Json) : {};
    const asked = { method: request.method ?? '', path: url.pathname, query: url.searchParams, form, json };
    calls.push(`${asked.method} ${asked.path}`);
    const { authorization, 'x-postmark-server-token': token } = request.headers;
    if (authorization === `Basic ${Buffer.from(`api:${mailgunKey}`).toString('base64')}`) return askMailgun(asked);
    if (authorization === `Bearer ${sendgridKey}`) return askSendGrid(asked);
    return token === postmarkToken ? askPostmark(asked) : fault(401);
  }

  const server = createServer((request, response) => {
    void answer(request).then(({ status, body }) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, mailgun, sendgrid, postmark, calls, stop };
}
export type MailProviders = Awaited<ReturnType<typeof openMailProviders>>;
