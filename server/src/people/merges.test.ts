import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shred } from '#keys';
import type { Id, PersonId } from '#kit/ids';
import { openRoom, type TestRoom } from '#test/room';
import { peopleChecks } from './checks.ts';
import { peopleHoldings } from './holdings.ts';
import { group, groups, merge, mergesOf, rootOf, unmerge } from './merges.ts';
import { createPerson } from './profile.ts';
import { partFrom } from './store.ts';

let room: TestRoom;
beforeAll(async () => {
  room = await openRoom('people');
});
afterAll(() => room.stop());

const people = (count: number): Promise<PersonId[]> =>
  room.ctx(async (ctx) => {
    const made: PersonId[] = [];
    for (let at = 0; at < count; at += 1) made.push(await createPerson(ctx, {}));
    return made;
  });
const join = (into: PersonId, from: PersonId) => room.ctx((ctx) => merge(ctx, into, from, 'agent-decision', 'same voice'));
/** Who is with whom, and who is the root, as one comparable value. */
const picture = (all: readonly PersonId[]) =>
  room.ctx(async (ctx) => JSON.stringify([...(await groups(ctx, all))].sort(([a], [b]) => (a < b ? -1 : 1))));
const three = async () => (await people(3)) as [PersonId, PersonId, PersonId];

test('a chain of merges ends at one root, and everybody finds everybody', async () => {
  const [ada, boris, carol] = await three();
  await join(boris, carol);
  await join(ada, carol); // by a member that is no root
  for (const each of [ada, boris, carol]) {
    expect(await room.ctx((ctx) => rootOf(ctx, each))).toBe(ada);
    expect(await room.ctx((ctx) => group(ctx, each))).toEqual([ada, boris, carol]);
  }
  expect(await room.ctx((ctx) => mergesOf(ctx, carol))).toHaveLength(2);
});

test('a merge taken apart out of order leaves the others standing', async () => {
  const [ada, boris, carol] = await three();
  const first = await join(boris, carol);
  await join(ada, boris);
  await room.ctx((ctx) => unmerge(ctx, first));
  expect(await room.ctx((ctx) => group(ctx, carol))).toEqual([carol]);
  expect(await room.ctx((ctx) => group(ctx, boris))).toEqual([ada, boris]);
});

test('any merges, taken apart again in any order, give back the people as they were', async () => {
  const pairs = fc.array(fc.tuple(fc.nat(5), fc.nat(5)), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(pairs, fc.boolean(), async (steps, isReversed) => {
      const all = await people(6);
      const pictures = [await picture(all)];
      const merges: Id<'mrg'>[] = [];
      for (const [into, from] of steps) {
        const merged = await join(all[into]!, all[from]!).catch((error) => {
          expect(error).toMatchObject({ code: 'conflict' });
        });
        if (!merged) continue;
        merges.push(merged);
        pictures.push(await picture(all));
      }
      if (!isReversed) for (const each of merges) await room.ctx((ctx) => unmerge(ctx, each));
      else
        for (const each of [...merges].reverse()) {
          expect(await picture(all)).toBe(pictures.pop());
          await room.ctx((ctx) => unmerge(ctx, each));
        }
      expect(await picture(all)).toBe(pictures[0]);
    }),
    { numRuns: 25 },
  );
});

test('merges at the same moment never close a ring', async () => {
  const [ada, boris, carol] = await three();
  await Promise.allSettled([
    join(ada, boris),
    join(boris, carol),
    join(carol, ada),
    join(boris, ada),
    join(carol, boris),
    join(ada, carol),
  ]);
  const groupsFound = await Promise.all([ada, boris, carol].map((each) => room.ctx((ctx) => group(ctx, each))));
  expect(new Set(groupsFound.map((members) => members.join())).size).toBe(1);
  expect(groupsFound[0]).toHaveLength(3);
});

test('one person cannot be merged twice, nor with themselves, nor a merge be undone twice', async () => {
  const [ada, boris] = await three();
  const merged = await join(ada, boris);
  await expect(join(boris, ada)).rejects.toMatchObject({ code: 'conflict' });
  await expect(join(ada, ada)).rejects.toMatchObject({ code: 'conflict' });
  await room.ctx((ctx) => unmerge(ctx, merged));
  await expect(room.ctx((ctx) => unmerge(ctx, merged))).rejects.toMatchObject({ code: 'conflict' });
});

test('an erased person is not merged, in neither direction', async () => {
  const [ada, boris] = await three();
  await room.ctx((ctx) => shred(ctx, [boris]));
  await expect(join(ada, boris)).rejects.toMatchObject({ code: 'erased' });
  await expect(join(boris, ada)).rejects.toMatchObject({ code: 'erased' });
});

test('another company cannot merge or part our people', async () => {
  const [ada, boris] = await three();
  const loom = await room.anotherWorkspace();
  const merged = await join(ada, boris);
  await expect(room.ctx((ctx) => unmerge(ctx, merged), { workspace: loom })).rejects.toMatchObject({ code: 'not-found' });
  await expect(room.ctx((ctx) => merge(ctx, ada, boris, 'agent-decision'), { workspace: loom })).rejects.toMatchObject({ code: 'erased' });
});

test('the check finds a pointer without a standing merge', async () => {
  const [check] = peopleChecks;
  expect(check?.id).toBe('people.joined-only-by-record');
  const [ada, boris] = await three();
  const merged = await join(ada, boris);
  expect(await room.ctx((ctx) => check!.run(ctx))).toBe(0);
  await room.ctx((ctx) => unmerge(ctx, merged));
  await plant(boris, ada);
  expect(await room.ctx((ctx) => check!.run(ctx))).toBe(1);
  await room.ctx((ctx) => partFrom(ctx.db, ctx.workspace, boris, ada));
});

test('erasing a group leaves no row of anybody in it', async () => {
  const [ada, boris, carol] = await three();
  await join(ada, boris);
  await join(ada, carol);
  const all = await room.ctx((ctx) => group(ctx, boris));
  const counts = () =>
    room.ctx(async (ctx) => {
      const found: (number | undefined)[] = [];
      for (const holding of peopleHoldings) found.push(await holding.count?.(ctx, all));
      return found;
    });
  expect(await counts()).toEqual([0, 2, 0, 0, 0, 3, 0]);
  await room.ctx(async (ctx) => {
    await shred(ctx, all);
    for (const holding of peopleHoldings) await holding.erase?.(ctx, all);
  });
  expect(await counts()).toEqual([0, 0, 0, 0, 0, 0, 0]);
});

/** A pointer that nobody decided, as only a hand in the database could make it. */
async function plant(from: PersonId, into: PersonId): Promise<void> {
  const { mergeInto } = await import('./store.ts');
  await room.ctx((ctx) => mergeInto(ctx.db, ctx.workspace, from, into));
}
