// Telegram to play with: the emulator's bot of one channel. Whoever is played has an id larger than Telegram gives out, and so is no customer.
import { clock } from '#kit/pool';
import { Problem } from '#kit/problem';
import type { Tools } from '#kit/tool';
import type { Sandbox } from '../../playing.ts';
import { shelfOfMap } from '../../shared/shelf.ts';
import { botFor, closeEmulator } from './emulator/emulator.ts';
import { keep } from './emulator/state.ts';
import type { TelegramSettings } from './settings.ts';

export const telegramSandbox: Sandbox<TelegramSettings> = {
  read: async ({ settings }, tools) => {
    const { bot } = await botFor(tools, settings);
    const own = [...bot.messages.values()].slice(-100).reverse();
    return {
      items: own.map(({ id, chat, fromBot, text, at, file, choices = [] }) => ({
        ...{
          id: `${chat}/${id}`,
          at: at.toISOString(),
          text: file ? `📎 ${file.name}` : text,
          status: fromBot ? 'sent' : 'received',
          errorCode: null,
        },
        choices: choices.map(({ title }) => title),
        ...{ from: fromBot ? 'bot' : String(chat), to: fromBot ? String(chat) : 'bot' },
        direction: fromBot ? ('out' as const) : ('in' as const),
      })),
      behaviour: { failWith: bot.behaviour.failWith, delaySeconds: bot.behaviour.delayMs / 1000, repeat: bot.behaviour.repeat },
    };
  },
  write: async ({ settings }, tools, { from, text }) => {
    if (from.startsWith('+')) throw new Problem('invalid', { fields: [{ path: 'body/from', message: 'is no id of a chat' }] });
    await say(settings, tools, Number(from), text);
  },
  // a key of a keyboard sends what stands on it as words of the person: Telegram tells no difference
  tap: async ({ settings }, tools, { message, choice }) => {
    const found = (await botFor(tools, settings)).bot.messages.get(message);
    const title = found?.choices?.[choice]?.title;
    return found && title !== undefined ? () => say(settings, tools, found.chat, title) : undefined;
  },
  shelf: async ({ settings }, tools) => {
    const { bot } = await botFor(tools, settings);
    return shelfOfMap(bot, bot.messages);
  },
  forget: ({ settings }, tools) => closeEmulator(tools, settings.key),
  change: async ({ settings }, tools, { failWith, delaySeconds, repeat }) => {
    const { bot } = await botFor(tools, settings);
    Object.assign(bot.behaviour, { failWith, delayMs: delaySeconds * 1000, repeat });
  },
};

async function say(settings: TelegramSettings, tools: Tools, chat: number, text: string): Promise<void> {
  const { bot, state, held, hand } = await botFor(tools, settings);
  const message = keep(state, bot, { chat, fromBot: false, text });
  const date = Math.floor(clock.of({ tools })().getTime() / 1000);
  const who = { id: chat, is_bot: false, first_name: 'Ada', language_code: 'en' };
  const update = { message: { message_id: message.id, date, chat: { id: chat, type: 'private' }, from: who, text } };
  await held.later(bot.behaviour.delayMs, () => hand(bot, update));
}
