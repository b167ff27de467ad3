// What the emulators of bots' providers share: a server on a free port of this machine, and a way back in by our own door, wherever our public address leads.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Tools } from '#kit/tool';
import { toOwnDoor } from '../../played.ts';

export type Told = { readonly status: number; readonly body: unknown };
/** A webhook that is to be called. */
export type Call = { readonly url: string; readonly headers: Readonly<Record<string, string>>; readonly body: string };
/** Calls it; gives the status, 0 when nothing answers, and what was said. */
export type Deliver = (call: Call) => Promise<{ readonly status: number; readonly text: string }>;

const mostBytes = 60_000_000;

/** Starts one; `answer` gives JSON, or the bytes of a file. */
export async function startServer(
  answer: (request: IncomingMessage) => Promise<Told | Buffer>,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    void answer(request).then(
      (told) =>
        Buffer.isBuffer(told)
          ? response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(told)
          : response
              .writeHead(told.status, { 'content-type': 'application/json' })
              .end(typeof told.body === 'string' ? told.body : JSON.stringify(told.body)),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** The bytes of a request, bounded. */
export async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > mostBytes) throw new Error('too large');
    parts.push(part);
  }
  return Buffer.concat(parts);
}

export const post: Deliver = ({ url, headers, body }) =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body }).then(
    async (answer) => ({ status: answer.status, text: await answer.text() }),
    () => ({ status: 0, text: '' }),
  );

/** The same by the address at which this process listens. */
export const byOwnDoor =
  (tools: Tools): Deliver =>
  (call) =>
    post(toOwnDoor(tools, call));
