// Where Telegram hands in updates: `POST /hooks/telegram/KEY`. Nothing of it counts before the secret was found right, and the answer leaves after what it brought is
// durable: until then Telegram must think that it was not taken, and tries again for a day.
import { createHash, timingSafeEqual } from 'node:crypto';
import { log } from '#kit/log';
import type { Asked, Protocol, Told } from '#kit/protocol';
import type { Tools } from '#kit/tool';
import type { Account } from '../../adapter.ts';
import { call } from './call.ts';
import { hookPrefix, hooks } from './hooks.ts';
import { fetchFiles } from './media.ts';
import type { TelegramSettings } from './settings.ts';
import { type Read, readUpdate } from './update.ts';

export const webhooks: Protocol = {
  prefix: hookPrefix,
  bodyLimitBytes: 262_144,
  perMinute: 12_000, // Telegram calls from few addresses for everybody
  answer: handIn,
  refuse: (status) => ({ status }),
};

const path = /^\/([0-9a-f]{40})$/;

async function handIn(tools: Tools, asked: Asked): Promise<Told> {
  const [, key] = path.exec(asked.path) ?? [];
  if (key === undefined) return { status: 404 };
  if (asked.method !== 'POST') return { status: 405, headers: { allow: 'POST' } };
  const account = (await hooks.of({ tools }).accountAt(key)) as Account<TelegramSettings> | undefined;
  if (!account) return { status: 404 };
  const ids = { workspace: account.workspace, inbox: account.inbox };
  if (!isSame(asked.header('x-telegram-bot-api-secret-token') ?? '', account.settings.secret)) {
    log.of({ tools })('warn', 'telegram.webhook-refused', ids);
    return { status: 403 };
  }
  const body = json(asked.body);
  if (body === undefined) return { status: 422 };
  const read = readUpdate(account, body);
  if (read.what === 'nothing') log.of({ tools })('info', 'telegram.dropped', { ...ids, because: read.because });
  else await take(tools, account, read);
  return { status: 200 };
}

async function take(tools: Tools, { settings }: Account<TelegramSettings>, read: Exclude<Read, { what: 'nothing' }>): Promise<void> {
  const { receive, change, stop } = hooks.of({ tools });
  if (read.what === 'change') await change(read.change);
  else if (read.what === 'wish') await stop(read.stop);
  else if (read.what === 'message') {
    await receive({ ...read.said, attachments: await fetchFiles(tools, settings, read.files) });
    if (read.press !== undefined) void call(tools, settings, 'answerCallbackQuery', { callback_query_id: read.press }); // stops the clock on the button; nobody waits for it
  } else if ((await change(read.change)) === 'unknown' && read.isFresh) {
    // the edit overtook its message: it is the message, and the one that comes late is a repeat of it
    await receive({ ...read.said, attachments: await fetchFiles(tools, settings, read.files) });
    await change(read.change);
  }
}

/** Compared by digests, in constant time whatever the lengths. */
function isSame(given: string, secret: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return secret !== '' && timingSafeEqual(digest(given), digest(secret));
}

function json(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
