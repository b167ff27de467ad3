// Who has what, reviewed over the wire.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addInbox, receive } from '#conversations';
import { newId, type StaffId } from '#kit/ids';
import { list } from '#ledger';
import { arrive } from '#people';
import { browserOf } from '#test/browser-of';
import { openHouse } from '#test/house';
import { accessChecks } from '../checks.ts';
import { keepReviewing } from './reviews.ts';

let house: Awaited<ReturnType<typeof openHouse>>;
let carol: Awaited<ReturnType<typeof house.staffClient>>;
const password = 'nine quiet kettles hum';
const day = 86_400_000;
beforeAll(async () => {
  house = await openHouse();
  carol = await house.staffClient();
});
afterAll(() => house.stop());

/** Somebody who wrote. */
const writer = () =>
  house.act(async (ctx) => {
    const inbox = (await addInbox(ctx, { name: 'Mail', channel: 'email', recipient: null })).id;
    const { person } = await arrive(ctx, { kind: 'email', value: 'gina@example.com', name: 'Gina' });
    await receive(ctx, { inbox, person, text: 'Hello' });
    return person;
  });
async function join(name: string, role: 'administrator' | 'agent') {
  const email = `${name.toLowerCase()}@example.com`;
  const { link } = await carol.call('invite', { body: { email, name, role } });
  const browser = browserOf(house.url);
  await browser.call('POST', `/v1/invitations/${link?.split('#')[1]}/acceptance`, { name, password });
  return browser;
}
const check = (id: string) => house.act((ctx) => accessChecks.find((each) => each.id === id)!.run(ctx));
const members = async () => (await carol.call('readAccessReview')).review?.members ?? [];
const lineOf = async (name: string, kind: string) => {
  const found = (await members()).find((each) => each.name === name)?.lines.find((each) => each.kind === kind);
  if (!found) throw new Error(`no line ${kind} of ${name}`);
  return found;
};
/** What lets in without being an account at work: a token, a group, an invitation; Ada is suspended since the review before. */
async function plant() {
  const facts = { name: 'Lantern ID', issuer: 'https://id.example.com', clientId: 'parley', domains: ['example.com'] };
  const groups = [{ group: 'Lamps', role: 'agent' }];
  const body = { ...facts, addsPeople: true, groupsClaim: 'groups', groups, strongAcr: [], passwordsOff: false };
  const { id: provider } = await carol.call('addProvider', { body });
  await carol.call('makeScimToken', { params: { provider }, body: {} });
  await carol.call('invite', { body: { email: 'claus@example.com', name: 'Claus', role: 'agent' } });
}
const decide = (line: string, keep: boolean) =>
  carol.call('decideReviewLine', { params: { line }, body: { keep, reason: keep ? 'Needed for the desk' : 'No longer theirs' } });

test('alone, carol decides her own line too, and says so', async () => {
  await carol.call('startAccessReview');
  await expect(carol.call('startAccessReview')).rejects.toMatchObject({ code: 'conflict' });
  for (const { id } of (await members()).flatMap((each) => each.lines)) await decide(id, true);
  expect((await carol.call('readAccessReview')).review?.finishedAt).not.toBeNull();
  const own = await house.act(async (ctx) =>
    (await list(ctx, { kind: 'review.decided', limit: 10 })).items.map((each) => each.facts?.['own']),
  );
  expect(new Set(own)).toEqual(new Set([1]));
});

test('a review lists what everybody has; what is taken is gone at once, with its reason, and nobody decides their own beside others', async () => {
  const boris = await join('Boris', 'administrator');
  const ada = await join('Ada', 'agent');
  const { key } = (await ada.call('POST', '/v1/me/keys', { name: 'Shop', scopes: ['staff.read'], days: 30 })).body;
  const asProgram = async () => (await fetch(`${house.url}/v1/staff`, { headers: { authorization: `Bearer ${key}` } })).status;
  expect(await asProgram()).toBe(200);
  const inbox = newId('inb');
  const staff = (await carol.call('listStaff')).items.find((each) => each.name === 'Ada')?.id ?? '';
  await carol.call('addGrant', { params: { staff }, body: { role: 'agent', inboxes: [inbox], reason: 'Covers for a colleague' } });
  await carol.call('addGrant', { params: { staff }, body: { role: 'security', reason: 'Covers for a colleague' } });
  await ada.call('POST', '/v1/me/keys', { name: 'Till', scopes: ['staff.read'], days: 30 });
  const dora = await join('Dora', 'agent');
  for (const colleague of [ada, dora]) expect((await colleague.call('GET', '/v1/staff')).status).toBe(200);
  const gina = await writer();
  expect((await ada.call('GET', `/v1/people/${gina}`)).status).toBe(200);
  await carol.call('startAccessReview');
  expect((await members()).find((each) => each.staff === staff)?.lines).toContainEqual(
    expect.objectContaining({ kind: 'grant', name: 'agent', inboxes: [inbox], teams: null }),
  );
  // "last used": a look dates the roles that show people, a call dates the key; what nobody used, and a look at colleagues alone, dates nothing
  const [look] = (await house.act((ctx) => list(ctx, { actor: staff as StaffId, kind: 'data.revealed', subject: gina, limit: 1 }))).items;
  const used = (await members()).flatMap(({ name: of, lines }) =>
    lines.map(({ kind, name, usedAt }) => [of, kind, name, usedAt] as const).filter(([, kind]) => kind !== 'account' && of !== 'Carol'),
  );
  expect(used.map((each) => each.join(' ')).sort()).toEqual(
    [
      `Ada grant agent ${look?.at.slice(0, 10)}T00:00:00.000Z`, // not the one for an inbox alone, where nobody wrote
      ...['Ada grant agent ', 'Ada grant security ', 'Ada key Till ', 'Dora grant agent '],
      ...[`Ada key Shop ${look?.at.slice(0, 10)}T00:00:00.000Z`, 'Boris grant administrator '],
    ].sort(),
  );
  const shown = (await members()).find((each) => each.name === 'Ada');
  expect(shown).toMatchObject({ passkeys: 0, secondFactor: false });
  expect(await lineOf('Ada', 'account')).toMatchObject({ usedAt: expect.any(String), decision: null });
  expect(await lineOf('Ada', 'key')).toMatchObject({ name: 'Shop', permissions: ['staff.read'] });
  await expect(decide((await lineOf('Carol', 'account')).id, true)).rejects.toMatchObject({ code: 'needs-second-person' });

  await decide((await lineOf('Ada', 'key')).id, false);
  expect(await asProgram()).toBe(401);
  expect(await lineOf('Ada', 'key')).toMatchObject({ decision: 'taken', reason: 'No longer theirs', decidedBy: 'Carol' });
  await expect(decide((await lineOf('Ada', 'key')).id, true)).rejects.toMatchObject({ code: 'conflict' });
  await decide((await lineOf('Ada', 'account')).id, false);
  expect((await ada.call('GET', '/v1/me')).status).toBe(401);
  expect((await carol.call('listStaff')).items.find((each) => each.name === 'Ada')?.suspendedAt).not.toBeNull();
  expect((await boris.call('GET', '/v1/access-review')).status).toBe(200);
});

test('it begins by itself when it is due, and one that nobody begins or finishes within two weeks is a finding', async () => {
  expect(await check('access.who-has-what-is-reviewed')).toBe(0);
  house.passTime(15 * day);
  expect(await check('access.who-has-what-is-reviewed')).toBe(1);
  const boris = browserOf(house.url);
  await boris.call('POST', '/v1/sessions', { email: 'boris@example.com', password });
  carol = await house.staffClient();
  for (const each of await members())
    for (const line of each.lines.filter(({ decision }) => !decision)) {
      if (each.name !== 'Carol') await decide(line.id, true);
      else
        expect((await boris.call('POST', `/v1/access-review/lines/${line.id}`, { keep: true, reason: 'Runs the house' })).status).toBe(204);
    }
  expect(await check('access.who-has-what-is-reviewed')).toBe(0);
  await house.act(keepReviewing);
  expect((await carol.call('readAccessReview')).review?.finishedAt).not.toBeNull(); // 75 days are left
  await plant();
  await carol.call('changeStaffTerms', { body: { reviewDays: 10 } });
  await house.act(keepReviewing);
  expect((await carol.call('readAccessReview')).review?.finishedAt).toBeNull();
});

test('tokens for provisioning, groups, invitations and suspended accounts have a line, and are taken away by it', async () => {
  const boris = browserOf(house.url);
  await boris.call('POST', '/v1/sessions', { email: 'boris@example.com', password });
  const take = async (name: string, kind: string) =>
    (await boris.call('POST', `/v1/access-review/lines/${(await lineOf(name, kind)).id}`, { keep: false, reason: 'No longer needed' }))
      .status;
  const provider = async () => (await carol.call('listProviders')).items[0];
  expect(await lineOf('Carol', 'token')).toMatchObject({ name: `${(await provider())?.scimTokens[0]?.prefix}…` });
  expect(await lineOf('Carol', 'group')).toMatchObject({ name: 'Lamps → agent', permissions: expect.arrayContaining(['people.read']) });
  await expect(decide((await lineOf('Carol', 'token')).id, true)).rejects.toMatchObject({ code: 'needs-second-person' });
  for (const [name, kind] of [
    ['Carol', 'token'],
    ['Carol', 'group'],
    ['Claus', 'invitation'],
    ['Ada', 'suspended'],
  ] as const)
    expect(await take(name, kind), kind).toBe(204);
  expect(await provider()).toMatchObject({ scimTokens: [], groups: [] });
  const staff = (await carol.call('listStaff')).items;
  expect([staff.some((each) => each.name === 'Claus'), staff.find((each) => each.name === 'Ada')?.leftAt]).toEqual([
    false,
    expect.any(String),
  ]);
});
