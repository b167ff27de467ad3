import { afterAll, beforeAll, expect, test } from 'vitest';
import { record } from '#consent';
import { restrict } from '#gate';
import { shred } from '#keys';
import type { Id, InboxId, PersonId, StaffId, WorkspaceId } from '#kit/ids';
import { list } from '#ledger';
import { addIdentity, arrive, prove, setContractEnd } from '#people';
import { openRoom, type TestRoom } from '#test/room';
import { addInbox } from './inboxes.ts';
import { peopleRoutes } from './people-routes.ts';
import { receive } from './receive.ts';
import { note } from './reply.ts';

type Person = {
  id: string;
  name: string | null;
  identities: { id: string; kind: string; value: string; proof: string | null; isShared: boolean }[];
  isOneOfSeveral: boolean;
  merges: { id: string; from: string }[];
  restricted: boolean;
};
type Item = { kind: string; title: string; excerpt: string | null; channel: string | null; at: string };
let room: TestRoom;
let inbox: InboxId;
let carol: StaffId;
let made = 0;

beforeAll(async () => {
  room = await openRoom('conversations');
  inbox = (await room.ctx((ctx) => addInbox(ctx, { name: 'Support', channel: 'email', recipient: null }))).id;
  carol = (await room.ctx((ctx) => list(ctx, { kind: 'staff.joined', limit: 1 }))).items[0]?.subject as StaffId;
});
afterAll(() => room.stop());

const fresh = () => `ada${++made}@example.com`;
const mail = (value: string, name?: string) => room.ctx((ctx) => arrive(ctx, { kind: 'email', value, name }));
const visit = () => room.ctx((ctx) => arrive(ctx, { kind: 'visitor', value: `visitor-${++made}`, proof: 'device' }));

/** Calls a route as carol would, in one transaction. */
function call<T>(
  name: string,
  params: Record<string, string>,
  more: { body?: object; query?: object } = {},
  workspace?: WorkspaceId,
): Promise<T> {
  const found = peopleRoutes.find((each) => each.name === name);
  const who = {
    actor: { kind: 'staff', id: carol } as const,
    ...(found?.purpose && { purpose: found.purpose }),
    ...(workspace && { workspace }),
  };
  return room.ctx((ctx) => found!.handle!(ctx, { params, body: more.body ?? {}, query: more.query ?? {} } as never) as Promise<T>, who);
}

test('a person is shown with identities and how they were proved, and one look is one line in the ledger', async () => {
  const address = fresh();
  const { person } = await mail(address, 'Ada');
  const looks = async () => (await room.ctx((ctx) => list(ctx, { kind: 'data.revealed', subject: person, limit: 50 }))).items.length;
  const before = await looks();
  expect(await call<Person>('readPerson', { person })).toMatchObject({
    id: person,
    name: 'Ada',
    restricted: false,
    contractEndedOn: null,
    identities: [{ kind: 'email', value: address, provedAt: null, proof: null }],
  });
  expect((await looks()) - before).toBe(1);
});

test('a name is corrected, and a restriction is shown', async () => {
  const { person } = await mail(fresh(), 'Adda');
  expect(await call<Person>('changePerson', { person }, { body: { name: 'Ada', language: 'de' } })).toMatchObject({
    name: 'Ada',
    language: 'de',
  });
  await room.ctx((ctx) => setContractEnd(ctx, [person], '2027-03-31'));
  expect(await call<Person>('readPerson', { person })).toMatchObject({ contractEndedOn: '2027-03-31' });
  await room.ctx((ctx) => restrict(ctx, person, { kind: 'restricted', ground: 'accuracy-contested' }));
  const seen = await call<Person>('readPerson', { person }).catch((error) => error);
  if (seen instanceof Error) expect(seen).toMatchObject({ code: 'gate-refused' });
  else expect(seen.restricted).toBe(true);
});

test('an agent joins two people with a reason and takes it apart again', async () => {
  const [first, second, stranger] = [await mail(fresh(), 'Ada'), await visit(), await visit()];
  const joined = await call<Person>(
    'mergePeople',
    { person: first.person },
    { body: { other: second.person, reason: 'She said so on the phone' } },
  );
  expect(joined).toMatchObject({ id: first.person, merges: [{ from: second.person, proof: 'agent-decision' }] });
  expect(joined.identities.map((each) => each.kind)).toEqual(['email', 'visitor']);
  expect(await call<Person>('readPerson', { person: second.person })).toMatchObject({ id: first.person });
  const merge = joined.merges[0]!.id;
  await expect(call('unmergePeople', { person: stranger.person, merge })).rejects.toMatchObject({ code: 'not-found' });
  expect(await call<Person>('unmergePeople', { person: first.person, merge })).toMatchObject({
    merges: [],
    identities: [{ kind: 'email' }],
  });
  await expect(call('mergePeople', { person: first.person }, { body: { other: first.person, reason: 'x' } })).rejects.toMatchObject({
    code: 'conflict',
  });
});

test('an address of several says so to whoever reads who writes from it, and whether somebody said yet who that is', async () => {
  const value = fresh();
  const ada = await mail(value, 'Ada');
  const seen = async (person: PersonId) => {
    const { identities, isOneOfSeveral } = await call<Person>('readPerson', { person });
    return [isOneOfSeveral, identities.map(({ kind, isShared }) => `${kind} ${isShared}`)];
  };
  const boris = await visit();
  await room.ctx((ctx) => addIdentity(ctx, boris.person, { kind: 'email', value }));
  expect(await seen(ada.person), 'a claim shares nothing').toEqual([false, ['email false']]);
  await room.ctx((ctx) => addIdentity(ctx, boris.person, { kind: 'email', value, proof: 'code' }));
  const [joined] = (await call<Person>('readPerson', { person: ada.person })).merges;
  await call('unmergePeople', { person: ada.person, merge: joined!.id });
  expect(await seen(ada.person)).toEqual([false, ['email true']]);
  expect(await seen(boris.person)).toEqual([false, ['visitor false', 'email true']]);
  const writer = await mail(value);
  expect(await seen(writer.person)).toEqual([true, ['email true']]);
  const merged = await call<Person>('mergePeople', { person: ada.person }, { body: { other: writer.person, reason: 'Her order' } });
  expect([merged.isOneOfSeveral, merged.identities.map(({ isShared }) => isShared)]).toEqual([false, [true, true]]);
});

test('a code is sent to an unproved address of this person only', async () => {
  const [ada, other] = [await visit(), await visit()];
  const { identity } = await room.ctx((ctx) => addIdentity(ctx, ada.person, { kind: 'email', value: fresh() }));
  expect(await call('sendProof', { person: ada.person, identity })).toEqual({});
  await expect(call('sendProof', { person: other.person, identity })).rejects.toMatchObject({ code: 'not-found' });
  await expect(call('sendProof', { person: ada.person, identity: ada.identity })).rejects.toMatchObject({ code: 'conflict' });
  await room.ctx((ctx) => prove(ctx, identity, 'code'));
  await expect(call('sendProof', { person: ada.person, identity })).rejects.toMatchObject({ code: 'conflict' });
});

test('the timeline holds messages, notes, consents, identities and merges of everyone who is this person, newest first', async () => {
  const address = fresh();
  const { person } = await mail(address, 'Ada');
  const { conversation } = await room.ctx((ctx) => receive(ctx, { inbox, person, text: 'My lamp\n is broken', subject: 'Lamp' }));
  room.setTime('2026-11-24T09:01:00Z');
  await room.ctx((ctx) => note(ctx, { conversation, text: 'Call back' }), { actor: { kind: 'staff', id: carol } });
  room.setTime('2026-11-24T09:02:00Z');
  await room.ctx((ctx) =>
    record(ctx, { person, purpose: 'marketing', channel: 'email', state: 'withdrawn', method: 'agent', by: 'agent' }),
  );
  room.setTime('2026-11-24T09:03:00Z');
  const chat = await visit();
  const claimed = await room.ctx((ctx) => addIdentity(ctx, chat.person, { kind: 'email', value: address }));
  room.setTime('2026-11-24T09:04:00Z');
  await room.ctx((ctx) => prove(ctx, claimed.identity, 'code'));
  const { items } = await call<{ items: Item[] }>('readTimeline', { person: chat.person });
  expect(items.map((item) => item.at)).toEqual(
    items
      .map((item) => item.at)
      .sort()
      .reverse(),
  );
  const lines = items.map((item) => `${item.kind}: ${item.title}${item.excerpt ? ` (${item.excerpt})` : ''}`);
  expect(lines).toEqual(
    expect.arrayContaining([
      'message-in: Wrote an email (My lamp is broken)',
      'conversation: Conversation by email (Lamp)',
      'note: Note by Carol (Call back)',
      'identity: Email address first seen',
      'identity: Email address given, not proved',
      'identity: Email address proved by a code',
      'merge: Joined with another record by a code',
    ]),
  );
  expect(lines.some((line) => line.startsWith('consent: ') && line.endsWith('withdrawn'))).toBe(true);
  const german = await call<{ items: Item[] }>('readTimeline', { person }, { query: { language: 'de' } });
  expect(german.items.map((item) => item.title)).toContain('Hat eine E-Mail geschrieben');
  expect(german.items).toHaveLength(items.length);
  const inPages: Item[] = [];
  for (let before: string | null | undefined; before !== null; ) {
    const page = await call<{ items: Item[]; next: string | null }>(
      'readTimeline',
      { person },
      { query: { limit: 2, ...(before && { before }) } },
    );
    inPages.push(...page.items);
    before = page.next;
  }
  expect(inPages).toEqual(items);
  room.setTime('2026-11-24T09:00:00Z');
});

test('an erased, an unknown and another company’s person are nobody', async () => {
  const { person } = await mail(fresh(), 'Ada');
  const loom = await room.anotherWorkspace();
  for (const name of ['readPerson', 'readTimeline'])
    await expect(call(name, { person }, {}, loom)).rejects.toMatchObject({ code: expect.stringMatching(/erased|not-found/) });
  await room.ctx((ctx) => shred(ctx, [person as PersonId]));
  for (const name of ['readPerson', 'readTimeline', 'changePerson'])
    await expect(call(name, { person }, { body: { name: 'Ada' } })).rejects.toMatchObject({
      code: expect.stringMatching(/erased|not-found/),
    });
  await expect(call('unmergePeople', { person, merge: 'mrg_00000000000000000000000000' as Id<'mrg'> })).rejects.toMatchObject({
    code: 'not-found',
  });
});
