// A free port on loopback, remembered so that an operator's tools find the server again after a restart. Never one of those that the system hands out to outgoing
// connections: while the server is away, a client that knocks at its port could be given that very port, reach itself, and keep the server out.
import { randomInt } from 'node:crypto';
import fs from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';

const [first, last] = [15_000, 32_000]; // Linux hands out from 32768, macOS and Windows from 49152
const tries = 100;

/** The port of the last start when it is free, else a new one, which is remembered. */
export async function choosePort(home: string): Promise<number> {
  const file = path.join(home, 'port');
  const remembered = fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8')) : 0;
  if (remembered >= first && remembered < last && (await isFree(remembered))) return remembered;
  for (let tried = 0; tried < tries; tried += 1) {
    const port = randomInt(first, last);
    if (!(await isFree(port))) continue;
    fs.writeFileSync(file, `${port}\n`);
    return port;
  }
  throw new Error('no free port on 127.0.0.1');
}

/** Whether nobody listens on this port of loopback. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
