import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bounds, fetchWithin, isPublic } from './outside.ts';
import { isUnsent } from './unsent.ts';

let server: Server;
let here = '';
let asked: string[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url === '/away') return void response.writeHead(302, { location: 'https://example.com/' }).end();
    if (request.url === '/inside') return void response.writeHead(307, { location: `http://${here}/` }).end();
    if (request.url === '/packed') return void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(300_000)));
    if (request.url === '/slow') return void response.writeHead(200).write('{');
    if (request.url === '/endless') {
      const more = setInterval(() => response.write('x'.repeat(20_000)), 1);
      return void response.writeHead(200).on('close', () => clearInterval(more));
    }
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"issuer":"here"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  here = `localhost:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const ask = (url: string, bounds: Partial<Bounds> = {}) => fetchWithin({ insideHosts: [], ...bounds }, new URL(url), {});
const answering =
  (...rounds: string[][]) =>
  async () =>
    (rounds.shift() ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

describe('an address', () => {
  it.each([
    ...['127.0.0.1', '127.9.9.9', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0'],
    ...['192.0.0.192', '192.0.2.1', '198.18.0.1', '198.51.100.7', '203.0.113.9', '224.0.0.1', '240.0.0.1', '255.255.255.255'],
    ...['::', '::1', '::7f00:1', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '::ffff:a9fe:a9fe', '64:ff9b::7f00:1', '64:ff9b:1::a00:1'],
    ...['2002:7f00:1::', '2001:0:7f00:1::', 'fc00::1', 'fd00:ec2::254', 'fe80::1', 'fec0::1', 'ff02::1', '2001:db8::1', '3fff::1'],
    ...['not an address', ''],
  ])('%s is not of the internet', (address) => expect(isPublic(address)).toBe(false));
  it.each(['93.184.216.34', '8.8.8.8', '2606:2800:220:1:248:1893:25c8:1946', '::ffff:8.8.8.8'])('%s is', (address) =>
    expect(isPublic(address)).toBe(true),
  );
});

describe('a fetch', () => {
  it.each([
    'https://127.0.0.1/',
    'https://2130706433/', // 127.0.0.1 as one number
    'https://0x7f.1/',
    'https://0177.0.0.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://169.254.169.254/latest/meta-data',
    'http://8.8.8.8/',
    'https://ada:secret@8.8.8.8/',
    'file:///etc/passwd',
  ])('of %s is refused', (url) => expect(ask(url)).rejects.toMatchObject({ code: 'outside-refused' }));

  it.each([[['10.0.0.1']], [['::1']], [['::ffff:192.168.0.1']], [['93.184.216.34', '127.0.0.1']]])(
    'is refused when the name answers with %s',
    (found) => expect(ask('https://id.example.com/', { resolve: answering(found) })).rejects.toMatchObject({ code: 'outside-refused' }),
  );

  it('resolves a name once, so that a second answer that leads inside is never heard', async () => {
    let rounds = 0;
    const resolve = async () => {
      rounds += 1;
      return [{ address: rounds === 1 ? '93.184.216.34' : '127.0.0.1', family: 4 }];
    };
    asked = [];
    const port = here.split(':')[1];
    await expect(ask(`https://rebind.example.com:${port}/`, { resolve, seconds: 2 })).rejects.toMatchObject({
      code: 'outside-unreachable',
    });
    expect([rounds, asked]).toEqual([1, []]);
  });

  it('reaches what is named as an exception, at the address that was looked at', async () => {
    const resolve = answering(['127.0.0.1'], ['192.0.2.1']);
    const answer = await ask(`http://${here}/ok`, { insideHosts: [here], resolve });
    expect([answer.status, await answer.json()]).toEqual([200, { issuer: 'here' }]);
    await expect(ask(`http://${here}/ok`)).rejects.toMatchObject({ code: 'outside-refused' });
    await expect(ask(`http://${here}/ok`, { insideHosts: ['localhost:1'] })).rejects.toMatchObject({ code: 'outside-refused' });
  });

  it.each(['/away', '/inside'])('follows no redirect: %s', (path) =>
    expect(ask(`http://${here}${path}`, { insideHosts: [here] })).rejects.toMatchObject({ code: 'outside-redirect' }),
  );

  it.each(['/endless', '/packed'])('cuts off an answer that is too long: %s', (path) =>
    expect(ask(`http://${here}${path}`, { insideHosts: [here], bytes: 100_000 })).rejects.toMatchObject({ code: 'outside-too-large' }),
  );

  it('gives up on a name that is never answered', async () => {
    const began = performance.now();
    const resolve = () => new Promise<never>(() => {});
    await expect(ask('https://id.example.com/', { resolve, seconds: 1 })).rejects.toMatchObject({ code: 'outside-unreachable' });
    expect(performance.now() - began).toBeLessThan(3_000);
  });

  it('gives up on an answer that never ends', async () => {
    const began = performance.now();
    await expect(ask(`http://${here}/slow`, { insideHosts: [here], seconds: 1 })).rejects.toMatchObject({ code: 'outside-unreachable' });
    expect(performance.now() - began).toBeLessThan(3_000);
  });
});

describe('a call that failed', () => {
  const failed = (code: string, syscall?: string) =>
    new Error('fetch failed', { cause: Object.assign(new Error(code), { code, syscall }) });
  it.each([
    ['nobody listens', failed('ECONNREFUSED', 'connect'), true],
    ['no way leads there', failed('EHOSTUNREACH', 'connect'), true],
    ['the way was lost after it left', failed('EHOSTUNREACH', 'read'), false],
    ['no answer came to what left', failed('ETIMEDOUT', 'write'), false],
    ['the connection broke', failed('ECONNRESET', 'read'), false],
    ['none of the addresses answers', new Error('fetch failed', { cause: new AggregateError([failed('ETIMEDOUT', 'connect')]) }), true],
  ])('is told apart: %s', (_, error, expected) => expect(isUnsent(error)).toBe(expected));
});
