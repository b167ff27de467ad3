// The sandbox: an emulator of the Bot API as a server of its own on this machine, for newcomers and for tests. What is "sent" stays in memory; somebody who is played
// writes, edits, reacts or blocks, and that comes in by our own door. It opens its port when it is first needed.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { config } from '#kit/config';
import { clock } from '#kit/pool';
import { type Tools, tool } from '#kit/tool';
import { hookUrl } from '../hooks.ts';
import type { TelegramSettings } from '../settings.ts';
import { answerCall } from './api.ts';
import { type Bot, emptyState, openBot, type State } from './state.ts';

/** Calls a webhook with an update; gives the status, 0 when nothing answers. */
export type Deliver = (url: string, secret: string, update: unknown) => Promise<number>;
export type Emulator = {
  readonly url: string;
  readonly state: State;
  /** Hands an update in at the webhook of a bot, with an id of its own unless it has one. */
  hand(bot: Bot, update: Readonly<Record<string, unknown>>): Promise<number>;
  close(): Promise<void>;
};

const running = tool<Promise<Emulator>>('channels.telegram.emulator');

/** The emulator of this process, started when there is none. */
function emulator(tools: Tools): Promise<Emulator> {
  if (!tools.has(running.name)) running.set(tools, startEmulator({ clock: clock.of({ tools }), deliver: byOwnDoor(tools) }));
  return running.of({ tools });
}

/** The emulator with the bot of one sandbox channel in it: it forgets at every start, the channel does not. */
export async function botFor(tools: Tools, settings: TelegramSettings): Promise<Emulator & { readonly bot: Bot }> {
  const open = await emulator(tools);
  const bot = openBot(open.state, settings.token, 'everybody');
  if (bot.hook.url === '') bot.hook = { url: hookUrl(tools, settings), secret: settings.secret };
  return { ...open, bot };
}

export async function closeEmulator(tools: Tools): Promise<void> {
  if (!tools.has(running.name)) return;
  const open = running.of({ tools });
  tools.delete(running.name);
  await (await open).close();
}

/** Starts one on a free port of this machine. */
export async function startEmulator(options: { clock: () => Date; deliver?: Deliver }): Promise<Emulator> {
  const state = emptyState(options.clock);
  const deliver = options.deliver ?? post;
  const server = createServer((request, response) => {
    void answerCall(state, request).then(
      (told) =>
        Buffer.isBuffer(told)
          ? response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(told)
          : response.writeHead(told.status, { 'content-type': 'application/json' }).end(JSON.stringify(told.body)),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: state.url,
    state,
    hand: async (bot, update) => {
      state.lastUpdate += 1;
      const whole = { update_id: state.lastUpdate, ...update };
      let status = 0;
      for (let time = 0; time < bot.behaviour.repeat; time += 1) status = await deliver(bot.hook.url, bot.hook.secret, whole);
      return status;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

const post: Deliver = async (url, secret, update) => {
  const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret };
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(update) }).then(
    ({ status }) => status,
    () => 0,
  );
};

function byOwnDoor(tools: Tools): Deliver {
  const { host, port, tlsCert, publicUrl } = config.of({ tools });
  const name = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host;
  const here = `${tlsCert === '' ? 'http' : 'https'}://${name}:${port}`;
  return (url, secret, update) => post(url.replace(publicUrl, here), secret, update);
}
