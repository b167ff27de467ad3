// The sandbox of push: Google's token and HTTP v1 endpoints, a push service of browsers (RFC 8030) and Apple's HTTP/2 service on this machine, for newcomers and for tests.
// What is "pushed" stays in memory. It opens its ports when it is first needed.
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import { createServer as createHttp2Server, type ServerHttp2Session, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo, Server } from 'node:net';
import { type Tools, tool } from '#kit/tool';
import type { ServiceAccount } from '../settings.ts';
import { answerApple } from './apple.ts';
import { answerGoogle } from './google.ts';
import { emptyState, type State } from './state.ts';

export type Emulator = {
  readonly state: State;
  readonly google: { readonly url: string; readonly account: ServiceAccount };
  readonly apple: { readonly origin: string; readonly key: KeyObject; readonly keyId: string; readonly team: string };
  close(): Promise<void>;
};

const running = tool<Promise<Emulator>>('channels.push.emulator');

/** The emulator of this process, started when there is none. */
export function emulator(tools: Tools): Promise<Emulator> {
  if (!tools.has(running.name)) running.set(tools, startEmulator());
  return running.of({ tools });
}

export async function closeEmulator(tools: Tools): Promise<void> {
  if (!tools.has(running.name)) return;
  const open = running.of({ tools });
  tools.delete(running.name);
  await (await open).close();
}

/** Starts one on free ports of this machine, with keys of its own on both sides. */
async function startEmulator(): Promise<Emulator> {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const ec = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const state = emptyState({ google: rsa.publicKey, apple: ec.publicKey });
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
    google: { url: state.url, account: { project: 'sandbox', email: 'push@sandbox.example.com', key: rsa.privateKey } },
    apple: { origin: `http://127.0.0.1:${await listening(apns)}`, key: ec.privateKey, keyId: 'SANDBOXKEY', team: 'SANDBOXTEA' },
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
