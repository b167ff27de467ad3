import { afterAll, beforeAll, expect, test } from 'vitest';
import { mintPermit, shred } from '#keys';
import { sealedFields } from '#kit/holding';
import { newId, type PersonId } from '#kit/ids';
import { openRoom, type TestRoom } from '#test/room';
import { peopleChecks } from './checks.ts';
import { newCode } from './codes.ts';
import { peopleHoldings } from './holdings.ts';
import { addIdentity, arrive, identitiesOf, prove } from './identities.ts';
import { unmask } from './masking/unmask.ts';
import { group, merge } from './merges.ts';
import { cameFrom, noticeShown, settleOrigin } from './origins/origins.ts';
import { succeed } from './succession/succession.ts';

let room: TestRoom;
beforeAll(async () => {
  room = await openRoom('people');
});
afterAll(() => room.stop());

test('the copy of a person holds everything about everyone who is this person, in the clear, and after the erasure nothing is left', async () => {
  const wrote = await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: 'ada@example.com', name: 'Ada', language: 'en' }));
  const chat = await room.ctx((ctx) => arrive(ctx, { kind: 'visitor', value: 'visitor-1', name: 'Adda', proof: 'device' }));
  const other = await room.ctx((ctx) => arrive(ctx, { kind: 'phone', value: '+1 555 0100' }));
  await room.ctx(async (ctx) => {
    const { identity } = await addIdentity(ctx, chat.person, { kind: 'email', value: 'ada@example.com' });
    await newCode(ctx, identity, 'proof');
    await prove(ctx, identity, 'code');
    await merge(ctx, wrote.person, other.person, 'agent-decision', 'Same voice');
  });
  const people = await room.ctx((ctx) => group(ctx, wrote.person));
  await room.ctx(
    async (ctx) => {
      const permit = mintPermit(ctx, { act: 'reveal', purpose: 'service-conversation', subjects: people, fields: ['identities.value'] });
      await unmask(ctx, permit, wrote.person, { reason: 'other', note: 'The parcel came back' });
    },
    { actor: { kind: 'system', id: 'tester' } },
  );
  await room.ctx(async (ctx) => {
    const place = { purpose: 'marketing', origin: 'other-person' } as const;
    await cameFrom(ctx, other.person, { ...place, said: 'A card that boris left' });
    await noticeShown(ctx, wrote.person, newId('ntc'), 'chat'); // one that nobody knows any more tells nothing
    await settleOrigin(ctx, wrote.person, place, { ground: 'law', reason: 'Section 12' }, undefined);
  });
  const copy = await room.ctx(async (ctx) => {
    const permit = mintPermit(ctx, { act: 'export', purpose: 'rights-fulfilment', subjects: people, fields: sealedFields(peopleHoldings) });
    const found: Record<string, unknown[]> = {};
    for (const holding of peopleHoldings)
      found[holding.table] = (await holding.export?.(ctx, permit, people))?.map((item) => item.fields) ?? [];
    return found;
  });
  expect(copy).toMatchObject({
    codes: [{ use: 'proof' }],
    merges: [
      { proof: 'code', reason: null },
      { proof: 'agent-decision', reason: 'Same voice' },
    ],
    people_origins: [{ origin: 'other-person', said: null, toldAt: null, exception: 'law', reason: 'Section 12' }],
    notices_shown: [{ by: 'chat' }],
    unmaskings: [{ reason: 'other', note: 'The parcel came back' }],
    people: [{ name: 'Ada', language: 'en' }, { name: 'Adda', language: null }, { name: null }],
  });
  expect(copy['identities']).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ kind: 'email', value: 'ada@example.com', source: 'wire' }),
      expect.objectContaining({ kind: 'email', value: 'ada@example.com', source: 'claimed', proof: 'code' }),
      expect.objectContaining({ kind: 'visitor', value: 'visitor-1', proof: 'device' }),
      expect.objectContaining({ kind: 'phone', value: '+15550100' }),
    ]),
  );
  await room.ctx((ctx) => shred(ctx, people));
  for (const holding of peopleHoldings) {
    expect(await room.ctx(async (ctx) => holding.count?.(ctx, people)), holding.table).toBeGreaterThan(0);
    await room.ctx(async (ctx) => holding.erase?.(ctx, people));
    expect(await room.ctx(async (ctx) => holding.count?.(ctx, people)), holding.table).toBe(0);
  }
});

test('the check finds codes that nobody swept', async () => {
  const check = peopleChecks.find((each) => each.id === 'people.codes-are-gone-in-time');
  const { identity } = await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: 'boris@example.com' }));
  await room.ctx((ctx) => newCode(ctx, identity, 'entry'));
  expect(await room.ctx((ctx) => check!.run(ctx))).toBe(0);
  room.setTime('2026-11-24T11:11:00Z');
  expect(await room.ctx((ctx) => check!.run(ctx))).toBe(1);
  room.setTime('2026-11-24T09:00:00Z');
});

test('the address that came after another goes with its person, and what was decided stays decided', async () => {
  const at = (value: string) => room.ctx((ctx) => arrive(ctx, { kind: 'account', value: `whatsapp:${value}` }));
  const row = async (person: PersonId) => (await room.ctx((ctx) => identitiesOf(ctx, person)))[0]!;
  const [ada, boris] = [await at('12025550143'), await at('US.1')];
  await room.ctx((ctx) => addIdentity(ctx, boris.person, { kind: 'email', value: 'boris@example.com', proof: 'signed-identity' }));
  const says = async (now: Awaited<ReturnType<typeof at>>) => {
    const before = await row(ada.person);
    return room.ctx((ctx) => succeed(ctx, { before, now, mayMove: true, isLeft: false, isTaken: false, heardAt: before.addedAt }));
  };
  expect([await says(boris), (await row(ada.person)).successor]).toEqual(['somebody', boris.identity]);
  await room.ctx(async (ctx) => {
    await shred(ctx, [boris.person]);
    for (const holding of peopleHoldings) await holding.erase?.(ctx, [boris.person]);
  });
  expect(await row(ada.person)).toMatchObject({ successor: null, namedAt: expect.any(Date), lostAt: null });
  expect([await says(await at('US.2')), (await row(ada.person)).lostAt]).toEqual(['inherited', expect.any(Date)]);
});
