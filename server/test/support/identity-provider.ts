// Starts the certified provider of tests in its own process, once it is known where its answers go.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import path from 'node:path';

export type Person = { claims: Record<string, unknown>; amr?: string[] };
export type IdentityProvider = Awaited<ReturnType<typeof openIdentityProvider>>;

export async function openIdentityProvider() {
  const port = await freePort();
  const issuer = `http://localhost:${port}`;
  const secret = 'a secret of thirty-two characters';
  const child = fork(path.join(import.meta.dirname, 'identity-provider-process.ts'), {
    execArgv: [],
    stdio: ['ignore', 'ignore', process.env['PARLEY_DEBUG'] ? 'inherit' : 'ignore', 'ipc'],
  });
  return {
    issuer,
    secret,
    host: `localhost:${port}`,
    async start(addresses: { redirectUri: string; signOutUri: string; backChannelUri: string }): Promise<void> {
      child.send({ start: { issuer, port, secret, ...addresses } });
      await once(child, 'message');
    },
    /** Who can sign in there from now on, by login. */
    knows(people: Record<string, Person>): void {
      child.send({ people });
    },
    stop: async () => {
      child.disconnect();
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
