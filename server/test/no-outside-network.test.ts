import net from 'node:net';
import { expect, it } from 'vitest';

it('refuses a connection to anywhere but this machine', async () => {
  const error = await new Promise<NodeJS.ErrnoException>((resolve) => net.connect(25, '192.0.2.1').on('error', resolve));
  expect(error.code).toBe('EOUTSIDE');
  await expect(fetch('http://192.0.2.1/')).rejects.toThrow();
});

it('lets a connection to this machine through', async () => {
  const server = net.createServer((socket) => socket.end('hello')).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as net.AddressInfo;
  const heard = await new Promise<string>((resolve) => net.connect(port, '127.0.0.1').on('data', (data) => resolve(data.toString())));
  expect(heard).toBe('hello');
  server.close();
});
