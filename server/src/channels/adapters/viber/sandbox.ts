// Viber to play with: the emulator's bot of one channel. Whoever writes is named by a number kept free for examples, of which an id is made in Viber's form.
import type { Sandbox } from '../../playing.ts';
import { botFor, closeEmulator } from './emulator/emulator.ts';
import { keep } from './emulator/state.ts';
import type { ViberSettings } from './settings.ts';

export const viberSandbox: Sandbox<ViberSettings> = {
  read: async ({ settings }, tools) => {
    const { bot } = await botFor(tools, settings);
    const own = [...bot.messages.values()].slice(-100).reverse();
    const { failWith, delayMs, repeat } = bot.behaviour;
    return {
      items: own.map(({ token, user, fromBot, text, at, status }) => ({
        ...{ id: token, at: at.toISOString(), text, status: fromBot ? status : 'received', errorCode: null },
        ...{ from: fromBot ? 'bot' : user, to: fromBot ? user : 'bot' },
        direction: fromBot ? ('out' as const) : ('in' as const),
      })),
      behaviour: { failWith, delaySeconds: delayMs / 1000, repeat },
    };
  },
  write: async ({ settings }, tools, { from, text }) => {
    const { bot, state, hand } = await botFor(tools, settings);
    const id = Buffer.from(from.replace(/\D/g, '').padStart(16, '0')).toString('base64');
    const { token } = keep(state, bot, { user: id, fromBot: false, text, asked: {} });
    await hand(bot, {
      event: 'message',
      message_token: token,
      sender: { id, name: 'Ada', language: 'en' },
      message: { type: 'text', text },
    });
  },
  forget: ({ settings }, tools) => closeEmulator(tools, settings.key),
  change: async ({ settings }, tools, { failWith, delaySeconds, repeat }) => {
    const { bot } = await botFor(tools, settings);
    Object.assign(bot.behaviour, { failWith, delayMs: delaySeconds * 1000, repeat });
  },
};
