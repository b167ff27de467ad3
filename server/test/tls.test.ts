// Pages, API and mail over TLS of our own, as clients see it: what is offered, what is refused, and a certificate that is renewed while everything runs.
import { writeFileSync } from 'node:fs';
import { type Agent, get, Agent as HttpsAgent } from 'node:https';
import net from 'node:net';
import path from 'node:path';
import { connect, type DetailedPeerCertificate, type TLSSocket } from 'node:tls';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '#kit/config';
import { temporaryFolder } from '#test/folder';
import { eventually, openHouse } from '#test/house';
import { startParley } from '../src/main.ts';

const folder = temporaryFolder();
const files = { PARLEY_TLS_CERT: path.join(folder, 'cert.pem'), PARLEY_TLS_KEY: path.join(folder, 'key.pem') };
const mailFiles = { PARLEY_SMTP_TLS_CERT: files.PARLEY_TLS_CERT, PARLEY_SMTP_TLS_KEY: files.PARLEY_TLS_KEY };
let house: Awaited<ReturnType<typeof openHouse>>;
let current = '';

async function renew(): Promise<string> {
  const altNames = [{ type: 2, value: 'talk.example.com' }] as never;
  const made = await generate([{ name: 'commonName', value: 'talk.example.com' }], {
    keyType: 'ec',
    extensions: [{ name: 'subjectAltName', altNames }],
  });
  writeFileSync(files.PARLEY_TLS_KEY, made.private);
  writeFileSync(files.PARLEY_TLS_CERT, made.cert);
  current = made.cert;
  return made.fingerprint.toUpperCase();
}

beforeAll(async () => {
  await renew();
  house = await openHouse({ environment: { ...files, ...mailFiles, PARLEY_URL: 'https://talk.example.com', PORT: '0' } });
});
afterAll(() => house.stop());

const verified = () => ({ ca: current, servername: 'talk.example.com', host: '127.0.0.1', port: house.port });
function ask(to: string, agent?: Agent): Promise<{ status: number | undefined; headers: NodeJS.Dict<string | string[]> }> {
  return new Promise((resolve, reject) => {
    get({ ...verified(), path: to, agent: agent ?? false }, (answer) => {
      answer.resume().on('end', () => resolve({ status: answer.statusCode, headers: answer.headers }));
    }).on('error', reject);
  });
}
const handshake = (options: object): Promise<TLSSocket> =>
  new Promise((resolve, reject) => {
    const socket = connect({ ...verified(), ...options }, () => resolve(socket));
    socket.on('error', reject);
  });
async function seen(options: object = { rejectUnauthorized: false }): Promise<string> {
  const socket = await handshake(options);
  const { fingerprint } = socket.getPeerCertificate() as DetailedPeerCertificate;
  socket.destroy();
  return fingerprint;
}
/** The certificate that our mail server shows after STARTTLS. */
async function seenByMail(): Promise<string> {
  const plain = net.connect(house.smtpPort, '127.0.0.1');
  const answer = () => new Promise<string>((resolve) => plain.once('data', (bytes) => resolve(String(bytes))));
  await answer();
  plain.write('EHLO mail.example.net\r\n');
  await answer();
  plain.write('STARTTLS\r\n');
  await answer();
  return seen({ socket: plain, host: undefined, port: undefined, rejectUnauthorized: false });
}

describe('with a certificate', () => {
  it('everything is served over TLS, and browsers are told to come by https only', async () => {
    const { status, headers } = await ask('/health');
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    await expect(fetch(`http://127.0.0.1:${house.port}/health`)).rejects.toThrow();
  });

  it('TLS before 1.2 is refused', async () => {
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' };
    await expect(handshake(old)).rejects.toThrow(/protocol version|handshake failure/);
    const socket = await handshake({ maxVersion: 'TLSv1.2' });
    expect(socket.getProtocol()).toBe('TLSv1.2');
    socket.destroy();
  });

  it('a renewed one is taken up by pages and mail, and open lines go on', { timeout: 30_000 }, async () => {
    const agent = new HttpsAgent({ keepAlive: true, maxSockets: 1 });
    expect((await ask('/health', agent)).status).toBe(200);
    const line = Object.values(agent.freeSockets).flat()[0];
    const before = current;
    const fingerprint = await renew();
    await eventually('the new certificate', async () => (await seen()) === fingerprint);
    await eventually('the new certificate of mail', async () => (await seenByMail()) === fingerprint);
    expect((await ask('/health')).status).toBe(200);
    current = before; // the old line does not ask again who we are
    expect((await ask('/health', agent)).status).toBe(200);
    expect(Object.values(agent.freeSockets).flat()[0]).toBe(line);
    agent.destroy();
  });
});

it.each([
  ['a certificate without its key', { PARLEY_TLS_CERT: files.PARLEY_TLS_CERT }, 'belong together'],
  ['a public address by http', { ...files, PARLEY_URL: 'http://talk.example.com' }, 'must begin with https:'],
  ['a file that is not there', { ...files, PARLEY_TLS_KEY: path.join(folder, 'none.pem') }, 'none.pem'],
])('a start with %s says so', async (_name, environment, words) => {
  const settings = readConfig({
    DATABASE_URL: house.adminUrl,
    PARLEY_DATA: house.folder,
    PORT: '0',
    PARLEY_SMTP_PORT: '0',
    ...environment,
  });
  await expect(startParley(settings, { writeLog: () => undefined })).rejects.toThrow(words);
});
