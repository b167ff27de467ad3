// Who may set a provider up, and what is left of its word when it is changed or gone.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#kit/ctx';
import type { StaffId } from '#kit/ids';
import { list } from '#ledger';
import { openRoom, type TestRoom } from '#test/room';
import { accessChecks } from '../checks.ts';
import { grantsOf } from '../grants/grants.ts';
import { addRole } from '../grants/roles.ts';
import { acceptInvitation, invite, makeLink } from '../invitations.ts';
import { makeScimToken } from '../scim/tokens.ts';
import { viewStaff } from '../staff.ts';
import { addProvider, changeProvider, removeProvider } from './providers.ts';
import { followRoles } from './roles.ts';

let room: TestRoom;
let carol: StaffId;
beforeAll(async () => {
  room = await openRoom('access');
  carol = (await room.ctx((ctx) => viewStaff(ctx)))[0]?.id as StaffId;
});
afterAll(() => room.stop());

const facts = {
  ...{ name: 'Lantern ID', issuer: 'https://id.example.com', clientId: 'parley', domains: ['example.com'], addsPeople: true },
  ...{ groupsClaim: 'groups', groups: [] as { group: string; role: string }[], strongAcr: [], passwordsOff: false },
};
const by = (id: StaffId): { actor: Actor; purpose: string } => ({ actor: { kind: 'staff', id }, purpose: 'staff-administration' });
async function join(name: string, role: string): Promise<StaffId> {
  const { link } = await room.ctx((ctx) => invite(ctx, { name, email: `${name.toLowerCase()}@example.com`, role }));
  return (await acceptInvitation(room.tools, link.split('#')[1] ?? '', { name, password: 'nine quiet kettles hum' })).staff;
}
const rolesOf = async (staff: StaffId) => (await room.ctx((ctx) => grantsOf(ctx, staff))).map((each) => each.role).sort();

test('only an administrator says which provider speaks for whom: whoever chooses it comes in as anybody', async () => {
  const helper = await room.ctx((ctx) => addRole(ctx, { name: 'Helper', permissions: ['staff.read', 'staff.change'], purposes: [] }));
  const dora = by(await join('Dora', helper.id));
  const wider = { code: 'not-permitted', extras: { because: 'wider-than-own' } };
  await expect(room.ctx((ctx) => addProvider(ctx, facts), dora)).rejects.toMatchObject(wider);
  const { id } = await room.ctx((ctx) => addProvider(ctx, facts), by(carol));
  await expect(room.ctx((ctx) => changeProvider(ctx, id, { issuer: 'https://id.example.org' }), dora)).rejects.toMatchObject(wider);
  await expect(room.ctx((ctx) => makeScimToken(ctx, id), dora)).rejects.toMatchObject(wider);
  await expect(room.ctx((ctx) => removeProvider(ctx, id), dora)).rejects.toMatchObject(wider);
  expect((await room.ctx((ctx) => makeScimToken(ctx, id), by(carol))).token).toMatch(/^parley_scim_/);
  await room.ctx((ctx) => removeProvider(ctx, id), by(carol));
});

test('where passwords are switched off no invitation sets one; the link of the operator does, for an administrator', async () => {
  const { id } = await room.ctx((ctx) => addProvider(ctx, { ...facts, passwordsOff: true }), by(carol));
  const accept = (link: string) =>
    acceptInvitation(room.tools, link.split('#')[1] ?? '', { name: 'Emil', password: 'nine quiet kettles hum' });
  const wanted = { name: 'Emil', email: 'emil@example.com', role: 'administrator' };
  const { link, staff } = await room.ctx((ctx) => invite(ctx, wanted), by(carol));
  await expect(accept(link)).rejects.toMatchObject({ code: 'use-provider' });
  const fromOperator = await room.ctx((ctx) => makeLink(ctx, staff.id, new Date(ctx.now.getTime() + 3_600_000)));
  expect((await accept(fromOperator)).staff).toBe(staff.id);
  await room.ctx((ctx) => removeProvider(ctx, id), by(carol));
});

test('what a group gives to whoever said what it means stands in the ledger as given to oneself, and is found', async () => {
  const check = accessChecks.find((each) => each.id === 'access.nobody-gave-themselves-customers');
  const found = () => room.ctx(async (ctx) => check?.run(ctx));
  const gina = await join('Gina', 'administrator');
  const groups = [{ group: 'Leads', role: 'supervisor' }];
  const { id } = await room.ctx((ctx) => addProvider(ctx, { ...facts, groups }), by(gina));
  await room.ctx((ctx) => changeProvider(ctx, id, { groups: [...groups, { group: 'Desk', role: 'agent' }] }), by(carol)); // the first stays gina's
  await room.ctx((ctx) => followRoles(ctx, gina, 'provider', ['supervisor', 'agent']));
  const items = (await room.ctx((ctx) => list(ctx, { kind: 'staff.granted', subject: gina, limit: 2 }))).items;
  expect(items.map(({ facts }) => [facts?.['role'], facts?.['toSelf'] ?? 0])).toEqual([
    ['agent', 0],
    ['supervisor', 1],
  ]);
  expect(await found()).toBe(1);
  await room.ctx((ctx) => followRoles(ctx, gina, 'provider', []));
  expect(await found()).toBe(0);
  await room.ctx((ctx) => removeProvider(ctx, id), by(carol));
  expect(await rolesOf(gina)).toEqual(['administrator']);
});
