// What Twilio has of messages that came in: its webhook is called twice at most, so what came while Parley was away is listed afterwards (channels.md: reconcile by listing). Newest first, page by
// page; where there is more than we take at once, the earlier half of the time is looked at alone.
import type { Tools } from '#kit/tool';
import type { Account, Inbound } from '../../../adapter.ts';
import type { Listed, Lister, Span } from '../../../missed/types.ts';
import { addressOf } from './address.ts';
import { baseUrl, call } from './call.ts';
import { isSid } from './incoming.ts';
import type { TwilioSettings } from './settings.ts';

type Read = (account: Account<TwilioSettings>, form: URLSearchParams, tools: Tools) => Promise<Inbound | 'known' | undefined>;
type Row = Readonly<Record<string, unknown>>;

type Bounds = { readonly pageSize: number; readonly mostPages: number };

const usual: Bounds = { pageSize: 100, mostPages: 20 };
const shortestMs = 1_000; // Twilio counts in seconds

/** Lists what came in for the number, or by the messaging service, of an account. */
export const listMissed = (read: Read, bounds = usual): Lister<TwilioSettings> => ({
  list: async (account, span, tools) => {
    for (let until = span.until; ; ) {
      const rows = await rowsIn(account.settings, { from: span.from, until }, bounds, tools);
      if (!rows) return undefined;
      const halfMs = Math.floor((until.getTime() - span.from.getTime()) / 2);
      if (rows === 'too many' && halfMs > shortestMs) until = new Date(span.from.getTime() + halfMs);
      else if (rows === 'too many') return undefined;
      else return { items: rows.reverse().map((row) => listed(account, row, read, tools)), until };
    }
  },
});

/** Those of this account, newest first. */
async function rowsIn(
  settings: TwilioSettings,
  { from, until }: Span,
  { pageSize, mostPages }: Bounds,
  tools: Tools,
): Promise<Row[] | 'too many' | undefined> {
  const query = new URLSearchParams({
    ...(settings.number !== '' && settings.service === '' && { To: addressOf(settings, settings.number) }),
    ...{ 'DateSent>': seconds(from), 'DateSent<': seconds(new Date(until.getTime() + 999)), PageSize: String(pageSize) },
  });
  const own = `/2010-04-01/Accounts/${settings.accountSid}`;
  const rows: Row[] = [];
  for (let page = 0, path = `/Messages.json?${query}`; path !== ''; page += 1) {
    if (page === mostPages) return 'too many';
    const answer = await call(tools, settings, 'GET', path);
    if ('silent' in answer || answer.status !== 200 || !Array.isArray(answer.body['messages'])) return undefined;
    rows.push(...(answer.body['messages'] as Row[]).filter((row) => isOurs(row, settings)));
    const next = answer.body['next_page_uri'];
    path = typeof next === 'string' && next.startsWith(`${own}/Messages.json?`) ? next.slice(own.length) : '';
  }
  return rows;
}

function isOurs(row: Row | null, settings: TwilioSettings): boolean {
  if (row === null || typeof row !== 'object' || row['direction'] !== 'inbound' || !isSid(String(row['sid']))) return false;
  if (Number.isNaN(Date.parse(String(row['date_sent'])))) return false;
  const { number, service } = settings;
  return service === '' ? row['to'] === addressOf(settings, number) : row['messaging_service_sid'] === service;
}

/** As its webhook would have told it. */
function listed(account: Account<TwilioSettings>, row: Row, read: Read, tools: Tools): Listed {
  const sid = String(row['sid']);
  return {
    externalId: sid,
    read: async () => {
      const form = new URLSearchParams({ MessageSid: sid, From: text(row['from']), To: text(row['to']), Body: text(row['body']) });
      if (Number(row['num_media']) > 0) await nameMedia(account.settings, sid, form, tools);
      const inbound = await read(account, form, tools);
      return inbound === undefined || inbound === 'known' ? undefined : { ...inbound, saidAt: new Date(String(row['date_sent'])) };
    },
  };
}

/** Adds the files of a message as a webhook names them. Throws when Twilio does not say them now: without them it would be taken in for good. */
async function nameMedia(settings: TwilioSettings, sid: string, form: URLSearchParams, tools: Tools): Promise<void> {
  const answer = await call(tools, settings, 'GET', `/Messages/${sid}/Media.json`);
  if ('silent' in answer || answer.status !== 200 || !Array.isArray(answer.body['media_list'])) throw new Error('no list of files');
  const files = (answer.body['media_list'] as Row[]).filter((file) => isSid(String(file['sid'])));
  const base = await baseUrl(tools, settings);
  form.set('NumMedia', String(files.length));
  for (const [at, file] of files.entries()) {
    const path = `/2010-04-01/Accounts/${settings.accountSid}/Messages/${sid}/Media/${String(file['sid'])}`;
    form.set(`MediaUrl${at}`, new URL(path, base).href);
    form.set(`MediaContentType${at}`, text(file['content_type']));
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const seconds = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;
