// The resources of Viber's bot API that Parley uses, as its documentation describes them: shapes, codes and limits.

import type { IncomingMessage } from 'node:http';
import { bytesOf, type Told } from '../../bots/server.ts';
import { list, obj, str } from '../../meta/loose.ts';
import { type Bot, type Kept, keep, nextToken, type State } from './state.ts';

export type House = {
  readonly state: State;
  hand(bot: Bot, event: Readonly<Record<string, unknown>>): Promise<{ status: number; text: string }>;
};
type Fields = Readonly<Record<string, unknown>>;
type Asked = { readonly house: House; readonly bot: Bot; readonly fields: Fields };

const mostRequest = 30_000;

export async function answerCall(house: House, request: IncomingMessage): Promise<Told | Buffer> {
  const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
  const file = /^\/files\/([\w.-]+)$/.exec(pathname)?.[1];
  if (file !== undefined) return house.state.files.get(file) ?? { status: 404, body: {} };
  const bytes = await bytesOf(request);
  const bot = house.state.bots.get(str(request.headers['x-viber-auth-token']));
  if (!bot) return said(2, 'invalidAuthToken');
  if (bytes.length > mostRequest) return said(3, 'badData');
  const resource = resources[/^\/pa\/(\w+)$/.exec(pathname)?.[1] ?? ''];
  return resource ? resource({ house, bot, fields: obj(JSON.parse(bytes.toString('utf8') || '{}')) }) : { status: 404, body: {} };
}

const resources: Readonly<Record<string, (asked: Asked) => Promise<Told> | Told>> = {
  get_account_info: ({ bot }) => said(0, 'ok', { id: 'pa:75346594275468546724', name: 'Sandbox', uri: 'sandbox', webhook: bot.hook }),
  set_webhook: async ({ house, bot, fields }) => {
    const before = bot.hook;
    bot.hook = str(fields['url']);
    const { status } = await house.hand(bot, { event: 'webhook', message_token: nextToken(house.state) });
    if (status !== 200) bot.hook = before;
    bot.events = Array.isArray(fields['event_types']) ? fields['event_types'].map(str) : [];
    return status === 200 ? said(0, 'ok', { event_types: bot.events }) : said(1, 'invalidUrl');
  },
  send_message: send,
};

function send({ house, bot, fields }: Asked): Told {
  const failure = bot.failures.shift();
  if (failure) return failure;
  const { failWith } = bot.behaviour;
  if (failWith !== null) return failWith >= 400 ? { status: failWith, body: {} } : said(failWith, 'refused');
  const [user, type, media] = [str(fields['receiver']), str(fields['type']), str(fields['media'])];
  if (bot.hook === '') return said(10, 'webhookNotSet');
  if (!/^[A-Za-z0-9+/=]{16,44}$/.test(user)) return said(5, 'receiverNotRegistered');
  if (bot.subscribers !== 'everybody' && !bot.subscribers.has(user)) return said(6, 'receiverNotSubscribed');
  if (str(obj(fields['sender'])['name']).length > 28 || str(obj(fields['sender'])['name']) === '') return said(3, 'badData');
  const text = str(fields['text']);
  const isRight = type === 'text' ? text !== '' && text.length <= 7_000 : withFile(type, fields, media);
  if (!isRight) return said(3, 'badData');
  const choices = list(obj(fields['keyboard'])['Buttons']).map((button) => ({
    id: str(button['ActionBody']),
    title: plain(str(button['Text'])),
  }));
  const kept = keep(house.state, bot, { user, fromBot: true, text: type === 'text' ? text : `📎 ${media}`, choices, asked: fields });
  follow(house, bot, kept);
  return said(0, 'ok', { message_token: kept.token });
}

/** As it stands on the button: Viber reads it as markup. */
const plain = (text: string): string => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

function withFile(type: string, fields: Fields, media: string): boolean {
  if (URL.parse(media) === null || !/\.\w+$/.test(new URL(media).pathname)) return false;
  if (type === 'picture') return str(fields['text']).length <= 512;
  if (type === 'video') return Number(fields['size']) > 0 && Number(fields['size']) <= 26_000_000;
  return type === 'file' && Number(fields['size']) <= 50_000_000 && /^.{1,256}$/.test(str(fields['file_name']));
}

/** It arrives after a moment, and that is told. */
function follow({ state, hand }: House, bot: Bot, message: Kept): void {
  const timer = setTimeout(() => {
    state.timers.delete(timer);
    message.status = 'delivered';
    void hand(bot, { event: 'delivered', message_token: message.token, user_id: message.user });
  }, bot.behaviour.delayMs + 30);
  state.timers.add(timer);
}

/** As Viber answers, with 200 whatever it says. */
export function said(status: number, words: string, more: Fields = {}): Told {
  return { status: 200, body: exact({ status, status_message: words, chat_hostname: 'SN-CHAT-00_', ...more }) };
}

/** JSON in which tokens are numbers, with every digit. */
export const exact = (value: object): string => JSON.stringify(value).replace(/"message_token":"(\d+)"/g, '"message_token":$1');
