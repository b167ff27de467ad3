// That several people own an address is remembered at the address: it outlives whom it was shared with, and a guess that was taken back.
import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shred } from '#keys';
import type { PersonId } from '#kit/ids';
import { openRoom, type TestRoom } from '#test/room';
import { peopleHoldings } from '../holdings.ts';
import { addIdentity, arrive, findIdentity, forgetIdentity, identitiesOf, isOneOfSeveral, prove } from '../identities.ts';
import { merge, mergesOf, rootOf, unmerge } from '../merges.ts';

let room: TestRoom;
let made = 0;
beforeAll(async () => {
  room = await openRoom('people');
});
afterAll(() => room.stop());

const fresh = () => `shared${++made}@example.com`;
const writes = (value: string) => room.ctx((ctx) => arrive(ctx, { kind: 'email', value }));
const found = (value: string) => room.ctx((ctx) => findIdentity(ctx, 'email', value));
const isOpen = (person: PersonId) => room.ctx((ctx) => isOneOfSeveral(ctx, person));
const join = (into: PersonId, from: PersonId) => room.ctx((ctx) => merge(ctx, into, from, 'agent-decision', 'said so'));
const erase = (person: PersonId) =>
  room.ctx(async (ctx) => {
    await shred(ctx, [person]);
    for (const holding of peopleHoldings) await holding.erase?.(ctx, [person]);
  });
const visitor = async () => (await room.ctx((ctx) => arrive(ctx, { kind: 'visitor', value: `sharing-${++made}`, proof: 'device' }))).person;
const proves = (person: PersonId, value: string) => room.ctx((ctx) => addIdentity(ctx, person, { kind: 'email', value, proof: 'code' }));

/** Ada wrote from it; so many others proved it, were joined with her by that, and were taken apart again. */
async function household(others: number) {
  const value = fresh();
  const ada = (await writes(value)).person;
  const rest: PersonId[] = [];
  for (let at = 0; at < others; at += 1) rest.push(await visitor());
  for (const each of rest) await proves(each, value);
  for (const { id } of await room.ctx((ctx) => mergesOf(ctx, ada))) await room.ctx((ctx) => unmerge(ctx, id));
  return { value, ada, rest };
}

test('when one of two is erased, their address opens nothing of the other', async () => {
  const { value, ada, rest } = await household(1);
  const boris = rest[0]!;
  await erase(ada);
  expect(await found(value)).toBeUndefined();
  const { person: writer } = await writes(value);
  expect(writer).not.toBe(boris);
  expect((await writes(value)).person, 'whoever came goes on').toBe(writer);
  expect([await isOpen(writer), await isOpen(boris)]).toEqual([true, false]);
  const answered = async () => boris;
  expect((await room.ctx((ctx) => arrive(ctx, { kind: 'email', value, answered }))).person).toBe(boris);
  await erase(boris);
  expect(await found(value), 'nor of who came last').toBeUndefined();
});

test('when the one goes from whom two others were parted, a proof joins those two no more than before', async () => {
  const { value, ada, rest } = await household(2);
  await erase(ada);
  for (const person of rest) {
    const [own] = (await room.ctx((ctx) => identitiesOf(ctx, person))).filter(({ kind }) => kind === 'email');
    expect(await room.ctx((ctx) => prove(ctx, own!.id, 'code'))).toEqual({ person, joined: false });
  }
  expect((await proves(await visitor(), value)).joined, 'nor a newcomer with one of them').toBe(false);
});

test('an address proved after its people were taken apart is shared as well, and stays so', async () => {
  const value = fresh();
  const ada = (await writes(value)).person;
  const boris = await visitor();
  const id = await join(ada, boris);
  await room.ctx((ctx) => unmerge(ctx, id));
  expect((await proves(boris, value)).joined).toBe(false);
  expect([await isOpen(ada), await isOpen(boris)]).toEqual([false, false]);
  await erase(ada);
  expect(await found(value)).toBeUndefined();
});

test('staff end it: by joining again whom they parted, or by taking it from one of them', async () => {
  const again = await household(1);
  await join(again.ada, again.rest[0]!);
  expect([again.ada, again.rest[0]]).toContain((await found(again.value))?.person);
  const taken = await household(1);
  const [own] = (await room.ctx((ctx) => identitiesOf(ctx, taken.ada))).filter(({ kind }) => kind === 'email');
  await room.ctx((ctx) => forgetIdentity(ctx, own!.id));
  expect((await found(taken.value))?.person).toBe(taken.rest[0]);
});

test('joining a newcomer to the one who is left says nothing of the next message, and a guess taken back nothing of who they are', async () => {
  const { value, ada, rest } = await household(1);
  const { person: writer } = await writes(value);
  const guess = await join(ada, writer);
  expect(await isOpen(writer)).toBe(false);
  await room.ctx((ctx) => unmerge(ctx, guess));
  expect(await isOpen(writer), 'not Ada does not say who').toBe(true);
  expect(await isOpen(ada)).toBe(false);
  await erase(ada);
  await join(rest[0]!, writer);
  expect(await found(value)).toBeUndefined();
  expect(await room.ctx((ctx) => rootOf(ctx, writer))).toBe(rest[0]);
});

test('what was parted before is found when the house is brought up to date', async () => {
  const { value, ada, rest } = await household(1);
  room.setTime('2026-11-24T10:00:00Z');
  const { person: writer } = await writes(value);
  const single = (await writes(fresh())).person;
  const stands = async (person: PersonId) =>
    (await room.ctx((ctx) => identitiesOf(ctx, person))).map(({ kind, shared }) => `${kind} ${shared}`);
  const before = await Promise.all([ada, rest[0]!, writer, single].map(stands));
  const migration = await readFile(new URL('../../../migrations/0120-addresses-shared.sql', import.meta.url), 'utf8');
  const client = new pg.Client({ connectionString: room.adminUrl });
  await client.connect();
  await client.query('UPDATE identities SET shared = NULL');
  expect(await found(value), 'by the owners alone, as long as all are here').toBeUndefined();
  await client.query(migration.slice(migration.indexOf('WITH RECURSIVE')));
  await client.end();
  expect(await Promise.all([ada, rest[0]!, writer, single].map(stands))).toEqual(before);
  expect(before).toEqual([['email parted'], ['visitor null', 'email parted'], ['email newcomer'], ['email null']]);
});
