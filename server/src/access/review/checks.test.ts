// Looking over who may come in: each kind of neglect is planted and found, and nobody is named but by id.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StaffId } from '#kit/ids';
import { openRoom, type TestRoom } from '#test/room';
import { makeKey } from '../api-keys/keys.ts';
import { acceptInvitation, invite } from '../invitations.ts';
import { signIn } from '../sessions.ts';
import { reviewChecks } from './checks.ts';

let room: TestRoom;
beforeAll(async () => {
  room = await openRoom('access');
});
afterAll(() => room.stop());

const password = 'nine quiet kettles hum';
const check = (id: string) => room.ctx((ctx) => reviewChecks.find((each) => each.id === id)!.run(ctx));
const evidence = (id: string) => room.ctx(async (ctx) => reviewChecks.find((each) => each.id === id)?.evidence?.(ctx));
async function joins(name: string, role: 'administrator' | 'agent'): Promise<StaffId> {
  const email = `${name.toLowerCase()}@lantern.example.com`;
  const { link } = await room.ctx((ctx) => invite(ctx, { name, email, role }));
  return (await acceptInvitation(room.tools, link.split('#')[1] ?? '', { name, password })).staff;
}

test('administrators by a password alone are found', async () => {
  expect(await check('access.administrators-have-a-second-factor')).toBe(1);
  expect(await evidence('access.administrators-have-a-second-factor')).toEqual([expect.stringMatching(/^stf_/)]);
});

test('the fourth administrator among few is one too many', async () => {
  for (const name of ['Ada', 'Boris']) await joins(name, 'administrator');
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
