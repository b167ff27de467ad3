// What the sandbox shows and does where it speaks Twilio's protocol.
import type { Sandbox } from '../../../playing.ts';
import { shelfOfMap } from '../../../shared/shelf.ts';
import { closeEmulators } from '../emulators.ts';
import { addressOf } from './address.ts';
import { emulatorFor } from './emulator/sandboxed.ts';
import type { TwilioSettings } from './settings.ts';

export const twilioSandbox: Sandbox<TwilioSettings> = {
  read: async ({ settings }, tools) => {
    const { state } = await emulatorFor(tools, settings);
    state.prune();
    const behaviour = state.behaviourOf(settings.accountSid);
    const own = [...state.messages.values()]
      .filter((each) => each.account === settings.accountSid)
      .slice(-100)
      .reverse();
    return {
      items: own.map(({ sid, at, direction, from, to, body, choices = [], status, errorCode }) => ({
        ...{ id: sid, at: at.toISOString(), from, to, text: body, status, errorCode },
        choices: choices.map(({ title }) => title),
        direction: direction === 'inbound' ? ('in' as const) : ('out' as const),
      })),
      behaviour: { failWith: behaviour.failWith, delaySeconds: behaviour.delayMs / 1000, repeat: behaviour.repeat },
    };
  },
  write: async ({ settings }, tools, { from, text }) => {
    const [sender, to] = [addressOf(settings, from), addressOf(settings, settings.number)];
    const userId = settings.channel === 'whatsapp' ? `US.${from.replace(/\D/g, '')}` : '';
    await (await emulatorFor(tools, settings)).write(settings.accountSid, { from: sender, userId, to, text });
  },
  tap: async ({ settings }, tools, { message, choice }) => {
    const { state, write } = await emulatorFor(tools, settings);
    const found = state.messages.get(message);
    const tapped = found?.account === settings.accountSid ? found.choices?.[choice] : undefined;
    if (!found || !tapped) return undefined;
    const { id, title } = tapped;
    const answer = found.isListed
      ? { MessageType: 'interactive', ListId: id, ListTitle: title }
      : { MessageType: 'button', ButtonPayload: id, ButtonText: title };
    const more = { ...answer, OriginalRepliedMessageSid: found.sid, OriginalRepliedMessageSender: found.from };
    return () => write(settings.accountSid, { from: found.to, to: found.from, text: title, more });
  },
  shelf: async ({ settings }, tools) => {
    const { state } = await emulatorFor(tools, settings);
    state.prune();
    return shelfOfMap(state, state.messages);
  },
  forget: ({ settings }, tools) => closeEmulators(tools, settings.key),
  change: async ({ settings }, tools, { failWith, delaySeconds, repeat }) => {
    const { state } = await emulatorFor(tools, settings);
    Object.assign(state.behaviourOf(settings.accountSid), { failWith, delayMs: delaySeconds * 1000, repeat });
  },
};
