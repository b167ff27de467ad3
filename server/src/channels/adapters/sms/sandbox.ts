// Text messages to play with: the emulator's account of one channel.
import { Problem } from '#kit/problem';
import type { Sandbox } from '../../adapter.ts';
import { emulatorFor } from './emulator/sandboxed.ts';
import type { SmsSettings } from './settings.ts';

export const smsSandbox: Sandbox<SmsSettings> = {
  isFor: ({ provider }) => provider === 'sandbox',
  read: async ({ settings }, tools) => {
    const { state } = await emulatorFor(tools, settings);
    state.prune();
    const behaviour = state.behaviourOf(settings.accountSid);
    const own = [...state.messages.values()]
      .filter((each) => each.account === settings.accountSid)
      .slice(-100)
      .reverse();
    return {
      items: own.map(({ sid, at, direction, from, to, body, status, errorCode }) => ({
        ...{ id: sid, at: at.toISOString(), from, to, text: body, status, errorCode },
        direction: direction === 'inbound' ? ('in' as const) : ('out' as const),
      })),
      behaviour: { failWith: behaviour.failWith, delaySeconds: behaviour.delayMs / 1000, repeat: behaviour.repeat },
    };
  },
  write: async ({ settings }, { from, text }, tools) => {
    if (!from.startsWith('+')) throw new Problem('invalid', { fields: [{ path: 'body/from', message: 'is no number' }] });
    const open = await emulatorFor(tools, settings);
    return () => open.write(settings.accountSid, { from, to: settings.number, text });
  },
  change: async ({ settings }, { failWith, delaySeconds, repeat }, tools) => {
    const { state } = await emulatorFor(tools, settings);
    Object.assign(state.behaviourOf(settings.accountSid), { failWith, delayMs: delaySeconds * 1000, repeat });
  },
};
