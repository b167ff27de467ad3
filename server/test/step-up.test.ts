// Which acts are dangerous, by the trait on their routes, and that each of them asks for a fresh proof over the wire.
import { routes } from '@parley/contract';
import { harmless, dangerous as sortedDangerous } from '@parley/contract/danger';
import { staffRoutes } from '@parley/contract/routes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserOf } from '#test/browser-of';
import { openHouse } from '#test/house';
import { rooms } from '../src/rooms.ts';

const dangerous = rooms.flatMap((room) => room.routes ?? []).filter((route) => route.stepUp);
const vendor = { name: 'Example Host', service: 'Hosting', region: 'DE', role: 'processor', agreement: null, transfer: null };
const bodies: Record<string, object> = {
  setReception: { isOpen: false },
  addTeam: { name: 'North' },
  changeTeam: { name: 'North' },
  askHandOut: { by: 'letter', shown: 'A letter, signed', reason: 'No mail' },
  nameRepresentative: { email: 'boris@example.com' },
  invite: { email: 'boris@example.com', name: 'Boris', role: 'agent' },
  changeRecordFacts: { representative: null, joint: [], hostedIn: null, hostedBy: null, operatedBySelf: null, operator: null, version: 0 },
  addVendor: { code: 'example-host', ...vendor },
  changeVendor: { name: 'Example Host' },
  changePurpose: { period: 'P1D' },
  sendCampaign: { at: null, version: 1 },
  approveCampaign: { version: 1 },
  changeCampaignLimits: { quietFrom: 21, quietUntil: 8, sundays: true, timeZone: 'Europe/Berlin', most: 4, days: 30 },
  importConsents: { dryRun: true, rows: [{ address: 'ada@example.com' }] },
  confirmExport: { code: '0000-0000-0000-0000' },
  linkExport: { passPhrase: 'no phrase at all' },
  askEnd: { endsAt: '2099-01-01T00:00:00Z', returns: true, holds: 'wait' },
  changePassword: { password: 'nine quiet kettles hum' },
  addGrant: { role: 'agent' },
  changeGrant: { until: null },
  addRole: { name: 'Returns', permissions: ['staff.read'], purposes: [] },
  changeRole: { name: 'Returns', permissions: ['staff.read'], purposes: [] },
  decideReviewLine: { keep: true, reason: 'Needed for the job' },
  moveSandboxSwitch: { isOn: true },
  openEmergency: { scope: { person: 'per_00000000000000000000000000' }, reason: 'fault', note: 'It cannot be found otherwise' },
  changeStaffTerms: { formerDays: 30 },
  addProvider: {
    ...{ name: 'Lantern ID', issuer: 'https://id.example.com', clientId: 'parley', domains: ['example.com'], addsPeople: true },
    ...{ groupsClaim: 'groups', groups: [], strongAcr: [], passwordsOff: false },
  },
  changeProvider: { name: 'Lantern' },
  addChannel: { channel: 'email', name: 'Support', settings: { address: 'support@example.com' } },
  changeChannel: { name: 'Support' },
  approveAssessment: { revision: 0, factsHash: '0'.repeat(64) },
  makeKioskCode: { name: 'Counter' },
  makeApiKey: { name: 'Shop', scopes: ['people.read'], days: 30 },
  makeScimToken: {},
  eraseStaffNow: { reason: 'asked' },
};
const queries: Record<string, string> = { readFormerCopy: '?proved=known' };
const ids: Record<string, string> = {
  ...{ person: 'per', brought: 'brt' },
  ...{ request: 'req', kept: 'kpt', part: 'kpp', vendor: 'vnd', staff: 'stf', passkey: 'psk', provider: 'idp', role: 'rol', grant: 'grt' },
  ...{
    inbox: 'inb',
    line: 'rvl',
    hold: 'hld',
    purpose: 'pur',
    campaign: 'cpn',
    assessment: 'asm',
    export: 'ret',
    departure: 'dep',
    store: 'sto',
    field: 'fld',
    team: 'tem',
    key: 'apk',
  },
};

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

/** Acts of staff that are in neither list, in both, or sorted otherwise than their route is made. */
function unsorted(
  acts: readonly string[],
  made: readonly string[],
  lists: { dangerous: readonly string[]; harmless: readonly string[] },
): string[] {
  return [
    ...acts.filter((name) => Number(lists.dangerous.includes(name)) + Number(lists.harmless.includes(name)) !== 1),
    ...[...lists.dangerous, ...lists.harmless].filter((name) => !acts.includes(name)),
    ...acts.filter((name) => made.includes(name) !== lists.dangerous.includes(name)),
  ];
}
const isReading = (name: string, line: string) => line.startsWith('GET ') && !dangerous.some((route) => route.name === name);
const acts = Object.entries(staffRoutes).flatMap(([name, line]) => (isReading(name, line) ? [] : [name])); // to read can be dangerous too

describe('a dangerous act', () => {
  it('is told from a harmless one for every act of staff, as its route is made', () => {
    const made = dangerous.map((route) => route.name);
    expect(acts.length).toBeGreaterThan(40);
    expect(unsorted(acts, made, { dangerous: sortedDangerous, harmless: Object.keys(harmless) })).toEqual([]);
  });

  it('that nobody sorted, or that lost its trait, is noticed', () => {
    const lists = { dangerous: ['addVendor'], harmless: ['markRead'] };
    expect(unsorted(['addVendor', 'markRead', 'deleteEverything'], ['addVendor'], lists)).toEqual(['deleteEverything']);
    expect(unsorted(['addVendor', 'markRead'], [], lists)).toEqual(['addVendor']);
    expect(unsorted(['addVendor', 'markRead'], ['addVendor', 'markRead'], lists)).toEqual(['markRead']);
    expect(unsorted(['addVendor'], ['addVendor'], lists)).toEqual(['markRead']);
  });

  it.each(dangerous.map((route) => route.name))('%s asks for a proof of the last ten minutes', async (name) => {
    const [method = '', template = ''] = routes[name].split(' ');
    const path = template.replace(/:(\w+)/g, (_all, key: string) => `${ids[key]}_00000000000000000000000000`);
    expect(await browser.call(method, path + (queries[name] ?? ''), bodies[name])).toMatchObject({ status: 403, code: 'step-up-needed' });
  });
});
