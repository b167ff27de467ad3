// Viber to play with: the emulator's bot of one channel. Whoever writes is named by a number kept free for examples, of which an id is made in Viber's form.
import type { Tools } from '#kit/tool';
import type { Sandbox } from '../../playing.ts';
import { shelfOfMap } from '../../shared/shelf.ts';
import { botFor, closeEmulator } from './emulator/emulator.ts';
import { keep } from './emulator/state.ts';
import type { ViberSettings } from './settings.ts';

export const viberSandbox: Sandbox<ViberSettings> = {
  read: async ({ settings }, tools) => {
    const { bot } = await botFor(tools, settings);
    const own = [...bot.messages.values()].slice(-100).reverse();
    const { failWith, delayMs, repeat } = bot.behaviour;
    return {
      items: own.map(({ token, user, fromBot, text, choices, at, status }) => ({
        ...{ id: token, at: at.toISOString(), text, status: fromBot ? status : 'received', errorCode: null },
        ...{ from: fromBot ? 'bot' : user, to: fromBot ? user : 'bot' },
        choices: choices.map(({ title }) => title),
        direction: fromBot ? ('out' as const) : ('in' as const),
      })),
      behaviour: { failWith, delaySeconds: delayMs / 1000, repeat },
    };
  },
  write: async ({ settings }, tools, { from, text }) => {
    await say(settings, tools, Buffer.from(from.replace(/\D/g, '').padStart(16, '0')).toString('base64'), text);
  },
  // a button that replies sends its `ActionBody` as a message of the person
  tap: async ({ settings }, tools, { message, choice }) => {
    const found = (await botFor(tools, settings)).bot.messages.get(message);
    const tapped = found?.choices[choice];
    return found && tapped && (() => say(settings, tools, found.user, tapped.id));
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

async function say(settings: ViberSettings, tools: Tools, user: string, text: string): Promise<void> {
  const { bot, state, hand } = await botFor(tools, settings);
  const { token } = keep(state, bot, { user, fromBot: false, text, choices: [], asked: {} });
  await hand(bot, {
    event: 'message',
    message_token: token,
    sender: { id: user, name: 'Ada', language: 'en' },
    message: { type: 'text', text },
  });
}
