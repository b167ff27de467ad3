// The sandbox: an emulator of Viber's bot API as a server of its own on this machine, for newcomers and for tests. What is "sent" stays in memory, and is told to have arrived;
// somebody who is played writes, and that comes in by our own door. It opens its port when it is first needed.
import { clock } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { byOwnDoor, type Deliver, post, startServer } from '../../bots/server.ts';
import { emulatorsOf } from '../../emulators.ts';
import { hookUrl } from '../hooks.ts';
import type { ViberSettings } from '../settings.ts';
import { signatureOf } from '../signature.ts';
import { answerCall, exact, type House } from './api.ts';
import { type Bot, emptyState, nextToken, openBot } from './state.ts';

export type Emulator = House & { readonly url: string; close(): Promise<void> };

const running = emulatorsOf<Emulator>('channels.viber.emulator');

/** The emulator of this process with the bot of one sandbox channel in it: it forgets at every start, the channel does not. */
export async function botFor(tools: Tools, settings: ViberSettings): Promise<Emulator & { readonly bot: Bot }> {
  const open = await running.open(tools, settings, () => startEmulator({ clock: clock.of({ tools }), deliver: byOwnDoor(tools) }));
  const bot = openBot(open.state, settings.token, 'everybody');
  if (bot.hook === '') bot.hook = hookUrl(tools, settings);
  return { ...open, bot };
}

/** All of them, or that of the channel with this key. */
export const closeEmulator = (tools: Tools, key?: string): Promise<void> => running.close(tools, key);

/** Starts one on a free port of this machine. */
export async function startEmulator(options: { clock: () => Date; deliver?: Deliver }): Promise<Emulator> {
  const state = emptyState(options.clock);
  const deliver = options.deliver ?? post;
  const hand: House['hand'] = async (bot, event) => {
    const body = exact({ timestamp: state.now().getTime(), message_token: nextToken(state), chat_hostname: 'SN-CHAT-00_', ...event });
    const headers = { 'x-viber-content-signature': signatureOf(bot.token, body) };
    let answer = { status: 0, text: '' };
    for (let time = 0; time < bot.behaviour.repeat; time += 1) answer = await deliver({ url: bot.hook, headers, body });
    return answer;
  };
  const server = await startServer((request) => answerCall({ state, hand }, request));
  return {
    ...{ url: server.url, state, hand },
    close: async () => {
      for (const timer of state.timers) clearTimeout(timer);
      await server.close();
    },
  };
}
