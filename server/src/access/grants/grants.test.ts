import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor, Ctx } from '#kit/ctx';
import { type InboxId, newId, type StaffId } from '#kit/ids';
import { list } from '#ledger';
import { openRoom, type TestRoom } from '#test/room';
import { judgeAlone, listAlone, sweepAlone } from '../alone/acts.ts';
import { authenticateStaff } from '../authenticate.ts';
import { accessChecks } from '../checks.ts';
import { acceptInvitation, invite } from '../invitations.ts';
import { defaultRoles, hasContent, permissions } from '../permissions.ts';
import { viewStaff } from '../staff.ts';
import * as grants from './grants.ts';
import { areasInReach, mayActFor } from './reach.ts';
import * as roles from './roles.ts';

const { grantsOf, revoke, wouldLeaveNoAdministrator } = grants;
const { listRoles, removeRole } = roles;
const reason = 'Covers for a colleague.'; // what comes of none: steps.test.ts
const grant = (ctx: Ctx, wanted: grants.NewGrant) => grants.grant(ctx, { reason, ...wanted });
const endGrant = (ctx: Ctx, id: string, until: Date | null) => grants.endGrant(ctx, id, until, reason);
const addRole = (ctx: Ctx, words: roles.RoleWords) => roles.addRole(ctx, { reason, ...words });
const changeRole = (ctx: Ctx, id: string, words: roles.RoleWords) => roles.changeRole(ctx, id, { reason, ...words });

let room: TestRoom;
let carol: StaffId;
const [one, two] = [newId('inb'), newId('inb')] as [InboxId, InboxId];
beforeAll(async () => {
  room = await openRoom('access');
  carol = (await room.ctx((ctx) => viewStaff(ctx)))[0]?.id as StaffId;
});
afterAll(() => room.stop());

const by = (id: StaffId): { actor: Actor; purpose: string } => ({ actor: { kind: 'staff', id }, purpose: 'service-conversation' });
/** Joins with a first role. */
async function join(name: string, role: string, inboxes?: readonly string[]): Promise<{ id: StaffId; session: string }> {
  const { link } = await room.ctx((ctx) => invite(ctx, { name, email: `${name.toLowerCase()}@example.com`, role, inboxes }));
  const { staff, session } = await acceptInvitation(room.tools, link.split('#')[1] ?? '', { name, password: 'nine quiet kettles hum' });
  return { id: staff, session };
}
const roleOf = async (staff: StaffId) => (await room.ctx((ctx) => grantsOf(ctx, staff))).map((each) => each.role);
const check = (id: string) => room.ctx((ctx) => accessChecks.find((each) => each.id === id)!.run(ctx));

test('who sets up holds three roles, which come to everything, and none of them was given by themself', async () => {
  expect(await roleOf(carol)).toEqual(['administrator', 'supervisor', 'privacy-officer']);
  const granted = (await room.ctx((ctx) => list(ctx, { kind: 'staff.granted', limit: 10 }))).items;
  expect(granted.map((entry) => entry.actor)).toEqual(['set-up', 'set-up', 'set-up']);
  expect(await check('access.nobody-gave-themselves-customers')).toBe(0);
});

test('the default roles keep system and customers apart, and nobody changes them', async () => {
  const sees = (role: keyof typeof defaultRoles) => defaultRoles[role].permissions.some((each) => /^(people|conversations)\./.test(each));
  expect((Object.keys(defaultRoles) as (keyof typeof defaultRoles)[]).filter(sees)).toEqual(['agent', 'supervisor', 'privacy-officer']);
  expect((await room.ctx((ctx) => listRoles(ctx))).map((role) => [role.id, role.isDefault])).toEqual(
    ['agent', 'supervisor', 'privacy-officer', 'security', 'administrator', 'auditor'].map((id) => [id, true]),
  );
  const words = { name: 'Mine', permissions: ['staff.read'], purposes: null };
  await expect(room.ctx((ctx) => changeRole(ctx, 'auditor', words), by(carol))).rejects.toMatchObject({ code: 'conflict' });
  await expect(room.ctx((ctx) => removeRole(ctx, 'auditor'), by(carol))).rejects.toMatchObject({ code: 'conflict' });
});

test('grants add up, each as a whole: a purpose of one and an inbox of another make no third thing', async () => {
  const ada = await join('Ada', 'agent', [one]);
  const letters = await room.ctx(
    (ctx) => addRole(ctx, { name: 'Letters', permissions: ['conversations.read', 'conversations.write'], purposes: ['marketing'] }),
    by(carol),
  );
  await room.ctx((ctx) => grant(ctx, { staff: ada.id, role: letters.id, inboxes: [two] }), by(carol));
  const asAda = <T>(work: Parameters<typeof room.ctx<T>>[0], purpose = 'service-conversation') =>
    room.ctx(work, { ...by(ada.id), purpose });
  expect(await asAda((ctx) => areasInReach(ctx))).toEqual([one]);
  expect(await asAda((ctx) => areasInReach(ctx), 'marketing')).toEqual([two]);
  expect(await asAda((ctx) => mayActFor(ctx, 'marketing', { inbox: two }))).toBe(true);
  expect(await asAda((ctx) => mayActFor(ctx, 'marketing', { inbox: one }))).toBe(false);
  expect(await asAda((ctx) => mayActFor(ctx, 'analytics'))).toBe(false);
  const returns = newId('tem');
  await room.ctx((ctx) => grant(ctx, { staff: ada.id, role: letters.id, inboxes: [one], teams: [returns] }), by(carol));
  expect(await asAda((ctx) => areasInReach(ctx), 'marketing')).toEqual([two, `${one} ${returns}`]);
  expect(await asAda((ctx) => mayActFor(ctx, 'marketing', { inbox: one }))).toBe(false); // not the inbox as a whole
  expect(await asAda((ctx) => mayActFor(ctx, 'marketing', { inbox: one, team: newId('tem') }))).toBe(false);
  expect(await asAda((ctx) => mayActFor(ctx, 'marketing', { inbox: one, team: returns }))).toBe(true);
  await room.ctx((ctx) => grant(ctx, { staff: ada.id, role: 'agent' }), by(carol));
  expect(await asAda((ctx) => areasInReach(ctx))).toBe(null);
});

test('a grant counts at once and ends by itself', async () => {
  const boris = await join('Boris', 'security');
  const may = async () => (await authenticateStaff(room.tools, boris.session))?.permissions ?? [];
  expect(await may()).not.toContain('people.read');
  const given = await room.ctx((ctx) => grant(ctx, { staff: boris.id, role: 'agent', until: new Date('2026-11-24T10:00:00Z') }), by(carol));
  expect(await may()).toContain('people.read'); // within the five seconds for which a session is remembered
  room.setTime('2026-11-24T09:59:59Z');
  expect(await may()).toContain('people.read');
  room.setTime('2026-11-24T10:00:00Z');
  expect(await may()).not.toContain('people.read');
  await expect(room.ctx((ctx) => endGrant(ctx, given.id, null), by(carol))).rejects.toMatchObject({ code: 'not-found' });
  room.setTime('2026-11-24T09:00:00Z');
  await room.ctx((ctx) => revoke(ctx, given.id), by(carol));
  const lasting = await room.ctx((ctx) => grant(ctx, { staff: boris.id, role: 'agent' }), by(carol));
  await room.ctx((ctx) => revoke(ctx, lasting.id), by(carol));
  expect(await may()).not.toContain('people.read');
});

test('an auditor comes in by a link with an end, reads and changes nothing of customers, and is out when it is over', async () => {
  room.setTime('2026-11-24T09:00:00Z');
  const until = new Date('2026-11-24T18:00:00Z');
  const { link } = await room.ctx((ctx) => invite(ctx, { name: 'Olga', email: 'olga@example.com', role: 'auditor', until }), by(carol));
  const { session } = await acceptInvitation(room.tools, link.split('#')[1] ?? '', { name: 'Olga', password: 'nine quiet kettles hum' });
  const held = (await authenticateStaff(room.tools, session))?.permissions ?? [];
  expect(held).toContain('ledger.read');
  expect([hasContent(held), held.filter((each) => !each.endsWith('.read'))]).toEqual([false, []]);
  room.setTime(until);
  expect((await authenticateStaff(room.tools, session))?.permissions).toEqual([]);
  room.setTime('2026-11-24T09:00:00Z');
});

test('what is no inbox, an end that is over, an unknown role or colleague is refused', async () => {
  const give = (parts: object) => room.ctx((ctx) => grant(ctx, { staff: carol, role: 'agent', ...parts }), by(carol));
  await expect(give({ inboxes: ['Support'] })).rejects.toMatchObject({ code: 'invalid' });
  await expect(give({ inboxes: [one, 'Support'] })).rejects.toMatchObject({ code: 'invalid' });
  await expect(give({ teams: ['Returns'] })).rejects.toMatchObject({ code: 'invalid' });
  const many = <P extends 'inb' | 'tem'>(prefix: P) => Array.from({ length: 32 }, () => newId(prefix));
  await expect(give({ inboxes: many('inb'), teams: many('tem') })).rejects.toMatchObject({ code: 'invalid' });
  const { id: large } = await give({ inboxes: many('inb'), teams: many('tem').slice(1) }); // with the three from the start 995
  await expect(give({ inboxes: many('inb').slice(0, 6) })).rejects.toMatchObject({ code: 'invalid' });
  await room.ctx((ctx) => revoke(ctx, large), by(carol));
  await expect(give({ until: new Date('2026-11-24T09:00:00Z') })).rejects.toMatchObject({ code: 'invalid' });
  await expect(give({ role: 'owner' })).rejects.toMatchObject({ code: 'not-found' });
  await expect(give({ staff: newId('stf') })).rejects.toMatchObject({ code: 'not-found' });
});

test('nobody gives more than they hold unless they are an administrator', async () => {
  const helper = await room.ctx(
    (ctx) => addRole(ctx, { name: 'Helper', permissions: ['staff.read', 'staff.change'], purposes: [] }),
    by(carol),
  );
  const dora = await join('Dora', helper.id);
  const emil = await join('Emil', 'security');
  const give = (role: string, inboxes?: string[]) => room.ctx((ctx) => grant(ctx, { staff: emil.id, role, inboxes }), by(dora.id));
  const wider = { code: 'not-permitted', extras: { because: 'wider-than-own' } };
  for (const role of ['administrator', 'supervisor', 'agent', 'auditor']) await expect(give(role), role).rejects.toMatchObject(wider);
  await give(helper.id);
  await room.ctx((ctx) => grant(ctx, { staff: dora.id, role: 'agent', inboxes: [one] }), by(carol));
  await expect(give('agent')).rejects.toMatchObject(wider);
  await expect(give('agent', [one, two])).rejects.toMatchObject(wider);
  await give('agent', [one]);
  const gerd = await join('Gerd', helper.id);
  const returns = newId('tem');
  await room.ctx((ctx) => grant(ctx, { staff: gerd.id, role: 'agent', teams: [returns] }), by(carol));
  const giveOn = (teams: string[] | null) => room.ctx((ctx) => grant(ctx, { staff: emil.id, role: 'agent', teams }), by(gerd.id));
  for (const teams of [null, [returns, newId('tem')]]) await expect(giveOn(teams)).rejects.toMatchObject(wider);
  await giveOn([returns]);
  const [first] = await room.ctx((ctx) => grantsOf(ctx, carol));
  await expect(room.ctx((ctx) => revoke(ctx, first!.id), by(dora.id))).rejects.toMatchObject(wider); // nor takes away what they could not give
  await expect(
    room.ctx((ctx) => changeRole(ctx, helper.id, { name: 'Helper', permissions: [...permissions], purposes: null }), by(dora.id)),
  ).rejects.toMatchObject(wider);
});

test('nobody gives for longer than they hold, and a grant is no reason for its own extension', async () => {
  const wider = { code: 'not-permitted', extras: { because: 'wider-than-own' } };
  const [soon, later] = [new Date('2026-11-25T09:00:00Z'), new Date('2026-11-26T09:00:00Z')];
  const lena = await join('Lena', 'auditor');
  const mia = await join('Mia', 'auditor');
  const own = await room.ctx((ctx) => grant(ctx, { staff: lena.id, role: 'administrator', until: soon }), by(carol));
  await expect(room.ctx((ctx) => endGrant(ctx, own.id, null), by(lena.id))).rejects.toMatchObject(wider);
  await expect(room.ctx((ctx) => endGrant(ctx, own.id, later), by(lena.id))).rejects.toMatchObject(wider);
  const give = (until: Date | null) => room.ctx((ctx) => grant(ctx, { staff: mia.id, role: 'security', until }), by(lena.id));
  await expect(give(null)).rejects.toMatchObject(wider);
  await expect(give(later)).rejects.toMatchObject(wider);
  const given = await give(soon);
  await room.ctx((ctx) => endGrant(ctx, given.id, new Date('2026-11-24T10:00:00Z')), by(lena.id));
  await room.ctx((ctx) => endGrant(ctx, own.id, later), by(carol));
  const lasting = await room.ctx((ctx) => grant(ctx, { staff: mia.id, role: 'agent' }), by(carol));
  await room.ctx((ctx) => revoke(ctx, lasting.id), by(lena.id)); // taking away asks for no end
  await room.ctx((ctx) => revoke(ctx, own.id), by(lena.id));
});

test('the last administrator keeps the role, also when two let go of each other at the same moment', async () => {
  const [first] = await room.ctx((ctx) => grantsOf(ctx, carol));
  const last = { code: 'conflict', extras: { because: 'last-administrator' } };
  await expect(room.ctx((ctx) => revoke(ctx, first!.id), by(carol))).rejects.toMatchObject(last);
  await expect(room.ctx((ctx) => endGrant(ctx, first!.id, new Date('2027-01-01')), by(carol))).rejects.toMatchObject(last);
  expect(await room.ctx((ctx) => wouldLeaveNoAdministrator(ctx, [carol]))).toBe(true);
  await room.ctx((ctx) => invite(ctx, { name: 'Not yet', email: 'not-yet@example.com', role: 'administrator' }));
  await expect(room.ctx((ctx) => revoke(ctx, first!.id), by(carol))).rejects.toMatchObject(last); // who has not joined runs nothing
  const frida = await join('Frida', 'administrator');
  const [hers] = await room.ctx((ctx) => grantsOf(ctx, frida.id));
  const both = await Promise.allSettled([
    room.ctx((ctx) => revoke(ctx, first!.id), by(frida.id)),
    room.ctx((ctx) => revoke(ctx, hers!.id), by(carol)),
  ]);
  expect(both.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
  const left = (await Promise.all([carol, frida.id].map(roleOf))).flat().filter((role) => role === 'administrator');
  expect(left).toHaveLength(1);
  await room.ctx((ctx) => grant(ctx, { staff: carol, role: 'administrator' }));
});

const gifts = 'access.nobody-gave-themselves-customers';
const acts = () => room.ctx((ctx) => listAlone(ctx));
const judge = (id: string, verdict: 'justified' | 'not-justified', who = carol) =>
  room.ctx((ctx) => judgeAlone(ctx, who, id, verdict), by(who));

test('giving oneself customers stays a finding until somebody else has judged it, also when it was taken back, by a grant and by way of a role', async () => {
  const gina = await join('Gina', 'administrator');
  const own = await room.ctx((ctx) => grant(ctx, { staff: gina.id, role: 'agent' }), by(gina.id));
  const [entry] = (await room.ctx((ctx) => list(ctx, { kind: 'staff.granted', subject: gina.id, limit: 1 }))).items;
  expect(entry).toMatchObject({ actor: gina.id, facts: { role: 'agent', toSelf: 1 } });
  expect(await check(gifts)).toBe(1);
  await room.ctx((ctx) => revoke(ctx, own.id), by(gina.id));
  expect(await check(gifts)).toBe(1);
  const [act] = await acts();
  expect(act).toMatchObject({ kind: 'grant', staff: { name: 'Gina' }, role: 'agent', verdict: null });
  await expect(judge(act!.id, 'justified', gina.id)).rejects.toMatchObject({ code: 'needs-second-person' });
  await judge(act!.id, 'justified');
  await expect(judge(act!.id, 'justified')).rejects.toMatchObject({ code: 'conflict' });
  expect(await check(gifts)).toBe(0);
  const again = await room.ctx((ctx) => grant(ctx, { staff: gina.id, role: 'agent' }), by(gina.id));
  await judge((await acts())[0]!.id, 'not-justified');
  expect(await check(gifts), 'what was not justified stays a finding while it holds').toBe(1);
  await room.ctx((ctx) => revoke(ctx, again.id), by(carol));
  const lent = await room.ctx((ctx) => grant(ctx, { staff: gina.id, role: 'agent', until: new Date('2026-12-01') }), by(carol)); // a colleague gave it
  expect(await check(gifts)).toBe(0);
  await room.ctx((ctx) => endGrant(ctx, lent.id, null), by(gina.id));
  expect((await acts())[0]).toMatchObject({ kind: 'longer', verdict: null });
  await judge((await acts())[0]!.id, 'justified');
  await room.ctx((ctx) => sweepAlone({ ...ctx, now: new Date('2031-01-01') }));
  expect(await check(gifts), 'what was judged stays as long as what came of it').toBe(0);
  await room.ctx((ctx) => revoke(ctx, lent.id), by(carol));
  const quiet = await room.ctx((ctx) => addRole(ctx, { name: 'Quiet', permissions: ['staff.read'], purposes: [] }), by(carol));
  await room.ctx((ctx) => grant(ctx, { staff: gina.id, role: quiet.id }), by(carol));
  await room.ctx((ctx) => changeRole(ctx, quiet.id, { name: 'Quiet', permissions: ['people.read'], purposes: null }), by(gina.id));
  expect((await room.ctx((ctx) => list(ctx, { kind: 'role.changed', limit: 1 }))).items[0]?.facts).toMatchObject({ toSelf: 1 });
  expect(await check(gifts)).toBe(1);
  expect((await acts())[0]).toMatchObject({ kind: 'role', role: quiet.id, roleName: 'Quiet', verdict: null });
  await judge((await acts())[0]!.id, 'justified');
  expect(await check(gifts)).toBe(0);
});

test('who holds all of it by another gives themselves nothing new; an officer named by an administrator alone is written down, one named by an officer is not', async () => {
  const before = (await acts()).length;
  await room.ctx((ctx) => grant(ctx, { staff: carol, role: 'agent', inboxes: [one] }), by(carol));
  const [ida, jan] = [await join('Ida', 'administrator'), await join('Jan', 'security')];
  await room.ctx((ctx) => grant(ctx, { staff: jan.id, role: 'privacy-officer', until: new Date('2027-01-01') }), by(carol));
  expect([(await acts()).length, await check(gifts)]).toEqual([before, 0]);
  await room.ctx((ctx) => grant(ctx, { staff: jan.id, role: 'privacy-officer' }), by(ida.id));
  const [act] = await acts();
  expect(act).toMatchObject({ kind: 'officer', staff: { id: ida.id }, whom: { id: jan.id }, verdict: null });
  await expect(judge(act!.id, 'justified', jan.id)).rejects.toMatchObject({ code: 'needs-second-person' });
  await judge(act!.id, 'justified');
});

test('who gives themselves the answering of requests is written down too; a list of them for no purpose shows nobody', async () => {
  const nora = await join('Nora', 'administrator');
  const words = { name: 'Answers', permissions: ['requests.read', 'requests.approve'], purposes: ['rights-fulfilment'] };
  const answers = await room.ctx((ctx) => addRole(ctx, words), by(nora.id));
  await room.ctx((ctx) => grant(ctx, { staff: nora.id, role: 'auditor' }), by(carol)); // reads requests for no purpose: covers nothing
  const before = (await acts()).length;
  await room.ctx((ctx) => grant(ctx, { staff: nora.id, role: 'auditor', until: new Date('2027-01-01') }), by(nora.id));
  expect([(await acts()).length, await check(gifts)]).toEqual([before, 0]);
  const given = await room.ctx((ctx) => grant(ctx, { staff: nora.id, role: answers.id }), by(nora.id));
  await room.ctx((ctx) => revoke(ctx, given.id), by(nora.id));
  expect([(await acts())[0], await check(gifts)]).toMatchObject([{ kind: 'grant', staff: { id: nora.id }, role: answers.id }, 1]);
  await judge((await acts())[0]!.id, 'justified');
  const lent = await room.ctx((ctx) => grant(ctx, { staff: nora.id, role: 'privacy-officer' }), by(carol));
  await room.ctx((ctx) => grant(ctx, { staff: nora.id, role: 'agent', inboxes: [one] }), by(carol));
  await room.ctx((ctx) => grant(ctx, { staff: nora.id, role: answers.id, until: new Date('2027-01-01') }), by(carol));
  expect([(await acts()).length, await check(gifts)]).toEqual([before + 1, 0]);
  await room.ctx((ctx) => revoke(ctx, lent.id), by(carol));
});

test('who became an officer because a role they hold was changed does not judge that, until somebody else changed it or gave them the role by another', async () => {
  const [omar, pia] = [await join('Omar', 'administrator'), await join('Pia', 'auditor')];
  const words = { name: 'Watch', permissions: ['staff.read'], purposes: [] };
  const { id: role } = await room.ctx((ctx) => addRole(ctx, words), by(omar.id));
  for (const { id: staff } of [omar, pia]) await room.ctx((ctx) => grant(ctx, { staff, role }), by(omar.id));
  const wider = { ...words, permissions: ['staff.read', 'emergency.review'] };
  await room.ctx((ctx) => changeRole(ctx, role, wider), by(omar.id));
  const [act] = await acts();
  expect(act).toMatchObject({ kind: 'officer', staff: { id: omar.id }, whom: null, role, verdict: null });
  await expect(judge(act!.id, 'justified', pia.id)).rejects.toMatchObject({ code: 'needs-second-person' });
  const own = await room.ctx((ctx) => grant(ctx, { staff: pia.id, role: 'privacy-officer' }), by(carol));
  await judge(act!.id, 'justified', pia.id);
  await room.ctx((ctx) => revoke(ctx, own.id), by(carol));
});

test('a role of one’s own is made, changed for whoever holds it, and taken away once nobody does', async () => {
  const hans = await join('Hans', 'security');
  const words = { name: 'Returns', permissions: ['people.read', 'conversations.read'], purposes: ['service-conversation'] };
  const made = await room.ctx((ctx) => addRole(ctx, words), by(carol));
  expect(made).toMatchObject({ ...words, isDefault: false, grants: 0 });
  for (const wrong of [
    { permissions: [] },
    { permissions: ['everything'] },
    { purposes: [] },
    { purposes: ['staff-administration'] },
    { name: ' ' },
  ])
    await expect(room.ctx((ctx) => addRole(ctx, { ...words, name: 'Other', ...wrong }), by(carol))).rejects.toMatchObject({
      code: 'invalid',
    });
  await expect(room.ctx((ctx) => addRole(ctx, { ...words, name: 'RETURNS' }), by(carol))).rejects.toMatchObject({ code: 'conflict' });
  const given = await room.ctx((ctx) => grant(ctx, { staff: hans.id, role: made.id }), by(carol));
  const may = async () => (await authenticateStaff(room.tools, hans.session))?.permissions ?? [];
  expect(await may()).toContain('people.read');
  await room.ctx((ctx) => changeRole(ctx, made.id, { ...words, permissions: ['conversations.read'] }), by(carol));
  expect(await may()).not.toContain('people.read');
  await expect(room.ctx((ctx) => removeRole(ctx, made.id), by(carol))).rejects.toMatchObject({ extras: { because: 'role-held' } });
  await room.ctx((ctx) => revoke(ctx, given.id), by(carol));
  await room.ctx((ctx) => removeRole(ctx, made.id), by(carol));
  expect((await room.ctx((ctx) => listRoles(ctx))).map((role) => role.id)).not.toContain(made.id);
});

test('the application cannot read or change roles of another company', async () => {
  const loom = await room.anotherWorkspace();
  const theirs = await room.ctx((ctx) => listRoles(ctx), { workspace: loom });
  expect(theirs.every((role) => role.isDefault)).toBe(true);
  const client = new pg.Client({ connectionString: room.adminUrl });
  await client.connect();
  const { rows } = await client.query('SELECT count(*)::int AS n FROM role_grants WHERE workspace_id = $1', [loom]);
  await client.end();
  expect(rows[0].n).toBe(3);
});
