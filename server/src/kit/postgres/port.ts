// A free port on loopback, remembered so that an operator's tools find the server again after a restart.
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';

/** The port of the last start when it is free, else a new one, which is remembered. */
export async function choosePort(home: string): Promise<number> {
  const file = path.join(home, 'port');
  const remembered = fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8')) : 0;
  const port = (await tryListen(remembered)) ?? (await tryListen(0));
  if (port === undefined) throw new Error('no free port on 127.0.0.1');
  if (port !== remembered) fs.writeFileSync(file, `${port}\n`);
  return port;
}

function tryListen(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => {
      const { port: free } = server.address() as net.AddressInfo;
      server.close(() => resolve(free));
    });
  });
}
