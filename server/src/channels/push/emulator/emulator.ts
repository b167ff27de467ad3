// The sandbox of push: Google's token and HTTP v1 endpoints, a push service of browsers (RFC 8030) and Apple's HTTP/2 service on this machine, for newcomers and for tests.
// What is "pushed" stays in memory. One for each chat; it opens its ports when it is first needed.
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import { createServer as createHttp2Server, type ServerHttp2Session, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo, Server } from 'node:net';
import { clock } from '#kit/pool';
import { type Tools, tool } from '#kit/tool';
import { emulatorsOf } from '../../adapters/emulators.ts';
import type { ServiceAccount } from '../settings.ts';
import type { PushSettings } from '../types.ts';
import { answerApple } from './apple.ts';
import { answerGoogle } from './google.ts';
import { emptyState, type State } from './state.ts';

export type Emulator = {
  readonly state: State;
  readonly google: { readonly url: string; readonly account: ServiceAccount };
  readonly apple: { readonly origin: string; readonly key: KeyObject; readonly keyId: string; readonly team: string };
  close(): Promise<void>;
};

const running = emulatorsOf<Emulator>('channels.push.emulator');
const ownKeys = tool<Keys>('channels.push.emulatorKeys');
type Keys = Record<'google' | 'apple', { readonly publicKey: KeyObject; readonly privateKey: KeyObject }>;

/** The emulator of one chat in this process, started when there is none: what one company tries out is never beside what another does. */
export const emulator = (tools: Tools, chat: Pick<PushSettings, 'key'>): Promise<Emulator> =>
  running.open(tools, chat, () => startEmulator(keysOf(tools), () => clock.of({ tools })()));

/** All of them, or that of the chat with this key. */
export const closeEmulator = (tools: Tools, key?: string): Promise<void> => running.close(tools, key);

/** On both sides of every emulator the same: making them is slow, and they open nothing outside. */
function keysOf(tools: Tools): Keys {
  if (!tools.has(ownKeys.name))
    ownKeys.set(tools, {
      google: generateKeyPairSync('rsa', { modulusLength: 2048 }),
      apple: generateKeyPairSync('ec', { namedCurve: 'prime256v1' }),
    });
  return ownKeys.of({ tools });
}

/** Starts one on free ports of this machine. */
async function startEmulator(keys: Keys, now: () => Date): Promise<Emulator> {
  const state = emptyState({ google: keys.google.publicKey, apple: keys.apple.publicKey }, now);
  const web = createServer((request, response) => {
    void answerGoogle(state, request).then(
      ({ status, headers, body }) =>
        response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body)),
      () => response.writeHead(500).end(),
    );
  });
  const apns = createHttp2Server();
  const lines = new Set<ServerHttp2Session>();
  apns.on('session', (session) => {
    state.connections += 1;
    lines.add(session);
    session.on('close', () => lines.delete(session));
  });
  apns.on('stream', (stream: ServerHttp2Stream, headers) => answerApple(state, stream, headers));
  state.url = `http://127.0.0.1:${await listening(web)}`;
  return {
    state,
    google: { url: state.url, account: { project: 'sandbox', email: 'push@sandbox.example.com', key: keys.google.privateKey } },
    apple: { origin: `http://127.0.0.1:${await listening(apns)}`, key: keys.apple.privateKey, keyId: 'SANDBOXKEY', team: 'SANDBOXTEA' },
    close: async () => {
      web.closeAllConnections();
      for (const line of lines) line.destroy();
      await Promise.all([web, apns].map((server) => new Promise<void>((resolve) => server.close(() => resolve()))));
    },
  };
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
