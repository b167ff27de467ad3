// In the days before its end a company takes nothing new, and owes people what it owed them before: copy, withdrawal, erasure, and an end to what has run out.
import { buffer } from 'node:stream/consumers';
import Fastify from 'fastify';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stopWhatWaited } from '#channels';
import { record } from '#consent';
import { addInbox, receive } from '#conversations';
import { askEnd, cancelEnd, leave } from '#departure';
import { type InboxId, newId, type PersonId, type StaffId } from '#kit/ids';
import { listeners } from '#kit/outbox';
import { append, list } from '#ledger';
import { arrive, changeProfile, prove } from '#people';
import { changePurpose, publishNotices, purposeByCode } from '#purposes';
import { sweep } from '#retention';
import { staffWhoMayAll } from '#test/reach';
import { openRoom, type TestRoom } from '#test/room';
import { unzipped } from '#test/unzip';
import { endGrant, grant, grantsOf } from '../../access/grants/grants.ts';
import { eraseFormer } from '../../access/leaving/erase-former.ts';
import { suspend, takeAway } from '../../access/leaving/leaving.ts';
import { countRefusals, recordCounts } from '../../access/refused/counts.ts';
import { addGroup, changeGroup, group as groupById, removeGroup } from '../../access/scim/groups.ts';
import type { Scim } from '../../access/scim/people.ts';
import { makeScimToken, revokeScimToken } from '../../access/scim/tokens.ts';
import { addProvider, removeProvider } from '../../access/single-sign-on/providers.ts';
import { type ProviderRow, providerRow } from '../../access/single-sign-on/store.ts';
import { addStaff } from '../../access/staff.ts';
import { forgetUnconfirmed } from '../../consent/agree.ts';
import { answerErrors } from '../../http/errors.ts';
import { type HoldRow, placeHold, reviewHold } from '../../retention/holds.ts';
import { mustFind } from '../../rights/answers.ts';
import { buildArchive } from '../../rights/archive.ts';
import { choose } from '../../rights/choose.ts';
import { approve, open } from '../../rights/requests.ts';
import { enrolKiosk, inService, makeKioskCode, revokeKiosk } from '../../stores/kiosk/kiosks.ts';
import { type KioskId, kioskStore, store } from '../../stores/store.ts';
import { drain } from '../../worker/queue.ts';

let room: TestRoom;
let admin: pg.Client;
let inbox: InboxId;
let colleague: StaffId;
const at = (days: number) => new Date(Date.parse('2026-11-24T09:00:00Z') + days * 86_400_000);
const carol = { actor: staffWhoMayAll(`stf_${'carol'.padEnd(26, '0')}` as StaffId), purpose: 'rights-fulfilment' };
const as = (person: PersonId) => ({ actor: { kind: 'person', id: person } as const, purpose: 'rights-fulfilment' });
beforeAll(async () => {
  room = await openRoom();
  admin = new pg.Client({ connectionString: room.adminUrl });
  await admin.connect();
  inbox = (await room.ctx((ctx) => addInbox(ctx, { name: 'Chat', channel: 'web-chat', recipient: null }))).id;
});
afterAll(async () => {
  await admin.end();
  await room.stop();
});

async function someone(name: string): Promise<PersonId> {
  const { person, identity } = await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: `${name}@example.com`, name, language: 'en' }));
  await room.ctx((ctx) => prove(ctx, identity, 'code'));
  await say(person);
  return person;
}
const say = (person: PersonId) => room.ctx((ctx) => receive(ctx, { inbox, person, text: 'Where is my lamp?', clientKey: `key-${++said}` }));
let said = 0;
const ask = (person: PersonId, kind: 'access' | 'erasure') =>
  room.ctx((ctx) => open(ctx, { person, kind, source: 'person', clientKey: undefined }), as(person));
const stateOf = async (id: Parameters<typeof mustFind>[1]) => (await room.ctx((ctx) => mustFind(ctx, id))).state;
const drainAll = () => drain(room.tools, room.workspace, () => false);
const count = async (kind: string) => (await room.ctx((ctx) => list(ctx, { kind, limit: 100 }))).items.length;

/** Asks for the end and closes for writing on its day; a legal hold would keep it there for years. */
async function freezeOn(day: number): Promise<void> {
  room.setTime(at(day - 20));
  await room.ctx((ctx) => askEnd(ctx, { endsAt: at(day), returns: true, holds: 'wait' }, 'operator'));
  room.setTime(at(day));
  expect(await leave({ tools: room.tools, workspace: room.workspace })).toBe('blocked');
}

test('ada gets her copy, withdraws and is erased in the days of grace, while nothing new is taken', async () => {
  const ada = await someone('ada');
  const boris = await someone('boris');
  colleague = await room.colleague('Boris');
  await takeIn();
  const begun = await ask(boris, 'erasure');
  await room.ctx((ctx) => approve(ctx, begun.id), carol);
  await freezeOn(20);
  await expect(say(ada)).rejects.toMatchObject({ code: 'PL409' });
  for (const kind of ['origin.told', 'origin.open-again', 'origin.excepted']) // a message under way, or a no, tells where data came from
    await room.ctx((ctx) => append(ctx, { kind, subject: ada, facts: { purpose: 'service-conversation', origin: 'import' } }));
  await expect(room.ctx((ctx) => append(ctx, { kind: 'origin.noted', subject: ada, facts: {} }))).rejects.toMatchObject({ code: 'PL409' });
  const access = await ask(ada, 'access');
  const files = unzipped(await buffer(await room.ctx((ctx) => buildArchive(ctx, access), as(ada))));
  expect(files.get('data.json')).toContain('Where is my lamp?');
  await room.ctx((ctx) => choose(ctx, { person: ada, purpose: 'marketing', channel: 'email' }, no, how), as(ada));
  expect(await count('consent.withdrawn')).toBe(1);
  const erasure = await ask(ada, 'erasure');
  await room.ctx((ctx) => approve(ctx, erasure.id), carol);
  await drainAll();
  expect([await stateOf(erasure.id), await stateOf(begun.id)]).toEqual(['fulfilled', 'fulfilled']);
});
const no = { given: false, language: 'en' } as Parameters<typeof choose>[2];
const how = { method: 'privacy-page', session: { ip: '192.0.2.1', agent: 'test' } } as const;

/** What is there before the end is asked for: two who hold roles by the groups of a provider, a device in a store, a yes that waits, and a hold. */
async function takeIn(): Promise<void> {
  const facts = {
    ...{
      name: 'Lantern ID',
      issuer: 'https://id.example.com',
      clientId: 'parley',
      secret: 'x',
      domains: ['example.com'],
      addsPeople: false,
    },
    ...{ groupsClaim: 'groups', groups: [{ group: 'Support', role: 'agent' }], strongAcr: [], passwordsOff: false },
  };
  await room.ctx(async (ctx) => {
    const { id } = await addProvider(ctx, facts);
    provider = (await providerRow(ctx.db, ctx.workspace, id)) as ProviderRow;
    token = (await makeScimToken({ ...ctx, actor: { kind: 'system', id: `stf_${'carol'.padEnd(26, '0')}` } }, id)).view.id;
    for (const name of ['ada', 'boris']) members.push(await addStaff(ctx, { name, email: `${name}@example.com`, password: null }));
  });
  const [ada = '', boris = ''] = members;
  support = (await scim((asked) => addGroup(asked, group([ada, boris])))).row.id;
  newcomer = await room.ctx((ctx) => addStaff(ctx, { name: 'carol', email: 'carol.new@example.com', password: null }));
  const shop = {
    id: newId('sto'),
    name: 'Mitte',
    address: '1 Quay Street',
    languages: ['en' as const],
    hours: '10 to 18',
    inbox,
    restSeconds: 60,
    publicKey: 'mitte',
    retiredAt: null,
  };
  await room.ctx((ctx) => store.add(ctx, shop));
  await enrolKiosk(room.tools, (await room.ctx((ctx) => makeKioskCode(ctx, shop.id, 'Counter'))).code);
  kiosk = (await room.ctx((ctx) => kioskStore.every(ctx)))[0]?.id as KioskId;
  grantWithEnd = (await room.ctx((ctx) => grant(ctx, { staff: members[0] as StaffId, role: 'supervisor', until: at(90) }))).id;
  held = await someone('held');
  hold = (
    await room.ctx((ctx) => placeHold(ctx, { person: held, ground: 'legal-claims', reason: 'A claim.', reviewOn: '2027-02-01' }), carol)
  ).id;
  const waits = {
    purpose: 'marketing',
    channel: 'email',
    state: 'pending',
    method: 'privacy-page',
    by: 'self',
    language: 'en',
    wording: 'Yes, please.',
  } as const;
  await room.ctx(async (ctx) => {
    await changePurpose(ctx, (await purposeByCode(ctx, 'marketing'))?.id as never, { active: true, reason: 'a spring letter' });
    await record(ctx, { ...waits, person: held, notice: (await publishNotices(ctx, facing, [])).published[0] });
  });
}
const facing = {
  name: 'Lantern & Loom',
  address: '1 Quay Street',
  contactEmail: 'hello@example.com',
  dpoContact: '',
  authority: 'Authority of Hafen',
  country: 'DE',
};
let held: PersonId;
const members: StaffId[] = [];
let [provider, token, support, newcomer, kiosk, grantWithEnd, hold] = [] as unknown as [
  ...[ProviderRow, string, string, StaffId, KioskId, string, HoldRow['id']],
];
const group = (of: readonly string[]) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
  displayName: 'Support',
  members: of.map((value) => ({ value })),
});
const scim = <T>(work: (asked: Scim) => Promise<T>) =>
  room.ctx((ctx) => work({ ctx, provider, base: 'https://parley.example.com' }), {
    actor: { kind: 'system', id: 'scim' },
    purpose: 'staff-administration',
  });
const byGroups = (staff: StaffId) =>
  room.ctx(async (ctx) => (await grantsOf(ctx, staff)).filter(({ source }) => source === 'scim').map(({ role }) => role));

test('a provider takes somebody out of a group meanwhile, who loses what it gave; whoever it puts in gets nothing of it', async () => {
  const [ada, boris] = members as [StaffId, StaffId];
  expect([await byGroups(ada), await byGroups(boris)]).toEqual([['agent'], ['agent']]);
  await scim(async (asked) => changeGroup(asked, await groupById(asked, support), group([boris, newcomer])));
  expect([await byGroups(ada), await byGroups(boris), await byGroups(newcomer)]).toEqual([[], ['agent'], []]);
  await scim(async (asked) => removeGroup(asked, await groupById(asked, support)));
  expect(await byGroups(boris)).toEqual([]);
});

test('a token, a provider, a device and a grant are ended meanwhile; no grant lasts longer, and a hold is looked at again', async () => {
  await room.ctx((ctx) => revokeScimToken(ctx, provider.id, token));
  await room.ctx((ctx) => removeProvider(ctx, provider.id));
  await room.ctx((ctx) => revokeKiosk(ctx, kiosk));
  expect(await room.ctx((ctx) => inService(ctx, kiosk))).toBeUndefined();
  await expect(room.ctx((ctx) => endGrant(ctx, grantWithEnd, at(120)))).rejects.toMatchObject({ code: 'leaving' });
  await room.ctx((ctx) => endGrant(ctx, grantWithEnd, at(30)));
  const again = await room.ctx((ctx) => reviewHold(ctx, hold, { reason: 'It goes on.', reviewOn: '2027-03-01' }), carol);
  expect(again.reviewOn).toBe('2027-03-01');
  await room.ctx((ctx) => changeProfile(ctx, held, { name: 'Carol Loom' })); // Art. 16
  expect(await count('person.changed')).toBe(1);
});

test('whoever must be shut out is shut out meanwhile, and a refused sign-in is recorded', async () => {
  await admin.query('UPDATE staff SET joined_at = $2 WHERE id = $1', [colleague, at(0)]);
  await room.ctx((ctx) => suspend(ctx, colleague), carol);
  countRefusals(room.tools, { workspace: room.workspace, account: colleague }, 'credentials-wrong', 'unknown', 1);
  await recordCounts(room.tools, { all: true });
  expect([await count('staff.suspended'), await count('staff.sign-in-refused')]).toEqual([1, 1]);
  for (const kind of [
    'emergency.closed',
    'team.member-removed',
    'staff.left',
    'staff.password-reset',
    'staff.second-factor-taken',
    'staff.key-revoked',
  ])
    await room.ctx((ctx) => append(ctx, { kind }));
  for (const kind of ['staff.granted', 'staff.joined', 'provider.changed', 'hold.set'])
    await expect(
      room.ctx((ctx) => append(ctx, { kind })),
      kind,
    ).rejects.toMatchObject({ code: 'PL409' });
});

test('what has run out goes meanwhile, and a backup of these days can be brought back', async () => {
  const swept = await count('retention.swept');
  room.setTime(at(24));
  expect(await sweep(room.tools, { again: true })).toEqual({ failed: 0 });
  expect(await count('retention.swept')).toBe(swept + 1);
  await room.ctx(forgetUnconfirmed);
  expect(await count('consent.unconfirmed')).toBe(1);
  await admin.query('UPDATE staff SET joined_at = $2 WHERE id = $1', [newcomer, at(0)]);
  await room.ctx((ctx) => takeAway(ctx, newcomer), carol);
  await admin.query('UPDATE staff SET left_at = $2 WHERE id = $1', [newcomer, at(-1000)]);
  await room.ctx(eraseFormer);
  expect(await count('staff.erased')).toBe(1);
  await room.ctx(async (ctx) => {
    await stopWhatWaited(ctx);
    await append(ctx, { kind: 'campaign.paused' });
    await append(ctx, { kind: 'backup.restored' });
  });
});

test('what may not be written yet waits without dying, and is done once the end is called off', async () => {
  const tried: number[] = [];
  const all = listeners.of(room);
  const writes = {
    topic: 'test.written',
    name: 'test.writes',
    handle: async () => {
      tried.push(1);
      await room.ctx((ctx) => append(ctx, { kind: 'workspace.changed' }));
    },
  };
  listeners.set(room.tools, new Map([...all, ['test.written', [writes]]]));
  await admin.query(
    `INSERT INTO outbox (workspace_id, id, topic, listener, payload, available_at) VALUES ($1, 'out_waits', 'test.written', 'test.writes', '{}', $2)`,
    [room.workspace, at(24)],
  );
  const row = async () => (await admin.query(`SELECT dead, attempts FROM outbox WHERE id = 'out_waits'`)).rows[0];
  for (let round = 1; round <= 15; round += 1) {
    room.setTime(at(24 + round / 24));
    await drainAll();
  }
  expect(tried).toHaveLength(15);
  expect(await row()).toEqual({ dead: false, attempts: 0 });
  await room.ctx(cancelEnd);
  room.setTime(at(25));
  await drainAll();
  expect(await row()).toBeUndefined();
});

test('who is refused meanwhile is told that the company is leaving, and not that nothing of them is kept', async () => {
  const app = Fastify();
  answerErrors(app, room.tools);
  for (const code of ['PL409', 'PL410']) app.get(`/${code}`, () => Promise.reject(Object.assign(new Error('refused'), { code })));
  expect((await app.inject('/PL409')).json()).toMatchObject({ status: 409, type: 'urn:parley:problem:leaving' });
  expect((await app.inject('/PL410')).json()).toMatchObject({ status: 410, type: 'urn:parley:problem:left' });
});
