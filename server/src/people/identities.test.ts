import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mintPermit, shred } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { PersonId, WorkspaceId } from '#kit/ids';
import { list } from '#ledger';
import { openRoom, type TestRoom } from '#test/room';
import { peopleHoldings } from './holdings.ts';
import { addIdentity, arrive, findIdentity, identitiesOf, prove, readIdentity } from './identities.ts';
import { group, rootOf } from './merges.ts';
import { changeProfile, personNames, profileOf } from './profile.ts';

let room: TestRoom;
let loom: WorkspaceId;
let made = 0;

beforeAll(async () => {
  room = await openRoom('people');
  loom = await room.anotherWorkspace();
});
afterAll(() => room.stop());

const fresh = (name: string) => `${name}${++made}@example.com`;
const mail = (value: string, more: Partial<Parameters<typeof arrive>[1]> = {}) =>
  room.ctx((ctx) => arrive(ctx, { kind: 'email', value, ...more }));
const visit = () => room.ctx((ctx) => arrive(ctx, { kind: 'visitor', value: `visitor-${++made}`, proof: 'device' }));
const claim = (person: PersonId, value: string) => room.ctx((ctx) => addIdentity(ctx, person, { kind: 'email', value }));
const allow = (ctx: Ctx, subjects: PersonId[]) =>
  mintPermit(ctx, {
    act: 'reveal',
    purpose: 'service-conversation',
    subjects,
    fields: ['people.name', 'people.language', 'identities.value'],
  });
const profile = (person: PersonId) => room.ctx(async (ctx) => profileOf(ctx, allow(ctx, await group(ctx, person)), person));
const erase = (people: PersonId[]) =>
  room.ctx(async (ctx) => {
    await shred(ctx, people);
    for (const holding of peopleHoldings) await holding.erase?.(ctx, people);
  });

test('ada is known again by her address, however it is written', async () => {
  const first = await mail('Ada@Example.com', { name: 'Ada', language: 'en' });
  const again = await mail(' ada@EXAMPLE.com', { name: 'Somebody else' });
  expect(first.isNew).toBe(true);
  expect(again).toEqual({ ...first, isNew: false, isNamed: false });
  expect(await profile(first.person)).toMatchObject({ name: 'Ada', language: 'en' }); // a From line may say any name: the first one stands
});

test('of twenty first messages at the same moment from one address all are one person', async () => {
  const boris = fresh('boris');
  const arrivals = await Promise.all(Array.from({ length: 20 }, () => mail(boris)));
  expect(new Set(arrivals.map((each) => each.person)).size).toBe(1);
  expect(arrivals.filter((each) => each.isNew)).toHaveLength(1);
});

test('what is no address is refused as such', async () => {
  await expect(mail('no address')).rejects.toMatchObject({ code: 'invalid' });
  expect(await room.ctx((ctx) => findIdentity(ctx, 'email', 'no address'))).toBeUndefined();
});

test('a claimed address finds nobody: the mail of its owner starts a person of its own', async () => {
  const address = fresh('ada');
  const chat = await visit();
  await claim(chat.person, address);
  expect(await room.ctx((ctx) => findIdentity(ctx, 'email', address))).toBeUndefined();
  const wrote = await mail(address);
  expect(wrote.isNew).toBe(true);
  expect(wrote.person).not.toBe(chat.person);
  expect((await room.ctx((ctx) => findIdentity(ctx, 'email', address)))?.person).toBe(wrote.person);
});

test('who claims the address of somebody who wrote before gets nothing until it is proved, and then they are one', async () => {
  const address = fresh('ada');
  const wrote = await mail(address);
  const chat = await visit();
  const claimed = await claim(chat.person, address);
  expect(claimed).toMatchObject({ person: chat.person, joined: false });
  expect(await room.ctx((ctx) => group(ctx, chat.person))).toEqual([chat.person]);
  expect(await room.ctx((ctx) => prove(ctx, claimed.identity, 'code'))).toEqual({ person: wrote.person, joined: true });
  expect(await room.ctx((ctx) => group(ctx, chat.person))).toEqual([wrote.person, chat.person]);
  expect((await mail(address)).person).toBe(wrote.person);
  expect(await room.ctx((ctx) => prove(ctx, claimed.identity, 'code'))).toEqual({ person: wrote.person, joined: false });
});

test('two who claim one address stay two, also after one of them proved it', async () => {
  const address = fresh('ada');
  const [first, second] = [await visit(), await visit()];
  const proved = await claim(first.person, address);
  const other = await claim(second.person, address);
  expect(await room.ctx((ctx) => prove(ctx, proved.identity, 'code'))).toEqual({ person: first.person, joined: false });
  expect(await room.ctx((ctx) => rootOf(ctx, second.person))).toBe(second.person);
  expect(await room.ctx((ctx) => prove(ctx, other.identity, 'code'))).toEqual({ person: first.person, joined: true });
});

test('two proofs of one address at the same moment join everybody once', async () => {
  const address = fresh('ada');
  const people = await Promise.all([visit(), visit(), visit()]);
  const claims = await Promise.all(people.map((each) => claim(each.person, address)));
  await mail(address);
  await Promise.all(claims.map((each) => room.ctx((ctx) => prove(ctx, each.identity, 'code'))));
  const groups = await Promise.all(people.map((each) => room.ctx((ctx) => group(ctx, each.person))));
  expect(new Set(groups.map((members) => members.join())).size).toBe(1);
  expect(groups[0]).toHaveLength(4);
});

test('claiming the same address twice is one identity', async () => {
  const address = fresh('ada');
  const chat = await visit();
  const first = await claim(chat.person, address);
  expect(await claim(chat.person, address.toUpperCase())).toEqual(first);
  expect(await room.ctx((ctx) => identitiesOf(ctx, chat.person))).toHaveLength(2);
});

test('a signed identity with a verified address joins at once', async () => {
  const address = fresh('ada');
  const wrote = await mail(address);
  const account = await room.ctx((ctx) => arrive(ctx, { kind: 'account', value: 'customer-1', proof: 'signed-identity' }));
  const added = await room.ctx((ctx) => addIdentity(ctx, account.person, { kind: 'email', value: address, proof: 'signed-identity' }));
  expect(added).toMatchObject({ person: wrote.person, joined: true });
});

test('after an erasure the same address starts a new person, and the old record is gone', async () => {
  const address = fresh('boris');
  const before = await mail(address, { name: 'Boris' });
  await erase([before.person]);
  const after = await mail(address);
  expect(after.isNew).toBe(true);
  expect(after.person).not.toBe(before.person);
  expect(await profile(after.person)).toMatchObject({ name: null });
  expect(await room.ctx((ctx) => group(ctx, before.person))).toEqual([]);
  await expect(claim(before.person, address)).rejects.toMatchObject({ code: 'not-found' });
});

test('between shredding and deleting an address already starts a new person', async () => {
  const address = fresh('boris');
  const before = await mail(address);
  await room.ctx((ctx) => shred(ctx, [before.person]));
  expect((await mail(address)).person).not.toBe(before.person);
  const row = await room.ctx((ctx) => identitiesOf(ctx, before.person));
  await expect(room.ctx((ctx) => prove(ctx, row[0]!.id, 'code'))).rejects.toMatchObject({ code: 'erased' });
});

test('an address is read under a permit that names it, and only then', async () => {
  const address = fresh('ada');
  const { person } = await mail(address);
  const [row] = await room.ctx((ctx) => identitiesOf(ctx, person));
  expect(await room.ctx((ctx) => readIdentity(ctx, allow(ctx, [person]), row!))).toBe(address);
  const other = await visit();
  await expect(room.ctx((ctx) => readIdentity(ctx, allow(ctx, [other.person]), row!))).rejects.toThrow();
});

test('a corrected name is the one that is shown, also for the merged, and null takes it away everywhere', async () => {
  const address = fresh('ada');
  const wrote = await mail(address, { name: 'A. L.' });
  const chat = await room.ctx((ctx) => arrive(ctx, { kind: 'visitor', value: `visitor-${++made}`, name: 'Adda', proof: 'device' }));
  await room.ctx(async (ctx) => prove(ctx, (await addIdentity(ctx, chat.person, { kind: 'email', value: address })).identity, 'code'));
  await room.ctx((ctx) => changeProfile(ctx, chat.person, { name: 'Ada', language: 'de' }));
  expect(await profile(wrote.person)).toMatchObject({ name: 'Ada', language: 'de' });
  const names = await room.ctx(async (ctx) => personNames(ctx, allow(ctx, await group(ctx, chat.person)), [chat.person, wrote.person]));
  expect([...names.values()]).toEqual(['Ada', 'Ada']);
  await room.ctx((ctx) => changeProfile(ctx, chat.person, { name: null }));
  expect(await profile(wrote.person)).toMatchObject({ name: null, language: 'de' });
});

test('another company sees nobody of ours, and the same address is somebody else there', async () => {
  const address = fresh('ada');
  const ours = await mail(address);
  expect(await room.ctx((ctx) => findIdentity(ctx, 'email', address), { workspace: loom })).toBeUndefined();
  expect(await room.ctx((ctx) => identitiesOf(ctx, ours.person), { workspace: loom })).toEqual([]);
  expect(await room.ctx((ctx) => group(ctx, ours.person), { workspace: loom })).toEqual([]);
  await expect(room.ctx((ctx) => prove(ctx, ours.identity, 'code'), { workspace: loom })).rejects.toMatchObject({ code: 'not-found' });
  const theirs = await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: address }), { workspace: loom });
  expect(theirs).toMatchObject({ isNew: true });
});

test('neither address nor name lies readable in the database or the ledger', async () => {
  await mail('secret.address@example.com', { name: 'Secretname', language: 'de' });
  const client = new pg.Client({ connectionString: room.adminUrl });
  await client.connect();
  for (const table of ['people', 'identities', 'merges', 'codes']) {
    const { rows } = await client.query<{ text: string | null }>(`SELECT string_agg(t::text, ' ') AS text FROM ${table} t`);
    for (const word of ['secret.address', 'Secretname'])
      for (const form of [word, Buffer.from(word).toString('hex')]) expect(rows[0]?.text ?? '').not.toContain(form);
  }
  await client.end();
  expect(JSON.stringify((await room.ctx((ctx) => list(ctx, { limit: 200 }))).items)).not.toMatch(/secret|@/i);
});
