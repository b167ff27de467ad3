import { EventEmitter, once } from 'node:events';
import { request as ask } from 'node:http';
import type { AddressInfo } from 'node:net';
import { contract } from '@parley/contract';
import Fastify from 'fastify';
import type pg from 'pg';
import { expect, it, vi } from 'vitest';
import { config, readConfig } from '#kit/config';
import { newId, type WorkspaceId } from '#kit/ids';
import { clock, pool } from '#kit/pool';
import { route, special } from '#kit/route';
import type { Tools } from '#kit/tool';
import { openDoor } from './door.ts';
import { type Listener, openListening } from './listening.ts';
import { type Authenticators, mountRoute } from './mount.ts';

const [carols, boriss] = ['wsp_00000000000000000000000001', 'wsp_00000000000000000000000002'] as unknown as [WorkspaceId, WorkspaceId];
const ada = (token = 'ada', ip = '192.0.2.1'): Listener => ({ token, workspace: carols, isStaff: false, ip });
const staff = (token: string, workspace = carols): Listener => ({ token, workspace, isStaff: true, ip: '203.0.113.5' });
const busy = expect.objectContaining({ code: 'too-many', extras: { retryAfterSeconds: 10 } });

function open() {
  const listening = openListening();
  const pages: EventEmitter[] = [];
  const admit = (listener: Listener, many = 1) => {
    for (let at = 0; at < many; at += 1) {
      const page = new EventEmitter();
      listening.admit(page, listener);
      pages.push(page);
    }
  };
  return { admit, pages };
}

it('lets one customer listen sixteen times, and once more when a page was closed', () => {
  const { admit, pages } = open();
  admit(ada(), 16);
  expect(() => admit(ada())).toThrow(busy);
  admit(ada('boris'));
  pages[0]?.emit('close');
  admit(ada());
  expect(() => admit(ada())).toThrow(busy);
});

it('bounds what one network opens by ever new visits, and leaves others and all staff their places', () => {
  const { admit } = open();
  for (let at = 0; at < 64; at += 1) admit(ada(`visit ${at}`, `2001:db8:1:2::${at}`), 16);
  expect(() => admit(ada('one more', '2001:db8:1:2::ffff'))).toThrow(busy);
  admit(ada('one more', '2001:db8:1:3::1'));
  admit(staff('carol'));
});

it('bounds one session or key of staff, and one company', () => {
  const { admit } = open();
  admit(staff('carol'), 128);
  expect(() => admit(staff('carol'))).toThrow(busy);
  for (let at = 0; at < 31; at += 1) admit(staff(`key ${at}`), 128);
  expect(() => admit(staff('boris'))).toThrow(busy);
  admit(staff('boris', boriss));
});

it('counts nobody, and begins nothing, for a page that went away while its stream was being opened', async () => {
  const tools: Tools = new Map();
  config.set(tools, readConfig({}));
  clock.set(tools, () => new Date());
  const connection = { stream: { cork: () => undefined, uncork: () => undefined } };
  const client = { connection, query: async (text: unknown) => ({ command: text }), release: () => undefined };
  pool.set(tools, { connect: async () => client } as unknown as pg.Pool);
  const [listening, door, stop] = [openListening(), openDoor(tools), vi.fn()];
  const [admit, pass, start] = [vi.spyOn(listening, 'admit'), vi.spyOn(door, 'pass'), vi.fn(() => stop)];
  const [isOpening, gone, mayGoOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const caller = { workspace: carols, actor: { kind: 'staff', id: newId('stf') } as const };
  const app = Fastify({ forceCloseConnections: true });
  app.addHook('onRequest', async (_request, reply) => void reply.raw.once('close', gone.resolve));
  const authenticators = { staff: async () => caller } as unknown as Authenticators;
  const handle = async () => {
    isOpening.resolve();
    await mayGoOn.promise;
    return special({ stream: start });
  };
  const events = route('events', { permission: 'signed-in', purpose: null, handle });
  mountRoute({ app, tools, authenticators, door, listening }, events, contract.events);
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  const open = () =>
    ask({ port, path: '/v1/events', headers: { authorization: 'Bearer ada' } })
      .on('error', () => undefined)
      .end();
  const hasty = open();
  await isOpening.promise;
  hasty.destroy();
  await gone.promise;
  mayGoOn.resolve();
  await Promise.allSettled(pass.mock.results.map(({ value }) => value));
  expect([admit.mock.calls, start.mock.calls]).toEqual([[], []]);
  const [answer] = await once(open(), 'response'); // one that stays is counted
  expect([answer.statusCode, admit.mock.calls.length, start.mock.calls.length]).toEqual([200, 1, 1]);
  await app.close();
  await vi.waitFor(() => expect(stop).toHaveBeenCalledOnce());
});
