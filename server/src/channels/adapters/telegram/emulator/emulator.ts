// The sandbox: an emulator of the Bot API as a server of its own on this machine, for newcomers and for tests. What is "sent" stays in memory; somebody who is played
// writes, edits, reacts or blocks, and that comes in by our own door. It opens its port when it is first needed.
import { clock } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { type HeldBack, holdingBack } from '../../bots/held-back.ts';
import { byOwnDoor, post, startServer } from '../../bots/server.ts';
import { emulatorsOf } from '../../emulators.ts';
import { hookUrl } from '../hooks.ts';
import type { TelegramSettings } from '../settings.ts';
import { answerCall } from './api.ts';
import { type Bot, emptyState, openBot, type State } from './state.ts';

/** Calls a webhook with an update; gives the status, 0 when nothing answers. */
export type Deliver = (url: string, secret: string, update: unknown) => Promise<number>;
export type Emulator = {
  readonly url: string;
  readonly state: State;
  readonly held: HeldBack;
  /** Hands an update in at the webhook of a bot, with an id of its own unless it has one. */
  hand(bot: Bot, update: Readonly<Record<string, unknown>>): Promise<number>;
  close(): Promise<void>;
};

const running = emulatorsOf<Emulator>('channels.telegram.emulator');

/** The emulator with the bot of one sandbox channel in it: it forgets at every start, the channel does not. */
export async function botFor(tools: Tools, settings: TelegramSettings): Promise<Emulator & { readonly bot: Bot }> {
  const open = await running.open(tools, settings, () =>
    startEmulator({ clock: clock.of({ tools }), deliver: deliverBy(byOwnDoor(tools)) }),
  );
  const bot = openBot(open.state, settings.token, 'everybody');
  if (bot.hook.url === '') bot.hook = { url: hookUrl(tools, settings), secret: settings.secret };
  return { ...open, bot };
}

/** All of them, or that of the channel with this key. */
export const closeEmulator = (tools: Tools, key?: string): Promise<void> => running.close(tools, key);

/** Starts one on a free port of this machine. */
export async function startEmulator(options: { clock: () => Date; deliver?: Deliver }): Promise<Emulator> {
  const [state, held] = [emptyState(options.clock), holdingBack()];
  const deliver = options.deliver ?? deliverBy(post);
  const server = await startServer((request) => answerCall(state, request));
  state.url = server.url;
  return {
    url: state.url,
    state,
    held,
    hand: async (bot, update) => {
      state.lastUpdate += 1;
      const whole = { update_id: state.lastUpdate, ...update };
      let status = 0;
      for (let time = 0; time < bot.behaviour.repeat; time += 1) status = await deliver(bot.hook.url, bot.hook.secret, whole);
      return status;
    },
    close: () => {
      held.stop();
      return server.close();
    },
  };
}

const deliverBy =
  (call: typeof post): Deliver =>
  async (url, secret, update) =>
    (await call({ url, headers: { 'x-telegram-bot-api-secret-token': secret }, body: JSON.stringify(update) })).status;
