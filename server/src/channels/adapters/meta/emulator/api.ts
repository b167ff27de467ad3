// The resources of the Graph API that Parley uses, as Meta's documentation describes them: shapes, codes and all.
import { randomInt } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isSame } from '../../same.ts';
import { obj, str } from '../loose.ts';
import { proofOf } from '../signature.ts';
import { type Asked, away, fault, type House, json, type Told } from './answers.ts';
import { created, sent } from './messages.ts';
import { fieldsOf } from './portfolio.ts';
import { type Account, type App, newFileId, type State } from './state.ts';

type Resource = readonly [method: string, path: RegExp, answer: (asked: Asked, id: string) => Told | Promise<Told>];

const mostBytes = 120_000_000;

export async function answerCall(house: House, request: IncomingMessage): Promise<Told> {
  const { state } = house;
  const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://127.0.0.1');
  state.calls.push(`${request.method} ${pathname}`);
  state.calls.splice(0, state.calls.length - 1_000);
  const token = (request.headers.authorization ?? '').replace(/^Bearer /, '');
  const body = await bodyOf(request);
  const isForm = (request.headers['content-type'] ?? '').startsWith('multipart/form-data');
  const form = isForm
    ? await new Response(new Uint8Array(body), { headers: { 'content-type': request.headers['content-type'] ?? '' } }).formData()
    : undefined;
  const stored = /^\/stored\/(\d+)$/.exec(pathname)?.[1];
  if (stored !== undefined) return fileOf(state, stored, token);
  const [, first = '', rest = ''] = /^\/v\d+\.0\/(\d+)(\/\w+)?$/.exec(pathname) ?? [];
  const app = appOf(state, first, token);
  if (app) return rest === '/subscriptions' ? subscriptions(house, app, request.method ?? '', query) : fault(404, 100, 33);
  const account = signedIn(state, first, token, query.get('appsecret_proof') ?? '');
  if (!account) return fault(401, 190);
  const json = isForm || body.length === 0 ? {} : obj(JSON.parse(body.toString('utf8')));
  for (const [method, path, answer] of resources)
    if (method === request.method && path.test(rest)) return answer({ ...house, account, query, json, form }, first);
  return fault(404, 100, 33);
}

const resources: readonly Resource[] = [
  ['POST', /^\/messages$/, (asked) => sent(asked)],
  [
    'POST',
    /^\/media$/,
    ({ state, account, form }) =>
      created(async () => {
        const file = form?.get('file');
        if (form?.get('messaging_product') !== 'whatsapp' || !(file instanceof Blob)) return fault(400, 100);
        const id = newFileId();
        state.files.set(id, { account: account.id, type: str(form.get('type')), bytes: Buffer.from(await file.arrayBuffer()) });
        return json(200, { id });
      }, account),
  ],
  [
    'GET',
    /^\/message_templates$/,
    ({ account, query, state }, id) => {
      const [from, limit] = [Number(query.get('after') ?? 0), Number(query.get('limit') ?? 25)];
      const next = from + limit < account.templates.length;
      const paging = { cursors: { after: String(from + limit) }, ...(next && { next: `${state.url}/${id}/message_templates` }) };
      return json(200, { data: account.templates.slice(from, from + limit), paging });
    },
  ],
  [
    'POST',
    /^\/subscribed_apps$/,
    ({ state, account }, id) => {
      state.appOf(account.appId).subscribed.add(id);
      return json(200, { success: true });
    },
  ],
  [
    'GET',
    /^\/subscribed_apps$/,
    ({ state, account }, id) => {
      const data = { whatsapp_business_api_data: { id: account.appId, name: 'Sandbox' } };
      return json(200, {
        data: state.appOf(account.appId).subscribed.has(id) ? [account.kind === 'whatsapp' ? data : { id: account.appId }] : [],
      });
    },
  ],
  [
    'GET',
    /^$/,
    ({ state, account, query }, id) => {
      if (account.ids.includes(id)) return json(200, { id, ...fieldsOf(account, (query.get('fields') ?? '').split(',')) });
      const file = state.files.get(id);
      if (!file) return fault(400, 100, 33);
      return json(200, {
        id,
        url: `${state.url}/stored/${id}`,
        mime_type: file.type,
        file_size: file.bytes.length,
        messaging_product: 'whatsapp',
      });
    },
  ],
  [
    'DELETE',
    /^$/,
    ({ state, account }, id) => away(account) ?? (state.files.delete(id) ? json(200, { success: true }) : fault(400, 100, 33)),
  ],
];

/** As out there: the address is asked at once whether it is ours. */
async function subscriptions({ deliver }: House, app: App, method: string, query: URLSearchParams): Promise<Told> {
  if (method === 'GET')
    return json(200, {
      data: [...app.hooks].map(([object, url]) => ({ object, callback_url: url, active: true, fields: [{ name: 'messages' }] })),
    });
  const [object, url, verify] = ['object', 'callback_url', 'verify_token'].map((name) => query.get(name) ?? '');
  const challenge = String(randomInt(1_000_000_000));
  const asked = new URLSearchParams({ 'hub.mode': 'subscribe', 'hub.challenge': challenge, 'hub.verify_token': verify ?? '' });
  const came = await deliver({ url: `${url}?${asked.toString()}`, method: 'GET', body: '', signature: '' });
  if (came.status !== 200 || came.body !== challenge) return fault(400, 2200);
  app.hooks.set(object ?? '', url ?? '');
  return json(200, { success: true });
}

function appOf(state: State, id: string, token: string): App | undefined {
  const owner = [...state.accounts.values()].find(({ appId, appSecret }) => appId === id && isSame(token, `${appId}|${appSecret}`));
  return owner && state.appOf(id);
}

/** By token and its proof; files belong to whoever may ask for them. */
function signedIn(state: State, id: string, token: string, proof: string): Account | undefined {
  const owner = state.files.get(id)?.account;
  const mine = [...state.accounts.values()].filter((each) => isSame(token, each.token) && isSame(proof, proofOf(each.appSecret, token)));
  return mine.find((each) => each.ids.includes(id) || each.id === owner) ?? (/^1\d{15}$/.test(id) ? mine[0] : undefined);
}

function fileOf(state: State, id: string, token: string): Told {
  const file = state.files.get(id);
  const account = file && state.accounts.get(file.account);
  if (!file || !account || (account.kind === 'whatsapp' && !isSame(token, account.token))) return fault(404, 100, 33);
  return { status: 200, body: file.bytes, headers: { 'content-type': file.type } };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    parts.push(part as Buffer);
    size += (part as Buffer).length;
    if (size > mostBytes) throw new Error('too large');
  }
  return Buffer.concat(parts);
}
