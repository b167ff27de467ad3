// Who looked at a person: by whom, for what, which fields, over everyone joined to them; and what it costs to be told.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mintPermit, openMany, shred } from '#keys';
import type { Actor } from '#kit/ctx';
import type { PersonId, StaffId } from '#kit/ids';
import { list } from '#ledger';
import { openRoom, type TestRoom } from '#test/room';
import { looksAt } from './looks.ts';
import { merge } from './merges.ts';
import { createPerson } from './profile.ts';
import * as store from './store.ts';

let room: TestRoom;
let carol: Actor;
beforeAll(async () => {
  room = await openRoom('people');
  const [joined] = (await room.ctx((ctx) => list(ctx, { kind: 'staff.joined', limit: 1 }))).items;
  carol = { kind: 'staff', id: joined?.actor as StaffId };
});
afterAll(() => room.stop());

const someone = (name: string) => room.ctx((ctx) => createPerson(ctx, { name }));
const look = (person: PersonId, actor: Actor, act: 'reveal' | 'send' = 'reveal', fields = ['people.name']) =>
  room.ctx(
    async (ctx) => {
      const permit = mintPermit(ctx, { act, purpose: 'service-conversation', subjects: [person], fields });
      const [row] = await store.personRows(ctx.db, ctx.workspace, [person]);
      await openMany(ctx, permit, [{ place: { subject: person, table: 'people', row: person, column: 'name' }, sealed: row!.name! }]);
    },
    { actor },
  );
const looks = (person: PersonId, query: { cursor?: string; limit?: number; language?: 'de' } = {}) =>
  room.ctx((ctx) => looksAt(ctx, person, query), { actor: carol });

test('each look says who, what for, and which fields; newest first', async () => {
  const ada = await someone('Ada');
  await look(ada, carol, 'reveal', ['people.name', 'identities.value']);
  await look(ada, { kind: 'person', id: ada });
  await look(ada, { kind: 'system', id: 'channels.deliver' }, 'send');
  const { items, next } = await looks(ada, { language: 'de' });
  expect(next).toBeNull();
  expect(items.map(({ act, actor }) => [act, actor.kind, actor.name])).toEqual([
    ['sent', 'system', 'channels.deliver'],
    ['revealed', 'person', ''],
    ['revealed', 'staff', 'Carol'],
  ]);
  expect(items[2]).toMatchObject({ purpose: 'service-conversation', fields: ['people.name', 'identities.value'] });
  expect(items[2]?.purposeName).not.toBe('service-conversation');
});

test('they come in pages, over everyone who is this person, and nobody else', async () => {
  const [ada, boris, other] = [await someone('Ada'), await someone('Boris'), await someone('Carol')];
  for (const person of [ada, boris, other, ada]) await look(person, carol);
  await room.ctx((ctx) => merge(ctx, ada, boris, 'agent-decision', 'same voice'));
  const first = await looks(boris, { limit: 2 });
  expect(first.items).toHaveLength(2);
  const second = await looks(boris, { limit: 2, cursor: first.next ?? '' });
  expect([second.items.length, second.next]).toEqual([1, null]);
  expect(new Set([...first.items, ...second.items].map((item) => item.entry)).size).toBe(3);
  await expect(looks(ada, { cursor: 'per_1' })).rejects.toMatchObject({ code: 'invalid' });
});

test('being told opens nothing of the person, and an erased person has no looks', async () => {
  const ada = await someone('Ada');
  await look(ada, carol);
  await looks(ada);
  expect((await looks(ada)).items).toHaveLength(1);
  const stranger = 'per_01h455vb4pex5vsknk084sn02q' as PersonId;
  await expect(looks(stranger)).rejects.toMatchObject({ code: 'not-found' });
  const elsewhere = await room.anotherWorkspace();
  await expect(room.ctx((ctx) => looksAt(ctx, ada, {}), { workspace: elsewhere })).rejects.toMatchObject({ code: 'not-found' });
  await room.ctx((ctx) => shred(ctx, [ada]));
});
