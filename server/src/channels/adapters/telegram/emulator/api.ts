// The methods of the Bot API that Parley uses, as core.telegram.org/bots/api describes them: shapes, codes and words.

import type { IncomingMessage } from 'node:http';
import { asChoices } from '../../bots/buttons.ts';
import { bytesOf, type Told } from '../../bots/server.ts';
import { obj, str } from '../../meta/loose.ts';
import { type Bot, type Kept, keep, type State } from './state.ts';

type File = NonNullable<Kept['file']>;
type Asked = {
  readonly state: State;
  readonly bot: Bot;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly file: File | undefined;
};

const dayMs = 48 * 3_600_000;

export async function answerCall(state: State, request: IncomingMessage): Promise<Told | Buffer> {
  const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
  const [, isFile, token = '', rest = ''] = /^(\/file)?\/bot([^/]+)\/(.+)$/.exec(pathname) ?? [];
  const bot = state.bots.get(decodeURIComponent(token));
  state.calls.push(rest);
  state.calls.splice(0, state.calls.length - 1_000);
  if (!bot) return fault(401, 'Unauthorized');
  if (isFile) return state.files.get(rest) ?? fault(404, 'Not Found');
  const failure = bot.failures.findIndex(({ method }) => method === rest);
  if (failure >= 0) return bot.failures.splice(failure, 1)[0]?.told ?? fault(500, 'Internal Server Error');
  const method = methods[rest];
  return method ? method({ state, bot, ...(await bodyOf(request)) }) : fault(404, 'Not Found');
}

const methods: Readonly<Record<string, (asked: Asked) => Told>> = {
  getMe: ({ bot }) => done({ id: Number(bot.token.split(':')[0]), is_bot: true, first_name: 'Sandbox', username: 'sandbox_bot' }),
  getWebhookInfo: ({ bot }) => done({ url: bot.hook.url, has_custom_certificate: false, pending_update_count: 0 }),
  setWebhook: ({ bot, fields }) => {
    const secret = String(fields['secret_token'] ?? '');
    if (!/^[A-Za-z0-9_-]{0,256}$/.test(secret)) return fault(400, 'Bad Request: secret token contains unallowed characters');
    bot.hook = { url: String(fields['url'] ?? ''), secret };
    return done(true);
  },
  sendMessage: (asked) => {
    const text = String(asked.fields['text'] ?? '');
    if (text.trim() === '') return fault(400, 'Bad Request: message text is empty');
    if (text.length > 4_096) return fault(400, 'Bad Request: message is too long');
    return send(asked, text, keysOf(asked.fields['reply_markup']));
  },
  sendPhoto: (asked) => (asked.file ? send(asked, '') : fault(400, 'Bad Request: there is no photo in the request')),
  sendDocument: (asked) => (asked.file ? send(asked, '') : fault(400, 'Bad Request: there is no document in the request')),
  getFile: ({ state, fields }) => {
    const id = String(fields['file_id'] ?? '');
    const bytes = state.files.get(`documents/${id}`);
    if (!bytes) return fault(400, 'Bad Request: wrong file_id or the file is temporarily unavailable');
    return done({ file_id: id, file_unique_id: id, file_size: bytes.length, file_path: `documents/${id}` });
  },
  deleteMessage: ({ state, bot, fields }) => {
    const key = `${String(fields['chat_id'])}/${String(fields['message_id'])}`;
    const message = bot.messages.get(key);
    if (!message) return fault(400, 'Bad Request: message to delete not found');
    if (state.now().getTime() - message.at.getTime() > dayMs) return fault(400, "Bad Request: message can't be deleted for everyone");
    bot.messages.delete(key);
    return done(true);
  },
  sendChatAction: ({ state, bot, fields }) => {
    const chat = Number(fields['chat_id']);
    if (!Number.isSafeInteger(chat) || chat <= 0) return fault(400, 'Bad Request: chat not found');
    if (bot.blocked.has(chat)) return fault(403, 'Forbidden: bot was blocked by the user');
    if (fields['action'] !== 'typing') return fault(400, 'Bad Request: wrong parameter action in request');
    state.shown.push(chat);
    state.shown.splice(0, state.shown.length - 1_000);
    return done(true);
  },
  answerCallbackQuery: () => done(true),
};

function send({ state, bot, fields, file }: Asked, text: string, keys: readonly string[] = []): Told {
  const chat = Number(fields['chat_id']);
  const refusal = bot.behaviour.failWith === null ? undefined : refusals[bot.behaviour.failWith];
  if (refusal) return refusal;
  if (!Number.isSafeInteger(chat) || chat <= 0) return fault(400, 'Bad Request: chat not found');
  if (bot.blocked.has(chat)) return fault(403, 'Forbidden: bot was blocked by the user');
  if (bot.begun !== 'everybody' && !bot.begun.has(chat)) return fault(400, 'Bad Request: chat not found');
  const { id, at } = keep(state, bot, { chat, fromBot: true, text, choices: asChoices(keys), ...(file && { file }) });
  return done({ message_id: id, date: Math.floor(at.getTime() / 1000), chat: { id: chat, type: 'private' }, ...(text && { text }) });
}

const keysOf = (markup: unknown): string[] => [obj(markup)['keyboard']].flat(2).flatMap((key) => str(obj(key)['text']) || []);

/** How messages may end, by the status that Telegram answers. */
const refusals: Readonly<Record<number, Told>> = {
  400: fault(400, 'Bad Request: chat not found'),
  403: fault(403, 'Forbidden: bot was blocked by the user'),
  429: fault(429, 'Too Many Requests: retry after 5', { retry_after: 5 }),
  503: fault(503, 'Service Unavailable'),
};

async function bodyOf(request: IncomingMessage): Promise<Pick<Asked, 'fields' | 'file'>> {
  const bytes = await bytesOf(request);
  const type = request.headers['content-type'] ?? '';
  if (type === 'application/json') return { fields: JSON.parse(bytes.toString('utf8')) as Record<string, unknown>, file: undefined };
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
  const fields: Record<string, unknown> = {};
  let file: File | undefined;
  for (const [name, value] of form.entries())
    if (typeof value === 'string') fields[name] = value;
    else file = { name: value.name, type: value.type, bytes: Buffer.from(await value.arrayBuffer()) };
  return { fields, file };
}

const done = (result: unknown): Told => ({ status: 200, body: { ok: true, result } });
export function fault(status: number, description: string, parameters?: { retry_after: number }): Told {
  return { status, body: { ok: false, error_code: status, description, ...(parameters && { parameters }) } };
}
