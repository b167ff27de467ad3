// LINE to play with: the emulator's account of one channel. Whoever writes is named by a number kept free for examples, of which an id is made in LINE's form.
import type { Tools } from '#kit/tool';
import type { Sandbox } from '../../playing.ts';
import { shelfOfMap } from '../../shared/shelf.ts';
import { channelFor, closeEmulator } from './emulator/emulator.ts';
import { keep, messageEvent } from './emulator/state.ts';
import type { LineSettings } from './settings.ts';

export const lineSandbox: Sandbox<LineSettings> = {
  read: async ({ settings }, tools) => {
    const { channel } = await channelFor(tools, settings);
    const own = [...channel.messages.values()].slice(-100).reverse();
    return {
      items: own.map(({ id, user, fromUs, text, choices, at }) => ({
        ...{ id, at: at.toISOString(), text, status: fromUs ? 'sent' : 'received', errorCode: null },
        ...{ from: fromUs ? 'account' : user, to: fromUs ? user : 'account' },
        choices: choices.map(({ title }) => title),
        direction: fromUs ? ('out' as const) : ('in' as const),
      })),
      behaviour: { failWith: channel.behaviour.failWith, delaySeconds: channel.behaviour.delayMs / 1000, repeat: channel.behaviour.repeat },
    };
  },
  write: async ({ settings }, tools, { from, text }) => {
    await say(settings, tools, `U${from.replace(/\D/g, '').padStart(32, '0')}`, text);
  },
  // a quick reply with a message action sends its `text` as a message of the person
  tap: async ({ settings }, tools, { message, choice }) => {
    const found = (await channelFor(tools, settings)).channel.messages.get(message);
    const tapped = found?.choices[choice];
    return found && tapped && (() => say(settings, tools, found.user, tapped.id));
  },
  shelf: async ({ settings }, tools) => {
    const { channel } = await channelFor(tools, settings);
    return shelfOfMap(channel, channel.messages);
  },
  forget: ({ settings }, tools) => closeEmulator(tools, settings.key),
  change: async ({ settings }, tools, { failWith, delaySeconds, repeat }) => {
    const { channel } = await channelFor(tools, settings);
    Object.assign(channel.behaviour, { failWith, delayMs: delaySeconds * 1000, repeat });
  },
};

async function say(settings: LineSettings, tools: Tools, user: string, text: string): Promise<void> {
  const { channel, state, held, hand } = await channelFor(tools, settings);
  const { id } = keep(state, channel, { user, fromUs: false, text, choices: [], asked: {} });
  const event = messageEvent(state, user, { type: 'text', id, text });
  await held.later(channel.behaviour.delayMs, () => hand(channel, [event]));
}
