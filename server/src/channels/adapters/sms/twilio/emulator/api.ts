// The resources of Twilio's API (2010-04-01) that Parley uses, as its documentation describes them: shapes, codes and all.
import type { IncomingMessage } from 'node:http';
import { isSame } from '../../../same.ts';
import { answerBeside, fault, json, whatLeaves } from './beside.ts';
import type { Account, Emulated, PhoneNumber, State } from './state.ts';

export type Told = { readonly status: number; readonly body: string | Buffer; readonly headers?: Readonly<Record<string, string>> };
type Asked = { readonly state: State; readonly account: Account; readonly form: URLSearchParams; readonly query: URLSearchParams };
type Resource = readonly [method: string, path: RegExp, answer: (asked: Asked, ...ids: string[]) => Told];

const mostBytes = 65_536;

export async function answerCall(state: State, request: IncomingMessage): Promise<Told> {
  const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://127.0.0.1');
  state.calls.push(`${request.method} ${pathname}`);
  state.calls.splice(0, state.calls.length - 1_000);
  const text = await bodyOf(request);
  const form = new URLSearchParams(text);
  const stored = /^\/stored\/(ME[0-9a-f]{32})$/.exec(pathname)?.[1];
  if (stored !== undefined) return fileOf(state, stored);
  const younger = answerBeside(pathname, {
    method: request.method ?? '',
    account: signedInAs(state, request.headers.authorization),
    text,
    query,
  });
  if (younger) return younger;
  const [, sid = '', rest = ''] = /^\/2010-04-01\/Accounts\/(AC[0-9a-f]{32})(.*)$/.exec(pathname) ?? [];
  const account = signedIn(state, sid, request.headers.authorization);
  if (!account) return fault(401, 20003, 'Authenticate');
  const { failWith } = account.behaviour;
  if (failWith !== null && failWith >= 20500 && failWith < 20600) return fault(503, failWith, 'Service unavailable');
  for (const [method, path, answer] of resources) {
    const found = path.exec(rest);
    if (found && method === request.method) return answer({ state, account, form, query }, ...found.slice(1));
  }
  return fault(404, 20404, 'The requested resource was not found');
}

const message = '(?<sid>[SM]M[0-9a-f]{32})';
const resources: readonly Resource[] = [
  ['GET', /^\.json$/, ({ account }) => json(200, { sid: account.sid, status: 'active', type: 'Full', friendly_name: 'Sandbox' })],
  ['POST', /^\/Messages\.json$/, create],
  ['GET', /^\/Messages\.json$/, list],
  ['GET', new RegExp(`^/Messages/${message}\\.json$`), (asked, sid = '') => withMessage(asked, sid, (found) => json(200, shown(found)))],
  ['POST', new RegExp(`^/Messages/${message}\\.json$`), redact],
  [
    'DELETE',
    new RegExp(`^/Messages/${message}\\.json$`),
    (asked, sid = '') =>
      withMessage(asked, sid, () => {
        asked.state.messages.delete(sid);
        return { status: 204, body: '' };
      }),
  ],
  [
    'GET',
    new RegExp(`^/Messages/${message}/Media\\.json$`),
    (asked, sid = '') =>
      withMessage(asked, sid, ({ media }) =>
        json(200, { media_list: media.map((file) => ({ sid: file.sid, parent_sid: sid, content_type: file.type })) }),
      ),
  ],
  [
    'DELETE',
    new RegExp(`^/Messages/${message}/Media/(ME[0-9a-f]{32})\\.json$`),
    (asked, sid = '', file = '') =>
      withMessage(asked, sid, (found) => {
        found.media = found.media.filter((each) => each.sid !== file);
        return { status: 204, body: '' };
      }),
  ],
  // as out there: the file itself lies elsewhere, behind an address that needs no sign-in
  [
    'GET',
    new RegExp(`^/Messages/${message}/Media/(ME[0-9a-f]{32})$`),
    (asked, sid = '', file = '') =>
      withMessage(asked, sid, () => ({ status: 307, body: '', headers: { location: `${asked.state.url}/stored/${file}` } })),
  ],
  [
    'GET',
    /^\/IncomingPhoneNumbers\.json$/,
    ({ account, query }) =>
      json(200, {
        incoming_phone_numbers: account.numbers.filter(({ number }) => (query.get('PhoneNumber') ?? number) === number).map(numberShown),
      }),
  ],
  [
    'POST',
    /^\/IncomingPhoneNumbers\/(PN[0-9a-f]{32})\.json$/,
    ({ account, form }, sid) => {
      const number = account.numbers.find((each) => each.sid === sid);
      if (!number) return fault(404, 20404, 'The requested resource was not found');
      number.smsUrl = form.get('SmsUrl') ?? number.smsUrl;
      return json(200, numberShown(number));
    },
  ],
];

/** Newest first, by whom it went to and when, a page at a time, as out there: times are seconds, `>` and `<` take in what they name. */
function list({ state, account, query }: Asked): Told {
  const [to, after, before] = [query.get('To'), query.get('DateSent>'), query.get('DateSent<')];
  const second = (at: Date): number => Math.floor(at.getTime() / 1000) * 1000;
  const found = [...state.messages.values()]
    .filter((each) => each.account === account.sid && (to === null || each.to === to))
    .filter(({ at }) => (after === null || second(at) >= Date.parse(after)) && (before === null || second(at) <= Date.parse(before)))
    .reverse();
  const [size, page] = [Number(query.get('PageSize') ?? 50), Number(query.get('Page') ?? 0)];
  const next = new URLSearchParams([...query].filter(([name]) => name !== 'Page').concat([['Page', String(page + 1)]]));
  return json(200, {
    messages: found.slice(page * size, (page + 1) * size).map(shown),
    ...{ page, page_size: size },
    next_page_uri: (page + 1) * size < found.length ? `/2010-04-01/Accounts/${account.sid}/Messages.json?${next}` : null,
  });
}

function create({ state, account, form }: Asked): Told {
  const [to, from] = [form.get('To') ?? '', form.get('From') ?? account.numbers[0]?.number ?? ''];
  const { failWith } = account.behaviour;
  const number = to.replace(/^whatsapp:/, '');
  const { body, choices = [], isListed = false, files, isApproved = false, refusal } = whatLeaves(account, form);
  if (failWith === 20429) return { ...fault(429, 20429, 'Too Many Requests'), headers: { 'retry-after': '1' } };
  const isPerson = /^\+[1-9]\d{6,14}$/.test(number) || /^whatsapp:[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/.test(to);
  if (!isPerson) return fault(400, 21211, `The 'To' number ${to} is not a valid phone number.`);
  if (refusal) return refusal;
  if (body === '' && files.length === 0) return fault(400, 21602, 'Message body is required.');
  if (body.length > 1_600) return fault(400, 21617, 'The concatenated message body exceeds the 1600 character limit.');
  if (failWith !== null && failWith < 30000) return fault(400, failWith, `Refused: ${to}`);
  const kept = state.keep({
    ...{ account: account.sid, direction: 'outbound-api', from, to, body, choices, isListed, status: 'queued', media: files },
    errorCode: failWith ?? (!isApproved && isTooLate(state, { from, to }) ? 63_016 : null),
    statusCallback: form.get('StatusCallback') ?? '',
  });
  state.callBack(kept);
  return json(201, shown(kept));
}

/** WhatsApp takes free words for a day after the person last wrote to this number; a template at any time. */
function isTooLate(state: State, { from, to }: { from: string; to: string }): boolean {
  if (!to.startsWith('whatsapp:')) return false;
  const since = state.now().getTime() - 24 * 3_600_000;
  const isTheirs = ({ from: sender, userId = '' }: Emulated): boolean => sender === to || (userId !== '' && `whatsapp:${userId}` === to);
  return ![...state.messages.values()].some((each) => isTheirs(each) && each.to === from && each.at.getTime() > since);
}

function redact(asked: Asked, sid = ''): Told {
  return withMessage(asked, sid, (found) => {
    if (asked.form.get('Body') !== '') return fault(400, 20001, 'Only an empty body is accepted.');
    found.body = '';
    return json(200, shown(found));
  });
}

function withMessage({ state, account }: Asked, sid: string, answer: (found: Emulated) => Told): Told {
  const found = state.messages.get(sid);
  return found?.account === account.sid ? answer(found) : fault(404, 20404, 'The requested resource was not found');
}

function signedIn(state: State, sid: string, header: string | undefined): Account | undefined {
  const account = signedInAs(state, header);
  return account?.sid === sid ? account : undefined;
}

/** Whose sign-in it is: the younger resources do not name the account in their address. */
function signedInAs(state: State, header: string | undefined): Account | undefined {
  const [user = '', password = ''] = Buffer.from((header ?? '').replace(/^Basic /, ''), 'base64')
    .toString('utf8')
    .split(':');
  return [...state.accounts.values()].find(
    ({ sid, token, keys }) => (user === sid && isSame(password, token)) || isSame(password, keys.get(user) ?? ''),
  );
}

function fileOf(state: State, sid: string): Told {
  for (const { media } of state.messages.values())
    for (const file of media) if (file.sid === sid) return { status: 200, body: file.bytes, headers: { 'content-type': file.type } };
  return fault(404, 20404, 'The requested resource was not found');
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request) {
    text += String(part);
    if (text.length > mostBytes) throw new Error('too large');
  }
  return text;
}

const shown = ({ sid, account, from, to, body, status, errorCode, direction, media, at }: Emulated) => ({
  ...{ sid, account_sid: account, from, to, body, status, direction, error_code: errorCode, error_message: null },
  ...{
    num_media: String(media.length),
    num_segments: '1',
    date_created: at.toUTCString(),
    date_sent: at.toUTCString(),
    messaging_service_sid: null,
    uri: `/2010-04-01/Accounts/${account}/Messages/${sid}.json`,
  },
});
const numberShown = ({ sid, number, smsUrl }: PhoneNumber) => ({
  sid,
  phone_number: number,
  sms_url: smsUrl,
  sms_method: 'POST',
  capabilities: { sms: true, mms: true },
});
