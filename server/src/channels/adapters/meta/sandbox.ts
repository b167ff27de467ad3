// What the sandbox shows and does for a channel of Meta. Whoever writes in it is named by a number kept free for examples, of which an id is made as Meta would.
import type { Sandbox } from '../../playing.ts';
import { shelfOfMap } from '../../shared/shelf.ts';
import { accountOf, closeEmulator, emulatorFor } from './emulator/emulator.ts';
import type { MetaKind } from './emulator/kinds.ts';
import { obj } from './loose.ts';
import type { MetaSettings } from './settings.ts';

export const sandboxOf = (kind: MetaKind): Sandbox<MetaSettings> => ({
  read: async ({ settings }, tools) => {
    const { state } = await emulatorFor(tools, settings);
    state.prune();
    const { id } = accountOf(settings);
    const behaviour = state.accounts.get(id)?.behaviour;
    const own = [...state.messages.values()]
      .filter((each) => each.account === id)
      .slice(-100)
      .reverse();
    return {
      items: own.map(({ id: message, at, direction, from, to, text, choices = [], status, errorCode }) => ({
        ...{ id: message, at: at.toISOString(), from, to, text, status, errorCode, direction },
        choices: choices.map(({ title }) => title),
      })),
      behaviour: { failWith: behaviour?.failWith ?? null, delaySeconds: (behaviour?.delayMs ?? 0) / 1000, repeat: behaviour?.repeat ?? 1 },
    };
  },
  write: async ({ settings }, tools, { from, text }) => {
    const digits = from.replace(/\D/g, '');
    await (await emulatorFor(tools, settings)).write(accountOf(settings).id, { from: kind === 'whatsapp' ? `US.${digits}` : digits, text });
  },
  tap: async ({ settings }, tools, { message, choice }) => {
    const open = await emulatorFor(tools, settings);
    const { id } = accountOf(settings);
    const found = open.state.messages.get(message);
    const tapped = found?.account === id ? found.choices?.[choice] : undefined;
    if (!found || !tapped) return undefined;
    const isListed = obj(found.asked['interactive'])['type'] === 'list';
    return () => open.write(id, { from: found.to, text: tapped.title, tapped: { choice: tapped, to: message, isListed } });
  },
  shelf: async ({ settings }, tools) => {
    const { state } = await emulatorFor(tools, settings);
    state.prune();
    return shelfOfMap(state, state.messages);
  },
  forget: ({ settings }, tools) => closeEmulator(tools, settings.key),
  change: async ({ settings }, tools, { failWith, delaySeconds, repeat }) => {
    const { state } = await emulatorFor(tools, settings);
    Object.assign(state.accounts.get(accountOf(settings).id)?.behaviour ?? {}, { failWith, delayMs: delaySeconds * 1000, repeat });
  },
});
