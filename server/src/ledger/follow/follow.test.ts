// Entries on their way to real receivers: syslog over TCP and TLS, HTTPS. Everything arrives, in order, also after failures; nothing that names a customer does.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttps } from 'node:https';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import tls from 'node:tls';
import { generate } from 'selfsigned';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { config } from '#kit/config';
import { newId, type WorkspaceId } from '#kit/ids';
import type { Tools } from '#kit/tool';
import { appendMany, forgetPayloads, sequence } from '#ledger';
import { type Ground, openGround } from '#test/ground';
import { checks } from '../checks.ts';
import { follow } from './follow.ts';
import type { Line } from './line.ts';
import { frame } from './send.ts';
import { readTarget } from './target.ts';

let ground: Ground;
let workspace: WorkspaceId;
let folder: string;
let pair: { key: string; cert: string };
let stranger: { key: string; cert: string };
const open: (() => void)[] = [];
const [ada, boris] = [newId('per'), newId('per')];
const carol = newId('stf');

async function certificate() {
  const altNames = [
    { type: 2, value: 'localhost' },
    { type: 7, ip: '127.0.0.1' },
  ] as const;
  const made = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [...altNames] },
    ],
  });
  return { key: made.private, cert: made.cert };
}

beforeAll(async () => {
  ground = await openGround({ keys: false });
  folder = mkdtempSync(path.join(tmpdir(), 'parley-siem-'));
  [pair, stranger] = [await certificate(), await certificate()];
  writeFileSync(path.join(folder, 'ca.pem'), pair.cert);
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await ground.stop();
});
beforeEach(async () => {
  workspace = newId('wsp');
  await record(3);
});
afterEach(() => {
  for (const close of open.splice(0)) close();
});

const record = async (count: number) => {
  await ground.ctx(
    (ctx) =>
      appendMany(
        ctx,
        Array.from({ length: count }, (_, n) => ({
          kind: 'data.revealed',
          subject: ada,
          by: { kind: 'staff' as const, id: carol },
          facts: { n, fields: 'name,email', beside: boris, conversation: newId('cnv') },
        })),
      ),
    { workspace },
  );
  await ground.ctx(sequence, { workspace });
};
const listen = (server: net.Server | tls.Server) =>
  new Promise<number>((resolve) => {
    open.push(() => server.close());
    server.listen(0, '127.0.0.1', () => resolve((server.address() as net.AddressInfo).port));
  });
const towards = (settings: { siem: string; siemAuthorization?: string; siemCa?: string }): Tools => {
  const tools = new Map(ground.tools);
  config.set(tools, { ...ground.settings, publicUrl: 'https://talk.example.com', ...settings });
  return tools;
};
const positions = (lines: readonly Line[]) => lines.filter((line) => line.workspace === workspace).map((line) => line.position);

/** Takes messages apart by their octet counts, as RFC 6587 has it; what is left over is a fault. */
function takeApart(bytes: Buffer): { heads: string[]; lines: Line[] } {
  const found = { heads: [] as string[], lines: [] as Line[] };
  for (let at = 0; at < bytes.length; ) {
    const blank = bytes.indexOf(' ', at);
    const length = Number(bytes.subarray(at, blank).toString());
    const message = bytes.subarray(blank + 1, blank + 1 + length).toString();
    if (message.length !== length) throw new Error('a message is cut off');
    const [, head = '', json = ''] = /^(.*? - )(\{.*\})$/.exec(message) ?? [];
    found.heads.push(head);
    found.lines.push(JSON.parse(json) as Line);
    at = blank + 1 + length;
  }
  return found;
}

/** A syslog receiver that reads each connection to its end; `cut` makes it break off in the middle of the next one. */
async function receiver(secure?: { key: string; cert: string }) {
  const state = { heads: [] as string[], lines: [] as Line[], connections: 0, cut: false };
  const serve = (socket: net.Socket) => {
    const parts: Buffer[] = [];
    state.connections += 1;
    socket.on('error', () => undefined);
    socket.on('data', (part: Buffer) => {
      if (state.cut) return void socket.resetAndDestroy?.();
      parts.push(part);
    });
    socket.on('end', () => {
      const { heads, lines } = takeApart(Buffer.concat(parts));
      state.heads.push(...heads);
      state.lines.push(...lines);
      socket.end();
    });
  };
  const port = await listen(
    secure ? tls.createServer({ ...secure, allowHalfOpen: true }, serve) : net.createServer({ allowHalfOpen: true }, serve),
  );
  return { state, port };
}

describe('syslog', () => {
  it('over TCP: each entry is a message of RFC 5424 behind its length, once and in order', async () => {
    const { state, port } = await receiver();
    const tools = towards({ siem: `syslog+tcp://127.0.0.1:${port}` });
    await follow(tools);
    expect(positions(state.lines)).toEqual([0, 1, 2]);
    expect(state.heads[0]).toBe('<109>1 2026-11-24T09:00:00.000Z talk.example.com parley - data.revealed - ');
    await record(2);
    await follow(tools);
    await follow(tools);
    expect(positions(state.lines)).toEqual([0, 1, 2, 3, 4]);
  });

  it('over TLS: to the receiver that the named authority vouches for, and to no other', async () => {
    const { state, port } = await receiver(pair);
    const siemCa = path.join(folder, 'ca.pem');
    await follow(towards({ siem: `syslog+tls://localhost:${port}`, siemCa }));
    expect(positions(state.lines)).toEqual([0, 1, 2]);
    const impostor = await receiver(stranger);
    await follow(towards({ siem: `syslog+tls://localhost:${impostor.port}`, siemCa }));
    expect(impostor.state.lines).toEqual([]);
    expect(ground.lines.at(-1)).toContain('ledger.follower-failed');
  });

  it('sends again what the receiver did not read to its end', async () => {
    const { state, port } = await receiver();
    const tools = towards({ siem: `syslog+tcp://127.0.0.1:${port}` });
    state.cut = true;
    await follow(tools);
    expect(state.lines).toEqual([]);
    expect(ground.lines.at(-1)).toContain('ledger.follower-failed');
    state.cut = false;
    await follow(tools);
    expect(positions(state.lines)).toEqual([0, 1, 2]);
  });

  it('counts bytes', () => {
    const line = { time: '2026-11-24T09:00:00.000Z', act: 'a'.repeat(80), facts: { code: 'ü' } } as unknown as Line;
    const framed = frame(line, 'talk.example.com').toString();
    expect(framed).toMatch(/^\d+ <109>1 2026-11-24T09:00:00\.000Z talk\.example\.com parley - a{32} - \{/);
    expect(Number(framed.split(' ')[0])).toBe(Buffer.byteLength(framed) - framed.indexOf(' ') - 1);
  });
});

describe('https', () => {
  const answers: number[] = [];
  const seen = { lines: [] as Line[], headers: [] as unknown[] };
  const serve = async () => {
    const server = createHttps(pair, async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      const status = answers.shift() ?? 204;
      seen.headers.push([request.method, request.url, request.headers['content-type'], request.headers.authorization]);
      if (status < 300)
        seen.lines.push(
          ...Buffer.concat(parts)
            .toString()
            .trimEnd()
            .split('\n')
            .map((line) => JSON.parse(line) as Line),
        );
      response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end();
    });
    return listen(server);
  };

  it('takes JSON lines, and again whatever was not answered with yes', async () => {
    const siem = `https://localhost:${await serve()}/collect`;
    const tools = towards({ siem, siemAuthorization: 'Bearer example-token', siemCa: path.join(folder, 'ca.pem') });
    for (const status of [500, 302, 401]) {
      answers.push(status);
      await follow(tools);
      expect(ground.lines.at(-1)).toContain(`status-${status}`);
    }
    expect(seen.lines).toEqual([]);
    await follow(tools);
    expect(positions(seen.lines)).toEqual([0, 1, 2]);
    expect(seen.headers[0]).toEqual(['POST', '/collect', 'application/x-ndjson', 'Bearer example-token']);
    expect(ground.lines.join()).not.toContain('example-token');
  });

  it('brings nothing that names a customer, before an erasure and after', async () => {
    await ground.ctx((ctx) => appendMany(ctx, [{ kind: 'consent.given', subject: ada, by: { kind: 'person', id: ada } }]), { workspace });
    await ground.ctx(sequence, { workspace });
    const siem = `https://localhost:${await serve()}/collect`;
    await follow(towards({ siem, siemCa: path.join(folder, 'ca.pem') }));
    const lines = seen.lines.filter((line) => line.workspace === workspace);
    expect(lines).toHaveLength(4);
    expect(lines[1]).toEqual({
      time: '2026-11-24T09:00:00.000Z',
      workspace,
      position: 1,
      id: expect.stringMatching(/^led_/),
      act: 'data.revealed',
      by: 'staff',
      actor: carol,
      purpose: 'service-conversation',
      facts: { n: 1, fields: 'name,email' },
      leaf: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/),
    });
    expect(lines[3]).toMatchObject({ by: 'person', actor: null, facts: {} });
    await ground.ctx((ctx) => forgetPayloads(ctx, [ada]), { workspace });
    await follow(towards({ siem: `https://localhost:${await serve()}/other`, siemCa: path.join(folder, 'ca.pem') })); // another target begins at the beginning
    const after = seen.lines.filter((line) => line.workspace === workspace).slice(4);
    expect(after.slice(0, 4).map(({ by, actor, purpose, facts }) => ({ by, actor, purpose, facts }))).toEqual(
      Array.from({ length: 4 }, () => ({ by: null, actor: null, purpose: null, facts: {} })),
    );
    expect(JSON.stringify(seen.lines)).not.toMatch(/per_|cnv_/);
  });
});

it('a receiver that is away for a day is a finding', async () => {
  const { port } = await receiver();
  const tools = towards({ siem: `syslog+tcp://127.0.0.1:${port}` });
  const behind = () => ground.ctx((ctx) => checks.find((check) => check.id === 'ledger.follower-behind')!.run(ctx), { workspace, tools });
  expect(await behind()).toBe(0);
  ground.setTime(new Date('2026-11-25T10:00:00Z'));
  expect(await behind()).toBe(1);
  await follow(tools);
  expect(await behind()).toBe(0);
  ground.setTime(new Date('2026-11-24T09:00:00Z'));
});

it('the configuration of the receiver says what it takes, and keeps its secret to itself', () => {
  const none = { siemAuthorization: '', siemCa: '' };
  expect(readTarget({ siem: '', ...none })).toBeUndefined();
  expect(readTarget({ siem: 'syslog+tls://siem.example.com', ...none })).toMatchObject({
    kind: 'tls',
    host: 'siem.example.com',
    port: 6514,
  });
  expect(readTarget({ siem: 'syslog+tcp://[::1]:5140', ...none })).toMatchObject({ kind: 'tcp', host: '::1', port: 5140 });
  expect(readTarget({ siem: 'https://siem.example.com/in?source=parley', ...none })).toMatchObject({
    name: 'https://siem.example.com/in',
    path: '/in?source=parley',
    port: 443,
  });
  for (const siem of [
    'http://siem.example.com',
    'syslog://siem.example.com',
    'siem.example.com:514',
    'https://ada:secret@siem.example.com/',
    'syslog+tls://',
  ]) {
    expect(() => readTarget({ siem, ...none }), siem).toThrow(/^PARLEY_SIEM takes/);
  }
  for (const here of ['127.0.0.1', '127.8.0.9', 'localhost'])
    expect(readTarget({ siem: `syslog+tcp://${here}`, ...none })?.host).toBe(here);
  for (const host of ['siem.example.com', '192.0.2.7', '[2001:db8::1]', 'localhost.example.com', '127.0.0.1.example.com'])
    expect(() => readTarget({ siem: `syslog+tcp://${host}:601`, ...none }), host).toThrow(/on this machine only/);
});
