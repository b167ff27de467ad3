import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import type { WorkspaceId } from '#kit/ids';
import { type Listener, openListening } from './listening.ts';

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
