// The sandbox: an emulator of Twilio's API as a server of its own on this machine, for newcomers and for tests. What is "sent" stays in memory, can be looked at,
// and comes to the same ends as out there: delivered, failed, late, told twice. It opens its port when it is first needed.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { callOver, type Deliver } from '../../call-back.ts';
import { answerCall } from './api.ts';
import { emptyState, type Said, type State } from './state.ts';

export type Emulator = {
  readonly url: string;
  readonly state: State;
  /** Somebody writes to a number of the account: what came of the webhook, as its status, once for each time it was called. */
  write(account: string, message: Said): Promise<number[]>;
  close(): Promise<void>;
};

/** Starts one on a free port of this machine. */
export async function startEmulator(options: { clock: () => Date; deliver?: Deliver }): Promise<Emulator> {
  const state = emptyState(options.clock, options.deliver ?? callOver);
  const server = createServer((request, response) => {
    void answerCall(state, request).then(
      ({ status, body, headers }) => response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  state.url = `http://127.0.0.1:${port}`;
  return {
    url: state.url,
    state,
    write: (account, message) => state.write(account, message),
    close: async () => {
      state.stop();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
