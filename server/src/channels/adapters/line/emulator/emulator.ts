// The sandbox: an emulator of LINE's Messaging API as a server of its own on this machine, for newcomers and for tests. What is "sent" stays in memory; somebody who is played
// writes, and that comes in by our own door. It opens its port when it is first needed.
import { clock } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { type HeldBack, holdingBack } from '../../bots/held-back.ts';
import { byOwnDoor, type Deliver, post, startServer } from '../../bots/server.ts';
import { emulatorsOf } from '../../emulators.ts';
import { hookUrl } from '../hooks.ts';
import type { LineSettings } from '../settings.ts';
import { signatureOf } from '../signature.ts';
import { answerCall, type House } from './api.ts';
import { type Channel, emptyState, openChannel } from './state.ts';

export type Emulator = House & { readonly url: string; readonly held: HeldBack; close(): Promise<void> };

const running = emulatorsOf<Emulator>('channels.line.emulator');

/** The emulator of this process with the account of one sandbox channel in it: it forgets at every start, the channel does not. */
export async function channelFor(tools: Tools, settings: LineSettings): Promise<Emulator & { readonly channel: Channel }> {
  const open = await running.open(tools, settings, () => startEmulator({ clock: clock.of({ tools }), deliver: byOwnDoor(tools) }));
  const channel = openChannel(open.state, settings.channelId, settings.channelSecret, 'everybody');
  if (channel.hook === '') channel.hook = hookUrl(tools, settings);
  return { ...open, channel };
}

/** All of them, or that of the channel with this key. */
export const closeEmulator = (tools: Tools, key?: string): Promise<void> => running.close(tools, key);

/** Starts one on a free port of this machine. */
export async function startEmulator(options: { clock: () => Date; deliver?: Deliver }): Promise<Emulator> {
  const [state, held] = [emptyState(options.clock), holdingBack()];
  const deliver = options.deliver ?? post;
  const hand: House['hand'] = async (channel, events) => {
    const body = JSON.stringify({ destination: `U${'0'.repeat(32)}`, events });
    const headers = { 'x-line-signature': signatureOf(channel.secret, body) };
    let status = 0;
    for (let time = 0; time < channel.behaviour.repeat; time += 1) status = (await deliver({ url: channel.hook, headers, body })).status;
    return status;
  };
  const server = await startServer((request) => answerCall({ state, hand }, request));
  const close = () => {
    held.stop();
    return server.close();
  };
  return { url: server.url, state, held, hand, close };
}
