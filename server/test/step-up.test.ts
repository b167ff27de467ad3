// Which acts are dangerous, by the trait on their routes, and that each of them asks for a fresh proof over the wire.
import { routes } from '@parley/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserOf } from '#test/browser-of';
import { openHouse } from '#test/house';
import { rooms } from '../src/rooms.ts';

const dangerous = rooms.flatMap((room) => room.routes ?? []).filter((route) => route.stepUp);
const vendor = { name: 'Example Host', service: 'Hosting', region: 'DE', role: 'processor', agreement: null, transfer: null };
const bodies: Record<string, object> = {
  invite: { email: 'boris@example.com', name: 'Boris', role: 'agent' },
  addVendor: { code: 'example-host', ...vendor },
  changeVendor: { name: 'Example Host' },
  changePassword: { password: 'nine quiet kettles hum' },
  addGrant: { role: 'agent' },
  changeGrant: { until: null },
  addRole: { name: 'Returns', permissions: ['staff.read'], purposes: [] },
  changeRole: { name: 'Returns', permissions: ['staff.read'], purposes: [] },
  addProvider: {
    ...{ name: 'Lantern ID', issuer: 'https://id.example.com', clientId: 'parley', domains: ['example.com'], addsPeople: true },
    ...{ groupsClaim: 'groups', groups: [], strongAcr: [], passwordsOff: false },
  },
  changeProvider: { name: 'Lantern' },
  makeApiKey: { name: 'Shop', scopes: ['people.read'], days: 30 },
};
const ids: Record<string, string> = { request: 'req', vendor: 'vnd', staff: 'stf', passkey: 'psk', provider: 'idp', role: 'rol', grant: 'grt' };

let house: Awaited<ReturnType<typeof openHouse>>;
let browser: ReturnType<typeof browserOf>;
beforeAll(async () => {
  house = await openHouse();
  browser = browserOf(house.url);
  const { email, password } = house.admin;
  await browser.call('POST', '/v1/sessions', { email, password });
  house.passTime(601_000);
});
afterAll(() => house.stop());

describe('a dangerous act', () => {
  it('is one of these, and a new one is written down here', () => {
    expect(dangerous.map((route) => route.name).sort()).toEqual([
      'addGrant',
      'addProvider',
      'addRole',
      'addVendor',
      'approveRequest',
      'changeGrant',
      'changePassword',
      'changeProvider',
      'changeRole',
      'changeVendor',
      'invite',
      'makeApiKey',
      'makeScimToken',
      'removeGrant',
      'removePasskey',
      'removeProvider',
      'removeRole',
      'removeSecondFactor',
      'renewRecoveryCodes',
      'startPasskey',
      'startTotp',
      'takeSecondFactor',
    ]);
  });

  it.each(dangerous.map((route) => route.name))('%s asks for a proof of the last ten minutes', async (name) => {
    const [method = '', template = ''] = routes[name].split(' ');
    const path = template.replace(/:(\w+)/g, (_all, key: string) => `${ids[key]}_00000000000000000000000000`);
    expect(await browser.call(method, path, bodies[name])).toMatchObject({ status: 403, code: 'step-up-needed' });
  });
});
