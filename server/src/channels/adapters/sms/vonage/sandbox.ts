// What the sandbox shows and does where it speaks Vonage's protocol.
import type { Sandbox } from '../../../playing.ts';
import { shelfOfMap } from '../../../shared/shelf.ts';
import { closeEmulators } from '../emulators.ts';
import { sandboxedVonage } from './emulator/sandboxed.ts';
import { prune } from './emulator/state.ts';
import { digitsOf } from './names.ts';
import type { VonageSettings } from './settings.ts';

export const vonageSandbox: Sandbox<VonageSettings> = {
  read: async ({ settings }, tools) => {
    const { state } = await sandboxedVonage(tools, settings);
    prune(state);
    const own = [...state.messages.values()].filter((each) => each.account === settings.apiKey);
    const behaviour = state.accounts.get(settings.apiKey)?.behaviour;
    return {
      items: own
        .slice(-100)
        .reverse()
        .map(({ uuid, at, direction, from, to, text, status, errorCode }) => ({
          ...{ id: uuid, at: at.toISOString(), from: withPlus(from), to: withPlus(to), text, choices: [], status, errorCode },
          direction: direction === 'inbound' ? ('in' as const) : ('out' as const),
        })),
      behaviour: {
        failWith: behaviour?.failWith ?? null,
        delaySeconds: (behaviour?.delayMs ?? 0) / 1000,
        repeat: behaviour?.repeat ?? 1,
      },
    };
  },
  write: async ({ settings }, tools, { from, text }) => {
    await (await sandboxedVonage(tools, settings)).write(settings.apiKey, { from: digitsOf(from), text });
  },
  shelf: async ({ settings }, tools) => {
    const { state } = await sandboxedVonage(tools, settings);
    prune(state);
    return shelfOfMap(state, state.messages);
  },
  forget: ({ settings }, tools) => closeEmulators(tools, settings.key),
  change: async ({ settings }, tools, { failWith, delaySeconds, repeat }) => {
    const { state } = await sandboxedVonage(tools, settings);
    const behaviour = state.accounts.get(settings.apiKey)?.behaviour;
    if (behaviour) Object.assign(behaviour, { failWith, delayMs: delaySeconds * 1000, repeat });
  },
};

const withPlus = (number: string): string => (number === '' ? '' : `+${number}`);
