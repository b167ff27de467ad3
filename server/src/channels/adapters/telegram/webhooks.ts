// Where Telegram hands in updates. It shows a secret with each of them, which only it was told; for a day it tries again.
import type { Protocol } from '#kit/protocol';
import type { Tools } from '#kit/tool';
import type { Account } from '../../adapter.ts';
import { botDoor, dropped } from '../bots/door.ts';
import { isSame } from '../same.ts';
import { call } from './call.ts';
import { hooks } from './hooks.ts';
import { fetchFiles } from './media.ts';
import type { TelegramSettings } from './settings.ts';
import { type Read, readUpdate } from './update.ts';

export const webhooks: Protocol = botDoor<TelegramSettings>({
  channel: 'telegram',
  hooks,
  bodyLimitBytes: 262_144,
  isTheirs: ({ settings }, asked) => isSame(asked.header('x-telegram-bot-api-secret-token') ?? '', settings.secret),
  take: async (tools, account, body) => {
    const read = readUpdate(account, body);
    if (read.what === 'nothing') dropped(tools, account, 'telegram', read.because);
    else await take(tools, account, read);
    return undefined;
  },
});

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
