// Who may set a provider up, and what is left of its word when it is changed or gone.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#kit/ctx';
import type { StaffId } from '#kit/ids';
import { list } from '#ledger';
import { openRoom, type TestRoom } from '#test/room';
import { judgeAlone, listAlone } from '../alone/acts.ts';
import { accessChecks } from '../checks.ts';
import { grantsOf } from '../grants/grants.ts';
import { addRole } from '../grants/roles.ts';
import { acceptInvitation, invite, makeLink } from '../invitations.ts';
import { addGroup } from '../scim/groups.ts';
import { addPerson, person } from '../scim/people.ts';
import { makeScimToken } from '../scim/tokens.ts';
import { viewStaff } from '../staff.ts';
import { follow, unfollowed } from './given.ts';
import { addProvider, changeProvider, removeProvider } from './providers.ts';
import { addLink, linkedAt, providerRow } from './store.ts';

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
  await room.ctx((ctx) => follow(ctx, gina, 'provider', { roles: ['supervisor', 'agent'], teams: [] }));
  const items = (await room.ctx((ctx) => list(ctx, { kind: 'staff.granted', subject: gina, limit: 2 }))).items;
  expect(items.map(({ facts }) => [facts?.['role'], facts?.['toSelf'] ?? 0])).toEqual([
    ['agent', 0],
    ['supervisor', 1],
  ]);
  expect(await found()).toBe(1);
  await room.ctx((ctx) => unfollowed(ctx, gina, 'provider'));
  expect(await found(), 'also when the group gives it no longer').toBe(1);
  const [act] = await room.ctx((ctx) => listAlone(ctx));
  expect(act).toMatchObject({ kind: 'grant', staff: { id: gina }, role: 'supervisor' });
  await room.ctx((ctx) => judgeAlone(ctx, carol, act!.id, 'justified'), by(carol));
  expect(await found()).toBe(0);
  await room.ctx((ctx) => removeProvider(ctx, id), by(carol));
  expect(await rolesOf(gina)).toEqual(['administrator']);
});

test('who became an officer by what a group came to mean does not judge that; who was one before does', async () => {
  const [omar, pia] = [await join('Omar', 'administrator'), await join('Pia', 'auditor')];
  const { id } = await room.ctx((ctx) => addProvider(ctx, facts), by(omar));
  await asProvider(id, (scim) => addGroup(scim, { displayName: 'Watch', members: [{ value: pia }] }));
  await room.ctx((ctx) => changeProvider(ctx, id, { groups: [{ group: 'Watch', role: 'privacy-officer' }] }), by(omar));
  expect(await rolesOf(pia)).toContain('privacy-officer');
  const [act] = await room.ctx((ctx) => listAlone(ctx));
  expect(act).toMatchObject({ kind: 'officer', staff: { id: omar }, whom: null });
  const judge = (who: StaffId) => room.ctx((ctx) => judgeAlone(ctx, who, act!.id, 'justified'), by(who));
  await expect(judge(pia)).rejects.toMatchObject({ code: 'needs-second-person' });
  await judge(carol);
  await room.ctx((ctx) => removeProvider(ctx, id), by(carol));
});

/** What a provider does by its token. */
const asProvider = <T>(id: string, work: (scim: Parameters<typeof addPerson>[0]) => Promise<T>): Promise<T> =>
  room.ctx(
    async (ctx) => {
      const provider = await providerRow(ctx.db, ctx.workspace, id);
      if (!provider) throw new Error('a provider vanished');
      return work({ ctx, provider, base: '' });
    },
    { purpose: 'staff-administration' },
  );

test('whoever may only give little gets no link to an account that a provider keeps, or that holds more', async () => {
  const wider = { code: 'not-permitted', extras: { because: 'wider-than-own' } };
  const helper = await room.ctx((ctx) => addRole(ctx, { name: 'Greeter', permissions: ['staff.read', 'staff.invite'], purposes: [] }));
  const hans = by(await join('Hans', helper.id));
  const again = (name: string) => (ctx: Parameters<typeof invite>[0]) =>
    invite(ctx, { name, email: `${name.toLowerCase()}@example.com`, role: helper.id });
  await room.ctx((ctx) => invite(ctx, { name: 'Ida', email: 'ida@example.com', role: 'supervisor' }), by(carol));
  await expect(room.ctx(again('Ida'), hans)).rejects.toMatchObject(wider);
  const { id } = await room.ctx((ctx) => addProvider(ctx, { ...facts, groups: [{ group: 'Leads', role: 'supervisor' }] }), by(carol));
  await asProvider(id, (scim) => addPerson(scim, { userName: 'jana@example.com', displayName: 'Jana' }));
  await expect(room.ctx(again('Jana'), hans)).rejects.toMatchObject(wider);
  expect((await room.ctx(again('Jana'), by(carol))).link).toContain('/invitation#');
  // a link that was made before is worthless once a group gives more
  const { link, staff } = await room.ctx(again('Kim'), hans);
  await asProvider(id, (scim) => addGroup(scim, { displayName: 'Leads', members: [{ value: staff.id }] }));
  const kim = { name: 'Kim', password: 'nine quiet kettles hum' };
  await expect(acceptInvitation(room.tools, link.split('#')[1] ?? '', kim)).rejects.toMatchObject({ code: 'not-found' });
  await room.ctx((ctx) => removeProvider(ctx, id), by(carol));
});

test('roles end with what gave them: an unmapped group, a domain that is gone, another issuer, a removed provider', async () => {
  const groups = ['agent', 'supervisor'].map((role) => ({ group: role, role }));
  const domains = ['example.com', 'example.net'];
  const { id } = await room.ctx((ctx) => addProvider(ctx, { ...facts, domains, groups }), by(carol));
  const change = (parts: object) => room.ctx((ctx) => changeProvider(ctx, id, parts), by(carol));
  const [lena, mia] = [await join('Lena', 'auditor'), await join('Mia', 'auditor')];
  const comesIn = (staff: StaffId, roles: string[]) =>
    room.ctx(async (ctx) => {
      await addLink(ctx.db, ctx.workspace, { provider_id: id, staff_id: staff, subject_hash: `hash of ${staff}` }, ctx.now);
      await follow(ctx, staff, 'provider', { roles, teams: [] });
    });
  await comesIn(lena, ['agent', 'supervisor']);
  await asProvider(id, (scim) => addGroup(scim, { displayName: 'agent', members: [{ value: mia }] }));
  await change({ groups: groups.slice(0, 1) });
  expect(await rolesOf(lena)).toEqual(['agent', 'auditor']);
  expect(await rolesOf(mia)).toEqual(['agent', 'auditor']);
  await change({ issuer: 'https://id.example.org' });
  expect(await rolesOf(lena)).toEqual(['auditor']);
  await comesIn(lena, ['agent']);
  await change({ domains: ['example.net'] });
  expect([await rolesOf(lena), await rolesOf(mia)]).toEqual([['auditor'], ['auditor']]);
  expect(await room.ctx((ctx) => linkedAt(ctx.db, ctx.workspace, id))).toEqual([]);
  await change({ domains });
  await comesIn(lena, ['agent']);
  await asProvider(id, async (scim) => {
    await person(scim, mia);
    await addGroup(scim, { displayName: 'Agents', externalId: 'agent', members: [{ value: mia }] });
  });
  expect([await rolesOf(lena), await rolesOf(mia)]).toEqual([
    ['agent', 'auditor'],
    ['agent', 'auditor'],
  ]);
  await room.ctx((ctx) => removeProvider(ctx, id), by(carol));
  expect([await rolesOf(lena), await rolesOf(mia)]).toEqual([['auditor'], ['auditor']]);
});

test('the last way in of the last administrators is taken by nobody', async () => {
  const workspace = await room.anotherWorkspace();
  const there = { workspace, purpose: 'staff-administration' };
  const { id } = await room.ctx((ctx) => addProvider(ctx, { ...facts, domains: ['loom.example.com', 'example.net'] }), there);
  const [self] = await room.ctx((ctx) => viewStaff(ctx), there);
  await room.ctx(
    (ctx) => addLink(ctx.db, workspace, { provider_id: id, staff_id: self!.id, subject_hash: 'a keyed hash' }, ctx.now),
    there,
  );
  const password = (text: string | null) =>
    room.ctx(
      (ctx) => ctx.db.run({ name: 'test.password', text: 'UPDATE staff SET password = $2 WHERE workspace_id = $1' }, [workspace, text]),
      there,
    );
  const last = { code: 'conflict', extras: { because: 'last-way-in' } };
  await password(null);
  await expect(room.ctx((ctx) => removeProvider(ctx, id), there)).rejects.toMatchObject(last);
  await expect(room.ctx((ctx) => changeProvider(ctx, id, { issuer: 'https://id.example.org' }), there)).rejects.toMatchObject(last);
  await expect(room.ctx((ctx) => changeProvider(ctx, id, { domains: ['example.net'] }), there)).rejects.toMatchObject(last);
  await room.ctx((ctx) => changeProvider(ctx, id, { domains: ['loom.example.com'] }), there); // takes nobody's way
  await password('a hash');
  await room.ctx((ctx) => removeProvider(ctx, id), there);
});
