// The sandbox of a mailbox: a server of IMAP4rev1 within this process, at a port of its own on this machine, with one mailbox in memory.
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { type Folders, openFolders } from './folders.ts';
import { type Credentials, serve } from './session.ts';

export type MailboxEmulator = {
  readonly port: number;
  readonly folders: Folders;
  /** The names of commands that came, those of all clients together. */
  readonly heard: readonly string[];
  close(): Promise<void>;
};
const mostClients = 20;

/** Starts one on a free port of this machine; `hasIdle` false makes it a server that must be asked for news. */
export async function startMailbox({
  now,
  letsIn,
  hasIdle = true,
  signInMs = 10_000,
}: {
  now: () => Date;
  letsIn: (given: Credentials) => boolean;
  hasIdle?: boolean;
  signInMs?: number;
}): Promise<MailboxEmulator> {
  const desk = { folders: openFolders(now), hasIdle, signInMs, letsIn, heard: [] as string[] };
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    serve(socket, desk);
  });
  server.maxConnections = mostClients;
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  return {
    ...{ port: (server.address() as AddressInfo).port, folders: desk.folders, heard: desk.heard },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
