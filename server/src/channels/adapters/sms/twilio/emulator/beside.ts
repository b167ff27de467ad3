// The younger resources of Twilio's API, which speak JSON: templates (Content API), numbers that write by WhatsApp (Senders API), and what a message is made of.
import { randomBytes } from 'node:crypto';
import { list, obj, str } from '../../../meta/loose.ts';
import type { Told } from './api.ts';
import type { Account, Emulated, Sender, Service } from './state.ts';

type Asked = { readonly method: string; readonly account: Account | undefined; readonly text: string; readonly query: URLSearchParams };

/** Answers what stands beside the accounts; undefined for every other address. */
export function answerBeside(path: string, { method, account, text, query }: Asked): Told | undefined {
  const isContent = path === '/v1/ContentAndApprovals' || path === '/v1/Content';
  const [, service] = /^\/v1\/Services\/(MG[0-9a-f]{32})$/.exec(path) ?? [];
  const [senders, sid] = /^\/v2\/Channels\/Senders(?:\/(XE[0-9a-f]{32}))?$/.exec(path) ?? [];
  if (!isContent && senders === undefined && service === undefined) return undefined;
  if (!account) return fault(401, 20003, 'Authenticate');
  if (service !== undefined) return ofService(account, service, method, new URLSearchParams(text));
  if (path === '/v1/Content' && method === 'POST') return made(account, text);
  if (isContent) return method === 'GET' ? contentsOf(account, path, query) : notThere;
  if (sid === undefined)
    return method === 'GET' ? json(200, { senders: account.senders.map(shown), meta: { next_page_url: null } }) : notThere;
  const sender = account.senders.find((each) => each.sid === sid);
  if (!sender || (method !== 'GET' && method !== 'POST')) return notThere;
  if (method === 'POST') sender.webhook = { ...sender.webhook, ...(JSON.parse(text) as { webhook?: Sender['webhook'] }).webhook };
  return json(method === 'POST' ? 202 : 200, shown(sender));
}

type Left = Pick<Emulated, 'body' | 'choices' | 'isListed'> & { files: Emulated['media']; isApproved?: boolean; refusal?: Told };
/** The words, choices and files of what is to be sent: its own, or those of a template. */
export function whatLeaves(account: Account, form: URLSearchParams): Left {
  const files = form
    .getAll('MediaUrl')
    .map((url) => ({ sid: `ME${randomBytes(16).toString('hex')}`, type: 'text/uri-list', bytes: Buffer.from(url) }));
  const wanted = form.get('ContentSid');
  if (wanted === null) return { body: form.get('Body') ?? '', files };
  const content = account.contents.find(({ sid }) => sid === wanted);
  if (!content) return { body: '', files, refusal: fault(400, 21_655, 'The ContentSid parameter is invalid.') };
  const given = JSON.parse(form.get('ContentVariables') ?? '{}') as Record<string, string>;
  // as out there: a gap takes one line
  if (Object.values(given).some((value) => /[\n\r\t]| {5}/.test(value)))
    return { body: '', files, refusal: fault(400, 21_656, 'The ContentVariables parameter is invalid.') };
  const filled = (said: unknown): string => str(said).replace(/\{\{(\w+)\}\}/g, (gap, name: string) => given[name] || gap);
  const type = obj(Object.values(content.types)[0]);
  const isListed = 'twilio/list-picker' in content.types;
  const isApproved = content.approval_requests?.status === 'approved';
  const body = filled(type['body']);
  const choices = list(type[isListed ? 'items' : 'actions']).map((one) => ({
    id: filled(one['id']),
    title: filled(one['item'] ?? one['title']),
  }));
  const isWhole = ![body, filled(type['button']), ...choices.map(({ title }) => title)].some((each) => each.includes('{{'));
  if (!isWhole) return { body, files, refusal: fault(400, 21_656, 'The ContentVariables parameter is invalid.') };
  const isShort = choices.every(({ title }) => title.length <= (isListed ? 24 : 20)) && (choices.length === 0 || body.length <= 1_024);
  // what WhatsApp did not approve goes within a conversation, with three buttons or ten rows
  const isFew = isApproved || choices.length <= (isListed ? 10 : 3);
  if (!isShort || !isFew) return { body, files, refusal: fault(400, 21_656, 'The content does not fit the channel.') };
  return { body, choices, isListed, files, isApproved };
}

/** A content that is made; as out there, of the same name there may be several. */
function made(account: Account, text: string): Told {
  const { friendly_name: name, language, types, variables } = obj(JSON.parse(text));
  if (str(language) === '' || Object.keys(obj(types)).length !== 1) return fault(400, 20_422, 'Invalid parameter');
  const sid = `HX${randomBytes(16).toString('hex')}`;
  const content = {
    sid,
    friendly_name: str(name),
    language: str(language),
    types: obj(types),
    variables: obj(variables) as Record<string, string>,
  };
  account.contents = [...account.contents, content];
  return json(201, content);
}

/** Page by page, as out there: two at a time when asked so. */
function contentsOf({ contents }: Account, path: string, query: URLSearchParams): Told {
  const [size, page] = [Number(query.get('PageSize') ?? 50), Number(query.get('Page') ?? 0)];
  const next = (page + 1) * size < contents.length ? `https://content.twilio.com${path}?PageSize=${size}&Page=${page + 1}` : null;
  return json(200, {
    contents: contents.slice(page * size, (page + 1) * size),
    meta: { page, page_size: size, next_page_url: next, key: 'contents' },
  });
}

/** Read, or set by a form, in which what is left out stays. */
function ofService({ services }: Account, sid: string, method: string, form: URLSearchParams): Told {
  const service = services.find((each) => each.sid === sid);
  if (!service || (method !== 'GET' && method !== 'POST')) return notThere;
  if (method === 'POST') {
    service.inboundUrl = form.get('InboundRequestUrl') ?? service.inboundUrl;
    service.fallbackUrl = form.get('FallbackUrl') ?? service.fallbackUrl;
    service.isLeftToNumbers = (form.get('UseInboundWebhookOnNumber') ?? String(service.isLeftToNumbers)) === 'true';
  }
  return json(200, serviceShown(service));
}

const serviceShown = ({ sid, inboundUrl, fallbackUrl, isLeftToNumbers }: Service) => ({
  ...{ sid, friendly_name: 'Sandbox', inbound_method: 'POST', fallback_method: 'POST' },
  ...{ inbound_request_url: inboundUrl || null, fallback_url: fallbackUrl || null, use_inbound_webhook_on_number: isLeftToNumbers },
});
const shown = ({ sid, senderId, webhook }: Sender) => ({ sid, sender_id: senderId, status: 'ONLINE', webhook });
export const json = (status: number, body: unknown): Told => ({ status, body: JSON.stringify(body) });
export const fault = (status: number, code: number, words: string): Told =>
  json(status, { code, message: words, more_info: `https://www.twilio.com/docs/errors/${code}`, status });
const notThere = fault(404, 20404, 'The requested resource was not found');
