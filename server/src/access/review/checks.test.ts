// Looking over who may come in: each kind of neglect is planted and found, and nobody is named but by id.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId, type StaffId } from '#kit/ids';
import { append, list } from '#ledger';
import { openRoom, type TestRoom } from '#test/room';
import { makeKey } from '../api-keys/keys.ts';
import { addRole } from '../grants/roles.ts';
import { acceptInvitation, invite } from '../invitations.ts';
import { staffPurpose } from '../purpose.ts';
import { noteRefusal, recordRefusals } from '../refused/refused.ts';
import { addPerson } from '../scim/people.ts';
import { makeScimToken, scimCaller } from '../scim/tokens.ts';
import { signIn } from '../sessions.ts';
import { addProvider, removeProvider } from '../single-sign-on/providers.ts';
import { reviewChecks } from './checks.ts';

let room: TestRoom;
beforeAll(async () => {
  room = await openRoom('access');
});
afterAll(() => room.stop());

const password = 'nine quiet kettles hum';
const check = (id: string) => room.ctx((ctx) => reviewChecks.find((each) => each.id === id)!.run(ctx));
const evidence = (id: string) => room.ctx(async (ctx) => reviewChecks.find((each) => each.id === id)?.evidence?.(ctx));
async function joins(name: string, role: string): Promise<StaffId> {
  const email = `${name.toLowerCase()}@lantern.example.com`;
  const { link } = await room.ctx((ctx) => invite(ctx, { name, email, role }));
  return (await acceptInvitation(room.tools, link.split('#')[1] ?? '', { name, password })).staff;
}

test('administrators by a password alone are found', async () => {
  expect(await check('access.administrators-have-a-second-factor')).toBe(1);
  expect(await evidence('access.administrators-have-a-second-factor')).toEqual([expect.stringMatching(/^stf_/)]);
});

test('the fourth administrator among few is one too many', async () => {
  expect(await check('access.a-second-administrator-is-there')).toBe(1);
  for (const name of ['Ada', 'Boris']) await joins(name, 'administrator');
  expect(await check('access.a-second-administrator-is-there')).toBe(0);
  expect(await check('access.administrators-are-few')).toBe(0);
  await joins('Cleo', 'administrator');
  expect(await check('access.administrators-are-few')).toBe(1);
});

test('an account that nobody used for ninety days is found, one that somebody came by is not', async () => {
  expect(await check('access.accounts-are-used')).toBe(0);
  const dora = await joins('Dora', 'agent');
  room.setTime('2027-02-01T09:00:00Z');
  await signIn(room.tools, 'ada@lantern.example.com', password);
  room.setTime('2027-03-15T09:00:00Z');
  expect(await check('access.accounts-are-used')).toBe(4); // carol, boris, cleo, dora
  expect(await evidence('access.accounts-are-used')).toContain(dora);
  await signIn(room.tools, 'dora@lantern.example.com', password);
  expect(await check('access.accounts-are-used')).toBe(3);
});

test('a key of a program that was not used for ninety days is found', async () => {
  room.setTime('2027-03-16T09:00:00Z');
  const eve = await joins('Eve', 'agent');
  const { view } = await room.ctx((ctx) => makeKey(ctx, eve, { name: 'Shop', scopes: ['people.read'], days: 365 }));
  room.setTime('2027-06-14T09:00:00Z');
  expect(await check('access.keys-are-used')).toBe(0);
  room.setTime('2027-06-16T09:00:00Z');
  expect(await check('access.keys-are-used')).toBe(1);
  expect(await evidence('access.keys-are-used')).toEqual([view.id]);
});

test('a token for provisioning that was not used for ninety days is found, until it runs out', async () => {
  const facts = { name: 'Lantern ID', issuer: 'https://id.example.com', clientId: 'parley', domains: ['lantern.example.com'] };
  const more = { addsPeople: true, groupsClaim: 'groups', groups: [], strongAcr: [], passwordsOff: false };
  const before = await evidence('access.keys-are-used');
  const { id } = await room.ctx((ctx) => addProvider(ctx, { ...facts, ...more }));
  const { token, view } = await room.ctx((ctx) =>
    makeScimToken({ ...ctx, actor: { kind: 'system', id: newId('stf') } }, id, { days: 100 }),
  );
  const unused = async () => (await evidence('access.keys-are-used'))?.filter((id) => !before?.includes(id));
  expect([view.expiresAt?.toISOString(), await unused()]).toEqual(['2027-09-24T09:00:00.000Z', []]);
  room.setTime('2027-09-15T09:00:00Z');
  expect(await unused()).toEqual([view.id]);
  const inStep = await scimCaller(room.tools, token);
  expect(inStep).toBeDefined();
  expect(await unused()).toEqual([]);

  // whoever leaves at the provider must be heard of here, before and after the last token ends
  const goesOn = () => evidence('access.provisioning-goes-on');
  expect(await goesOn()).toEqual([]); // it keeps nobody in step
  await room.ctx((ctx) =>
    addPerson(
      { ctx: { ...ctx, purpose: staffPurpose }, provider: inStep!.provider, base: '' },
      { userName: 'lea@lantern.example.com', displayName: 'Lea' },
    ),
  );
  expect(await goesOn()).toEqual([id]);
  room.setTime('2027-08-24T09:00:00Z');
  expect(await goesOn()).toEqual([]);
  room.setTime('2027-09-24T09:00:00Z');
  expect(await scimCaller(room.tools, token)).toBeUndefined();
  expect(await goesOn()).toEqual([id]);
  const renew = (days: number | null) =>
    room.ctx((ctx) => makeScimToken({ ...ctx, actor: { kind: 'system', id: newId('stf') } }, id, { days }));
  await renew(30);
  expect(await check('access.provisioning-goes-on')).toBe(1);
  await renew(null);
  expect(await goesOn()).toEqual([]);
  await room.ctx((ctx) => removeProvider(ctx, id));
  room.setTime('2027-06-16T09:00:00Z');
});

test('an account at which somebody guesses is found for a day', async () => {
  room.setTime('2027-07-01T09:00:00Z');
  const gus = await joins('Gus', 'agent');
  for (let tries = 0; tries < 51; tries += 1)
    noteRefusal(room.tools, { workspace: room.workspace, staff: gus }, { code: 'wrong-credentials' });
  expect(await check('access.nobody-guesses')).toBe(0);
  await recordRefusals(room.tools);
  expect(await check('access.nobody-guesses')).toBe(1);
  expect(await evidence('access.nobody-guesses')).toEqual([gus]);
  room.setTime('2027-07-02T10:00:00Z');
  expect(await check('access.nobody-guesses')).toBe(0);
});

test('five accounts that are guessed at side by side are all found, and so is one password tried at many', async () => {
  room.setTime('2027-08-01T09:00:00Z');
  const { workspace, tools } = room;
  const guess = (staff: readonly StaffId[]) => {
    for (const each of staff) noteRefusal(tools, { workspace, staff: each }, { code: 'wrong-credentials' });
  };
  const five = Array.from({ length: 5 }, () => newId('stf'));
  for (let hour = 9; hour < 12; hour += 1) {
    room.setTime(`2027-08-01T${String(hour).padStart(2, '0')}:00:00Z`);
    for (let tries = 0; tries < 20; tries += 1) guess(five);
    await recordRefusals(tools);
    guess(five);
    await recordRefusals(tools); // within the hour: it waits for the sum
  }
  expect(new Set(await evidence('access.nobody-guesses'))).toEqual(new Set(five));
  room.setTime('2027-08-03T09:00:00Z');
  expect(await check('access.nobody-tries-everybody')).toBe(0);
  guess(Array.from({ length: 100 }, () => newId('stf')));
  const tooMany = { code: 'too-many' } as const;
  // whoever comes from outside comes from there, also with a header of their own that says they were forwarded
  const header = (name: string) => (name === 'x-forwarded-for' ? '192.0.2.9' : undefined);
  for (const [ip, from] of [
    ['93.184.216.34', 'internet'],
    ['192.0.2.7', undefined],
  ] as const) {
    const provider = newId('idp');
    noteRefusal(tools, { workspace, provider }, { code: 'provider-refused', extras: { because: 'provider-away' } }, { ip, header });
    await recordRefusals(tools);
    const { items } = await room.ctx((ctx) => list(ctx, { kind: 'staff.sign-in-refused', limit: 200 }));
    const entry = items.find(({ facts }) => facts?.['provider'] === provider);
    expect(entry).toBeDefined();
    expect([ip, entry?.facts?.['from']]).toEqual([ip, from]);
  }
  for (let tries = 0; tries < 101; tries += 1) noteRefusal(tools, { workspace, provider: newId('idp') }, tooMany, { ip: '192.0.2.7' });
  await recordRefusals(tools);
  expect(await check('access.nobody-guesses')).toBe(0);
  expect(await check('access.nobody-tries-everybody')).toBe(1);
  room.setTime('2027-08-06T09:00:00Z');
  const away = { code: 'provider-refused', extras: { because: 'provider-away' } } as const;
  const provider = newId('idp');
  for (let times = 0; times < 301; times += 1) noteRefusal(tools, { workspace, provider }, away, { ip: '192.0.2.7' });
  await recordRefusals(tools);
  expect(await check('access.nobody-tries-everybody'), 'an outage is no try at anybody').toBe(0);
});

test('a right to look at customers that nobody used for ninety days is found, and looks at colleagues are no use of it', async () => {
  room.setTime('2028-01-01T09:00:00Z');
  const fay = await joins('Fay', 'supervisor');
  room.setTime('2028-03-01T09:00:00Z');
  const purposes = [staffPurpose, 'service-conversation'] as const;
  const look = (purpose: string) =>
    room.ctx((ctx) => append(ctx, { kind: 'data.revealed', subject: fay, facts: { by: fay, purpose } }), {
      actor: { kind: 'staff', id: fay },
    });
  await look(purposes[0]);
  room.setTime('2028-04-05T09:00:00Z');
  expect(await evidence('access.rights-are-used')).toContain(fay);
  const before = await check('access.rights-are-used');
  expect(before).toBeGreaterThan(0);
  await look(purposes[1]);
  expect(await check('access.rights-are-used')).toBe(before - 1);
});

test('a role of the company’s own that nobody holds is found', async () => {
  expect(await check('access.roles-are-held')).toBe(0);
  const { id } = await room.ctx((ctx) => addRole(ctx, { name: 'Returns', permissions: ['staff.read'], purposes: [] }));
  expect(await check('access.roles-are-held')).toBe(1);
  expect(await evidence('access.roles-are-held')).toEqual([id]);
});
