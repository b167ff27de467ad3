import { EventEmitter } from 'node:events';
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { config, readConfig } from '#kit/config';
import type { WorkspaceId } from '#kit/ids';
import { Problem } from '#kit/problem';
import type { Protocol } from '#kit/protocol';
import type { Route } from '#kit/route';
import type { Tools } from '#kit/tool';
import { type Door, openDoor } from './door.ts';
import { mountProtocol } from './protocols.ts';

const [carols, boriss] = ['wsp_00000000000000000000000001', 'wsp_00000000000000000000000002'] as unknown as [WorkspaceId, WorkspaceId];
const route = { name: 'me', permission: 'signed-in', purpose: null } as Route;
const megabyte = 1024 * 1024;
const about = { route, bodyLimit: 100 * megabyte };
let door: Door;
beforeEach(() => {
  const tools: Tools = new Map();
  config.set(tools, readConfig({ PARLEY_POOL: '20' }));
  door = openDoor(tools);
});
afterEach(() => vi.useRealTimers());

type Sent = {
  token?: string;
  key?: string;
  ip?: string;
  bytes?: number;
  chunked?: boolean;
  hook?: string;
  socket?: { destroyed: boolean };
};
const send = ({ token, key, ip = '192.0.2.1', bytes, chunked, hook, socket = { destroyed: false } }: Sent) => {
  const request = {
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(bytes && { 'content-length': String(bytes) }),
      ...(chunked && { 'transfer-encoding': 'chunked' }),
    },
    params: { ...(key && { key }) },
    ...{ ip, cookies: {}, raw: { socket } },
  } as unknown as FastifyRequest;
  const reply = { raw: new EventEmitter() } as unknown as FastifyReply;
  return { request, reply, look: () => door.look(request, reply, { ...about, hook }) };
};
const busy = { code: 'too-many', extras: { retryAfterSeconds: 1 } };
const refused = (sent: ReturnType<typeof send>): boolean => {
  try {
    sent.look();
    return false;
  } catch (error) {
    expect(error).toMatchObject(busy);
    return true;
  }
};
/** So many requests that do not end; gives how many were begun. */
async function crowd(many: number, sent: Sent): Promise<() => number> {
  let begun = 0;
  for (let at = 0; at < many; at += 1) {
    const one = send(sent);
    if (refused(one)) continue;
    door
      .pass(one.request, () => {
        begun += 1;
        return new Promise(() => undefined);
      })
      .catch(() => undefined);
  }
  await new Promise((resolve) => setImmediate(resolve));
  return () => begun;
}

describe('the door', () => {
  it('knows the company of a bearer it has seen, and lets strangers with its public key keep nobody of it waiting', async () => {
    door.remember('carols-token', carols);
    door.rememberKey('carols-widget');
    await crowd(600, { key: 'carols-widget' });
    expect(refused(send({ key: 'carols-widget' }))).toBe(true);
    expect((await crowd(10, { token: 'carols-token' }))()).toBe(10);
  });

  it('gives keys that somebody made up no lines of their own, and is never full for a company because strangers wait', async () => {
    door.remember('carols-token', carols);
    for (let at = 0; at < 600; at += 1) await crowd(1, { key: `made up ${at}` });
    expect(refused(send({ key: 'made up as well' }))).toBe(true);
    expect(refused(send({ key: 'made up as well', ip: '198.51.100.7' }))).toBe(false); // who comes from elsewhere
    for (let at = 0; at < 4_000; at += 1) await crowd(1, { ip: `198.18.${at >> 8}.${at & 255}` });
    expect(refused(send({ ip: '198.51.100.8' }))).toBe(true);
    expect(refused(send({ token: 'carols-token' }))).toBe(false);
    expect((await crowd(10, { token: 'carols-token' }))()).toBe(10);
  });

  it('takes a network of IPv6 for one stranger', async () => {
    for (let at = 0; at < 600; at += 1) await crowd(1, { ip: `2001:db8:1:2::${at.toString(16)}` });
    expect(refused(send({ ip: '2001:db8:1:2::ffff' }))).toBe(true);
    expect(refused(send({ ip: '2001:db8:1:3::1' }))).toBe(false);
  });

  it('lets one company alone have much, and a second one begin at once beside it', async () => {
    door.remember('carols-token', carols);
    door.remember('boriss-token', boriss);
    expect((await crowd(500, { token: 'carols-token' }))()).toBe(64);
    expect(refused(send({ token: 'carols-token' }))).toBe(true);
    expect(refused(send({ token: 'boriss-token' }))).toBe(false);
  });

  it('makes room for what is quick when something takes long, for a quarter of the connections at most', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    door.remember('carols-token', carols);
    const begun = await crowd(200, { token: 'carols-token' });
    expect(begun()).toBe(64);
    vi.advanceTimersByTime(600);
    await new Promise((resolve) => setImmediate(resolve));
    expect(begun()).toBe(69);
  });

  it('does nothing for somebody who has gone', async () => {
    const gone = send({ socket: { destroyed: true } });
    gone.look();
    const work = vi.fn();
    await expect(door.pass(gone.request, work)).rejects.toMatchObject(busy);
    expect(work).not.toHaveBeenCalled();
  });
});

describe('doors for providers', () => {
  const [carolsHook, borissHook] = ['a'.repeat(40), 'b'.repeat(40)];

  it('keep a burst of a thousand waiting, and what another account is handed from the same address beside it', async () => {
    door.rememberHook(carolsHook);
    door.rememberHook(borissHook);
    expect((await crowd(1_000, { hook: carolsHook }))()).toBe(3);
    expect(refused(send({ hook: carolsHook }))).toBe(false);
    expect((await crowd(3, { hook: borissHook }))()).toBe(3);
    await crowd(1_100, { hook: carolsHook });
    expect(refused(send({ hook: carolsHook }))).toBe(true); // what waits is bounded
    expect(refused(send({ hook: borissHook }))).toBe(false);
  });

  it('know no line by a key at which no provider proved itself, and hold no seat of a company', async () => {
    const made = (n: number) => n.toString(16).padStart(40, '0');
    const begun = await Promise.all(Array.from({ length: 9 }, (_, n) => crowd(300, { hook: made(n) })));
    expect(begun.map((each) => each()).reduce((sum, each) => sum + each)).toBe(3);
    expect(refused(send({ hook: made(9) }))).toBe(true);
    door.remember('carols-token', carols);
    door.rememberHook(carolsHook);
    expect([(await crowd(500, { token: 'carols-token' }))(), (await crowd(5, { hook: carolsHook }))()]).toEqual([64, 3]);
    expect((await crowd(1, { ip: '192.0.2.1' }))()).toBe(1);
  });

  it('take what was handed in by somebody who has gone', async () => {
    const gone = send({ hook: carolsHook, socket: { destroyed: true } });
    gone.look();
    expect(await door.pass(gone.request, () => 'taken')).toBe('taken');
  });
});

it.each([
  [true, 503],
  [undefined, 429],
] as const)('a full line says when to come again, and to providers (%s) never 429', async (isForProviders, status) => {
  const app = Fastify();
  const look = () => {
    throw new Problem('too-many', { retryAfterSeconds: 1 });
  };
  const protocol: Protocol = {
    ...{ prefix: '/hooks' as const, bodyLimitBytes: 100, perMinute: 10, ...(isForProviders && { isForProviders }) },
    ...{ answer: async () => ({ status: 200 }), refuse: (refused: number) => ({ status: refused }) },
  };
  await mountProtocol({ app, tools: new Map(), door: { ...door, look } }, protocol);
  const { statusCode, headers } = await app.inject({ method: 'POST', url: `/hooks/${'a'.repeat(40)}` });
  expect([statusCode, headers['retry-after']]).toEqual([status, '1']);
});

describe('large bodies', () => {
  beforeEach(() => door.remember('carols-token', carols));

  it('find room for 64 MB of one line, whether announced or not, and again when an answer has left', () => {
    const first = Array.from({ length: 3 }, () => send({ token: 'carols-token', bytes: 20 * megabyte }));
    expect(first.map(refused)).toEqual([false, false, false]);
    expect(refused(send({ token: 'carols-token', bytes: 20 * megabyte }))).toBe(true);
    expect(refused(send({ token: 'carols-token', chunked: true }))).toBe(true);
    expect(refused(send({ token: 'carols-token', bytes: 1000 }))).toBe(false);
    for (const event of ['finish', 'close']) first[0]?.reply.raw.emit(event); // both come; they count once
    expect(refused(send({ token: 'carols-token', bytes: 20 * megabyte }))).toBe(false);
    expect(refused(send({ token: 'carols-token', bytes: 20 * megabyte }))).toBe(true);
  });

  it('may be larger than that when nothing else of the line is there', () =>
    expect(refused(send({ token: 'carols-token', bytes: 90 * megabyte }))).toBe(false));

  it('of strangers share their room, and take none of a company', () => {
    const sent = Array.from({ length: 5 }, (_, at) => refused(send({ ip: `192.0.2.${at}`, bytes: 20 * megabyte })));
    expect(sent).toEqual([false, false, false, true, true]);
    expect(refused(send({ token: 'carols-token', bytes: 20 * megabyte }))).toBe(false);
  });
});
