// The sandbox where it speaks Vonage's protocol: an emulator of its APIs as a server of its own on this machine, for newcomers and for tests. What is "sent" stays in
// memory, can be looked at, and comes to the same ends as out there: delivered, failed, late, told twice.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { callOver, type Deliver } from '../../call-back.ts';
import { answerCall } from './api.ts';
import { type Account, hand, type Sent, type State, write } from './state.ts';

export type VonageEmulator = {
  readonly url: string;
  readonly state: State;
  /** Somebody writes to the number of an account: what came of the webhook, as its status, once for each time it was called. */
  write(apiKey: string, said: { from: string; text: string }): Promise<number[]>;
  close(): Promise<void>;
};

/** Starts one on a free port of this machine. */
export async function startVonage({ clock, deliver = callOver }: { clock: () => Date; deliver?: Deliver }): Promise<VonageEmulator> {
  const state: State = { accounts: new Map(), messages: new Map(), calls: [], now: clock };
  const timers = new Set<NodeJS.Timeout>();
  const server = createServer((request, response) => {
    void answerCall(state, request, (account, message) => follow(state, deliver, timers, account, message)).then(
      ({ status, body, headers }) => response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    state,
    write: async (apiKey, said) => {
      const account = state.accounts.get(apiKey);
      return account ? write(state, deliver, account, said) : [];
    },
    close: async () => {
      for (const timer of timers) clearTimeout(timer);
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** What becomes of a message, step by step. */
function follow(state: State, deliver: Deliver, timers: Set<NodeJS.Timeout>, account: Account, message: Sent): void {
  const end = message.errorCode === null ? 'delivered' : 'undeliverable';
  for (const [step, status] of ['submitted', end].entries()) {
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        if (message.status !== end) message.status = status;
        if (message.statusUrl === '') return;
        const error = status === 'undeliverable' && {
          error: { type: `https://developer.vonage.com/api-errors/messages#${message.errorCode}`, title: String(message.errorCode) },
        };
        void hand(state, deliver, account, message.statusUrl, {
          ...{
            message_uuid: message.uuid,
            to: message.to,
            from: message.from,
            timestamp: state.now().toISOString(),
            status,
            channel: 'sms',
          },
          ...(message.clientRef !== undefined && { client_ref: message.clientRef }),
          ...error,
        });
      },
      account.behaviour.delayMs + step * 30,
    );
    timers.add(timer);
  }
}
