// Mailgun: a route of Parley's own, found again by its description, and the webhooks of the domain (documentation.mailgun.com, Routes, Domain Webhooks).
import type { Tools } from '#kit/tool';
import type { Silence } from '#kit/unsent';
import { type Loose, list, obj, str } from '../../../meta/loose.ts';
import { domainOf } from '../../addresses.ts';
import { hookUrl } from '../../hooks.ts';
import { domainAt, leadsHere, ledHere, type Siblings } from './address.ts';
import { type Answer, call, isDone, type KeyedAccount } from './call.ts';
import { done, type Look, stop, type Told } from './words.ts';

type Route = { readonly id: string; readonly description: string; readonly expression: string; readonly actions: readonly string[] };

/** What is heard of here: nothing else is asked for. */
const events = ['complained', 'unsubscribed', 'permanent_fail'] as const;
const most = { routes: 5_000, page: 1_000, urls: 3 };

/** Replaces its route or makes one, and adds its address to the webhooks where no inbox of the company is told yet. Throws what `stop` makes. */
export async function setMailgun(tools: Tools, account: KeyedAccount, siblings: Siblings): Promise<Told> {
  const routes = await routesOf(tools, account);
  const [own, ...doubles] = routes.filter(({ description }) => description === nameOf(account));
  if (own || !routes.some((route) => forwards(tools, account, route))) {
    const fields = { priority: '0', description: nameOf(account), expression: expressionOf(account), action: actionOf(tools, account) };
    const form = Object.entries(fields);
    const path = own ? `/v3/routes/${own.id}` : '/v3/routes';
    mustBeDone(await call(tools, account, path, { method: own ? 'PUT' : 'POST', form }));
  }
  for (const { id } of doubles) mustBeDone(await call(tools, account, `/v3/routes/${id}`, { method: 'DELETE' }));
  const path = webhooksOf(account);
  const there = obj(mustBeKnown(await call(tools, account, path)).body['webhooks']);
  for (const event of events) {
    const urls = urlsOf(there[event]);
    if (isTold(tools, [account, ...siblings], urls)) continue;
    const left = urls.filter((url) => !ledHere(account, url));
    if (left.length >= most.urls) throw stop('mailgun-full');
    const form = [...left, hookUrl(tools, account.settings.key)].map((url) => ['url', url] as const);
    mustBeDone(
      urls.length > 0
        ? await call(tools, account, `${path}/${event}`, { method: 'PUT', form })
        : await call(tools, account, path, { method: 'POST', form: [['id', event], ...form] }),
    );
  }
  return { words: done };
}

/** Whether both stand there. Throws what `stop` makes. */
export async function lookAtMailgun(tools: Tools, account: KeyedAccount, siblings: Siblings): Promise<Look> {
  const handsIn = (await routesOf(tools, account)).some((route) => forwards(tools, account, route));
  const there = obj(mustBeKnown(await call(tools, account, webhooksOf(account))).body['webhooks']);
  return { handsIn, tells: events.every((event) => isTold(tools, [account, ...siblings], urlsOf(there[event]))) };
}

/** Routes are those of the whole account, page by page. */
async function routesOf(tools: Tools, account: KeyedAccount): Promise<Route[]> {
  const found: Route[] = [];
  for (let skip = 0; skip < most.routes; ) {
    const { body } = mustBeDone(await call(tools, account, `/v3/routes?skip=${skip}&limit=${most.page}`));
    const items = list(body['items']);
    found.push(...items.map(routeOf).filter(({ id }) => /^[\w-]{1,64}$/.test(id)));
    skip += items.length;
    if (items.length === 0 || skip >= Number(body['total_count'])) break;
  }
  return found;
}

const routeOf = (item: Loose): Route => ({
  ...{ id: str(item['id']), description: str(item['description']), expression: str(item['expression']) },
  actions: Array.isArray(item['actions']) ? item['actions'].map(str) : [],
});

/** Names nobody: it stands in the account for everybody who may look there. */
const nameOf = ({ inbox }: KeyedAccount): string => `Parley, inbox ${inbox}`;
const actionOf = (tools: Tools, { settings }: KeyedAccount): string => `forward("${hookUrl(tools, settings.key)}")`;
const forwards = (tools: Tools, account: KeyedAccount, { actions }: Route): boolean =>
  actions.some((action) => leadsHere(tools, account, /^\s*forward\(\s*["'](.*)["']\s*\)\s*$/.exec(action)?.[1]));

/** The address with its sub-addresses, at its own domain and at the one it is forwarded to. Python's regular expressions, which heed the case that senders are free in. */
export function expressionOf(account: KeyedAccount): string {
  const { address } = account.settings;
  const local = escaped(address.slice(0, address.lastIndexOf('@')));
  const domains = [...new Set([domainOf(address), domainAt(account)])].map(escaped);
  return `match_recipient("(?i)^${local}([+].*)?@(${domains.join('|')})$")`;
}

/** As a class of one, so that neither a quote nor a backslash has to be doubled. */
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, (sign) => (sign === '^' ? '\\^' : `[${sign}]`));

const webhooksOf = (account: KeyedAccount): string => `/v3/domains/${encodeURIComponent(domainAt(account))}/webhooks`;
const urlsOf = (webhook: unknown): string[] => {
  const { urls, url } = obj(webhook);
  return (Array.isArray(urls) ? urls : [url]).map(str).filter((each) => each !== '');
};

const isTold = (tools: Tools, ours: Siblings, urls: readonly string[]): boolean =>
  urls.some((url) => ours.some((each) => leadsHere(tools, each, url)));

function mustBeDone(answer: Answer | Silence): Answer {
  if ('silent' in answer) throw stop('mailgun-away');
  if (isDone(answer)) return answer;
  throw stop(answer.status === 401 || answer.status === 403 ? 'mailgun-refused' : 'mailgun-fault');
}

function mustBeKnown(answer: Answer | Silence): Answer {
  if ('status' in answer && answer.status === 404) throw stop('mailgun-domain');
  return mustBeDone(answer);
}
