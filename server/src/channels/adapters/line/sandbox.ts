// LINE to play with: the emulator's account of one channel. Whoever writes is named by a number kept free for examples, of which an id is made in LINE's form.
import type { Sandbox } from '../../playing.ts';
import { channelFor, closeEmulator } from './emulator/emulator.ts';
import { keep, messageEvent } from './emulator/state.ts';
import type { LineSettings } from './settings.ts';

export const lineSandbox: Sandbox<LineSettings> = {
  read: async ({ settings }, tools) => {
    const { channel } = await channelFor(tools, settings);
    const own = [...channel.messages.values()].slice(-100).reverse();
    return {
      items: own.map(({ id, user, fromUs, text, at }) => ({
        ...{ id, at: at.toISOString(), text, status: fromUs ? 'sent' : 'received', errorCode: null },
        ...{ from: fromUs ? 'account' : user, to: fromUs ? user : 'account' },
        direction: fromUs ? ('out' as const) : ('in' as const),
      })),
      behaviour: { failWith: channel.behaviour.failWith, delaySeconds: 0, repeat: channel.behaviour.repeat },
    };
  },
  write: async ({ settings }, tools, { from, text }) => {
    const { channel, state, hand } = await channelFor(tools, settings);
    const user = `U${from.replace(/\D/g, '').padStart(32, '0')}`;
    const { id } = keep(state, channel, { user, fromUs: false, text, asked: {} });
    await hand(channel, [messageEvent(state, user, { type: 'text', id, text })]);
  },
  forget: ({ settings }, tools) => closeEmulator(tools, settings.key),
  change: async ({ settings }, tools, { failWith, repeat }) => {
    const { channel } = await channelFor(tools, settings);
    Object.assign(channel.behaviour, { failWith, repeat });
  },
};
