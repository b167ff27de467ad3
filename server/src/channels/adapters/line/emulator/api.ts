// The resources of the Messaging API that Parley uses, as its documentation describes them: shapes, codes and limits.

import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Choice } from '../../../playing.ts';
import { bytesOf, type Told } from '../../bots/server.ts';
import { list, obj, str } from '../../meta/loose.ts';
import { isSame } from '../../same.ts';
import { type Channel, keep, type State } from './state.ts';

const keyMs = 24 * 3_600_000;
export type House = { readonly state: State; hand(channel: Channel, events: readonly object[]): Promise<number> };
type Asked = {
  readonly house: House;
  readonly channel: Channel;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly key: string;
  readonly rest: string;
};

export async function answerCall(house: House, request: IncomingMessage): Promise<Told | Buffer> {
  const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
  const text = (await bytesOf(request)).toString('utf8');
  house.state.calls.push(`${request.method} ${pathname}`);
  house.state.calls.splice(0, house.state.calls.length - 1_000);
  if (pathname === '/oauth2/v3/token') return signIn(house.state, new URLSearchParams(text));
  const token = (request.headers.authorization ?? '').replace(/^Bearer /, '');
  const channel = [...house.state.channels.values()].find(({ tokens }) => tokens.has(token));
  if (!channel) return fault(401, 'Authentication failed. Confirm that the access token in the authorization header is valid.');
  const file = /^\/v2\/bot\/message\/(\d+)\/content$/.exec(pathname)?.[1];
  if (file !== undefined) return house.state.files.get(file) ?? fault(404, 'Not found');
  const found = resources.find(([method, path]) => method === request.method && path.test(pathname));
  if (!found) return fault(404, 'Not found');
  const fields = obj(text === '' ? {} : JSON.parse(text));
  return found[2]({ house, channel, fields, key: str(request.headers['x-line-retry-key']), rest: found[1].exec(pathname)?.[1] ?? '' });
}

const resources: readonly (readonly [method: string, path: RegExp, answer: (asked: Asked) => Told | Promise<Told>])[] = [
  [
    'GET',
    /^\/v2\/bot\/info$/,
    ({ channel }) => done({ userId: `U${'0'.repeat(32)}`, basicId: '@sandbox', displayName: 'Sandbox', channel: channel.id }),
  ],
  ['GET', /^\/v2\/bot\/channel\/webhook\/endpoint$/, ({ channel }) => done({ endpoint: channel.hook, active: channel.hook !== '' })],
  [
    'PUT',
    /^\/v2\/bot\/channel\/webhook\/endpoint$/,
    ({ channel, fields }) => {
      channel.hook = str(fields['endpoint']);
      return done({});
    },
  ],
  [
    'POST',
    /^\/v2\/bot\/channel\/webhook\/test$/,
    async ({ house, channel }) => {
      const statusCode = await house.hand(channel, []);
      return done({ success: statusCode === 200, statusCode, reason: statusCode === 200 ? 'OK' : 'ERROR_STATUS_CODE' });
    },
  ],
  ['GET', /^\/v2\/bot\/profile\/(U[0-9a-f]{32})$/, profile],
  ['POST', /^\/v2\/bot\/message\/push$/, push],
  [
    'POST',
    /^\/v2\/bot\/chat\/markAsRead$/,
    ({ house, fields }) => {
      const token = str(fields['markAsReadToken']);
      if (!house.state.readTokens.has(token)) return fault(400, 'Invalid markAsReadToken');
      house.state.read.push(token);
      house.state.read.splice(0, house.state.read.length - 1_000);
      return done({});
    },
  ],
  [
    'POST',
    /^\/v2\/bot\/chat\/loading\/start$/,
    ({ house, channel, fields }) => {
      const [user, seconds] = [str(fields['chatId']), Number(fields['loadingSeconds'])];
      if (!/^U[0-9a-f]{32}$/.test(user) || seconds % 5 !== 0 || seconds < 5 || seconds > 60)
        return fault(400, 'The request body has 1 error(s)');
      if (channel.friends !== 'everybody' && !channel.friends.has(user)) return fault(400, 'Not found');
      house.state.shown.push(user);
      house.state.shown.splice(0, house.state.shown.length - 1_000);
      return { status: 202, body: {} };
    },
  ],
];

function signIn(state: State, form: URLSearchParams): Told {
  const channel = state.channels.get(form.get('client_id') ?? '');
  if (!channel || !isSame(form.get('client_secret') ?? '', channel.secret)) return { status: 400, body: { error: 'invalid_client' } };
  const token = randomBytes(30).toString('base64url');
  channel?.tokens.add(token);
  return done({ token_type: 'Bearer', access_token: token, expires_in: 900 });
}

function profile({ channel, rest: user }: Asked): Told {
  const name = channel.friends === 'everybody' ? 'Ada' : channel.friends.get(user);
  return name === undefined
    ? fault(404, 'Not found')
    : done({ displayName: name, userId: user, language: 'en', pictureUrl: 'https://example.com/ada.png' });
}

function push({ house, channel, fields, key }: Asked): Told {
  const [user, messages] = [str(fields['to']), list(fields['messages'])];
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(key)) return fault(400, 'The retry key is invalid.');
  const before = channel.accepted.get(key);
  if (before && house.state.now().getTime() - before.at.getTime() < keyMs)
    return { status: 409, body: { message: 'The retry key is already accepted', sentMessages: before.ids.map((id) => ({ id })) } };
  const failure = channel.failures.shift();
  if (failure !== undefined && failure !== 'taken') return failure;
  const { failWith, failAfter } = channel.behaviour;
  if (failAfter === 0) return fault(429, 'You have reached your monthly limit.');
  if (failAfter !== null) channel.behaviour.failAfter = failAfter - 1;
  if (failWith === 430) return fault(429, 'You have reached your monthly limit.');
  if (failWith !== null) return fault(failWith, 'Refused');
  if (!/^U[0-9a-f]{32}$/.test(user)) return fault(400, "The property, 'to', in the request body is invalid (line: -, column: -)");
  if (channel.friends !== 'everybody' && !channel.friends.has(user)) return fault(400, 'Failed to send messages');
  if (messages.length < 1 || messages.length > 5 || !messages.every(isRight)) return fault(400, 'The request body has 1 error(s)');
  const kept = messages.map((asked) =>
    keep(house.state, channel, {
      user,
      fromUs: true,
      text: str(asked['text'] ?? asked['originalContentUrl']),
      choices: choicesOf(asked),
      asked,
    }),
  );
  const ids = kept.map(({ id }) => id);
  channel.accepted.set(key, { ids, at: house.state.now() });
  return failure === 'taken' ? fault(500, 'Internal server error') : done({ sentMessages: ids.map((id) => ({ id, quoteToken: 'q' })) });
}

const choicesOf = (asked: Readonly<Record<string, unknown>>): Choice[] =>
  list(obj(asked['quickReply'])['items']).map(({ action }) => ({ id: str(obj(action)['text']), title: str(obj(action)['label']) }));

function isRight(message: Readonly<Record<string, unknown>>): boolean {
  const items = choicesOf(message);
  if (items.length > 13 || items.some(({ title }) => title === '' || title.length > 20)) return false;
  if (message['type'] === 'text') return str(message['text']) !== '' && str(message['text']).length <= 5_000;
  const [whole, preview] = [str(message['originalContentUrl']), str(message['previewImageUrl'])];
  return message['type'] === 'image' && URL.parse(whole) !== null && URL.parse(preview) !== null && whole.length <= 2_000;
}

const done = (body: object): Told => ({ status: 200, body });
export const fault = (status: number, message: string): Told => ({ status, body: { message } });
